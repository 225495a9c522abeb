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
