internal import XLSX

/// Values in rows and columns.
///
/// Of whole columns only the rows that the sheet stores are held: below them every element is the same.
final class FormulaArray: Sendable {
  let rows: Int
  let columns: Int
  /// The rows that are held.
  let filledRows: Int
  /// The value of each element below the rows that are held.
  let rest: CellValue
  let values: [CellValue]

  /// An array whose elements are held, row by row.
  convenience init(rows: Int, columns: Int, values: [CellValue]) {
    self.init(rows: rows, columns: columns, filledRows: rows, values: values, rest: .blank)
  }

  init(rows: Int, columns: Int, filledRows: Int, values: [CellValue], rest: CellValue) {
    self.rows = rows
    self.columns = columns
    self.filledRows = filledRows
    self.values = values
    self.rest = rest
  }

  convenience init(_ value: CellValue) { self.init(rows: 1, columns: 1, values: [value]) }

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
