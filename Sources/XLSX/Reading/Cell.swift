/// A cell as read: its place, its value (of a formula: the cached one), its formula and its style.
public struct Cell: Hashable, Sendable {
  public let reference: CellReference
  /// `.blank` also where a formula has no cached value.
  public var value: CellValue
  /// What its formula has in common with those above and below it; `nil` where it has none.
  public let formulaPattern: FormulaPattern?
  /// An index into ``WorkbookStyles``.
  public var style: Int

  public init(_ reference: CellReference, _ value: CellValue, formula: String? = nil, style: Int = 0) {
    self.init(reference, value, formula: formula.map { FormulaPattern($0, row: reference.row) }, style: style)
  }

  init(_ reference: CellReference, _ value: CellValue, formula: FormulaPattern?, style: Int) {
    self.reference = reference
    self.value = value
    formulaPattern = formula
    self.style = style
  }

  /// Cells are the same if they read the same, whatever their patterns are.
  public static func == (left: Cell, right: Cell) -> Bool {
    left.reference == right.reference && left.value == right.value && left.style == right.style
      && (left.formulaPattern === right.formulaPattern || left.formula == right.formula && left.arrayRange == right.arrayRange)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(value)
    hasher.combine(style)
  }

  /// As stored, without an equals sign; shared formulas are expanded to what stands in this cell.
  public var formula: String? { formulaPattern?.text(inRow: reference.row) }
  public var hasFormula: Bool { formulaPattern != nil }
  /// Whether its formula is that of another cell of its column but for the number of the row, and shares the other's memory.
  public func hasFormula(_ pattern: FormulaPattern?) -> Bool { formulaPattern === pattern }
  /// The range of the array formula whose first cell this is.
  public var arrayRange: CellRange? { formulaPattern?.arrayRange }
}

/// A row as read, with the cells it stores, in order of columns.
public struct WorksheetRow: Sendable {
  /// 1-based.
  public var index: Int
  public var isHidden: Bool
  /// The style of the cells that the row does not store.
  public var style: Int?
  public var cells: [Cell]

  public init(index: Int, isHidden: Bool = false, style: Int? = nil, cells: [Cell] = []) {
    self.index = index
    self.isHidden = isHidden
    self.style = style
    self.cells = cells
  }

  public subscript(column: Int) -> Cell? {
    let span = cells.span
    // Most rows store all of their first cells.
    if column >= 1, column <= span.count, span[column - 1].reference.column == column { return span[column - 1] }
    for index in span.indices where span[index].reference.column == column { return span[index] }
    return nil
  }

  /// The same with the cells of these columns alone.
  func only(_ columns: Set<Int>) -> WorksheetRow {
    WorksheetRow(index: index, isHidden: isHidden, style: style, cells: cells.filter { columns.contains($0.reference.column) })
  }
}

/// What a worksheet says beside its cells.
public struct WorksheetDetails: Sendable {
  public struct ColumnLayout: Hashable, Sendable {
    /// 1-based, both ends belong to it.
    public var columns: ClosedRange<Int>
    /// In characters of the default font.
    public var width: Double?
    public var isHidden: Bool
    public var style: Int?
  }

  public var columns: [ColumnLayout] = []
  public var mergedRanges: [CellRange] = []
  /// Those of the file format and of Excel 2010's extension alike; empty where they were not asked for.
  public var dataValidations: [DataValidation] = []
  public var comments: [Comment] = []
  public var autoFilter: CellRange?
  public var frozenRows = 0
  public var frozenColumns = 0
  public var isProtected = false

  public init() {}

  public func isColumnHidden(_ column: Int) -> Bool { columns.contains { $0.isHidden && $0.columns.contains(column) } }
  public func columnStyle(_ column: Int) -> Int? { columns.first { $0.columns.contains(column) }?.style }
}

/// A worksheet kept whole: only where a caller needs to go back and forth.
public struct Worksheet: Sendable {
  public var sheet: WorkbookReader.Sheet
  public var details: WorksheetDetails
  /// In order of rows; rows that store nothing are not here.
  public var rows: [WorksheetRow]

  private var position: [Int: Int] = [:]

  init(sheet: WorkbookReader.Sheet, details: WorksheetDetails, rows: [WorksheetRow]) {
    self.sheet = sheet
    self.details = details
    self.rows = rows
    for (index, row) in rows.enumerated() { position[row.index] = index }
  }

  public func row(_ index: Int) -> WorksheetRow? { position[index].map { rows[$0] } }
  public subscript(_ reference: CellReference) -> Cell? { row(reference.row)?[reference.column] }

  /// The style that shows at a place: the cell's, else the row's, else the column's.
  public func style(at reference: CellReference) -> Int {
    let row = row(reference.row)
    return row?[reference.column]?.style ?? row?.style ?? details.columnStyle(reference.column) ?? 0
  }
}
