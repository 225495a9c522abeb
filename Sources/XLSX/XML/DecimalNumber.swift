/// Reads the decimal text of a cell.
package enum DecimalNumber {
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The nearest double; `nil` where the bytes are no finite decimal number.
  ///
  /// Up to 19 digits and powers of ten that the processor's numbers hold exactly take the short way: one multiplication
  /// or division, which rounds once.
  package static func parse(_ bytes: Span<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var (digits, seen, scale) = (0, 0, -1)
    var index = 0
    let isNegative = !bytes.isEmpty && bytes[0] == 0x2D
    if isNegative { index = 1 }
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte), digits < 19 {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        seen &+= 1
        if mantissa > 0 { digits &+= 1 }
        if scale >= 0 { scale &+= 1 }
      } else if byte == 0x2E, scale < 0 {
        scale = 0
      } else {
        break
      }
      index &+= 1
    }
    var power = -max(scale, 0)
    if index < bytes.count {
      guard let exponent = exponent(bytes, from: index) else { return long(bytes) }
      power += exponent
    }
    guard seen > 0, let value = product(mantissa, power) else { return long(bytes) }
    return isNegative ? -value : value
  }

  /// The exponent that the bytes end with, such as `E-6`.
  private static func exponent(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard bytes[start] | 0x20 == 0x65, start + 1 < bytes.count else { return nil }
    let isNegative = bytes[start + 1] == 0x2D
    let first = isNegative || bytes[start + 1] == 0x2B ? start + 2 : start + 1
    guard first < bytes.count, bytes.count - first <= 3 else { return nil }
    var value = 0
    for index in first..<bytes.count {
      guard isDigit(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] &- 0x30)
    }
    return isNegative ? -value : value
  }

  /// The double nearest to mantissa · 10^power; `nil` where one operation does not give it.
  private static func product(_ mantissa: UInt64, _ power: Int) -> Double? {
    if mantissa <= 1 << 53, abs(power) < powers.count {
      return power < 0 ? Double(mantissa) / powers[-power] : Double(mantissa) * powers[power]
    }
    #if arch(x86_64)
      guard abs(power) < longPowers.count else { return nil }
      // Exact in 64 bits, both of them. Rounding again to 53 bits is right but close to the middle between two doubles.
      let value = power < 0 ? Float80(mantissa) / longPowers[-power] : Float80(mantissa) * longPowers[power]
      let cut = value.significandBitPattern & 0x7FF
      return (0x3FF...0x401).contains(cut) ? nil : Double(value)
    #else
      return nil
    #endif
  }

  #if arch(x86_64)
    /// The powers of ten up to 10^27, the last that 64 bits hold.
    private static let longPowers: [Float80] = (1...27).reduce(into: [1]) { powers, _ in
      powers.append((powers.last ?? 1) * 10)
    }
  #endif

  package static func parse(_ bytes: [UInt8]) -> Double? { parse(bytes.span) }

  private static func long(_ bytes: Span<UInt8>) -> Double? {
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    let digits = bytes.extracting(start..<end)
    guard !digits.isEmpty, digits[0] == 0x2D || digits[0] == 0x2B || digits[0] == 0x2E || isDigit(digits[0]) else {
      return nil
    }
    for index in digits.indices {
      let byte = digits[index]
      // Neither `0x1p3` nor names: what is no ASCII is no number either.
      guard byte < 0x80, byte | 0x20 != 0x78, byte | 0x20 != 0x70 else { return nil }
    }
    return Double(String(utf8: digits)).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
