package import XLSX

/// Puts a sheet together cell by cell, in any order, and gives its rows in the order that a worksheet needs.
package struct SheetComposer {
  /// A sheet without cells.
  package init() {}

  private var cells: [Int: [Int: NewCell]] = [:]
  private var heights: [Int: Double] = [:]

  /// Puts a value, and a formula if there is one, into a cell; what was put there before is replaced.
  package mutating func set(_ reference: CellReference, _ value: CellValue, formula: String? = nil, style: StyleID) {
    cells[reference.row, default: [:]][reference.column] = NewCell(
      reference.column, value, style: style, formula: formula)
  }

  /// Puts a value, and a formula if there is one, into the cell in a row and column, both 1-based.
  package mutating func set(_ row: Int, _ column: Int, _ value: CellValue, formula: String? = nil, style: StyleID) {
    set(CellReference(row: row, column: column), value, formula: formula, style: style)
  }

  /// Puts a text into the cell in a row and column, both 1-based.
  package mutating func text(_ row: Int, _ column: Int, _ text: String, style: StyleID) {
    set(row, column, .text(text), style: style)
  }

  /// Gives a row its height, in points.
  package mutating func height(_ row: Int, _ points: Double) { heights[row] = points }

  /// The rows that hold a cell or have a height, in ascending order, each with its cells from left to right.
  package var rows: [NewRow] {
    Set(cells.keys).union(heights.keys).sorted().map { index in
      NewRow(index, height: heights[index], (cells[index] ?? [:]).values.sorted { $0.column < $1.column })
    }
  }
}
