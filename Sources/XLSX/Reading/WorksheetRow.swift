/// A row as read, with the cells it stores, in order of columns.
public struct WorksheetRow: Sendable {
  /// The number of the row, 1-based.
  public var index: Int
  /// Whether programs leave the row out.
  public var isHidden: Bool
  /// The style of the cells that the row does not store.
  public var style: Int?
  /// The cells in order of columns; cells that store nothing are not here.
  public var cells: [Cell]

  /// A row that was read elsewhere, or is made for a test.
  public init(index: Int, isHidden: Bool = false, style: Int? = nil, cells: [Cell] = []) {
    self.index = index
    self.isHidden = isHidden
    self.style = style
    self.cells = cells
  }

  /// The cell in a column, counted from 1; `nil` where nothing is stored.
  public subscript(column: Int) -> Cell? {
    let span = cells.span
    // Most rows store all of their first cells.
    if column >= 1, column <= span.count, span[column - 1].reference.column == column { return span[column - 1] }
    for index in span.indices where span[index].reference.column == column { return span[index] }
    return nil
  }

  /// The same with the cells of these columns alone.
  func only(_ columns: Set<Int>) -> WorksheetRow {
    WorksheetRow(
      index: index, isHidden: isHidden, style: style, cells: cells.filter { columns.contains($0.reference.column) })
  }
}

extension WorksheetRow: Sequence {
  /// The stored cells, in order of columns: `for cell in row`.
  public func makeIterator() -> IndexingIterator<[Cell]> { cells.makeIterator() }
}
