internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// C01, C02, C03 and what can be said of each field of the company sheet.
  mutating func checkCompany() {
    let company = workbook.company
    observe(company[.name], at: fieldPlace(.companyName))
    observe(company[.periodStart], at: fieldPlace(.periodStart))
    observe(company[.periodEnd], at: fieldPlace(.periodEnd))
    observe(company[.currency], at: fieldPlace(.currency))
    observe(company[.role], at: fieldPlace(.role))
    observe(company[.responseDate], at: fieldPlace(.responseDate), isNeeded: false)
    observe(company[.priceCurrency], at: fieldPlace(.priceCurrency))
    observe(company[.exchangeRate], at: fieldPlace(.exchangeRate))
    observe(company[.totalMass], at: fieldPlace(.totalMass))
    observe(company[.totalUnits], at: fieldPlace(.totalUnits))
    observe(company[.scope2Method], at: fieldPlace(.scope2Method), isNeeded: false)
    observe(company[.warmingPotentials], at: fieldPlace(.warmingPotentials), isNeeded: false)
    observe(company[.customFactorOverrides], at: fieldPlace(.customFactorOverrides), isNeeded: false)
    observe(company[.residualMix], at: fieldPlace(.residualMix), isNeeded: false)
    checkAmount(company[.exchangeRate], at: fieldPlace(.exchangeRate))
    checkAmount(company[.totalMass], at: fieldPlace(.totalMass))
    checkAmount(company[.totalUnits], at: fieldPlace(.totalUnits))
    checkRevenue()
    checkPeriod()
    checkDay(company[.responseDate], at: fieldPlace(.responseDate))
    checkIntensity()
    checkExchangeRate()
  }

  private mutating func checkRevenue() {
    let revenue = workbook.company[.revenue]
    let place = fieldPlace(.revenue)
    switch revenue.outcome {
    case .absent, .empty:
      add("C01", .error, variant: place?.file == nil ? "missing" : "company", at: place, revenue.reference)
    default:
      observe(revenue, at: place)
      if let value = revenue.value, value <= 0 {
        add("C01", .error, at: place, revenue.reference, value: DecimalText.shortest(value))
      }
    }
  }

  private mutating func checkPeriod() {
    let company = workbook.company
    guard let start = company[.periodStart].value, let end = company[.periodEnd].value else { return }
    let place = fieldPlace(.periodEnd)
    let arguments = ["start": LocalizedText(start.description), "end": LocalizedText(end.description)]
    let days = end.daysSince1970 - start.daysSince1970 + 1
    if end < start {
      add(
        "C03", .error, variant: "reversed", at: place, company[.periodEnd].reference, value: end.description,
        arguments: arguments)
    } else if !(364...366).contains(days) {
      add(
        "C03", .warning, variant: "length", at: place, company[.periodEnd].reference, value: end.description,
        arguments: arguments)
    }
    if end >= start, end.isOlder(thanMonths: 24, before: asOf) {
      var arguments = arguments
      arguments["today"] = LocalizedText(asOf.description)
      add(
        "D04", .warning, variant: "period", at: place, company[.periodEnd].reference, value: end.description,
        arguments: arguments)
    }
    if start > asOf {
      add(
        "C03", .error, variant: "future", at: place, company[.periodStart].reference, value: start.description,
        arguments: arguments)
    }
  }
}
