internal import XLSX

extension FormulaFunction {
  /// Rounding; to decimals as Excel does it, of the fifteen digits of a number.
  static let rounding: [FormulaFunction] = [
    values("ROUND", 2...2) { (arguments) throws(FormulaInterruption) in try arguments.rounded(.halfAwayFromZero) },
    values("ROUNDUP", 2...2) { (arguments) throws(FormulaInterruption) in try arguments.rounded(.awayFromZero) },
    values("ROUNDDOWN", 2...2) { (arguments) throws(FormulaInterruption) in try arguments.rounded(.towardsZero) },
    values("TRUNC", 1...2) { (arguments) throws(FormulaInterruption) in try arguments.rounded(.towardsZero) },
    values("INT", 1...1) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.number(0)
      let whole = number.rounded()
      // As near to a whole number as fifteen digits show.
      if number != whole, FormulaComparison.order(number, whole) == 0 { throw .unsupported("INT so near to a number") }
      return .number(number.rounded(.down))
    },
    values("EVEN", 1...1) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.number(0)
      return .number((number / 2).rounded(.awayFromZero) * 2)
    },
    values("ODD", 1...1) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.number(0)
      if number == 0 { return .number(1) }
      let odd = ((number.magnitude - 1) / 2).rounded(.up) * 2 + 1
      return .number(number < 0 ? -max(odd, 1) : max(odd, 1))
    },
    values("CEILING", 2...2) { (arguments) throws(FormulaInterruption) in
      let (number, step) = (try arguments.number(0), try arguments.number(1))
      if number == 0 || step == 0 { return .number(0) }
      guard number < 0 || step > 0 else { throw .error(.number) }
      return try multiple(of: step, number, step < 0 ? .awayFromZero : .up)
    },
    values("FLOOR", 2...2) { (arguments) throws(FormulaInterruption) in
      let (number, step) = (try arguments.number(0), try arguments.number(1))
      if number == 0 { return .number(0) }
      if step == 0 { throw .error(.divisionByZero) }
      guard number < 0 || step > 0 else { throw .error(.number) }
      return try multiple(of: step, number, step < 0 ? .towardZero : .down)
    },
    values("CEILING.MATH", 1...3) { (arguments) throws(FormulaInterruption) in
      let (number, step) = (try arguments.number(0), arguments.isMissing(1) ? 1 : try arguments.number(1))
      let isAway = arguments.isMissing(2) ? false : try arguments.number(2) != 0
      return try multiple(of: step, number, isAway ? .awayFromZero : .up)
    },
    values("FLOOR.MATH", 1...3) { (arguments) throws(FormulaInterruption) in
      let (number, step) = (try arguments.number(0), arguments.isMissing(1) ? 1 : try arguments.number(1))
      let isTowards = arguments.isMissing(2) ? false : try arguments.number(2) != 0
      return try multiple(of: step, number, isTowards ? .towardZero : .down)
    },
    side("CEILING.PRECISE", .up), side("ISO.CEILING", .up), side("FLOOR.PRECISE", .down),
    values("MROUND", 2...2) { (arguments) throws(FormulaInterruption) in
      let (number, step) = (try arguments.strictNumber(0), try arguments.strictNumber(1))
      if number == 0 || step == 0 { return .number(0) }
      guard (number < 0) == (step < 0) else { throw .error(.number) }
      let quotient = number / step
      let half = quotient - quotient.rounded(.down)
      if half != 0.5, (half - 0.5).magnitude < 1e-9 { throw .unsupported("MROUND so near to a half") }
      return try FormulaCoercion.result(quotient.rounded(.toNearestOrAwayFromZero) * step)
    },
  ]

  /// Rounding to one side, whatever the sign of the step.
  private static func side(_ name: String, _ rule: FloatingPointRoundingRule) -> FormulaFunction {
    values(name, 1...2) { (arguments) throws(FormulaInterruption) in
      let (number, step) = (try arguments.number(0), arguments.isMissing(1) ? 1 : try arguments.number(1))
      return try multiple(of: step, number, rule)
    }
  }

  /// The multiple of a step on one side of a number.
  private static func multiple(of step: Double, _ number: Double, _ rule: FloatingPointRoundingRule)
    throws(FormulaInterruption) -> CellValue
  {
    if step == 0 { return .number(0) }
    let quotient = number / step.magnitude
    let whole = quotient.rounded()
    let count = FormulaComparison.order(quotient, whole) == 0 ? whole : quotient.rounded(rule)
    return try FormulaCoercion.result(count * step.magnitude)
  }
}

extension FormulaArguments {
  fileprivate func rounded(_ rounding: FormulaDigits.Rounding) throws(FormulaInterruption) -> CellValue {
    let number = try number(0)
    let decimals = min(max(try self.number(1, or: 0), -400), 400)
    let digits = FormulaDigits(number)
    if digits.isUnsure(of: number, decimals: Int(decimals), rounding) {
      throw .unsupported("rounding by what fifteen digits do not show")
    }
    // Nothing to cut off.
    if -Int(decimals) <= digits.exponent { return .number(number) }
    return try FormulaCoercion.result(digits.rounded(decimals: Int(decimals), rounding))
  }
}
