/// A workbook to be written: sheets, styles and names. It carries no author, date or other document property.
public struct NewWorkbook {
  public var worksheets: [NewWorksheet] = []
  public var definedNames: [DefinedName] = []
  /// The sheet that is shown first, 0-based.
  public var activeSheet = 0
  /// Whether the program that opens the workbook computes every formula at once.
  public var recalculatesOnLoad = false

  var styles = StyleTable()

  public init() {}

  /// The index of a style for ``NewCell`` and ``NewWorksheet/Column``; equal styles have one index.
  public mutating func style(_ style: CellStyle) -> Int { styles.index(of: style) }

  /// Writes the workbook; rows are pulled as they are compressed.
  ///
  /// - Parameters:
  ///   - force: whether an existing file may be replaced.
  ///   - level: of compression, 1 (fast) to 9 (small).
  /// - Throws: ``XLSXError`` naming the sheet or cell that cannot be written, or what went wrong with the file; then nothing is written.
  public func write(to path: String, force: Bool, level: Int = 6) throws {
    try WorkbookPackage(self).write(to: path, force: force, level: level)
  }
}

/// A cell to be written.
public struct NewCell: Sendable {
  /// 1-based.
  public var column: Int
  /// Of a formula: the value computed for it.
  public var value: CellValue
  /// Without an equals sign.
  public var formula: String?
  /// An index from ``NewWorkbook/style(_:)``.
  public var style: Int

  public init(_ column: Int, _ value: CellValue, formula: String? = nil, style: Int = 0) {
    self.column = column
    self.value = value
    self.formula = formula
    self.style = style
  }
}

/// A row to be written; cells in order of columns.
public struct NewRow: Sendable {
  /// 1-based.
  public var index: Int
  public var cells: [NewCell]
  /// In points; `nil` for the default.
  public var height: Double?
  public var isHidden = false

  public init(_ index: Int, height: Double? = nil, _ cells: [NewCell]) {
    self.index = index
    self.height = height
    self.cells = cells
  }
}

/// A worksheet to be written.
public struct NewWorksheet {
  public struct Column: Sendable {
    /// 1-based.
    public var columns: ClosedRange<Int>
    /// In characters.
    public var width: Double
    public var isHidden: Bool
    /// Of the cells that no row stores.
    public var style: Int?

    public init(_ columns: ClosedRange<Int>, width: Double, isHidden: Bool = false, style: Int? = nil) {
      self.columns = columns
      self.width = width
      self.isHidden = isHidden
      self.style = style
    }
  }

  public enum Rows {
    case all([NewRow])
    /// Called until it gives `nil`; only one row is in memory at a time.
    case streamed(() throws -> NewRow?)
  }

  public var name: String
  public var visibility = SheetVisibility.visible
  public var tabColor: Color?
  public var columns: [Column] = []
  public var rows: Rows = .all([])
  public var frozenRows = 0
  public var frozenColumns = 0
  public var showsGridLines = true
  /// In percent.
  public var zoom = 100
  public var autoFilter: CellRange?
  public var mergedRanges: [CellRange] = []
  public var dataValidations: [DataValidation] = []
  public var comments: [Comment] = []
  public var charts: [Chart] = []
  /// Locks the locked cells, without a password.
  public var isProtected = false
  /// The rows repeated on each printed page.
  public var printTitleRows: ClosedRange<Int>?
  public var isLandscape = false

  public init(name: String) { self.name = name }
}

extension NewWorkbook {
  /// Takes over the styles of another workbook, so that indices from it are good here.
  public mutating func adoptStyles(of other: NewWorkbook) { styles = other.styles }
}
