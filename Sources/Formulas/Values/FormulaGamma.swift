internal import Glibc

/// The gamma function and what is built on it.
enum FormulaGamma {
  /// The logarithm of the gamma function of a number above zero.
  static func logarithm(_ x: Double) -> Double {
    let (value, _) = lgamma(x)
    return value
  }

  static func value(_ x: Double) -> Double { tgamma(x) }
  static func error(_ x: Double) -> Double { erf(x) }
  static func complementaryError(_ x: Double) -> Double { erfc(x) }

  /// The number of which the error function is one between -1/2 and 1/2.
  static func inverseError(_ y: Double) -> Double {
    var x = y * Double.pi.squareRoot() / 2
    for _ in 0..<12 {
      let change = (erf(x) - y) / (2 / Double.pi.squareRoot() * exp(-x * x))
      x -= change
      if change.magnitude <= 1e-17 * x.magnitude { break }
    }
    return x
  }

  /// The logarithm of `x^a e^-x / gamma(a)`, exact also where both are large and near each other.
  static func logarithmOfTerm(_ a: Double, _ x: Double) -> Double {
    if a < 30 { return a * log(x) - x - logarithm(a) }
    // By the distance from a: of a ln(x/a) - x + a only what matters is left.
    let distance = (x - a) / a
    let deviation = a * (log1pMinus(distance))
    return deviation - stirling(a) + 0.5 * log(a / (2 * Double.pi))
  }

  /// `ln(1 + x) - x`.
  private static func log1pMinus(_ x: Double) -> Double {
    if x.magnitude > 0.1 { return log1p(x) - x }
    var (sum, power, index) = (0.0, x, 2.0)
    repeat {
      power *= -x
      let term = power / index
      sum += term
      if term.magnitude < 1e-18 * sum.magnitude { break }
      index += 1
    } while index < 200
    return sum
  }

  /// What the gamma function is more than Stirling's formula, as a logarithm.
  private static func stirling(_ a: Double) -> Double {
    let square = 1 / (a * a)
    return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / a
  }

  /// The parts of the incomplete gamma function below and above a number from 0 on.
  static func parts(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    if x <= 0 { return (0, 1) }
    if x.isInfinite { return (1, 0) }
    let term = exp(logarithmOfTerm(a, x))
    if x < a + 1 {
      var (sum, part, divisor) = (1 / a, 1 / a, a)
      for _ in 0..<100_000 {
        divisor += 1
        part *= x / divisor
        sum += part
        if part < sum * 1e-17 { break }
      }
      let lower = min(1, sum * term)
      return (lower, 1 - lower)
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for index in 1..<100_000 {
      let factor = Double(index) * (a - Double(index))
      b += 2
      d = factor * d + b
      if d.magnitude < 1e-300 { d = 1e-300 }
      c = b + factor / c
      if c.magnitude < 1e-300 { c = 1e-300 }
      d = 1 / d
      let change = d * c
      fraction *= change
      if (change - 1).magnitude < 1e-16 { break }
    }
    let upper = min(1, term * fraction)
    return (1 - upper, upper)
  }

  // MARK: Beta

  static func logarithmOfBeta(_ a: Double, _ b: Double) -> Double {
    logarithm(a) + logarithm(b) - logarithm(a + b)
  }

  /// The parts of the incomplete beta function below and above a number from 0 to 1; the other end is given for
  /// itself, where 1 - x would not be exact.
  static func betaParts(_ a: Double, _ b: Double, _ x: Double, rest y: Double? = nil) -> (lower: Double, upper: Double)
  {
    let y = y ?? 1 - x
    if x <= 0 { return (0, 1) }
    if y <= 0 { return (1, 0) }
    let logarithmOfX = x > 0.5 ? log1p(-y) : log(x)
    let logarithmOfY = x > 0.5 ? log(y) : log1p(-x)
    let term = exp(a * logarithmOfX + b * logarithmOfY - logarithmOfBeta(a, b))
    if x < (a + 1) / (a + b + 2) {
      let lower = min(1, term * betaFraction(a, b, x) / a)
      return (lower, 1 - lower)
    }
    let upper = min(1, term * betaFraction(b, a, y) / b)
    return (1 - upper, upper)
  }

  private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if d.magnitude < 1e-300 { d = 1e-300 }
    d = 1 / d
    var fraction = d
    for index in 1..<100_000 {
      let m = Double(index)
      for factor in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + factor * d
        if d.magnitude < 1e-300 { d = 1e-300 }
        c = 1 + factor / c
        if c.magnitude < 1e-300 { c = 1e-300 }
        d = 1 / d
        fraction *= d * c
      }
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return fraction
  }
}
