internal import XLSX

extension FormulaFunction {
  /// Functions of numbers.
  static let mathematics: [FormulaFunction] = [
    number("ABS") { $0.magnitude },
    number("SIGN") { $0 == 0 ? 0 : $0 < 0 ? -1 : 1 },
    number("EXP") { FormulaMath.exponential($0) },
    number("SIN") { FormulaMath.sine($0) },
    number("COS") { FormulaMath.cosine($0) },
    number("TAN") { FormulaMath.tangent($0) },
    number("ATAN") { FormulaMath.arcTangent($0) },
    number("RADIANS") { $0 * Double.pi / 180 },
    number("DEGREES") { $0 / Double.pi * 180 },
    values("PI", 0...0) { _ in .number(Double.pi) },
    values("SQRT", 1...1) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.number(0)
      guard number >= 0 else { throw .error(.number) }
      return .number(number.squareRoot())
    },
    values("LN", 1...1) { (arguments) throws(FormulaInterruption) in
      .number(FormulaMath.naturalLogarithm(try arguments.positiveNumber(0)))
    },
    values("LOG10", 1...1) { (arguments) throws(FormulaInterruption) in
      .number(FormulaMath.decimalLogarithm(try arguments.positiveNumber(0)))
    },
    values("LOG", 1...2) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.positiveNumber(0)
      if arguments.count == 1 { return .number(FormulaMath.decimalLogarithm(number)) }
      let base = try arguments.positiveNumber(1)
      if base == 1 { throw .error(.divisionByZero) }
      if base == 10 { return .number(FormulaMath.decimalLogarithm(number)) }
      return .number(FormulaMath.naturalLogarithm(number) / FormulaMath.naturalLogarithm(base))
    },
    values("POWER", 2...2) { (arguments) throws(FormulaInterruption) in
      try FormulaMath.power(try arguments.number(0), try arguments.number(1))
    },
    values("MOD", 2...2) { (arguments) throws(FormulaInterruption) in
      let (number, divisor) = (try arguments.number(0), try arguments.number(1))
      guard divisor != 0 else { throw .error(.divisionByZero) }
      let quotient = number / divisor
      guard quotient.magnitude < 0x1p40 else { throw .unsupported("MOD of numbers far apart") }
      let whole = quotient.rounded()
      if quotient != whole, FormulaComparison.order(quotient, whole) == 0 {
        throw .unsupported("MOD so near to a multiple")
      }
      return .number(number - divisor * quotient.rounded(.down))
    },
    values("QUOTIENT", 2...2) { (arguments) throws(FormulaInterruption) in
      let (number, divisor) = (try arguments.strictNumber(0), try arguments.strictNumber(1))
      guard divisor != 0 else { throw .error(.divisionByZero) }
      return try FormulaCoercion.result((number / divisor).rounded(.towardZero))
    },
    values("FACT", 1...1) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.number(0).rounded(.towardZero)
      guard number >= 0, number <= 170 else { throw .error(.number) }
      return .number((0..<Int(number)).reduce(1.0) { $0 * Double($1 + 1) })
    },
  ]

  private static func number(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> FormulaFunction {
    values(name, 1...1) { (arguments) throws(FormulaInterruption) in
      try FormulaCoercion.result(body(try arguments.number(0)))
    }
  }
}

extension FormulaArguments {
  fileprivate func positiveNumber(_ index: Int) throws(FormulaInterruption) -> Double {
    let number = try number(index)
    guard number > 0 else { throw .error(.number) }
    return number
  }
}
