/// The operators between two values.
enum FormulaOperator: Hashable, Sendable {
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

  /// Whether it compares two values.
  var isComparison: Bool { precedence == 1 }
}
