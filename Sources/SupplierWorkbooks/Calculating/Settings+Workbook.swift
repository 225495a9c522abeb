public import Emissions

extension CalculationSettings {
  /// The workbook's choices, overruled by those of the command line.
  public init(_ company: CompanyRecord, options: Calculation.Options) {
    self.init()
    warmingPotentials =
      options.warmingPotentials ?? company[.warmingPotentials].value.flatMap { WarmingPotentialSet(rawValue: $0) }
      ?? .ar5
    scope2Method =
      options.scope2Method ?? company[.scope2Method].value.flatMap { Scope2Method(rawValue: $0) } ?? .market
    customFactorOverrides = company[.customFactorOverrides].value == "yes"
    usesResidualMix = options.usesResidualMix ?? (company[.residualMix].value == "yes")
  }
}

extension Allocation {
  init(totals: UsedTotals, company: CompanyRecord) {
    var revenue: Money?
    if let amount = company[.revenue].value, amount > 0, amount.isFinite, let currency = company[.currency].value {
      revenue = Money(amount, Currency(currency))
    }
    var exchange: (from: Currency, rate: Double)?
    // A rate of the other direction changes nothing.
    if let from = company[.priceCurrency].value.map(Currency.init), let rate = company[.exchangeRate].value, rate > 0,
      revenue.flatMap({ ExchangeRateDoubt(rate: rate, from: from, to: $0.currency) }) != .inverted
    {
      exchange = (from, rate)
    }
    self.init(
      totals: totals, revenue: revenue, exchange: exchange,
      totalMass: company[.totalMass].value.map { Mass(kilograms: $0) },
      totalUnits: company[.totalUnits].value)
  }
}
