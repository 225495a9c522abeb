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

  /// B01, B02: what merged cells of a form gave to the rows that they cover.
  public static func findings(on uses: [MergedUse], _ sheet: String, _ table: LocatedTemplate.Table) -> [Finding] {
    uses.flatMap { $0.findings(sheet: sheet, field: table.columns[$0.column]?.definition.labels.text) }
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

  /// P09 to P12: what is to be said of the part that a row of a form was taken for; empty where nothing is.
  ///
  /// - Parameters:
  ///   - match: what was found.
  ///   - mpn: the part number of the row.
  ///   - mfg: the maker of the row.
  ///   - sheet: the sheet of the form.
  ///   - field: what the column of part numbers is called.
  /// - Returns: errors where no part was found, warnings where one was.
  public static func findings(
    on match: PartDirectory.Match, mpn: Observation<String>, mfg: Observation<String>, sheet: String,
    field: LocalizedText?
  ) -> [Finding] {
    func finding(_ rule: String, _ severity: Severity, _ arguments: [String: LocalizedText]) -> Finding {
      Finding(rule, severity, sheet: sheet, cell: mpn.reference, field: field, value: mpn.value, arguments: arguments)
    }
    switch match {
    case .unknown: return []
    case .makers(let makers):
      let known = ["makers": LocalizedText(makers.joined(separator: "; "))]
      guard let mfg = mfg.value else { return [finding("P10", .error, known)] }
      return [finding("P11", .error, known.merging(["mfg": LocalizedText(mfg)]) { $1 })]
    case .part(_, let number, let maker):
      var findings: [Finding] = []
      if let number { findings.append(finding("P09", .warning, ["number": LocalizedText(number)])) }
      if let maker, let mfg = mfg.value {
        findings.append(finding("P12", .warning, ["maker": LocalizedText(maker), "mfg": LocalizedText(mfg)]))
      }
      return findings
    }
  }
}

/// The rules of a filled form, row by row.
struct FormPass: RulePass {
  let sheet: LocatedTemplate.Sheet
  let table: LocatedTemplate.Table
  let asOf: CalendarDate
  /// The parts of the supplier's workbook, where there is one.
  var parts: KnownParts?
  var findings = FindingCollector()
  var suggestions: Suggestions

  private let places: [ColumnID: Place]
  private var lastRow: Int
  private var met = MetParts()
  private var figures: [Figures] = []
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

  /// U01: a hidden row that does not count, because only visible ones were asked for.
  mutating func leaveOut(_ record: FormRecord) {
    let cell = CellReference(row: record.row, column: table.column(.mpn) ?? 1)
    add("U01", .note, at: places[.mpn], cell)
    lastRow = record.row
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
    let part = known(record, at: mpn)
    checkRecycledContent(record, known: part.flatMap { parts?.recycledContent[$0] })
    checkDuplicate(record, at: mpn)
    magnitudes.add(record, price: part.flatMap { parts?.prices[$0] })
  }

  /// B01, B02: what merged cells gave to the rows.
  mutating func add(merged uses: [MergedUse]) {
    for finding in FormRules.findings(on: uses, sheet.name, table) { findings.add(finding) }
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
  private mutating func checkRecycledContent(_ record: FormRecord, known: Bool?) {
    guard let answer = record.recycledContent.value else { return }
    let shares = [record.preConsumer.value, record.postConsumer.value].compactMap { $0 }
    let hasMass = known ?? (shares.isEmpty ? nil : shares.contains { $0 > 0 })
    guard let hasMass, hasMass != (answer == "yes") else { return }
    let written = hasMass ? "Yes" : "No"
    add(
      "L02", .error, variant: hasMass ? "" : "none", at: places[.recycledContent], record.recycledContent.reference,
      value: answer == "yes" ? "Yes" : "No", suggestion: written)
  }

  /// P06, P09 to P12: the part of the supplier's workbook that a row means; `nil` for none.
  private mutating func known(_ record: FormRecord, at place: Place?) -> Int? {
    guard let mpn = record.mpn.value, let match = parts?.directory.find(record.mpn, mfg: record.mfg.value) else {
      return nil
    }
    let found = FormRules.findings(
      on: match, mpn: record.mpn, mfg: record.mfg, sheet: sheet.name, field: place?.field)
    for finding in found { findings.add(finding) }
    switch match {
    case .part(let part, _, _): return part
    case .makers: return nil
    case .unknown:
      let nearest = suggestions.nearestPart(to: mpn, among: parts?.numbers ?? [])
      findings.add(
        FormRules.unknownPart(mpn, nearest, sheet: sheet.name, cell: record.mpn.reference, field: place?.field))
      return nil
    }
  }

  /// P01: what a part number got before.
  private mutating func checkDuplicate(_ record: FormRecord, at place: Place?) {
    guard let mpn = record.mpn.value else { return }
    let here = Figures(
      cell: record.mpn.reference, values: [record.carbon.value, record.nonRenewable.value, record.renewable.value],
      recycledContent: record.recycledContent.value)
    let first = met.note(mpn, of: record.mfg.value, at: figures.count)
    figures.append(here)
    guard let first else { return }
    let other = figures[first]
    let isSame = other.values == here.values && other.recycledContent == here.recycledContent
    add(
      "P01", isSame ? .warning : .error, variant: isSame ? "figures" : "different-figures", at: place, here.cell,
      value: mpn,
      arguments: [
        "other": LocalizedText(other.cell?.description ?? ""), "here": LocalizedText(here.cell?.description ?? ""),
      ])
  }
}
