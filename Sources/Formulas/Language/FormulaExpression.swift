internal import XLSX

/// What a formula says, as a tree.
indirect enum FormulaExpression: Sendable {
  case value(CellValue)
  /// An argument that was left out between commas.
  case missing
  case array(FormulaArray)
  case reference(FormulaReference)
  /// The same cells of several sheets, from one to another: `First:Last!A1`.
  case sheets(first: String, last: String, FormulaReference)
  /// Cells of another workbook, by its number: `[1]Sheet!A1`.
  case external(book: String, FormulaReference)
  /// Columns and rows of a table: `Sales[[#Totals],[Amount]]`; without a name, of the table around the formula.
  case table(String?, TableSelection)
  /// A defined name or a variable; with a sheet's name, a defined name that belongs to it.
  case name(String, sheet: String?)
  /// The call of a function, the name in capitals, without the prefixes of newer functions.
  case call(String, [FormulaExpression])
  /// The call of what an expression gives: `LAMBDA(x,x+1)(2)`.
  case application(FormulaExpression, [FormulaExpression])
  case negative(FormulaExpression)
  case percent(FormulaExpression)
  case binary(FormulaOperator, FormulaExpression, FormulaExpression)
  /// The rectangle that two references span: `A1:INDEX(B:B,3)`.
  case span(FormulaExpression, FormulaExpression)
  /// The cells that two references have in common: `A:A 3:3`.
  case intersection(FormulaExpression, FormulaExpression)
  case union([FormulaExpression])
  /// A single value of a rectangle, in the row or column of the formula: `@A1:A9`.
  case single(FormulaExpression)
  /// All the cells that an array formula fills: `A1#`.
  case spilled(FormulaExpression)
  /// Something that is a formula, but is not evaluated.
  case unsupported(String)
}

/// A rectangle of cells as a formula writes it; rows may be the formula's own, whatever row it stands in.
struct FormulaReference: Hashable, Sendable {
  var first: CellReference
  var last: CellReference
  /// Whether the row of a corner is that of the formula: so a formula that was filled down is the same in each row.
  var firstIsOwnRow = false
  var lastIsOwnRow = false
  /// The name of the sheet; `nil` for the one on which the formula stands.
  var sheet: String?

  /// The rectangle, seen from a row.
  func range(inRow row: Int) -> CellRange {
    var (first, last) = (first, last)
    if firstIsOwnRow { first.row = row }
    if lastIsOwnRow { last.row = row }
    return CellRange(first, last)
  }
}

/// Which cells of a table are meant.
struct TableSelection: Hashable, Sendable {
  /// Parts of a table.
  enum Part: Hashable, Sendable { case all, data, headers, totals, thisRow }

  /// The parts, from top to bottom; empty for the data.
  var parts: Set<Part> = []
  /// The first and the last column, by their names; `nil` for all of them.
  var columns: (first: String, last: String)?

  static func == (left: TableSelection, right: TableSelection) -> Bool {
    left.parts == right.parts && left.columns?.first == right.columns?.first
      && left.columns?.last == right.columns?.last
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(parts)
    hasher.combine(columns?.first)
    hasher.combine(columns?.last)
  }
}
