internal import Glibc

/// Bessel functions by the polynomials with which Excel approximates them, to about eight digits.
///
/// - Note: Abramowitz and Stegun, Handbook of Mathematical Functions, 9.4 and 9.8. Where Excel's values for large
///   numbers are not known, there is none.
enum FormulaBessel {
  private static func polynomial(_ coefficients: [Double], _ y: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * y + $1 }
  }

  /// The function of the first kind; `nil` from 8 on.
  static func j(_ order: Int, _ x: Double) -> Double? {
    guard x.magnitude < 8 else { return nil }
    let y = x * x
    let zeroth =
      polynomial(
        [57568490574, -13362590354, 651619640.7, -11214424.18, 77392.33017, -184.9052456], y)
      / polynomial([57568490411, 1029532985, 9494680.718, 59272.64853, 267.8532712, 1], y)
    if order == 0 { return zeroth }
    let first =
      x
      * polynomial([72362614232, -7895059235, 242396853.1, -2972611.439, 15704.48260, -30.16036606], y)
      / polynomial([144725228442, 2300535178, 18583304.74, 99447.43394, 376.9991397, 1], y)
    if order == 1 { return first }
    guard x != 0 else { return 0 }
    let ratio = 2 / x.magnitude
    let result: Double
    if x.magnitude > Double(order) {
      var (last, next) = (zeroth, first.magnitude == first ? first : x < 0 ? -first : first)
      for index in 1..<order { (last, next) = (next, Double(index) * ratio * next - last) }
      result = next
    } else {
      // Downwards from where the function is next to nothing.
      let start = 2 * ((order + Int((40 * Double(order)).squareRoot())) / 2)
      var (isCounted, last, found, sum, value) = (false, 0.0, 0.0, 0.0, 1.0)
      for index in stride(from: start, to: 0, by: -1) {
        (last, value) = (value, Double(index) * ratio * value - last)
        if value.magnitude > 1e10 {
          value *= 1e-10
          last *= 1e-10
          found *= 1e-10
          sum *= 1e-10
        }
        if isCounted { sum += value }
        isCounted.toggle()
        if index == order { found = last }
      }
      result = found / (2 * sum - value)
    }
    return x < 0 && order % 2 == 1 ? -result : result
  }

  /// The modified function of the first kind; `nil` from 3.75 on.
  static func i(_ order: Int, _ x: Double) -> Double? {
    guard x.magnitude < 3.75 else { return nil }
    let y = (x / 3.75) * (x / 3.75)
    let zeroth = polynomial([1, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.360768e-1, 0.45813e-2], y)
    if order == 0 { return zeroth }
    if order == 1 {
      return x
        * polynomial(
          [0.5, 0.87890594, 0.51498869, 0.15084934, 0.2658733e-1, 0.301532e-2, 0.32411e-3], y)
    }
    guard x != 0 else { return 0 }
    let ratio = 2 / x.magnitude
    var (last, value, found) = (0.0, 1.0, 0.0)
    for index in stride(from: 2 * (order + Int((40 * Double(order)).squareRoot())), to: 0, by: -1) {
      (last, value) = (value, last + Double(index) * ratio * value)
      if value.magnitude > 1e10 {
        found *= 1e-10
        value *= 1e-10
        last *= 1e-10
      }
      if index == order { found = last }
    }
    let result = found * zeroth / value
    return x < 0 && order % 2 == 1 ? -result : result
  }

  /// The modified function of the second kind of a number above 0; `nil` above 2.
  static func k(_ order: Int, _ x: Double) -> Double? {
    guard x <= 2, let i0 = i(0, x), let i1 = i(1, x) else { return nil }
    let y = x * x / 4
    let zeroth =
      -log(x / 2) * i0
      + polynomial([-0.57721566, 0.42278420, 0.23069756, 0.3488590e-1, 0.262698e-2, 0.10750e-3, 0.74e-5], y)
    if order == 0 { return zeroth }
    let first =
      log(x / 2) * i1 + 1 / x
      * polynomial([1, 0.15443144, -0.67278579, -0.18156897, -0.1919402e-1, -0.110404e-2, -0.4686e-4], y)
    var (last, next) = (zeroth, first)
    for index in 1..<max(1, order) {
      (last, next) = (next, last + Double(index) * 2 / x * next)
      if next.isInfinite { break }
    }
    return next
  }
}
