/// Some rows of a sheet around the cells of a finding, as a person sees them.
public struct SheetExcerpt: Sendable, Hashable {
  public struct Cell: Sendable, Hashable {
    public var text: String
    /// The finding is about this cell.
    public var isMarked: Bool
  }

  public struct Row: Sendable, Hashable {
    /// 1-based.
    public var index: Int
    /// The header of the sheet's table.
    public var isHeader: Bool
    /// Rows between the one before and this one are not shown.
    public var followsGap: Bool
    /// One for each column of the excerpt.
    public var cells: [Cell]
  }

  /// 1-based numbers of the columns, in order; hidden ones are left out unless the finding is about them.
  public var columns: [Int]
  public var rows: [Row]
}
