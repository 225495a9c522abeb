internal import Glibc

/// A continuous distribution of probability: the parts below and above a number, and their inverse.
struct FormulaDistribution: Sendable {
  /// The parts below and above a number.
  let parts: @Sendable (Double) -> (lower: Double, upper: Double)
  let density: @Sendable (Double) -> Double
  /// Between which numbers there is anything.
  let bounds: (low: Double, high: Double)

  /// The number below which, or above which, a part is: more than 0 and less than 1.
  func inverse(_ part: Double, isUpper: Bool = false) -> Double {
    // Whether a number is too small for what is looked for.
    func isBelow(_ x: Double) -> Bool {
      let parts = parts(x)
      return isUpper ? parts.upper > part : parts.lower < part
    }
    var (low, high) = bounds
    if low.isInfinite, high.isInfinite {
      (low, high) = isBelow(0) ? (0, 1) : (-1, 0)
      while high > 0, high < 1e300, isBelow(high) { (low, high) = (high, high * 2) }
      while low < 0, low > -1e300, !isBelow(low) { (low, high) = (low * 2, low) }
    } else if high.isInfinite {
      var step = 1.0
      while low + step < 1e300, isBelow(low + step) { step *= 2 }
      if step > 1 { low += step / 2 }
      high = bounds.low + step
      // Near the start by powers of two, as numbers are written.
      while bounds.low == 0, low == 0, high > 1e-300, !isBelow(high / 2) { high /= 2 }
    } else if low == 0 {
      while high > 1e-300, !isBelow(high / 2) { high /= 2 }
    }
    for _ in 0..<400 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if isBelow(middle) { low = middle } else { high = middle }
      if high - low < 1e-14 * max(low.magnitude, high.magnitude) { break }
    }
    var x = low + (high - low) / 2
    // The last digits by Newton's method.
    for _ in 0..<2 {
      let (parts, slope) = (parts(x), density(x))
      let change = (isUpper ? part - parts.upper : parts.lower - part) / slope
      if change.isFinite, change.magnitude <= 1e-12 * x.magnitude { x -= change }
    }
    return x
  }

  // MARK: Kinds

  static let standardNormal = FormulaDistribution(
    parts: { (0.5 * erfc(-$0 / 2.0.squareRoot()), 0.5 * erfc($0 / 2.0.squareRoot())) },
    density: { exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot() },
    bounds: (-Double.infinity, Double.infinity))

  static func gamma(_ shape: Double, scale: Double) -> FormulaDistribution {
    FormulaDistribution(
      parts: { FormulaGamma.parts(shape, $0 / scale) },
      density: { (x) in
        if x < 0 { return 0 }
        if x == 0 { return shape < 1 ? .infinity : shape == 1 ? 1 / scale : 0 }
        return exp(FormulaGamma.logarithmOfTerm(shape, x / scale)) / x
      },
      bounds: (0, Double.infinity))
  }

  static func beta(_ a: Double, _ b: Double) -> FormulaDistribution {
    FormulaDistribution(
      parts: { FormulaGamma.betaParts(a, b, $0) },
      density: { (x) in exp((a - 1) * log(x) + (b - 1) * log1p(-x) - FormulaGamma.logarithmOfBeta(a, b)) },
      bounds: (0, 1))
  }

  static func chiSquared(_ degrees: Double) -> FormulaDistribution { gamma(degrees / 2, scale: 2) }

  static func student(_ degrees: Double) -> FormulaDistribution {
    FormulaDistribution(
      parts: { (x) in
        let square = x * x
        let tail =
          0.5
          * FormulaGamma.betaParts(
            degrees / 2, 0.5, degrees / (degrees + square), rest: square / (degrees + square)
          ).lower
        return x < 0 ? (tail, 1 - tail) : (1 - tail, tail)
      },
      density: { (x) in
        exp(
          -FormulaGamma.logarithmOfBeta(degrees / 2, 0.5) - 0.5 * log(degrees)
            - (degrees + 1) / 2 * log1p(x * x / degrees))
      },
      bounds: (-Double.infinity, Double.infinity))
  }

  static func fisher(_ first: Double, _ second: Double) -> FormulaDistribution {
    FormulaDistribution(
      parts: { (x) in
        let total = second + first * x
        return FormulaGamma.betaParts(first / 2, second / 2, first * x / total, rest: second / total)
      },
      density: { (x) in
        if x == 0 { return first < 2 ? .infinity : first == 2 ? 1 : 0 }
        return exp(
          first / 2 * log(first / second) + (first / 2 - 1) * log(x)
            - (first + second) / 2 * log1p(first * x / second)
            - FormulaGamma.logarithmOfBeta(first / 2, second / 2))
      },
      bounds: (0, Double.infinity))
  }
}
