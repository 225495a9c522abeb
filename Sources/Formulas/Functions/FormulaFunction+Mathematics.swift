internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Functions of numbers.
  static let mathematics: [FormulaFunction] = [
    number("ABS") { (x) in x.magnitude },
    number("SIGN") { (x) in x == 0 ? 0 : x < 0 ? -1 : 1 },
    number("EXP") { (x) in exp(x) },
    number("SQRT") { (x) throws(FormulaInterruption) in (try x.checked(x >= 0)).squareRoot() },
    numbers("SQRTPI", 1...1, isStrict: true) { (x) throws(FormulaInterruption) in
      ((try x[0].checked(x[0] >= 0)) * Double.pi).squareRoot()
    },
    number("LN") { (x) throws(FormulaInterruption) in log(try x.checked(x > 0)) },
    number("LOG10") { (x) throws(FormulaInterruption) in log10(try x.checked(x > 0)) },
    numbers("LOG", 1...2, standards: [10]) { (x) throws(FormulaInterruption) in
      try require(x[0] > 0 && x[1] > 0)
      if x[1] == 1 { throw .error(.divisionByZero) }
      return x[1] == 10 ? log10(x[0]) : log(x[0]) / log(x[1])
    },
    values("POWER", 2...2) { (arguments) throws(FormulaInterruption) in
      try FormulaMath.power(try arguments.number(0), try arguments.number(1))
    },
    numbers("MOD", 2...2) { (x) throws(FormulaInterruption) in
      let (number, divisor) = (x[0], x[1])
      guard divisor != 0 else { throw .error(.divisionByZero) }
      let quotient = number / divisor
      guard quotient.magnitude < 0x1p40 else { throw .unsupported("MOD of numbers far apart") }
      let whole = quotient.rounded()
      if quotient != whole, FormulaComparison.order(quotient, whole) == 0 {
        throw .unsupported("MOD so near to a multiple")
      }
      return number - divisor * quotient.rounded(.down)
    },
    numbers("QUOTIENT", 2...2, isStrict: true) { (x) throws(FormulaInterruption) in
      guard x[1] != 0 else { throw .error(.divisionByZero) }
      return (x[0] / x[1]).rounded(.towardZero)
    },
    ranges("SERIESSUM", 4...4, [.value, .value, .value, .reference]) { (arguments) throws(FormulaInterruption) in
      let (x, first) = (try arguments.strictNumber(0), try arguments.strictNumber(1))
      let step = try arguments.strictNumber(2)
      var (sum, power) = (0.0, first)
      let factors = try FormulaArguments(arguments.context, [arguments.operands[3]]).strictNumbers()
      for factor in factors {
        sum += factor * pow(x, power)
        power += step
      }
      return .value(try FormulaCoercion.result(sum))
    },
  ]
}
