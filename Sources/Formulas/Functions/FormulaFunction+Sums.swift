internal import XLSX

extension FormulaFunction {
  /// Sums and products, added up from left to right.
  static let sums: [FormulaFunction] = [
    ranges("SUM", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .value(try FormulaCoercion.result(try arguments.sum()))
    },
    ranges("SUMSQ", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var sum = 0.0
      try arguments.forEachNumber { (number, count) in sum += number * number * Double(count) }
      return .value(try FormulaCoercion.result(sum))
    },
    ranges("PRODUCT", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var product: Double?
      try arguments.forEachNumber { (number, count) throws(FormulaInterruption) in
        guard count == 1 else { throw .unsupported("PRODUCT of computed whole columns") }
        product = (product ?? 1) * number
      }
      return .value(try FormulaCoercion.result(product ?? 0))
    },
    ranges("SUMPRODUCT", 1...maximumCount, [.array]) { (arguments) throws(FormulaInterruption) in
      var arrays: [FormulaArray] = []
      for index in 0..<arguments.count { arrays.append(try arguments.array(index)) }
      let (rows, columns) = (arrays[0].rows, arrays[0].columns)
      guard arrays.allSatisfy({ $0.rows == rows && $0.columns == columns }) else { throw .error(.value) }
      func product(_ row: Int, _ column: Int) throws(FormulaInterruption) -> Double {
        var product = 1.0
        for array in arrays {
          switch array[row, column] {
          case .number(let number): product *= number
          case .error(let error): throw .error(error)
          case .blank, .text, .boolean: product = 0 * product
          }
        }
        return product
      }
      let filled = arrays.reduce(0) { max($0, $1.filledRows) }
      try arguments.evaluator.step(filled * columns * arrays.count)
      var sum = 0.0
      for row in 0..<filled {
        for column in 0..<columns { sum += try product(row, column) }
      }
      if filled < rows { sum += try product(filled, 0) * Double((rows - filled) * columns) }
      return .value(try FormulaCoercion.result(sum))
    },
  ]
}

extension FormulaArguments {
  func sum() throws(FormulaInterruption) -> Double {
    var sum = 0.0
    try forEachNumber { (number, count) in sum += number * Double(count) }
    return sum
  }
}
