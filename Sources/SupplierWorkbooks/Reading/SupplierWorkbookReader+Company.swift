internal import Emissions
internal import XLSX

/// The sheet of the company.
extension SupplierWorkbookReader {
  func company(_ fields: FieldObserver) -> CompanyRecord {
    var company = CompanyRecord()
    for field in CompanyField<String>.all {
      guard let definition = fields.sheet.fields[field.id]?.definition else { continue }
      company[field] =
        if let list = definition.list {
          list == .yesNo
            ? fields.answer(field.id, list: list, in: located.definition)
            : fields.entry(field.id, list: list, find: match(list))
        } else {
          fields.text(field.id)
        }
    }
    for field in CompanyField<CalendarDate>.all { company[field] = fields.date(field.id) }
    let currency = company[.currency].value
    for field in CompanyField<Double>.all {
      switch field {
      case .revenue:
        var money = ExpectedMeasure(factor: currencyFactor(currency), isMoney: true, currency: currency)
        money.convertible.remove(.remark)
        company[field] = fields.number(field.id, as: money, fields.moneyRemarks)
      // The words beside a rate name two currencies.
      case .exchangeRate: company[field] = fields.plainNumber(field.id)
      default: company[field] = fields.number(field.id)
      }
    }
    return company
  }
}
