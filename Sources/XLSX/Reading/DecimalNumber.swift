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
      if byte == 0x2E, scale < 0 {
        scale = 0
      } else if byte >= 0x30, byte <= 0x39, digits < 16 {
        mantissa = mantissa * 10 + Int(byte - 0x30)
        if mantissa > 0 { digits += 1 }
        if scale >= 0 { scale += 1 }
      } else {
        return long(bytes)
      }
      index += 1
    }
    guard scale <= 22, mantissa <= 1 << 53, index - (isNegative ? 1 : 0) > (scale < 0 ? 0 : 1) else { return long(bytes) }
    let value = scale > 0 ? Double(mantissa) / powers[scale] : Double(mantissa)
    return isNegative ? -value : value
  }

  static func parse(_ bytes: [UInt8]) -> Double? { parse(bytes.span) }

  private static func long(_ bytes: Span<UInt8>) -> Double? {
    let text = String(utf8: bytes).trimmingSpaces
    guard let first = text.utf8.first, first == 0x2D || first == 0x2B || first == 0x2E || (0x30...0x39).contains(first),
      text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x78 && $0 != 0x58 && $0 != 0x70 && $0 != 0x50 })
    else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
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
