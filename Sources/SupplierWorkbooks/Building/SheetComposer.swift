package import XLSX

/// Puts a sheet together cell by cell, in any order, and gives its rows in the order that a worksheet needs.
package struct SheetComposer {
  package init() {}

  private var cells: [Int: [Int: NewCell]] = [:]
  private var heights: [Int: Double] = [:]

  package mutating func set(_ reference: CellReference, _ value: CellValue, formula: String? = nil, style: StyleID) {
    cells[reference.row, default: [:]][reference.column] = NewCell(reference.column, value, style: style, formula: formula)
  }

  package mutating func set(_ row: Int, _ column: Int, _ value: CellValue, formula: String? = nil, style: StyleID) {
    set(CellReference(row: row, column: column), value, formula: formula, style: style)
  }

  package mutating func text(_ row: Int, _ column: Int, _ text: String, style: StyleID) { set(row, column, .text(text), style: style) }

  package mutating func height(_ row: Int, _ points: Double) { heights[row] = points }

  package var rows: [NewRow] {
    Set(cells.keys).union(heights.keys).sorted().map { index in
      NewRow(index, height: heights[index], (cells[index] ?? [:]).values.sorted { $0.column < $1.column })
    }
  }
}
