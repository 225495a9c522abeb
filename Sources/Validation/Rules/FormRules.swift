internal import Emissions
public import SupplierWorkbooks
internal import XLSX

/// Rules about the layout of a form that a customer sent.
public enum FormRules {
  /// M08, M09, F01, F02: whether the form has the columns that it should.
  public static func findings(in located: LocatedTemplate, sheets: [String]) -> [Finding] {
    var collector = FindingCollector()
    TemplateRules.check(located) { collector.add($0) }
    return collector.sorted(sheets: sheets).foldingNotes()
  }

  /// P06: a part number of a form that the supplier's workbook does not have, with those that come nearest.
  static func unknownPart(
    _ mpn: String, _ nearest: Similarity.Nearest, sheet: String, cell: CellReference?, field: LocalizedText?
  ) -> Finding {
    var finding = Finding("P06", .error, sheet: sheet, cell: cell, field: field, value: mpn)
    guard !nearest.shown.isEmpty else { return finding }
    finding.variant = "nearest"
    finding.arguments["nearest"] = LocalizedText(nearest.shown.joined(separator: "; "))
    finding.suggestion = nearest.certain
    return finding
  }
}

/// The rules of a filled form, row by row.
struct FormPass: RulePass {
  let sheet: LocatedTemplate.Sheet
  let table: LocatedTemplate.Table
  let asOf: CalendarDate
  /// The parts of the supplier's workbook, where there is one.
  let parts: KnownParts?
  var findings = FindingCollector()
  var suggestions: Suggestions

  private let places: [ColumnID: Place]
  private var lastRow: Int
  private var seen: [String: Figures] = [:]
  private var magnitudes = FormMagnitudes()

  /// What a part number got, to be compared with what it gets a second time.
  private struct Figures {
    var cell: CellReference?
    var values: [Double?]
    var recycledContent: String?
  }

  init(
    sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table, definition: TemplateDefinition, asOf: CalendarDate,
    parts: KnownParts?
  ) {
    self.sheet = sheet
    self.table = table
    self.asOf = asOf
    self.parts = parts
    suggestions = Suggestions(definition, lists: nil)
    lastRow = table.headerRow
    places = table.columns.mapValues { column in
      let type = column.definition.type
      return Place(
        sheet: sheet.name, field: column.definition.labels.text, isMandatory: column.role == .mandatory,
        isNumber: type == .number || type == .percentage, isDate: type == .date)
    }
  }

  mutating func check(_ record: FormRecord) {
    let mpn = places[.mpn]
    checkRow(
      record.row, after: lastRow, isHidden: record.isHidden, at: mpn,
      CellReference(row: record.row, column: table.column(.mpn) ?? 1))
    lastRow = record.row
    if SampleRows.contains(mfg: record.mfg.value, mpn: record.mpn.value) {
      add("M07", .error, at: mpn, record.mpn.reference, value: record.mpn.value)
    }
    observe(record.mfg, at: places[.mfg])
    observe(record.mpn, at: mpn)
    checkShape(ofPartNumber: record.mpn, at: mpn)
    let amounts: [(ColumnID, Observation<Double>)] = [
      (.kgco2, record.carbon), (.nonRenewableKwh, record.nonRenewable), (.renewableKwh, record.renewable),
    ]
    for (id, amount) in amounts {
      observe(amount, at: places[id])
      checkAmount(amount, at: places[id])
    }
    observe(record.recycledContent, at: places[.recycledContent])
    observe(record.validationDate, at: places[.validationDate])
    checkDay(record.validationDate, at: places[.validationDate])
    let shares: [(ColumnID, Observation<Double>)] = [
      (.preConsumerShare, record.preConsumer), (.postConsumerShare, record.postConsumer),
      (.reutilizationShare, record.reutilization),
    ]
    for (id, share) in shares { observe(share, at: places[id], isNeeded: false) }
    observe(record.customsCode, at: places[.customsCode], isNeeded: false)
    for cell in record.emptyUnknown {
      let header = table.headers[cell.column] ?? ""
      add(
        "M01", .error, at: Place(sheet: sheet.name, field: LocalizedText(header), isMandatory: true, isNumber: false),
        cell)
    }
    checkZeros(record)
    checkRecycledContent(record)
    checkPart(record, at: mpn)
  }

  /// N08, once every row is known.
  mutating func finish() {
    magnitudes.report(sheet: sheet, table: table) { findings.add($0) }
  }

  /// M02, M03: zeros that are no answer, or that do not go together.
  private mutating func checkZeros(_ record: FormRecord) {
    guard let carbon = record.carbon.value, let nonRenewable = record.nonRenewable.value,
      let renewable = record.renewable.value
    else {
      return
    }
    guard
      let zeros = FormZeros(
        carbon: carbon, nonRenewable: nonRenewable, renewable: renewable, on: record.validationDate.value)
    else { return }
    let (id, observed) =
      zeros.variant == "energy"
      ? (ColumnID.nonRenewableKwh, record.nonRenewable) : (ColumnID.kgco2, record.carbon)
    add(zeros.rule, zeros.severity, variant: zeros.variant, at: places[id], observed.reference)
  }

  /// L02: the answer and the shares or masses of recycled material.
  private mutating func checkRecycledContent(_ record: FormRecord) {
    guard let answer = record.recycledContent.value else { return }
    let shares = [record.preConsumer.value, record.postConsumer.value].compactMap { $0 }
    let known = record.mpn.value.flatMap { parts?.recycledContent[PartNumber.folded($0)] }
    let hasMass = known ?? (shares.isEmpty ? nil : shares.contains { $0 > 0 })
    guard let hasMass, hasMass != (answer == "yes") else { return }
    let written = hasMass ? "Yes" : "No"
    add(
      "L02", .error, variant: hasMass ? "" : "none", at: places[.recycledContent], record.recycledContent.reference,
      value: answer == "yes" ? "Yes" : "No", suggestion: written)
  }

  /// P01, P06 and what N08 needs.
  private mutating func checkPart(_ record: FormRecord, at place: Place?) {
    guard let mpn = record.mpn.value else { return }
    let folded = PartNumber.folded(mpn)
    let figures = Figures(
      cell: record.mpn.reference, values: [record.carbon.value, record.nonRenewable.value, record.renewable.value],
      recycledContent: record.recycledContent.value)
    let key = folded + "\u{0}" + PartNumber.folded(record.mfg.value ?? "")
    if let first = seen[key] {
      let isSame = first.values == figures.values && first.recycledContent == figures.recycledContent
      add(
        "P01", isSame ? .warning : .error, variant: isSame ? "figures" : "different-figures", at: place, figures.cell,
        value: mpn,
        arguments: [
          "other": LocalizedText(first.cell?.description ?? ""), "here": LocalizedText(figures.cell?.description ?? ""),
        ])
    } else {
      seen[key] = figures
    }
    if let parts, parts.prices[folded] == nil {
      let nearest = suggestions.nearestPart(to: mpn, among: parts.numbers)
      findings.add(
        FormRules.unknownPart(mpn, nearest, sheet: sheet.name, cell: record.mpn.reference, field: place?.field))
    }
    magnitudes.add(record, price: parts?.prices[folded] ?? nil)
  }
}
