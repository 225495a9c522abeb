internal import XLSX

extension FormulaFunction {
  /// Functions of matrices, and sums over pairs of numbers.
  static let matrices: [FormulaFunction] = [
    ranges("MMULT", 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      let (left, right) = (try FormulaMatrix(arguments, 0), try FormulaMatrix(arguments, 1))
      guard left.columns == right.rows else { throw .error(.value) }
      guard left.rows * right.columns <= arguments.evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
      let (steps, isOver) = (left.rows * left.columns).multipliedReportingOverflow(by: right.columns)
      guard !isOver else { throw .tooLarge(.steps) }
      try arguments.evaluator.step(steps)
      var product = FormulaMatrix(rows: left.rows, columns: right.columns)
      for row in 0..<left.rows {
        for column in 0..<right.columns {
          var sum = 0.0
          for index in 0..<left.columns { sum += left[row, index] * right[index, column] }
          product[row, column] = sum
        }
      }
      return .array(try product.array())
    },
    ranges("MDETERM", 1...1, [.array]) { (arguments) throws(FormulaInterruption) in
      let matrix = try FormulaMatrix(square: arguments, 0)
      return .value(try FormulaCoercion.result(matrix.decomposed()?.determinant ?? 0))
    },
    ranges("MINVERSE", 1...1, [.array]) { (arguments) throws(FormulaInterruption) in
      let matrix = try FormulaMatrix(square: arguments, 0)
      guard let inverse = matrix.inverted else { throw .error(.number) }
      return .array(try inverse.array())
    },
    ranges("MUNIT", 1...1, [.value]) { (arguments) throws(FormulaInterruption) in
      let size = try arguments.integer(0)
      guard size > 0, size < 1 << 20 else { throw .error(.value) }
      guard size * size <= arguments.evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
      try arguments.evaluator.step(size * size)
      return .array(
        FormulaArray(
          rows: size, columns: size,
          values: (0..<size * size).map { .number($0 / size == $0 % size ? 1 : 0) }))
    },
    pairs("SUMX2MY2") { $0 * $0 - $1 * $1 }, pairs("SUMX2PY2") { $0 * $0 + $1 * $1 },
    pairs("SUMXMY2") { ($0 - $1) * ($0 - $1) },
  ]

  private static func pairs(_ name: String, _ term: @escaping @Sendable (Double, Double) -> Double) -> FormulaFunction {
    ranges(name, 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      let pairs = try arguments.pairs(0, 1)
      return .value(try FormulaCoercion.result(zip(pairs.0, pairs.1).reduce(0) { $0 + term($1.0, $1.1) }))
    }
  }
}

extension FormulaArguments {
  /// The numbers that stand at the same places of two arguments of the same size.
  ///
  /// - Throws: that there is no value where one has more elements than the other.
  func pairs(_ first: Int, _ second: Int) throws(FormulaInterruption) -> ([Double], [Double]) {
    let (one, other) = (try array(first), try array(second))
    guard one.count == other.count else { throw .error(.notAvailable) }
    var (ones, others): ([Double], [Double]) = ([], [])
    let isSameShape = one.columns == other.columns
    let count = isSameShape ? max(one.filledRows, other.filledRows) * one.columns : one.count
    guard count <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
    try evaluator.step(count)
    for index in 0..<count {
      let left = one[index / one.columns, index % one.columns]
      let right = other[index / other.columns, index % other.columns]
      if case .error(let error) = left { throw .error(error) }
      if case .error(let error) = right { throw .error(error) }
      if case .number(let left) = left, case .number(let right) = right {
        ones.append(left)
        others.append(right)
      }
    }
    return (ones, others)
  }
}
