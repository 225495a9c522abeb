internal import Emissions
public import XLSX

/// Reads company figures from a workbook that a definition of the kind `company` describes.
public struct CompanyWorkbookReader {
  private let located: LocatedTemplate
  private let lists: ReferenceLists
  private let fields: [FieldID: FieldObserver]
  private let wantedMethod: String

  /// Reads every figure of the definition.
  ///
  /// - Parameters:
  ///   - workbook: the file.
  ///   - located: where the definition's fields were found in it.
  ///   - lists: the factor data, which know the units of energy.
  ///   - scope2Method: `market` or `location`: which Scope 2 figure is taken where the workbook has both.
  /// - Returns: the figures, each with the cells that it comes from.
  /// - Throws: `XLSXError` where a sheet cannot be read; whatever else is wrong stands in the observations.
  public static func read(
    _ workbook: WorkbookReader, located: LocatedTemplate, lists: ReferenceLists, scope2Method: String
  ) throws(XLSXError) -> CompanySource {
    try CompanyWorkbookReader(workbook, located, lists, scope2Method).read(file: workbook.path)
  }

  private init(_ workbook: WorkbookReader, _ located: LocatedTemplate, _ lists: ReferenceLists, _ wantedMethod: String)
    throws(XLSXError)
  {
    self.located = located
    self.lists = lists
    self.wantedMethod = wantedMethod
    let observer = CellObserver(styles: workbook.styles, dateSystem: workbook.dateSystem)
    var fields: [FieldID: FieldObserver] = [:]
    for sheet in located.sheets.values {
      let last = sheet.fields.values.map { $0.reference.row }.max() ?? 0
      let reader = FieldObserver(
        worksheet: try workbook.head(of: sheet.sheet, rows: last), sheet: sheet, observer: observer)
      for id in sheet.fields.keys { fields[id] = reader }
    }
    self.fields = fields
  }

  private func read(file: String) -> CompanySource {
    var source = CompanySource(file: file, located: located)
    source.company[.name] = fields[.companyName]?.text(.companyName) ?? .absent
    source.company[.periodStart] = fields[.periodStart]?.date(.periodStart) ?? .absent
    source.company[.periodEnd] = fields[.periodEnd]?.date(.periodEnd) ?? .absent
    source.company[.currency] = currency
    source.company[.revenue] = number(.revenue, unit: nil)
    let texts: [FieldID: String?] = [
      .companyName: source.company[.name].value, .currency: source.company[.currency].value,
      .periodStart: source.company[.periodStart].value?.description,
      .periodEnd: source.company[.periodEnd].value?.description,
    ]
    for field in located.definition.figureFields {
      let unit = field.unit == "currency" ? source.company[.currency].value : field.unit
      let value = texts[field.id] ?? number(field.id, unit: nil).value.map(DecimalText.shortest)
      source.figures.append(
        .init(
          id: field.id, label: field.labels.text, unit: unit, value: value,
          sources: self.source(field, value).map { [$0] } ?? [], missing: [], rule: nil, sheet: sheet(of: field.id)))
    }
    source.known.scope1 = known(.knownScope1, into: &source)
    source.known.scope2 = known(.knownScope2, into: &source)
    source.known.renewable = known(.knownRenewable, into: &source)
    source.known.nonRenewable = known(.knownNonRenewable, into: &source)
    check(&source)
    return source
  }

  private var currency: Observation<String> {
    guard let reader = fields[.currency], let list = located.field(.currency)?.definition.list else { return .absent }
    return reader.entry(.currency, list: list) { located.definition.match(of: list, meant: $0)?.map { $0.id } }
  }

  /// A number in that unit, whichever its field has; `nil` leaves it as it is.
  private func number(_ id: FieldID, unit: String?) -> Observation<Double> {
    let observed = fields[id]?.number(id) ?? .absent
    guard let own = located.definition.field(id)?.unit, let unit, own != unit else { return observed }
    guard let factor = factor(from: own, to: unit) else { return observed.map { _ in .nan } }
    return observed.map { $0 * factor }
  }

  private func factor(from own: String, to unit: String) -> Double? {
    if let from = lists.kilowattHours(per: own), let to = lists.kilowattHours(per: unit) { return from / to }
    let kilograms = ["tCO2e": 1000.0, "kgCO2e": 1]
    guard let from = kilograms[own], let to = kilograms[unit] else { return nil }
    return from / to
  }

  private func sheet(of id: FieldID) -> String? {
    located.field(id)?.sheet
      ?? located.definition.sheets.first { $0.field(id) != nil }.map { located.sheets[$0.id]?.name ?? $0.name }
  }

  private func source(_ field: TemplateDefinition.Field, _ value: String?) -> CompanySource.Source? {
    located.field(field.id).map {
      .init(
        id: field.id, label: field.labels.text, sheet: $0.sheet, reference: $0.reference, recognition: $0.recognition,
        value: value)
    }
  }

  // MARK: Figures made of several fields

  /// tCO2e or MWh, by the unit in which the calculation wants it.
  private func known(_ id: FieldID, into source: inout CompanySource) -> Observation<Double> {
    let unit = id == .knownScope1 || id == .knownScope2 ? "tCO2e" : "MWh"
    guard let total = located.definition.totals.first(where: { $0.id == id }) else {
      let observed = number(id, unit: unit)
      if let index = source.figures.firstIndex(where: { $0.id == id }) {
        source.figures[index].value = observed.value.map(DecimalText.shortest)
        source.figures[index].unit = unit
      }
      return observed
    }
    var parts = total.fields.compactMap { id in
      located.definition.field(id).map { (field: $0, observation: number(id, unit: unit)) }
    }
    if total.rule == .first {
      parts =
        parts.filter { $0.field.scope2Method == wantedMethod } + parts.filter { $0.field.scope2Method != wantedMethod }
    }
    let used =
      total.rule == .sum
      ? parts.filter { !$0.observation.isEmpty } : Array(parts.drop { $0.observation.isEmpty }.prefix(1))
    let missing =
      total.rule == .sum ? parts.filter { $0.observation.isEmpty } : Array(parts.prefix { $0.observation.isEmpty })
    // What cannot be read makes the figure unreadable, with the cell at fault.
    let faulty = used.first { $0.observation.isNoAmount }
    let result: Observation<Double> =
      if let faulty {
        faulty.observation
      } else if let first = used.first {
        Observation(first.observation.reference, .value(used.compactMap { $0.observation.value }.reduce(0, +)))
      } else {
        Observation(parts.lazy.compactMap { $0.observation.reference }.first, .empty)
      }
    if total.rule == .first, faulty == nil {
      source.scope2Method = used.first?.field.scope2Method ?? source.scope2Method
    }
    source.figures.append(
      .init(
        id: id, label: total.labels.text, unit: unit,
        value: faulty == nil ? result.value.map(DecimalText.shortest) : nil,
        sources: (used.isEmpty ? parts : used).compactMap {
          self.source($0.field, $0.observation.value.map(DecimalText.shortest))
        },
        missing: missing.map { $0.field.labels.text }, rule: total.rule,
        sheet: (faulty ?? used.first ?? parts.first).flatMap { sheet(of: $0.field.id) }))
    return result
  }

  /// Half a percent may be rounding.
  private func check(_ source: inout CompanySource) {
    let known: [FieldID: Observation<Double>] = [
      .knownScope1: source.known.scope1, .knownScope2: source.known.scope2, .knownRenewable: source.known.renewable,
      .knownNonRenewable: source.known.nonRenewable,
    ]
    for check in located.definition.checks {
      let unit = check.figures.compactMap { source.figure($0)?.unit }.first
      let values = check.figures.compactMap { known[$0]?.value }
      guard values.count == check.figures.count, let field = located.definition.field(check.total),
        let total = number(check.total, unit: unit).value, total > 0,
        let place = self.source(field, DecimalText.shortest(total))
      else { continue }
      let sum = values.reduce(0, +)
      guard abs(sum - total) > 0.005 * max(sum, total) else { continue }
      source.disagreements.append(.init(total: place, value: total, sum: sum, unit: unit))
    }
  }
}
