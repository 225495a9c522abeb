/// What a worksheet says beside its cells.
public struct WorksheetDetails: Sendable {
  /// Neighbouring columns that look the same.
  public struct ColumnLayout: Hashable, Sendable {
    /// The numbers of the columns, 1-based; both ends belong to it.
    public var columns: ClosedRange<Int>
    /// The width of the columns, in characters of the default font; `nil` for the default.
    public var width: Double?
    /// Whether programs leave the columns out.
    public var isHidden: Bool
    /// The style of the cells that are not stored; an index into ``WorkbookStyles``.
    public var style: Int?
  }

  /// Widths and styles, as far as they are stated.
  public var columns: [ColumnLayout] = []
  /// Cells that are shown as one; the value stands in the first.
  public var mergedRanges: [CellRange] = []
  /// The data validations of the file format and of Excel 2010's extension alike; empty where they were not asked for.
  public var dataValidations: [DataValidation] = []
  /// The notes on cells; empty where they were not asked for.
  public var comments: [Comment] = []
  /// Heading row and data of the filter.
  public var autoFilter: CellRange?
  /// The number of rows at the top that stay when scrolling.
  public var frozenRows = 0
  /// The number of columns at the left that stay when scrolling.
  public var frozenColumns = 0
  /// Whether locked cells can be typed into only after the protection is taken away.
  public var isProtected = false

  /// A worksheet that says nothing beside its cells.
  public init() {}

  /// Whether a column, counted from 1, is left out by programs.
  public func isColumnHidden(_ column: Int) -> Bool { columns.contains { $0.isHidden && $0.columns.contains(column) } }
  /// The style of the cells of a column that are not stored; `nil` where none is stated.
  public func columnStyle(_ column: Int) -> Int? { columns.first { $0.columns.contains(column) }?.style }
}
