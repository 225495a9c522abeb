internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// How two or more series go together.
  static let regression: [FormulaFunction] = [
    paired("CORREL") { (pair) throws(FormulaInterruption) in try pair.correlation() },
    paired("PEARSON") { (pair) throws(FormulaInterruption) in try pair.correlation() },
    paired("RSQ") { (pair) throws(FormulaInterruption) in
      let correlation = try pair.correlation()
      return correlation * correlation
    },
    paired("COVAR") { (pair) in pair.products / Double(pair.count) },
    paired("COVARIANCE.P") { (pair) in pair.products / Double(pair.count) },
    paired("COVARIANCE.S") { (pair) throws(FormulaInterruption) in
      guard pair.count > 1 else { throw .error(.divisionByZero) }
      return pair.products / Double(pair.count - 1)
    },
    paired("SLOPE") { (pair) throws(FormulaInterruption) in try pair.slope() },
    paired("INTERCEPT") { (pair) throws(FormulaInterruption) in pair.first.mean - (try pair.slope()) * pair.second.mean
    },
    paired("STEYX") { (pair) throws(FormulaInterruption) in
      guard pair.count > 2, pair.second.squares > 0 else { throw .error(.divisionByZero) }
      let rest = pair.first.squares - pair.products * pair.products / pair.second.squares
      return (max(0, rest) / Double(pair.count - 2)).squareRoot()
    },
    forecast("FORECAST"), forecast("FORECAST.LINEAR"),
    ranges("LINEST", 1...4, [.array, .array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      try coefficients(arguments, isExponential: false)
    },
    ranges("LOGEST", 1...4, [.array, .array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      try coefficients(arguments, isExponential: true)
    },
    ranges("TREND", 1...4, [.array, .array, .array, .value]) { (arguments) throws(FormulaInterruption) in
      try predictions(arguments, isExponential: false)
    },
    ranges("GROWTH", 1...4, [.array, .array, .array, .value]) { (arguments) throws(FormulaInterruption) in
      try predictions(arguments, isExponential: true)
    },
  ]

  private static func paired(
    _ name: String, _ body: @escaping @Sendable (FormulaPair) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    ranges(name, 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      let pair = FormulaPair(try arguments.pairs(0, 1))
      guard pair.count > 0 else { throw .error(.divisionByZero) }
      return .value(try FormulaCoercion.result(try body(pair)))
    }
  }

  private static func forecast(_ name: String) -> FormulaFunction {
    ranges(name, 3...3, [.value, .array, .array]) { (arguments) throws(FormulaInterruption) in
      let x = try arguments.number(0)
      let (one, other) = (try arguments.array(1), try arguments.array(2))
      guard one.count == other.count else { throw .error(.notAvailable) }
      let pair = FormulaPair(try arguments.pairs(1, 2))
      guard pair.count > 0 else { throw .error(.divisionByZero) }
      return .value(try FormulaCoercion.result(pair.first.mean + (try pair.slope()) * (x - pair.second.mean)))
    }
  }

  /// The coefficients of LINEST and LOGEST, from the last variable to the first, then the constant.
  private static func coefficients(_ arguments: FormulaArguments, isExponential: Bool) throws(FormulaInterruption)
    -> FormulaOperand
  {
    let hasConstant = arguments.isMissing(2) ? true : try arguments.boolean(2)
    let hasStatistics = arguments.isMissing(3) ? false : try arguments.boolean(3)
    let data = try FormulaRegression.Data(arguments, isExponential: isExponential)
    let regression = try FormulaRegression(data, hasConstant: hasConstant)
    let columns = data.variables.count + 1
    func shown(_ x: Double) -> CellValue { .number(isExponential ? exp(x) : x) }
    var values = regression.slopes.reversed().map(shown) + [shown(regression.constant)]
    if hasStatistics {
      let none = [CellValue](repeating: .error(.notAvailable), count: columns - 2)
      let statistics = try regression.statistics()
      values += statistics.errors.reversed().map { .number($0) }
      values.append(hasConstant ? .number(statistics.constantError) : .error(.notAvailable))
      values += [.number(statistics.determination), .number(statistics.deviation)] + none
      values += [.number(statistics.f), .number(statistics.degrees)] + none
      values += [.number(statistics.explained), .number(statistics.rest)] + none
    }
    for value in values { if case .number(let number) = value { _ = try FormulaCoercion.result(number) } }
    return .array(FormulaArray(rows: values.count / columns, columns: columns, values: values))
  }

  private static func predictions(_ arguments: FormulaArguments, isExponential: Bool) throws(FormulaInterruption)
    -> FormulaOperand
  {
    let hasConstant = arguments.isMissing(3) ? true : try arguments.boolean(3)
    let data = try FormulaRegression.Data(arguments, isExponential: isExponential)
    let regression = try FormulaRegression(data, hasConstant: hasConstant)
    let array = try data.predictors(arguments)
    let values: [CellValue] = try array.points.map { (point) throws(FormulaInterruption) in
      var y = regression.constant
      for (slope, x) in zip(regression.slopes, point) { y += slope * x }
      return try FormulaCoercion.result(isExponential ? exp(y) : y)
    }
    return .array(FormulaArray(rows: array.rows, columns: array.columns, values: values))
  }
}

/// Two series of the same length.
struct FormulaPair {
  let first: FormulaSample
  let second: FormulaSample
  /// The products of the distances from the means.
  let products: Double
  var count: Int { first.count }

  init(_ series: ([Double], [Double])) {
    let (first, second) = (FormulaSample(series.0), FormulaSample(series.1))
    products = zip(series.0, series.1).reduce(0) { $0 + ($1.0 - first.mean) * ($1.1 - second.mean) }
    (self.first, self.second) = (first, second)
  }

  func correlation() throws(FormulaInterruption) -> Double {
    guard first.squares > 0, second.squares > 0 else { throw .error(.divisionByZero) }
    return products / (first.squares * second.squares).squareRoot()
  }

  /// How much the first grows with the second.
  func slope() throws(FormulaInterruption) -> Double {
    guard second.squares > 0 else { throw .error(.divisionByZero) }
    return products / second.squares
  }
}
