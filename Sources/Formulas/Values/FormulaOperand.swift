internal import XLSX

/// A cell of a workbook: the sheet by its position.
struct FormulaCell: Hashable {
  var sheet: Int
  var reference: CellReference
}

/// A rectangle of cells of one sheet.
struct FormulaArea: Hashable {
  var sheet: Int
  var range: CellRange

  var rows: Int { range.last.row - range.first.row + 1 }
  var columns: Int { range.last.column - range.first.column + 1 }
  var isSingle: Bool { range.first == range.last }

  /// The cell at a place in it, counted from 0.
  func cell(row: Int, column: Int) -> FormulaCell {
    FormulaCell(
      sheet: sheet, reference: CellReference(row: range.first.row + row, column: range.first.column + column))
  }

  /// A part of it by places counted from 0; all rows or columns where none is given.
  func part(row: Int?, column: Int?) -> FormulaArea {
    let rows = row.map { $0...$0 } ?? 0...(self.rows - 1)
    let columns = column.map { $0...$0 } ?? 0...(self.columns - 1)
    return FormulaArea(
      sheet: sheet,
      range: CellRange(
        cell(row: rows.lowerBound, column: columns.lowerBound).reference,
        cell(row: rows.upperBound, column: columns.upperBound).reference))
  }

  /// The cells that are in both; `nil` where there are none.
  func intersection(_ other: FormulaArea) -> FormulaArea? {
    guard sheet == other.sheet else { return nil }
    let first = CellReference(
      row: max(range.first.row, other.range.first.row), column: max(range.first.column, other.range.first.column))
    let last = CellReference(
      row: min(range.last.row, other.range.last.row), column: min(range.last.column, other.range.last.column))
    guard first.row <= last.row, first.column <= last.column else { return nil }
    return FormulaArea(sheet: sheet, range: CellRange(first, last))
  }
}

/// What the nodes of a formula evaluate to.
enum FormulaOperand {
  case value(CellValue)
  case array(FormulaArray)
  case area(FormulaArea)
  /// Several rectangles, as `(A1:A3,C1)` names them.
  case union([FormulaArea])
  /// An argument that was left out between commas.
  case missing

  static func number(_ number: Double) -> FormulaOperand { .value(.number(number)) }
}

/// Values in rows and columns.
///
/// Of whole columns only the rows that the sheet stores are held: below them every element is the same.
struct FormulaArray: Hashable, Sendable {
  let rows: Int
  let columns: Int
  /// The rows that are held.
  let filledRows: Int
  /// The value of each element below the rows that are held.
  let rest: CellValue
  private(set) var values: [CellValue]

  /// An array whose elements are held, row by row.
  init(rows: Int, columns: Int, values: [CellValue]) {
    self.init(rows: rows, columns: columns, filledRows: rows, values: values, rest: .blank)
  }

  init(rows: Int, columns: Int, filledRows: Int, values: [CellValue], rest: CellValue) {
    self.rows = rows
    self.columns = columns
    self.filledRows = filledRows
    self.values = values
    self.rest = rest
  }

  init(_ value: CellValue) { self.init(rows: 1, columns: 1, values: [value]) }

  var count: Int { rows * columns }
  /// The number of elements that are not held.
  var restCount: Int { (rows - filledRows) * columns }
  var first: CellValue { self[0, 0] }
  var isSingle: Bool { rows == 1 && columns == 1 }

  /// The element at a place counted from 0.
  subscript(row: Int, column: Int) -> CellValue { row < filledRows ? values[row * columns + column] : rest }

  /// The element where a smaller array meets a larger one: one row, column or element goes for all, and beyond the end
  /// there is nothing.
  func spread(row: Int, column: Int) -> CellValue {
    let (row, column) = (rows == 1 ? 0 : row, columns == 1 ? 0 : column)
    return row < rows && column < columns ? self[row, column] : .error(.notAvailable)
  }

  /// What its texts take to look through, in steps.
  var textSize: Int {
    values.reduce(0) { size, value in if case .text(let text) = value { size + text.utf8.count / 16 } else { size } }
  }

  /// An element of a single row or column, counted from 0.
  subscript(index: Int) -> CellValue { rows == 1 ? self[0, index] : self[index, 0] }
  /// The number of elements of a single row or column that are held.
  var filledLength: Int { rows == 1 ? (filledRows == 0 ? 0 : columns) : filledRows }
  /// Whether it is a single row or column.
  var isVector: Bool { rows == 1 || columns == 1 }

  /// Its elements in an array of that size.
  func spread(rows: Int, columns: Int) -> FormulaArray {
    var values: [CellValue] = []
    for row in 0..<rows {
      for column in 0..<columns { values.append(spread(row: row, column: column)) }
    }
    return FormulaArray(rows: rows, columns: columns, values: values)
  }

  var transposed: FormulaArray {
    var values: [CellValue] = []
    for column in 0..<columns {
      for row in 0..<rows { values.append(self[row, column]) }
    }
    return FormulaArray(rows: columns, columns: rows, values: values)
  }
}
