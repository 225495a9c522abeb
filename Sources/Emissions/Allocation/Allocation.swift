/// What it takes to share out a company's totals to its parts.
public struct Allocation: Sendable {
  /// The company's emissions and energy of the reporting year.
  public var totals: UsedTotals
  /// The company's revenue of the reporting year; without it nothing is allocated by price.
  public var revenue: Money?
  /// The currency that prices may come in beside the revenue's, and what one unit of it is worth in the revenue's.
  public var exchange: (from: Currency, rate: Double)?
  /// The mass of everything that the company made in the reporting year; allocation by mass divides by it.
  public var totalMass: Mass<Product>?
  /// The number of pieces that the company made in the reporting year; allocation by pieces divides by it.
  public var totalUnits: Double?
  /// Totals per unit of revenue; `nil` without a revenue above zero.
  public var intensities: Intensities?

  /// Prepares allocation; ``intensities`` follow from the totals and the revenue.
  public init(
    totals: UsedTotals, revenue: Money?, exchange: (from: Currency, rate: Double)?, totalMass: Mass<Product>?,
    totalUnits: Double?
  ) {
    self.totals = totals
    self.revenue = revenue
    self.exchange = exchange
    self.totalMass = totalMass
    self.totalUnits = totalUnits
    intensities = revenue.flatMap { $0.amount > 0 ? Intensities(totals, revenue: $0) : nil }
  }

  /// The figures of one part; a figure whose total is missing is `nil`.
  public struct Share: Hashable, Sendable {
    /// The emissions of one piece.
    public var emissions: Mass<CO2e>?
    /// The renewable energy that one piece took.
    public var renewable: Energy?
    /// The non-renewable energy that one piece took.
    public var nonRenewable: Energy?
    /// The method that was used: economic where the asked-for one lacks a figure.
    public var method: AllocationMethod

    /// A share with these figures.
    public init(emissions: Mass<CO2e>?, renewable: Energy?, nonRenewable: Energy?, method: AllocationMethod) {
      self.emissions = emissions
      self.renewable = renewable
      self.nonRenewable = nonRenewable
      self.method = method
    }
  }

  /// The figures of a part of that price and mass.
  ///
  /// - Throws: ``CalculationProblem`` where the revenue is missing, the price is in a currency without exchange rate, or
  ///   the part is more than all that was made.
  public func share(price: Money, mass: Mass<Product>?, method: AllocationMethod) throws(CalculationProblem) -> Share {
    switch method {
    case .mass:
      if let mass, mass > .zero, let totalMass, totalMass > .zero {
        if mass > totalMass { throw .shareBeyondTotal(.mass) }
        // In the order in which a spreadsheet computes total · mass / total mass.
        return Share(
          emissions: totals.emissions.map {
            Mass(kilograms: $0.tonnes * 1000 * (mass.kilograms / totalMass.kilograms))
          },
          renewable: totals.renewable.map {
            Energy(kilowattHours: $0.megawattHours * 1000 * (mass.kilograms / totalMass.kilograms))
          },
          nonRenewable: totals.nonRenewable.map {
            Energy(kilowattHours: $0.megawattHours * 1000 * (mass.kilograms / totalMass.kilograms))
          },
          method: .mass)
      }
    case .units:
      if let totalUnits, totalUnits > 0 {
        if totalUnits < 1 { throw .shareBeyondTotal(.units) }
        return Share(
          emissions: totals.emissions.map { Mass(kilograms: $0.tonnes * 1000 / totalUnits) },
          renewable: totals.renewable.map { Energy(kilowattHours: $0.megawattHours * 1000 / totalUnits) },
          nonRenewable: totals.nonRenewable.map { Energy(kilowattHours: $0.megawattHours * 1000 / totalUnits) },
          method: .units)
      }
    case .economic: break
    }
    guard let intensities else { throw .revenueMissing }
    let amount = try amountInRevenueCurrency(price, intensities.currency)
    return Share(
      emissions: intensities.emissions.map { Mass(kilograms: $0 * amount * 1000) },
      renewable: intensities.renewable.map { Energy(kilowattHours: $0 * amount * 1000) },
      nonRenewable: intensities.nonRenewable.map { Energy(kilowattHours: $0 * amount * 1000) }, method: .economic)
  }

  private func amountInRevenueCurrency(_ price: Money, _ currency: Currency) throws(CalculationProblem) -> Double {
    if price.currency == currency { return price.amount }
    guard let exchange, exchange.from == price.currency, exchange.rate > 0 else {
      throw .exchangeRateMissing(from: price.currency, to: currency)
    }
    return price.amount * exchange.rate
  }
}
