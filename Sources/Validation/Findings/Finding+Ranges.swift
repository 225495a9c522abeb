public import XLSX

extension Finding {
  /// The places, those below each other as one range.
  public var cellRanges: [CellRange] {
    var ranges: [CellRange] = []
    for cell in cells.sorted(by: { ($0.column, $0.row) < ($1.column, $1.row) }) {
      if let last = ranges.last, last.last.column == cell.column, last.last.row + 1 == cell.row {
        ranges[ranges.count - 1] = CellRange(last.first, cell)
      } else {
        ranges.append(CellRange(cell, cell))
      }
    }
    return ranges
  }

  /// The places as a person writes them: `C5:C9, C12`.
  public var ranges: String {
    guard !cells.isEmpty else { return "" }
    let ranges = cellRanges
    let shown = ranges.prefix(8).map { $0.description }.joined(separator: ", ")
    return ranges.count > 8 || count > cells.count ? shown + ", …" : shown
  }
}
