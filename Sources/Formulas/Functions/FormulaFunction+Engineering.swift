internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Functions of engineers: bits, numbers in other bases, error and Bessel functions.
  static let engineering: [FormulaFunction] = [
    bits("BITAND") { $0 & $1 }, bits("BITOR") { $0 | $1 }, bits("BITXOR") { $0 ^ $1 },
    shift("BITLSHIFT", isLeft: true), shift("BITRSHIFT", isLeft: false),
    numbers("DELTA", 1...2, standards: [0], isStrict: true) { (x) in x[0] == x[1] ? 1 : 0 },
    numbers("GESTEP", 1...2, standards: [0], isStrict: true) { (x) in x[0] >= x[1] ? 1 : 0 },
    values("ERF", 1...2) { (arguments) throws(FormulaInterruption) in
      let low = try arguments.strictNumber(0)
      if arguments.isMissing(1) { return .number(erf(low)) }
      let high = try arguments.strictNumber(1)
      // Of two tails the difference that keeps more digits.
      if low > 0.5, high > 0.5 { return .number(erfc(low) - erfc(high)) }
      return .number(erf(high) - erf(low))
    },
    number("ERF.PRECISE") { (x) in erf(x) },
    numbers("ERFC", 1...1, isStrict: true) { (x) in erfc(x[0]) },
    number("ERFC.PRECISE") { (x) in erfc(x) },
    bessel("BESSELJ", isPositive: false) { FormulaBessel.j($0, $1) },
    bessel("BESSELI", isPositive: false) { FormulaBessel.i($0, $1) },
    bessel("BESSELK", isPositive: true) { FormulaBessel.k($0, $1) },
    based("BIN2DEC", from: 2, to: 10), based("BIN2OCT", from: 2, to: 8), based("BIN2HEX", from: 2, to: 16),
    based("OCT2DEC", from: 8, to: 10), based("OCT2BIN", from: 8, to: 2), based("OCT2HEX", from: 8, to: 16),
    based("HEX2DEC", from: 16, to: 10), based("HEX2BIN", from: 16, to: 2), based("HEX2OCT", from: 16, to: 8),
    based("DEC2BIN", from: 10, to: 2), based("DEC2OCT", from: 10, to: 8), based("DEC2HEX", from: 10, to: 16),
    values("CONVERT", 3...3) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.strictNumber(0)
      let (from, to) = (try arguments.text(1), try arguments.text(2))
      guard let result = FormulaUnits.converted(number, from: from, to: to) else { throw .error(.notAvailable) }
      return try FormulaCoercion.result(result)
    },
  ]

  private static func bits(_ name: String, _ body: @escaping @Sendable (Int, Int) -> Int) -> FormulaFunction {
    values(name, 2...2) { (arguments) throws(FormulaInterruption) in
      .number(Double(body(try arguments.bits(0), try arguments.bits(1))))
    }
  }

  private static func shift(_ name: String, isLeft: Bool) -> FormulaFunction {
    values(name, 2...2) { (arguments) throws(FormulaInterruption) in
      let bits = try arguments.bits(0)
      let shift = try arguments.number(1).rounded(.towardZero)
      try require(shift.magnitude <= 53)
      let places = isLeft ? Int(shift) : -Int(shift)
      let shifted = places < 0 ? Double(bits >> -places) : Double(bits) * pow(2, Double(places))
      return .number(try shifted.checked(shifted < 0x1p48))
    }
  }

  private static func bessel(
    _ name: String, isPositive: Bool, _ body: @escaping @Sendable (Int, Double) -> Double?
  ) -> FormulaFunction {
    values(name, 2...2) { (arguments) throws(FormulaInterruption) in
      let (x, order) = (try arguments.strictNumber(0), try arguments.strictInteger(1))
      try require(order >= 0 && (!isPositive || x > 0))
      guard order <= 1000, let value = body(order, x) else { throw .unsupported("\(name) of so large a number") }
      return try FormulaCoercion.result(value)
    }
  }

  /// A number of up to ten digits of a base, with its complement for negative ones, in another base.
  private static func based(_ name: String, from: Int, to: Int) -> FormulaFunction {
    values(name, to == 10 ? 1...1 : 1...2) { (arguments) throws(FormulaInterruption) in
      let number = from == 10 ? try arguments.strictInteger(0) : try arguments.based(0, from)
      if to == 10 { return .number(Double(number)) }
      // As many numbers as ten digits write.
      let size = to == 2 ? 1 << 10 : to == 8 ? 1 << 30 : 1 << 40
      try require(number >= -size / 2 && number < size / 2)
      let digits = String(number < 0 ? number + size : number, radix: to, uppercase: true)
      if number < 0 || arguments.isMissing(1) { return .text(digits) }
      let places = try arguments.strictInteger(1)
      try require(places >= digits.utf8.count && places <= 10)
      return .text(String(repeating: "0", count: places - digits.utf8.count) + digits)
    }
  }
}

extension FormulaArguments {
  /// A whole number of up to 48 bits.
  fileprivate func bits(_ index: Int) throws(FormulaInterruption) -> Int {
    let number = try number(index)
    try require(number >= 0 && number < 0x1p48 && number == number.rounded())
    return Int(number)
  }

  /// A number written in a base.
  fileprivate func based(_ index: Int, _ radix: Int) throws(FormulaInterruption) -> Int {
    if isMissing(index) { throw .error(.notAvailable) }
    let value = try value(index)
    if case .boolean = value { throw .error(.value) }
    let text = try FormulaCoercion.text(value)
    try require(text.utf8.count <= 10)
    if text.isEmpty { return 0 }
    guard text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }), let number = Int(text, radix: radix) else {
      throw .error(.number)
    }
    let size = radix == 2 ? 1 << 10 : radix == 8 ? 1 << 30 : 1 << 40
    return number >= size / 2 ? number - size : number
  }
}
