internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Continuous distributions of probability.
  static let distributions: [FormulaFunction] = [
    numbers("NORM.DIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try normal(x) },
    numbers("NORMDIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try normal(x) },
    numbers("NORM.S.DIST", 2...2, logical: 1) { (x) in
      x[1] != 0
        ? FormulaDistribution.standardNormal.parts(x[0]).lower : FormulaDistribution.standardNormal.density(x[0])
    },
    number("NORMSDIST") { (x) in FormulaDistribution.standardNormal.parts(x).lower },
    numbers("NORM.INV", 3...3) { (x) throws(FormulaInterruption) in try normalInverse(x) },
    numbers("NORMINV", 3...3) { (x) throws(FormulaInterruption) in try normalInverse(x) },
    number("NORM.S.INV") { (x) throws(FormulaInterruption) in try normalInverse([x, 0, 1]) },
    number("NORMSINV") { (x) throws(FormulaInterruption) in try normalInverse([x, 0, 1]) },
    number("PHI") { (x) in FormulaDistribution.standardNormal.density(x) },
    number("GAUSS") { (x) in 0.5 * erf(x / 2.0.squareRoot()) },
    numbers("STANDARDIZE", 3...3) { (x) throws(FormulaInterruption) in (x[0] - x[1]) / (try x[2].checked(x[2] > 0)) },
    number("FISHER") { (x) throws(FormulaInterruption) in atanh(try x.checked(x.magnitude < 1)) },
    number("FISHERINV") { (x) in tanh(x) },
    numbers("LOGNORM.DIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in
      try require(x[0] > 0 && x[2] > 0)
      let z = (log(x[0]) - x[1]) / x[2]
      let normal = FormulaDistribution.standardNormal
      return x[3] != 0 ? normal.parts(z).lower : normal.density(z) / (x[0] * x[2])
    },
    numbers("LOGNORMDIST", 3...3) { (x) throws(FormulaInterruption) in
      try require(x[0] > 0 && x[2] > 0)
      return FormulaDistribution.standardNormal.parts((log(x[0]) - x[1]) / x[2]).lower
    },
    numbers("LOGNORM.INV", 3...3) { (x) throws(FormulaInterruption) in exp(try normalInverse(x)) },
    numbers("LOGINV", 3...3) { (x) throws(FormulaInterruption) in exp(try normalInverse(x)) },
    numbers("EXPON.DIST", 3...3, logical: 2) { (x) throws(FormulaInterruption) in try exponential(x) },
    numbers("EXPONDIST", 3...3, logical: 2) { (x) throws(FormulaInterruption) in try exponential(x) },
    numbers("WEIBULL.DIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try weibull(x) },
    numbers("WEIBULL", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try weibull(x) },
    number("GAMMA") { (x) throws(FormulaInterruption) in
      try require(x > 0 || x != x.rounded())
      return FormulaGamma.value(x)
    },
    number("GAMMALN") { (x) throws(FormulaInterruption) in FormulaGamma.logarithm(try x.checked(x > 0)) },
    number("GAMMALN.PRECISE") { (x) throws(FormulaInterruption) in FormulaGamma.logarithm(try x.checked(x > 0)) },
    numbers("GAMMA.DIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try gamma(x) },
    numbers("GAMMADIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try gamma(x) },
    numbers("GAMMA.INV", 3...3) { (x) throws(FormulaInterruption) in try gammaInverse(x) },
    numbers("GAMMAINV", 3...3) { (x) throws(FormulaInterruption) in try gammaInverse(x) },
    numbers("BETA.DIST", 4...6, standards: [0, 1], logical: 3) { (x) throws(FormulaInterruption) in
      let (a, b, low, high) = (x[1], x[2], x[4], x[5])
      try require(a > 0 && b > 0 && x[0] >= low && x[0] <= high && low != high)
      let place = (x[0] - low) / (high - low)
      if x[3] != 0 { return FormulaGamma.betaParts(a, b, place).lower }
      guard place > 0, place < 1 else { throw .unsupported("a beta distribution's density at its ends") }
      return FormulaDistribution.beta(a, b).density(place) / (high - low)
    },
    numbers("BETADIST", 3...5, standards: [0, 1]) { (x) throws(FormulaInterruption) in
      let (low, high) = (x[3], x[4])
      try require(x[1] > 0 && x[2] > 0 && x[0] >= low && x[0] <= high && low != high)
      return FormulaGamma.betaParts(x[1], x[2], (x[0] - low) / (high - low)).lower
    },
    numbers("BETA.INV", 3...5, standards: [0, 1]) { (x) throws(FormulaInterruption) in try betaInverse(x) },
    numbers("BETAINV", 3...5, standards: [0, 1]) { (x) throws(FormulaInterruption) in try betaInverse(x) },
  ]

  private static func normal(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[2] > 0)
    let z = (x[0] - x[1]) / x[2]
    let normal = FormulaDistribution.standardNormal
    return x[3] != 0 ? normal.parts(z).lower : normal.density(z) / x[2]
  }

  private static func normalInverse(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] > 0 && x[0] < 1 && x[2] > 0)
    let normal = FormulaDistribution.standardNormal
    let z =
      (x[0] - 0.5).magnitude < 0.25
      ? FormulaGamma.inverseError(2 * (x[0] - 0.5)) * 2.0.squareRoot()
      : x[0] < 0.5 ? normal.inverse(x[0]) : normal.inverse(1 - x[0], isUpper: true)
    return x[1] + x[2] * z
  }

  private static func exponential(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] >= 0 && x[1] > 0)
    return x[2] != 0 ? -expm1(-x[1] * x[0]) : x[1] * exp(-x[1] * x[0])
  }

  private static func weibull(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let (shape, scale) = (x[1], x[2])
    try require(x[0] >= 0 && shape > 0 && scale > 0)
    let power = pow(x[0] / scale, shape)
    if x[3] != 0 { return -expm1(-power) }
    return shape / scale * pow(x[0] / scale, shape - 1) * exp(-power)
  }

  private static func gamma(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] >= 0 && x[1] > 0 && x[2] > 0)
    let distribution = FormulaDistribution.gamma(x[1], scale: x[2])
    return x[3] != 0 ? distribution.parts(x[0]).lower : distribution.density(x[0])
  }

  private static func gammaInverse(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[0] >= 0 && x[0] < 1 && x[1] > 0 && x[2] > 0)
    if x[0] == 0 { return 0 }
    return FormulaDistribution.gamma(x[1], scale: 1).inverse(x[0]) * x[2]
  }

  private static func betaInverse(_ x: [Double]) throws(FormulaInterruption) -> Double {
    try require(x[1] > 0 && x[2] > 0 && x[0] > 0 && x[0] <= 1 && x[3] < x[4])
    if x[0] == 1 { return x[4] }
    return x[3] + FormulaDistribution.beta(x[1], x[2]).inverse(x[0]) * (x[4] - x[3])
  }
}
