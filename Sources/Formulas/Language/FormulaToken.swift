internal import XLSX

/// A word of a formula's language: ECMA-376 Part 1, 18.17.2.
enum FormulaToken: Hashable {
  case number(Double)
  case text(String)
  case error(CellError)
  /// A name, function, reference to a cell or a sheet's name: letters, digits and `_ . \ ? $`.
  case word(String)
  /// What stands in apostrophes: the name of a sheet.
  case quoted(String)
  /// What stands in square brackets: another workbook, or columns of a table.
  case bracketed
  case operation(FormulaOperator)
  case comma, semicolon, colon, exclamation, percent, at, hash
  case open, close, openBrace, closeBrace
  case end
}

/// The operators between two values.
enum FormulaOperator: Hashable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case concatenate
  case add, subtract
  case multiply, divide
  case power

  /// How close it binds: the greater, the closer.
  var precedence: Int {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 1
    case .concatenate: 2
    case .add, .subtract: 3
    case .multiply, .divide: 4
    case .power: 5
    }
  }
}
