internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// Rules about the file itself: computed cells typed over, values that are stale, the template's version, what is never
/// run.
struct IntegrityPass {
  let reader: WorkbookReader
  let workbook: SupplierWorkbook
  let computed: ComputedCells
  var findings: FindingCollector
  /// Which cells of the sheets were read as what.
  var account = CellAccount()
  /// Formulas of the sheets, and the numbers that GreenQuote computes for them.
  var witnessed = WitnessedFormulas()
  /// Whether a finding names the cells at which the two calculations part.
  var hasNamedPartings = false
  /// What the workbook's own formulas say of GreenQuote's figures; `nil` where they were not heard.
  var doubleEntry: DoubleEntry?

  /// Checks all but the sheet of the parts, which ``PartsPass`` checks while they are read.
  ///
  /// - Parameter notes: gets the rows of the sheet that shows the form.
  /// - Throws: `XLSXError` where a sheet cannot be read.
  mutating func check(notes: FormNotes?) throws(XLSXError) {
    if reader.hasMacros { findings.add(Finding("W05", .note, variant: "macros")) }
    if reader.hasSignature { findings.add(Finding("W05", .note, variant: "signature")) }
    if reader.hasExternalLinks { findings.add(Finding("W05", .note, variant: "links")) }
    try checkVersion()
    reportEvaluatedInputs()
    for sheet in workbook.located.definition.sheets where sheet.id.original != .parts && sheet.id != .lists {
      guard let located = workbook.located.sheets[sheet.id] else { continue }
      let notes = sheet.id == .quotewin ? notes : nil
      let pass = SheetPass(located, computed, reader.styles, countsAll: !workbook.hasUncountedAdditions) { column in
        guard let values = computed.column(column, sheet: sheet.id) else { return nil }
        return { row, offset, _ in values(row, offset) }
      }
      let kinds = RowKinds(workbook, located)
      try reader.read(located.sheet) { row in
        pass.check(row, part: nil, as: kinds.kind(row.index), unread: kinds.unread(row.index))
        notes?.take(row)
      }
      pass.reportChangedFormulas()
      account.sheets.append(pass.accountant.finish())
      witnessed.add(pass.witnessed, of: sheet.name)
      findings.append(contentsOf: pass.findings)
    }
  }

  /// W04: the version that the first sheet names.
  private mutating func checkVersion() throws(XLSXError) {
    guard let sheet = workbook.located.sheets[.instructions] else { return }
    let known = workbook.located.definition.version
    for row in try reader.head(of: sheet.sheet, rows: 10).rows {
      for cell in row.cells {
        guard case .text(let text) = cell.value, text.hasBytes(of: "Template version") || text.hasBytes(of: "模板版本"),
          let version = Self.version(in: text), version != known
        else { continue }
        findings.add(
          Finding(
            "W04", .warning, sheet: sheet.name, cell: cell.reference, value: version,
            arguments: ["known": LocalizedText(known)]))
      }
    }
  }
}

extension IntegrityPass {
  /// The first number of a text with all its parts: `1.0.2`.
  static func version(in text: String) -> String? {
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    var rest = text.unicodeScalars.drop { !isDigit($0) }
    var version = String(rest.prefix(while: isDigit))
    if version.isEmpty { return nil }
    rest = rest.drop(while: isDigit)
    while rest.first == "." {
      let part = rest.dropFirst().prefix(while: isDigit)
      if part.isEmpty { break }
      version += "." + String(part)
      rest = rest.dropFirst().drop(while: isDigit)
    }
    return version
  }
}

/// The same of the sheet of the parts, row by row as they are read: what its cells should hold follows from the row and
/// the totals alone.
final class PartsPass {
  private let pass: SheetPass

  /// Prepares the checking of the sheet of the parts, with the computed cells of the workbook without its parts; `nil`
  /// where it has no such sheet.
  ///
  /// - Parameters:
  ///   - id: the sheet of the parts, or one that was added to it.
  ///   - workbook: where it is.
  ///   - computed: what its computed cells should hold.
  ///   - styles: the styles of its cells.
  init?(_ id: SheetID, of workbook: SupplierWorkbook, _ computed: ComputedCells, _ styles: WorkbookStyles) {
    guard let sheet = workbook.located.sheets[id] else { return nil }
    pass = SheetPass(sheet, computed, styles, countsAll: !workbook.hasUncountedAdditions) { column in
      // No map: it would wrap what is called for each cell.
      guard let value = computed.partValue(column) else { return nil }
      return { _, _, part in value(part) }
    }
  }

  /// Checks a row, with the figures of the part in it; `nil` where there is none with a number.
  func check(_ row: WorksheetRow, _ part: Calculation.Part?, as kind: SheetAccountant.RowKind) {
    pass.check(row, part: part, as: kind)
  }

  /// All findings, the account of the sheet and the formulas that are to be heard, when the last row has been checked.
  func finish() -> (findings: FindingCollector, account: CellAccount.Sheet, witnessed: WitnessedFormulas) {
    pass.reportChangedFormulas()
    return (pass.findings, pass.accountant.finish(), pass.witnessed)
  }
}

/// Compares the computed cells of one sheet with what they should hold.
private final class SheetPass {
  /// What a cell of a column should hold, by its row, how far below the header that is, and on the sheet of the parts
  /// the figures of the part; `nil` for a cell that is not computed.
  typealias Values = (_ row: Int, _ offset: Int, _ part: Calculation.Part?) -> CellValue?

  /// A computed cell of a sheet: what it should hold, and what it is called.
  private struct Expected {
    var value: CellValue
    var label: LocalizedText
  }

  /// The same of a column of a table.
  private final class ExpectedColumn {
    let values: Values
    let label: LocalizedText
    private(set) var formulas = ColumnFormulas()
    /// Whether the formula last noted is another than that above it.
    private(set) var isNewFormula = false

    init(values: @escaping Values, label: LocalizedText) {
      self.values = values
      self.label = label
    }

    /// What the cell should hold, if it holds something else; `nil` if it is as expected, or not computed.
    func difference(_ cell: borrowing Cell, offset: Int, part: Calculation.Part?, notesFormula: Bool) -> CellValue? {
      guard let should = values(cell.reference.row, offset, part) else { return nil }
      if notesFormula, cell.hasFormula { isNewFormula = formulas.note(copy cell, should: should) }
      return SheetPass.isAsExpected(cell, should) ? nil : should
    }
  }

  private let sheet: String
  private let id: SheetID
  /// The formulas that are to be heard.
  private(set) var witnessed = WitnessedFormulas()
  let accountant: SheetAccountant
  private(set) var findings = FindingCollector()
  private var fields: [CellReference: Expected] = [:]
  /// The cells of the totals that parts are computed from.
  private var totals: Set<CellReference> = []
  private var lastFieldRow = 0
  /// The computed columns by their number; `nil` for one that is not computed.
  private var columns: [ExpectedColumn?] = []
  private let headerRow: Int
  private let comparesFormulas: Bool
  /// Whether the workbook's formulas add up all that GreenQuote does.
  private let countsAll: Bool

  /// Prepares the checking of a sheet.
  ///
  /// - Parameters:
  ///   - sheet: the sheet.
  ///   - computed: what its computed fields should hold.
  ///   - styles: the styles of its cells.
  ///   - countsAll: whether the workbook's formulas add up all that GreenQuote does; where they do not, what they come
  ///     to says nothing.
  ///   - values: gives the values of a column, or `nil` for one that is not computed.
  init(
    _ sheet: LocatedTemplate.Sheet, _ computed: ComputedCells, _ styles: WorkbookStyles, countsAll: Bool,
    values: (_ column: ColumnID) -> Values?
  ) {
    self.sheet = sheet.name
    self.countsAll = countsAll
    id = sheet.definition.id
    accountant = SheetAccountant(sheet, styles: styles)
    headerRow = sheet.table?.headerRow ?? .max
    // Rows of their own have formulas of their own.
    comparesFormulas = sheet.definition.table?.rows.isEmpty != false
    // The totals on an added sheet are of that sheet alone.
    let fields = sheet.definition.id.isAdded ? [] : Array(sheet.fields.values)
    for field in fields where field.definition.role == .computed {
      guard let value = computed.field(field.definition.id) else { continue }
      if Self.totalFields.contains(field.definition.id) { totals.insert(field.reference) }
      self.fields[field.reference] = Expected(value: value, label: field.definition.labels.text)
      lastFieldRow = max(lastFieldRow, field.reference.row)
    }
    // The sheet that shows the form is all formulas, though its columns are the form's.
    for column in sheet.table?.columns.values.map({ $0 }) ?? [] {
      guard column.definition.role == .computed || sheet.definition.id == .quotewin,
        let values = values(column.definition.id)
      else {
        continue
      }
      while columns.count <= column.column { columns.append(nil) }
      columns[column.column] = ExpectedColumn(values: values, label: column.definition.labels.text)
    }
  }

  func check(
    _ row: WorksheetRow, part: Calculation.Part?, as kind: SheetAccountant.RowKind, unread: Set<Int> = []
  ) {
    accountant.take(row, as: kind, unread: unread) { cell in
      let column = cell.reference.column
      let should: CellValue? =
        if row.index <= lastFieldRow, let field = fields[cell.reference] {
          field.value
        } else if row.index > headerRow, column < columns.count {
          columns[column]?.values(row.index, row.index - headerRow, part)
        } else {
          nil
        }
      return should.map { Self.agree(cell.value, $0) ? .met : .missed } ?? .none
    }
    let cells = row.cells.span
    var isRemarkable = false
    for index in cells.indices {
      if row.index <= lastFieldRow, let field = fields[cells[index].reference] {
        let isMet = Self.isAsExpected(cells[index], field.value)
        if !isMet { report(cells[index], should: field.value, field.label) }
        witness(cells[index], field.value, field.label, isMet: isMet)
      } else if row.index > headerRow, cells[index].reference.column < columns.count,
        let column = columns[cells[index].reference.column]
      {
        let should = column.difference(
          cells[index], offset: row.index - headerRow, part: part, notesFormula: comparesFormulas)
        if let should { report(cells[index], should: should, column.label) }
        if should != nil || column.isNewFormula { isRemarkable = true }
      }
    }
    guard row.index > headerRow else { return }
    if id.original != .parts || witnessed.wants(row.index, isRemarkable: isRemarkable) {
      witness(row, part)
    } else if part != nil {
      last = (row, part)
    }
  }

  /// The row of a part that was read last and not kept as a sample.
  private var last: (row: WorksheetRow, part: Calculation.Part?)?

  /// Keeps the formulas of a row that are to be heard.
  private func witness(_ row: WorksheetRow, _ part: Calculation.Part?) {
    last = nil
    if id.original == .parts { witnessed.rows.append(row) }
    for cell in row.cells where cell.reference.column < columns.count {
      guard let column = columns[cell.reference.column],
        let should = column.values(row.index, row.index - headerRow, part)
      else { continue }
      witness(cell, should, column.label, isMet: Self.isAsExpected(cell, should))
    }
  }

  private func witness(_ cell: borrowing Cell, _ should: CellValue, _ label: LocalizedText, isMet: Bool) {
    guard cell.hasFormula, case .number(let computed) = should, let rank = rank(of: cell.reference) else { return }
    witnessed.formulas.append(
      WitnessedFormula(
        sheet: sheet, cell: cell.reference, label: label, stored: cell.value, computed: computed, isMet: isMet,
        rank: rank))
  }

  private func rank(of cell: CellReference) -> WitnessedFormula.Rank? {
    switch id.original {
    case .summary: totals.contains(cell) ? .total : .intermediate
    case .energy, .electricityFactor: .row
    case .parts: .part
    default: nil
    }
  }

  static func isAsExpected(_ cell: borrowing Cell, _ should: CellValue) -> Bool {
    cell.hasFormula ? !cell.value.isBlank && agree(cell.value, should) : isEmpty(cell.value)
  }

  private static let totalFields: Set<FieldID> = [.usedScope1, .usedScope2, .usedRenewable, .usedNonRenewable]

  private func report(_ cell: Cell, should: CellValue, _ label: LocalizedText) {
    if cell.hasFormula, !countsAll { return }
    if !cell.hasFormula, !cell.value.isBlank { witnessed.typedOver[sheet, default: [:]][cell.reference] = should }
    if !cell.hasFormula, Self.agree(cell.value, should) {
      add("W01", .note, variant: "same", cell, label)
    } else if !cell.hasFormula {
      add(
        "W01", .warning, cell, label, value: Self.shown(cell.value),
        arguments: ["computed": LocalizedText(Self.shown(should))])
    } else if cell.value.isBlank {
      add("W03", .note, variant: "computed", cell, label)
    } else {
      add("W02", .note, cell, label)
    }
  }

  /// W01: formulas that are not those of nearly all other rows of their column.
  func reportChangedFormulas() {
    if let last { witness(last.row, last.part) }
    for column in columns {
      guard let column else { continue }
      let alikes = column.formulas.alikes
      let total = alikes.reduce(0) { $0 + $1.count }
      guard let usual = alikes.map({ $0.count }).max(), alikes.count > 1, usual * 10 >= total * 8, total >= 5 else {
        continue
      }
      for alike in alikes where alike.count < usual {
        for example in alike.examples {
          let variant = Self.agree(example.cell.value, example.should) ? "formula-same" : "formula"
          findings.add(
            Finding(
              "W01", .warning, variant: variant, sheet: sheet, cell: example.cell.reference, field: column.label,
              value: Self.shown(example.cell.value),
              arguments: [
                "formula": LocalizedText("=" + (example.cell.formula ?? "")),
                "computed": LocalizedText(Self.shown(example.should)),
              ]))
        }
      }
    }
  }

  private func add(
    _ rule: String, _ severity: Severity, variant: String = "", _ cell: Cell, _ label: LocalizedText,
    value: String? = nil,
    arguments: [String: LocalizedText] = [:]
  ) {
    findings.add(
      Finding(
        rule, severity, variant: variant, sheet: sheet, cell: cell.reference, field: label, value: value,
        arguments: arguments))
  }

  private static func isEmpty(_ value: CellValue) -> Bool {
    switch value {
    case .blank: true
    case .text(let text): text.allSatisfy({ $0.isWhitespace })
    default: false
    }
  }

  /// Programs differ in the last digits, and in which error value says that there is nothing.
  private static func agree(_ stored: CellValue, _ should: CellValue) -> Bool {
    switch (stored, should) {
    case (.number(let one), .number(let other)): abs(one - other) <= 1e-9 * max(abs(one), abs(other))
    case (.error, .error): true
    case (.text(let one), .text(let other)): one == other
    default: isEmpty(stored) && isEmpty(should) || stored == should
    }
  }

  private static func shown(_ value: CellValue) -> String {
    switch value {
    case .number(let number): DecimalText.shortest(number)
    case .text(let text): text
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.rawValue
    case .blank: ""
    }
  }
}
