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
  /// A function that a formula makes: `LAMBDA(x,x+1)`.
  case lambda(any FormulaClosure)

  static func number(_ number: Double) -> FormulaOperand { .value(.number(number)) }
}

/// A function that a formula makes, to be called by others.
protocol FormulaClosure {
  /// How many arguments it takes.
  var count: Int { get }
  /// What it gives for arguments; those that are left out at the end are missing.
  func result(of arguments: [FormulaOperand]) throws(FormulaInterruption) -> FormulaOperand
}
