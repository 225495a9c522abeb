public import XLSX

extension Finding {
  /// The places, those below each other as one range.
  public var cellRanges: [CellRange] { cells.ranges }

  /// The places as a person writes them: `C5:C9, C12`; with the names of their sheets where they are on several.
  public var ranges: String {
    guard !elsewhere.isEmpty else { return Self.ranges(cells, isCut: count > cells.count, limit: 8) }
    let shown = ([sheet.map { Place(sheet: $0, cells: cells) }].compactMap(\.self) + elsewhere)
    return shown.prefix(4).map { place in
      place.sheet + (place.cells.isEmpty ? "" : "!" + Self.ranges(place.cells, isCut: false, limit: 2))
    }.joined(separator: "; ") + (shown.count > 4 ? "; …" : "")
  }

  private static func ranges(_ cells: [CellReference], isCut: Bool, limit: Int) -> String {
    guard !cells.isEmpty else { return "" }
    let ranges = cells.ranges
    let shown = ranges.prefix(limit).map { $0.description }.joined(separator: ", ")
    return ranges.count > limit || isCut ? shown + ", …" : shown
  }
}

extension [CellReference] {
  /// The cells, those below each other as one range.
  public var ranges: [CellRange] {
    var ranges: [CellRange] = []
    for cell in sorted(by: { ($0.column, $0.row) < ($1.column, $1.row) }) {
      if let last = ranges.last, last.last.column == cell.column, last.last.row + 1 == cell.row {
        ranges[ranges.count - 1] = CellRange(last.first, cell)
      } else {
        ranges.append(CellRange(cell, cell))
      }
    }
    return ranges
  }
}
