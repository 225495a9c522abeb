/// The edits of one worksheet.
struct SheetEdits {
  private var cells: [CellReference: CellEdit] = [:]
  /// The columns of the edited cells by row, in order.
  private(set) var rows: [Int: [Int]] = [:]
  /// The edited cells in reading order.
  private(set) var order: [CellReference] = []

  init(_ cells: [CellReference: CellEdit]) {
    self.cells = cells
    order = cells.keys.sorted()
    for reference in order { rows[reference.row, default: []].append(reference.column) }
  }

  subscript(_ reference: CellReference) -> CellEdit? { cells[reference] }

  /// The edited cells inside a range, in reading order.
  func references(in range: CellRange) -> [CellReference] {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle].row < range.first.row { low = middle + 1 } else { high = middle }
    }
    return order[low...].prefix { $0.row <= range.last.row }.filter { range.contains($0) }
  }
}
