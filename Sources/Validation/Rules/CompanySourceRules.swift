internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// The place of a company figure in the workbook that it was taken from; `nil` where it stands in the workbook of the
  /// parts.
  func companyPlace(_ id: FieldID) -> Place? {
    guard let source = workbook.companySource, let figure = source.figure(id) else { return nil }
    if id == .companyName, source.replaced[.name].value != nil { return nil }
    let type = source.located.definition.field(id)?.type ?? .number
    return Place(
      file: source.file, sheet: figure.sheet ?? "", field: figure.label, isMandatory: true, isNumber: type == .number,
      isDate: type == .date)
  }

  /// K01, K04 to K07, F01, M09: what can be said of the workbook that the company figures were taken from.
  mutating func checkCompanySource() {
    guard let source = workbook.companySource else { return }
    TemplateRules.check(source.located) { finding in
      var finding = finding
      finding.file = source.file
      findings.add(finding)
    }
    for figure in source.figures where !figure.missing.isEmpty && figure.value != nil { checkTotal(figure) }
    for disagreement in source.disagreements {
      let place = Place(
        file: source.file, sheet: disagreement.total.sheet, field: disagreement.total.label, isMandatory: false,
        isNumber: true)
      add(
        "K07", .warning, at: place, disagreement.total.reference, value: shown(disagreement.value),
        arguments: ["sum": LocalizedText(shown(disagreement.sum)), "unit": LocalizedText(disagreement.unit ?? "")])
    }
    checkAgreement(source)
    checkPriceCurrency(source)
  }

  private mutating func checkTotal(_ figure: CompanySource.Figure) {
    let place = companyPlace(figure.id)
    var arguments = ["missing": figure.missing.joined(separator: .semicolon)]
    switch figure.rule {
    case .first:
      arguments["used"] = figure.sources.first?.label
      add("K01", .note, at: place, figure.sources.first?.reference, value: figure.value, arguments: arguments)
    case .sum, nil:
      add("K06", .warning, at: place, figure.sources.first?.reference, value: figure.value, arguments: arguments)
    }
  }

  /// K05: the two workbooks must be of the same company and year.
  private mutating func checkAgreement(_ source: CompanySource) {
    let pairs: [(id: FieldID, own: String?, cell: CellReference?, other: String?)] = [
      (.companyName, source.replaced[.name].value, source.replaced[.name].reference, source.company[.name].value),
      (
        .periodStart, source.replaced[.periodStart].value?.description, source.replaced[.periodStart].reference,
        source.company[.periodStart].value?.description
      ),
      (
        .periodEnd, source.replaced[.periodEnd].value?.description, source.replaced[.periodEnd].reference,
        source.company[.periodEnd].value?.description
      ),
    ]
    for pair in pairs {
      guard let own = pair.own, let other = pair.other, LabelText.folded(own) != LabelText.folded(other) else {
        continue
      }
      let label =
        workbook.located.definition.sheet(.company)?.field(pair.id)?.labels.text ?? LocalizedText(pair.id.text)
      let place = Place(sheet: workbook.sheetName(.company), field: label, isMandatory: false, isNumber: false)
      add(
        "K05", .warning, at: place, pair.cell, value: own,
        arguments: ["other": LocalizedText(other), "file": LocalizedText(source.file)])
    }
  }

  /// K04: prices without a currency are taken as in the revenue's.
  private mutating func checkPriceCurrency(_ source: CompanySource) {
    guard let currency = source.company[.currency].value else { return }
    for part in workbook.parts where part.currency.isEmpty && part.price.value != nil {
      add(
        "K04", .warning, at: columnPlace(part.sheet, .price), part.price.reference,
        arguments: ["currency": LocalizedText(currency), "file": LocalizedText(source.file)])
    }
  }

  private func shown(_ value: Double) -> String { DecimalText.shortest(DecimalText.rounded(value, decimals: 6)) }
}
