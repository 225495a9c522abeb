internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// Rules about the file itself: computed cells typed over, values that are stale, the template's version, what is never run.
struct IntegrityPass {
  let reader: WorkbookReader
  let workbook: SupplierWorkbook
  let computed: ComputedCells
  var findings: FindingCollector

  /// - Throws: `XLSXError` where a sheet cannot be read.
  mutating func check() throws {
    if reader.hasMacros { findings.add(Finding("W05", .note, variant: "macros")) }
    if reader.hasSignature { findings.add(Finding("W05", .note, variant: "signature")) }
    if reader.hasExternalLinks { findings.add(Finding("W05", .note, variant: "links")) }
    try checkVersion()
    for sheet in workbook.located.definition.sheets {
      guard let located = workbook.located.sheets[sheet.id] else { continue }
      try check(located)
    }
  }

  /// W04: the version that the first sheet names.
  private mutating func checkVersion() throws {
    guard let sheet = workbook.located.sheets["instructions"] else { return }
    let known = workbook.located.definition.version
    for row in try reader.head(of: sheet.sheet, rows: 10).rows {
      for cell in row.cells {
        guard case .text(let text) = cell.value, text.contains("Template version") || text.contains("模板版本"),
          let match = text.firstMatch(of: /[0-9]+(\.[0-9]+)*/), String(match.output.0) != known
        else { continue }
        findings.add(
          Finding(
            "W04", .warning, sheet: sheet.name, cell: cell.reference, value: String(match.output.0),
            arguments: ["known": LocalizedText(known)]))
      }
    }
  }

  private mutating func check(_ sheet: LocatedTemplate.Sheet) throws {
    var fields: [CellReference: SheetPass.Expected] = [:]
    for field in sheet.fields.values where field.definition.role == .computed {
      guard let value = computed.field(field.definition.id) else { continue }
      fields[field.reference] = SheetPass.Expected(value: value, label: field.definition.labels.text)
    }
    // The sheet that shows the form is all formulas, though its columns are the form's.
    let columns = sheet.table?.columns.values.filter { $0.definition.role == .computed || sheet.definition.id == "quotewin" } ?? []
    guard !fields.isEmpty || !columns.isEmpty else { return }
    let hasRowsOfTheirOwn = sheet.definition.table?.rows.isEmpty == false
    var byNumber: [SheetPass.ExpectedColumn?] = Array(repeating: nil, count: 1 + (columns.map(\.column).max() ?? 0))
    for column in columns {
      guard let values = computed.column(column.definition.id, sheet: sheet.definition.id) else { continue }
      byNumber[column.column] = SheetPass.ExpectedColumn(values: values, label: column.definition.labels.text)
    }
    let box = Box(
      SheetPass(sheet: sheet, fields: fields, columns: byNumber, comparesFormulas: !hasRowsOfTheirOwn, findings: findings))
    try reader.read(sheet.sheet) { box.pass.check($0) }
    box.pass.reportChangedFormulas()
    findings = box.pass.findings
  }

  /// Rows are delivered to a closure that outlives no call.
  private final class Box {
    var pass: SheetPass
    init(_ pass: SheetPass) { self.pass = pass }
  }
}

/// Compares the computed cells of one sheet with what they should hold.
private struct SheetPass {
  /// Formulas of a column that read alike but for the number of their row.
  private struct Alike {
    var count = 0
    var examples: [(cell: Cell, should: CellValue)] = []
  }

  /// The formulas of a column by their patterns.
  private struct ColumnFormulas {
    private(set) var alikes: [Alike] = []
    private var places: [FormulaPattern: Int] = [:]
    private var last: (pattern: FormulaPattern, place: Int)?

    mutating func note(_ cell: Cell, _ pattern: FormulaPattern, should: CellValue) {
      guard let place = place(of: pattern) else { return }
      alikes[place].count += 1
      if alikes[place].examples.count < SheetPass.exampleLimit { alikes[place].examples.append((cell, should)) }
    }

    private mutating func place(of pattern: FormulaPattern) -> Int? {
      // Nearly always that of the row above.
      if let last, last.pattern === pattern { return last.place }
      var place = places[pattern]
      if place == nil, alikes.count < SheetPass.formulaLimit {
        place = alikes.count
        alikes.append(Alike())
        places[pattern] = place
      }
      last = place.map { (pattern, $0) }
      return place
    }
  }

  /// More different formulas in a column than any person types.
  fileprivate static let formulaLimit = 200
  fileprivate static let exampleLimit = 20

  /// A computed cell of a sheet: what it should hold, and what it is called.
  struct Expected {
    var value: CellValue
    var label: LocalizedText
  }

  /// The same of a column of a table, by row and offset below the header.
  final class ExpectedColumn {
    let values: (Int, Int) -> CellValue?
    let label: LocalizedText

    init(values: @escaping (Int, Int) -> CellValue?, label: LocalizedText) {
      self.values = values
      self.label = label
    }
  }

  let sheet: LocatedTemplate.Sheet
  var findings: FindingCollector
  private let fields: [CellReference: Expected]
  private let fieldRows: Set<Int>
  /// By their number.
  private let columns: [ExpectedColumn?]
  private let headerRow: Int
  private let comparesFormulas: Bool
  private var formulas: [Int: ColumnFormulas] = [:]
  private var labels: [Int: LocalizedText] = [:]

  init(
    sheet: LocatedTemplate.Sheet, fields: [CellReference: Expected], columns: [ExpectedColumn?], comparesFormulas: Bool,
    findings: FindingCollector
  ) {
    self.sheet = sheet
    self.fields = fields
    fieldRows = Set(fields.keys.map(\.row))
    self.columns = columns
    headerRow = sheet.table?.headerRow ?? .max
    self.comparesFormulas = comparesFormulas
    self.findings = findings
  }

  mutating func check(_ row: WorksheetRow) {
    let hasFields = fieldRows.contains(row.index)
    for cell in row.cells {
      if hasFields, let field = fields[cell.reference] {
        check(cell, should: field.value, field.label, comparesFormulas: false)
      } else if row.index > headerRow, cell.reference.column < columns.count, let column = columns[cell.reference.column],
        let value = column.values(row.index, row.index - headerRow)
      {
        check(cell, should: value, column.label, comparesFormulas: comparesFormulas)
      }
    }
  }

  private mutating func check(_ cell: Cell, should: CellValue, _ label: LocalizedText, comparesFormulas: Bool) {
    guard let pattern = cell.formulaPattern else {
      guard !Self.isEmpty(cell.value) else { return }
      add(
        "W01", .warning, cell, label, value: Self.shown(cell.value), arguments: ["computed": LocalizedText(Self.shown(should))])
      return
    }
    if cell.value == .blank {
      add("W03", .note, variant: "computed", cell, label)
    } else if !Self.agree(cell.value, should) {
      add("W02", .note, cell, label)
    }
    guard comparesFormulas else { return }
    if labels[cell.reference.column] == nil { labels[cell.reference.column] = label }
    formulas[cell.reference.column, default: ColumnFormulas()].note(cell, pattern, should: should)
  }

  /// W01: formulas that are not those of nearly all other rows of their column.
  mutating func reportChangedFormulas() {
    for (column, alikes) in formulas.sorted(by: { $0.key < $1.key }).map({ ($0.key, $0.value.alikes) }) {
      let total = alikes.reduce(0) { $0 + $1.count }
      guard let usual = alikes.map(\.count).max(), alikes.count > 1, usual * 10 >= total * 8, total >= 5 else { continue }
      for alike in alikes where alike.count < usual {
        for example in alike.examples {
          findings.add(
            Finding(
              "W01", .warning, variant: "formula", sheet: sheet.name, cell: example.cell.reference, field: labels[column],
              value: Self.shown(example.cell.value),
              arguments: [
                "formula": LocalizedText("=" + (example.cell.formula ?? "")), "computed": LocalizedText(Self.shown(example.should)),
              ]))
        }
      }
    }
  }

  private mutating func add(
    _ rule: String, _ severity: Severity, variant: String = "", _ cell: Cell, _ label: LocalizedText, value: String? = nil,
    arguments: [String: LocalizedText] = [:]
  ) {
    findings.add(
      Finding(rule, severity, variant: variant, sheet: sheet.name, cell: cell.reference, field: label, value: value, arguments: arguments))
  }

  private static func isEmpty(_ value: CellValue) -> Bool {
    switch value {
    case .blank: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
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
