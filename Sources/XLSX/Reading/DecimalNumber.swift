/// Reads the decimal text of a cell.
enum DecimalNumber {
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The nearest double; `nil` where the bytes are no finite decimal number.
  ///
  /// Up to 15 digits without exponent, and many of 16, take the short way, which is exact: both numbers of the division are, and it
  /// rounds once.
  static func parse(_ bytes: Span<UInt8>) -> Double? {
    var mantissa = 0
    var digits = 0
    var scale = -1
    var index = 0
    let isNegative = !bytes.isEmpty && bytes[0] == 0x2D
    if isNegative { index = 1 }
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte), digits < 16 {
        mantissa = mantissa &* 10 &+ Int(byte &- 0x30)
        if mantissa > 0 { digits &+= 1 }
        if scale >= 0 { scale &+= 1 }
      } else if byte == 0x2E, scale < 0 {
        scale = 0
      } else {
        return long(bytes)
      }
      index &+= 1
    }
    guard scale <= 22, mantissa <= 1 << 53, index - (isNegative ? 1 : 0) > (scale < 0 ? 0 : 1) else { return long(bytes) }
    let value = scale > 0 ? Double(mantissa) / powers[scale] : Double(mantissa)
    return isNegative ? -value : value
  }

  static func parse(_ bytes: [UInt8]) -> Double? { parse(bytes.span) }

  private static func long(_ bytes: Span<UInt8>) -> Double? {
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    let digits = bytes.extracting(start..<end)
    guard !digits.isEmpty, digits[0] == 0x2D || digits[0] == 0x2B || digits[0] == 0x2E || isDigit(digits[0]) else { return nil }
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

extension String {
  /// Without the white space of XML at both ends.
  var trimmingSpaces: String {
    func isSpace(_ character: Character) -> Bool {
      character == " " || character == "\t" || character == "\n" || character == "\r" || character == "\r\n"
    }
    guard let start = firstIndex(where: { !isSpace($0) }), let end = lastIndex(where: { !isSpace($0) }) else { return "" }
    return start == startIndex && end == index(before: endIndex) ? self : String(self[start...end])
  }
}
