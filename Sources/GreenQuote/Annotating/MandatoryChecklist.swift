internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// What a workbook must be given, and whether it is there: a line for each mandatory field and column.
struct MandatoryChecklist {
  enum State: String {
    case filled, missing
    /// Filled, with an error.
    case faulty
    /// The workbook has no such field.
    case notFound = "not-found"
  }

  struct Item {
    var sheet: String
    var field: LocalizedText
    /// The cell, such as `B5`, or the rows that are in use, such as `C5:C12`.
    var range: CellRange?
    /// The cell to which a link leads: what is missing first.
    var target: CellReference?
    var state: State
    /// How many cells of a column are filled, and how many should be; `nil` for a single cell.
    var amount: (filled: Int, total: Int)?
  }

  private(set) var items: [Item] = []

  var filledCount: Int { items.count { $0.state == .filled } }

  /// A checklist of nothing.
  init() {}

  /// Reads the mandatory cells of a workbook.
  init(_ located: LocatedTemplate, findings: [Finding], reader: WorkbookReader) throws(XLSXError) {
    let own = findings.filter { $0.file == nil }
    for definition in located.definition.sheets {
      // The tool's sheet that shows the form fills itself.
      if located.definition.kind == .tool, definition.id == .quotewin { continue }
      guard let sheet = located.sheets[definition.id] else {
        addMissing(definition, own)
        continue
      }
      let errors = own.filter { $0.severity == .error && $0.sheet == sheet.name }
      try addFields(of: sheet, errors, reader)
      try addColumns(of: sheet, errors, reader)
    }
  }

  /// The fields of a sheet that the workbook should have; one that it may lack asks for nothing.
  private mutating func addMissing(_ sheet: TemplateDefinition.Sheet, _ findings: [Finding]) {
    guard
      findings.contains(where: {
        $0.key == "M09.sheet" && $0.severity == .error && $0.arguments["looked-for"] == sheet.labels.text
      })
    else { return }
    for field in sheet.fields where field.role == .mandatory {
      items.append(Item(sheet: sheet.name, field: field.labels.text, state: .notFound))
    }
    for column in sheet.table?.columns ?? [] where column.role == .mandatory {
      items.append(Item(sheet: sheet.name, field: column.labels.text, state: .notFound))
    }
  }

  private mutating func addFields(of sheet: LocatedTemplate.Sheet, _ errors: [Finding], _ reader: WorkbookReader)
    throws(XLSXError)
  {
    let fields = sheet.definition.fields.filter {
      (sheet.fields[$0.id]?.role ?? $0.role) == .mandatory && $0.role != .computed
    }
    guard !fields.isEmpty else { return }
    let worksheet = try reader.head(of: sheet.sheet, rows: sheet.fields.values.map { $0.reference.row }.max() ?? 0)
    let observer = CellObserver(styles: reader.styles, dateSystem: reader.dateSystem)
    for field in fields {
      guard let reference = sheet.fields[field.id]?.reference else {
        items.append(Item(sheet: sheet.name, field: field.labels.text, state: .notFound))
        continue
      }
      let isEmpty = observer.text(worksheet[reference], at: reference).isEmpty
      let isFaulty = errors.contains { $0.cells.contains(reference) }
      items.append(
        Item(
          sheet: sheet.name, field: field.labels.text, range: CellRange(reference, reference), target: reference,
          state: isEmpty ? .missing : isFaulty ? .faulty : .filled))
    }
  }

  private mutating func addColumns(of sheet: LocatedTemplate.Sheet, _ errors: [Finding], _ reader: WorkbookReader)
    throws(XLSXError)
  {
    let columns =
      sheet.definition.table?.columns.filter {
        (sheet.table?.role($0.id) ?? $0.role) == .mandatory && $0.role != .computed
      } ?? []
    guard !columns.isEmpty else { return }
    guard let table = sheet.table else {
      items += columns.map { Item(sheet: sheet.name, field: $0.labels.text, state: .notFound) }
      return
    }
    let places = columns.compactMap { table.column($0.id) }
    let filled = try Self.filledRows(of: places, below: table.headerRow, of: sheet.sheet, reader)
    for column in columns {
      guard let place = table.column(column.id) else {
        items.append(Item(sheet: sheet.name, field: column.labels.text, state: .notFound))
        continue
      }
      let empty = errors.filter { $0.rule == "M01" && $0.cells.first?.column == place }
      let missing = empty.flatMap { $0.cells }.sorted()
      let rows = filled[place] ?? (count: 0, first: 0, last: 0)
      let total = rows.count + empty.reduce(0) { $0 + $1.count }
      let faulty = errors.flatMap { $0.cells }.filter { $0.column == place && $0.row > table.headerRow }.sorted()
      let first = CellReference(row: rows.count > 0 ? rows.first : table.headerRow + 1, column: place)
      let last = CellReference(row: max(rows.last, first.row, missing.last?.row ?? 0), column: place)
      items.append(
        Item(
          sheet: sheet.name, field: column.labels.text,
          range: CellRange(min(first, missing.first ?? first), last), target: missing.first ?? faulty.first ?? first,
          state: rows.count < total || total == 0 ? .missing : faulty.isEmpty ? .filled : .faulty,
          amount: (rows.count, total)))
    }
  }

  /// How many cells of each column hold something, with the first row and the last.
  private static func filledRows(
    of columns: [Int], below header: Int, of sheet: WorkbookReader.Sheet, _ reader: WorkbookReader
  ) throws(XLSXError) -> [Int: (count: Int, first: Int, last: Int)] {
    let observer = CellObserver(styles: reader.styles, dateSystem: reader.dateSystem)
    var filled: [Int: (count: Int, first: Int, last: Int)] = [:]
    try reader.read(sheet) { row in
      guard row.index > header else { return }
      for column in columns {
        let reference = CellReference(row: row.index, column: column)
        guard let cell = row[column], !observer.text(cell, at: reference).isEmpty else { continue }
        let known = filled[column] ?? (0, row.index, row.index)
        filled[column] = (known.count + 1, known.first, row.index)
      }
    }
    return filled
  }
}
