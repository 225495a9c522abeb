internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Functions of angles, and their hyperbolic kin.
  static let trigonometry: [FormulaFunction] = [
    number("SIN") { (x) throws(FormulaInterruption) in sin(try x.asAngle()) },
    number("COS") { (x) throws(FormulaInterruption) in cos(try x.asAngle()) },
    number("TAN") { (x) throws(FormulaInterruption) in tan(try x.asAngle()) },
    number("COT") { (x) throws(FormulaInterruption) in try reciprocal(tan(try x.asAngle())) },
    number("CSC") { (x) throws(FormulaInterruption) in try reciprocal(sin(try x.asAngle())) },
    number("SEC") { (x) throws(FormulaInterruption) in try reciprocal(cos(try x.asAngle())) },
    number("ASIN") { (x) throws(FormulaInterruption) in asin(try x.checked(x.magnitude <= 1)) },
    number("ACOS") { (x) throws(FormulaInterruption) in acos(try x.checked(x.magnitude <= 1)) },
    number("ATAN") { (x) in atan(x) },
    number("ACOT") { (x) in x == 0 ? Double.pi / 2 : x < 0 ? Double.pi + atan(1 / x) : atan(1 / x) },
    numbers("ATAN2", 2...2) { (x) throws(FormulaInterruption) in
      if x[0] == 0, x[1] == 0 { throw .error(.divisionByZero) }
      return atan2(x[1], x[0])
    },
    number("SINH") { (x) in sinh(x) },
    number("COSH") { (x) in cosh(x) },
    number("TANH") { (x) in tanh(x) },
    number("COTH") { (x) throws(FormulaInterruption) in try reciprocal(tanh(x)) },
    number("CSCH") { (x) throws(FormulaInterruption) in try reciprocal(sinh(x)) },
    number("SECH") { (x) throws(FormulaInterruption) in try reciprocal(cosh(x)) },
    number("ASINH") { (x) in asinh(x) },
    number("ACOSH") { (x) throws(FormulaInterruption) in acosh(try x.checked(x >= 1)) },
    number("ATANH") { (x) throws(FormulaInterruption) in atanh(try x.checked(x.magnitude < 1)) },
    number("ACOTH") { (x) throws(FormulaInterruption) in atanh(1 / (try x.checked(x.magnitude > 1))) },
    number("RADIANS") { (x) in x * Double.pi / 180 },
    number("DEGREES") { (x) in x / Double.pi * 180 },
    values("PI", 0...0) { _ in .number(Double.pi) },
  ]

  private static func reciprocal(_ x: Double) throws(FormulaInterruption) -> Double {
    guard x != 0 else { throw .error(.divisionByZero) }
    return 1 / x
  }
}

extension Double {
  /// An angle, up to where Excel computes angles.
  fileprivate func asAngle() throws(FormulaInterruption) -> Double {
    guard magnitude < 0x1p27 else { throw .error(.number) }
    return self
  }
}
