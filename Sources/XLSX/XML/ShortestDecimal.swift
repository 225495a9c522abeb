/// Numbers as a worksheet stores them: the shortest text that reads back as the same number.
enum ShortestDecimal {
  /// A finite number as text.
  static func text(of number: Double) -> String {
    var bytes: [UInt8] = []
    append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(0x2D) }
    append(magnitude: UInt64(number.magnitude), to: &bytes)
  }

  /// A finite number: `12`, `-0.25`, `1E-7`.
  ///
  /// Negative zero becomes `0`.
  static func append(_ number: Double, to bytes: inout [UInt8]) {
    let magnitude = number.magnitude
    if magnitude == 0 || magnitude >= 1e-4 && magnitude < 1e15 {
      // Up to fifteen digits a decimal and the number nearest to it belong together one to one, and a quotient of two
      // exact numbers is the nearest: once it is equal, the digits are the shortest.
      let (decimals, scale) = magnitude == magnitude.rounded() ? (0, 1.0) : magnitude < 1e5 ? (10, 1e10) : (4, 1e4)
      let scaled = (magnitude * scale).rounded()
      if scaled < 1e15, scaled / scale == magnitude {
        if number < 0 { bytes.append(0x2D) }
        append(UInt64(scaled), decimals: decimals, to: &bytes)
        return
      }
    }
    appendDescription(of: number, to: &bytes)
  }

  /// The general case: Swift's own text, with the exponent as Excel writes it.
  private static func appendDescription(of number: Double, to bytes: inout [UInt8]) {
    var isExponent = false
    for byte in number.description.utf8 {
      switch byte {
      case 0x65:
        isExponent = true
        bytes.append(0x45)
      case 0x30 where isExponent && (bytes.last == 0x2D || bytes.last == 0x2B): continue
      default: bytes.append(byte)
      }
    }
    if bytes.count >= 2, bytes[bytes.count - 1] == 0x30, bytes[bytes.count - 2] == 0x2E { bytes.removeLast(2) }
  }

  /// A whole number over a power of ten, without zeros at the end.
  private static func append(_ digits: UInt64, decimals: Int, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { text in
      var (rest, left, start) = (digits, decimals, 24)
      while left > 0, rest % 10 == 0 {
        rest /= 10
        left -= 1
      }
      if left > 0 {
        for _ in 0..<left { push(&rest, into: text, at: &start) }
        start -= 1
        text[start] = 0x2E
      }
      repeat { push(&rest, into: text, at: &start) } while rest > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  private static func append(magnitude: UInt64, to bytes: inout [UInt8]) {
    if magnitude < 10 { return bytes.append(0x30 + UInt8(truncatingIfNeeded: magnitude)) }
    append(magnitude, decimals: 0, to: &bytes)
  }

  /// Puts the last digit before the place.
  @inline(__always) private static func push(
    _ rest: inout UInt64, into text: UnsafeMutableBufferPointer<UInt8>, at place: inout Int
  ) {
    place -= 1
    text[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
    rest /= 10
  }
}
