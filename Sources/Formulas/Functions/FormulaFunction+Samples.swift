internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Distributions of test values, tests, and intervals of confidence.
  static let samples: [FormulaFunction] = [
    numbers("CHISQ.DIST", 3...3, logical: 2) { (x) throws(FormulaInterruption) in
      let distribution = FormulaDistribution.chiSquared(try degrees(x[1]))
      try require(x[0] >= 0)
      return x[2] != 0 ? distribution.parts(x[0]).lower : distribution.density(x[0])
    },
    numbers("CHISQ.DIST.RT", 2...2) { (x) throws(FormulaInterruption) in try chiSquaredTail(x) },
    numbers("CHIDIST", 2...2) { (x) throws(FormulaInterruption) in try chiSquaredTail(x) },
    numbers("CHISQ.INV", 2...2) { (x) throws(FormulaInterruption) in
      let distribution = FormulaDistribution.chiSquared(try degrees(x[1]))
      try require(x[0] >= 0 && x[0] < 1)
      return x[0] == 0 ? 0 : distribution.inverse(x[0])
    },
    numbers("CHISQ.INV.RT", 2...2) { (x) throws(FormulaInterruption) in try chiSquaredInverse(x) },
    numbers("CHIINV", 2...2) { (x) throws(FormulaInterruption) in try chiSquaredInverse(x) },
    numbers("T.DIST", 3...3, logical: 2) { (x) throws(FormulaInterruption) in
      let distribution = FormulaDistribution.student(try degrees(x[1]))
      return x[2] != 0 ? distribution.parts(x[0]).lower : distribution.density(x[0])
    },
    numbers("T.DIST.RT", 2...2) { (x) throws(FormulaInterruption) in
      FormulaDistribution.student(try degrees(x[1])).parts(x[0]).upper
    },
    numbers("T.DIST.2T", 2...2) { (x) throws(FormulaInterruption) in
      try require(x[0] >= 0)
      return 2 * FormulaDistribution.student(try degrees(x[1])).parts(x[0]).upper
    },
    numbers("TDIST", 3...3) { (x) throws(FormulaInterruption) in
      let tails = x[2].rounded(.towardZero)
      try require(x[0] >= 0 && (tails == 1 || tails == 2))
      return tails * FormulaDistribution.student(try degrees(x[1])).parts(x[0]).upper
    },
    numbers("T.INV", 2...2) { (x) throws(FormulaInterruption) in
      try require(x[0] > 0 && x[0] < 1)
      let distribution = FormulaDistribution.student(try degrees(x[1]))
      if x[0] == 0.5 { return 0 }
      return x[0] < 0.5 ? distribution.inverse(x[0]) : -distribution.inverse(1 - x[0])
    },
    numbers("T.INV.2T", 2...2) { (x) throws(FormulaInterruption) in try studentInverse(x) },
    numbers("TINV", 2...2) { (x) throws(FormulaInterruption) in try studentInverse(x) },
    numbers("F.DIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in
      let distribution = FormulaDistribution.fisher(try degrees(x[1]), try degrees(x[2]))
      try require(x[0] >= 0)
      return x[3] != 0 ? distribution.parts(x[0]).lower : distribution.density(x[0])
    },
    numbers("F.DIST.RT", 3...3) { (x) throws(FormulaInterruption) in try fisherTail(x) },
    numbers("FDIST", 3...3) { (x) throws(FormulaInterruption) in try fisherTail(x) },
    numbers("F.INV", 3...3) { (x) throws(FormulaInterruption) in
      let distribution = FormulaDistribution.fisher(try degrees(x[1]), try degrees(x[2]))
      try require(x[0] >= 0 && x[0] < 1)
      return x[0] == 0 ? 0 : distribution.inverse(x[0])
    },
    numbers("F.INV.RT", 3...3) { (x) throws(FormulaInterruption) in try fisherInverse(x) },
    numbers("FINV", 3...3) { (x) throws(FormulaInterruption) in try fisherInverse(x) },
    numbers("CONFIDENCE.NORM", 3...3) { (x) throws(FormulaInterruption) in try confidence(x) },
    numbers("CONFIDENCE", 3...3) { (x) throws(FormulaInterruption) in try confidence(x) },
    numbers("CONFIDENCE.T", 3...3) { (x) throws(FormulaInterruption) in
      let size = x[2].rounded(.towardZero)
      try require(x[0] > 0 && x[0] < 1 && x[1] > 0 && size >= 1)
      guard size > 1 else { throw .error(.divisionByZero) }
      return try studentInverse([x[0], size - 1]) * x[1] / size.squareRoot()
    },
    test("CHISQ.TEST", chiSquaredTest), test("CHITEST", chiSquaredTest),
    test("F.TEST", fisherTest), test("FTEST", fisherTest),
    ranges("T.TEST", 4...4, [.array, .array, .value, .value], studentTest),
    ranges("TTEST", 4...4, [.array, .array, .value, .value], studentTest),
    ranges("Z.TEST", 2...3, [.array, .value, .value], normalTest),
    ranges("ZTEST", 2...3, [.array, .value, .value], normalTest),
  ]

  /// Degrees of freedom: a whole number from 1 on.
  private static func degrees(_ x: Double) throws(FormulaInterruption) -> Double {
    let degrees = x.rounded(.towardZero)
    return try degrees.checked(degrees >= 1 && degrees <= 1e10)
  }

  private static func chiSquaredTail(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] >= 0)
    return FormulaDistribution.chiSquared(try degrees(x[1])).parts(x[0]).upper
  }

  private static func chiSquaredInverse(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] > 0 && x[0] <= 1)
    return x[0] == 1 ? 0 : FormulaDistribution.chiSquared(try degrees(x[1])).inverse(x[0], isUpper: true)
  }

  private static func studentInverse(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] > 0 && x[0] <= 1)
    return x[0] == 1 ? 0 : FormulaDistribution.student(try degrees(x[1])).inverse(x[0] / 2, isUpper: true)
  }

  private static func fisherTail(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] >= 0)
    return FormulaDistribution.fisher(try degrees(x[1]), try degrees(x[2])).parts(x[0]).upper
  }

  private static func fisherInverse(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] > 0 && x[0] <= 1)
    if x[0] == 1 { return 0 }
    return FormulaDistribution.fisher(try degrees(x[1]), try degrees(x[2])).inverse(x[0], isUpper: true)
  }

  private static func confidence(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let size = x[2].rounded(.towardZero)
    try require(x[0] > 0 && x[0] < 1 && x[1] > 0 && size >= 1)
    return FormulaDistribution.standardNormal.inverse(x[0] / 2, isUpper: true) * x[1] / size.squareRoot()
  }

  private static func test(
    _ name: String, _ body: @escaping @Sendable (FormulaArguments) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    ranges(name, 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      .value(try FormulaCoercion.result(try body(arguments)))
    }
  }

  private static let chiSquaredTest: @Sendable (FormulaArguments) throws(FormulaInterruption) -> Double = {
    (arguments) throws(FormulaInterruption) in
    let (one, other) = (try arguments.array(0), try arguments.array(1))
    guard one.rows == other.rows, one.columns == other.columns, one.count > 1 else { throw .error(.notAvailable) }
    let (found, expected) = try arguments.pairs(0, 1)
    guard found.count == one.count else { throw .unsupported("CHISQ.TEST with cells that are no numbers") }
    var sum = 0.0
    for (found, expected) in zip(found, expected) {
      if expected == 0 { throw .error(.divisionByZero) }
      try require(expected > 0)
      sum += (found - expected) * (found - expected) / expected
    }
    let degrees = one.rows == 1 || one.columns == 1 ? one.count - 1 : (one.rows - 1) * (one.columns - 1)
    return FormulaDistribution.chiSquared(Double(degrees)).parts(sum).upper
  }

  private static let fisherTest: @Sendable (FormulaArguments) throws(FormulaInterruption) -> Double = {
    (arguments) throws(FormulaInterruption) in
    let samples = [try arguments.sample(0), try arguments.sample(1)]
    guard samples.allSatisfy({ $0.count > 1 }) else { throw .error(.divisionByZero) }
    let variances = samples.map { $0.squares / Double($0.count - 1) }
    guard variances.allSatisfy({ $0 > 0 }) else { throw .error(.divisionByZero) }
    let distribution = FormulaDistribution.fisher(Double(samples[0].count - 1), Double(samples[1].count - 1))
    let parts = distribution.parts(variances[0] / variances[1])
    return 2 * min(parts.lower, parts.upper)
  }

  private static let studentTest: Body = { (arguments) throws(FormulaInterruption) in
    let (tails, kind) = (try arguments.integer(2), try arguments.integer(3))
    try require((tails == 1 || tails == 2) && (1...3).contains(kind))
    let (t, degrees): (Double, Double)
    if kind == 1 {
      let (one, other) = (try arguments.array(0), try arguments.array(1))
      guard one.count == other.count else { throw .error(.notAvailable) }
      let pairs = try arguments.pairs(0, 1)
      let sample = FormulaSample(zip(pairs.0, pairs.1).map { $0 - $1 })
      guard sample.count > 1, sample.squares > 0 else { throw .error(.divisionByZero) }
      degrees = Double(sample.count - 1)
      t = sample.mean / (sample.squares / degrees / Double(sample.count)).squareRoot()
    } else {
      let (one, other) = (try arguments.sample(0), try arguments.sample(1))
      let counts = (Double(one.count), Double(other.count))
      guard one.count > 1, other.count > 1, one.squares + other.squares > 0 else { throw .error(.divisionByZero) }
      if kind == 2 {
        degrees = counts.0 + counts.1 - 2
        let variance = (one.squares + other.squares) / degrees
        t = (one.mean - other.mean) / (variance * (1 / counts.0 + 1 / counts.1)).squareRoot()
      } else {
        let parts = (one.squares / (counts.0 - 1) / counts.0, other.squares / (counts.1 - 1) / counts.1)
        let sum = parts.0 + parts.1
        degrees = sum * sum / (parts.0 * parts.0 / (counts.0 - 1) + parts.1 * parts.1 / (counts.1 - 1))
        t = (one.mean - other.mean) / sum.squareRoot()
      }
    }
    return .value(
      try FormulaCoercion.result(Double(tails) * FormulaDistribution.student(degrees).parts(t.magnitude).upper))
  }

  private static let normalTest: Body = { (arguments) throws(FormulaInterruption) in
    let sample = try arguments.sample(0)
    let number = try arguments.number(1)
    guard sample.count > 0 else { throw .error(.notAvailable) }
    let deviation: Double
    if arguments.isMissing(2) {
      guard sample.count > 1, sample.squares > 0 else { throw .error(.divisionByZero) }
      deviation = (sample.squares / Double(sample.count - 1)).squareRoot()
    } else {
      deviation = try arguments.number(2)
      try require(deviation > 0)
    }
    let z = (sample.mean - number) / (deviation / Double(sample.count).squareRoot())
    return .value(try FormulaCoercion.result(FormulaDistribution.standardNormal.parts(z).upper))
  }
}

/// Numbers of which the mean and the squares of the distances from it are known.
struct FormulaSample {
  let count: Int
  let mean: Double
  let squares: Double

  init(_ numbers: [Double]) {
    count = numbers.count
    let mean = numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
    self.mean = mean
    squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}

extension FormulaArguments {
  /// The numbers of one argument.
  func numbers(of index: Int) throws(FormulaInterruption) -> [Double] {
    try FormulaArguments(context, [operands[index]]).numbers()
  }

  fileprivate func sample(_ index: Int) throws(FormulaInterruption) -> FormulaSample {
    FormulaSample(try numbers(of: index))
  }
}
