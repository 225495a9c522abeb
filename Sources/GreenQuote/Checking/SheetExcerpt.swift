/// Some rows of a sheet around the cells of a finding, as a person sees them.
public struct SheetExcerpt: Sendable, Hashable {
  /// A cell as a person sees it.
  public struct Cell: Sendable, Hashable {
    /// What the cell shows; empty for an empty cell.
    public var text: String
    /// Whether the finding is about this cell.
    public var isMarked: Bool
  }

  /// One row of the excerpt.
  public struct Row: Sendable, Hashable {
    /// The number of the row on its sheet, 1-based.
    public var index: Int
    /// Whether it is the header of the sheet's table.
    public var isHeader: Bool
    /// Whether rows between the one before and this one are not shown.
    public var followsGap: Bool
    /// The cells, one for each column of the excerpt.
    public var cells: [Cell]
  }

  /// The numbers of the columns, 1-based, in order; hidden ones are left out unless the finding is about them.
  public var columns: [Int]
  /// The rows, in the order of the sheet.
  public var rows: [Row]
}
