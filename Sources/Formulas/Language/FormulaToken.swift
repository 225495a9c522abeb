internal import XLSX

/// A word of a formula's language: ECMA-376 Part 1, 18.17.2.
enum FormulaToken: Hashable {
  case number(Double)
  case text(String)
  case error(CellError)
  /// A name, function, reference to a cell or a sheet's name: letters, digits and `_ . \\ ? $`.
  case word(String)
  /// What stands in apostrophes: the name of a sheet.
  case quoted(String)
  /// What stands in square brackets: another workbook, or columns of a table.
  case bracketed(String)
  case operation(FormulaOperator)
  case comma, semicolon, colon, exclamation, percent, at, hash
  case open, close, openBrace, closeBrace
  case end
}
