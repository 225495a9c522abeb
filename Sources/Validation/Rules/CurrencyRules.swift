internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  private var otherCurrency: (from: Currency, to: Currency)? {
    guard workbook.companySource == nil, let from = workbook.company[.priceCurrency].value,
      let to = workbook.company[.currency].value, from != to
    else { return nil }
    return (Currency(from), Currency(to))
  }

  /// C18: an exchange rate that cannot be, is that of the other direction, or has no currency to change.
  mutating func checkExchangeRate() {
    let observed = workbook.company[.exchangeRate]
    guard let rate = observed.value, rate > 0 else { return }
    let place = fieldPlace(.exchangeRate)
    let value = DecimalText.shortest(rate)
    guard let (from, to) = otherCurrency else {
      if workbook.companySource == nil, rate != 1 {
        add("C18", .warning, variant: "idle", at: place, observed.reference, value: value)
      }
      return
    }
    guard let doubt = ExchangeRateDoubt(rate: rate, from: from, to: to) else { return }
    add(
      "C18", doubt == .inverted ? .error : .warning, variant: doubt == .inverted ? "inverted" : "", at: place,
      observed.reference, value: value,
      arguments: [
        "from": LocalizedText(from.code), "to": LocalizedText(to.code),
        "inverse": LocalizedText(Self.significant(1 / rate)),
      ])
  }

  /// C17: a price that may be in the revenue's currency or in the other one of the company sheet.
  mutating func checkPriceCurrency(_ part: PartRow, _ result: Calculation.Part, at place: Place?) {
    guard let (from, to) = otherCurrency else { return }
    let arguments = ["from": LocalizedText(from.code), "to": LocalizedText(to.code)]
    let cell = part.currency.reference ?? part.price.reference
    if case .priceCurrencyUnclear? = result.problem {
      add("C17", .error, at: place, cell, arguments: arguments)
    } else if part.currency.isEmpty, result.share?.method == .economic {
      add("C17", .note, variant: "revenue", at: place, cell, arguments: arguments)
    }
  }
}
