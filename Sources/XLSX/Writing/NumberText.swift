/// Numbers as a worksheet stores them: the shortest text that reads back as the same number.
enum NumberText {
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(0x2D) }
    append(magnitude: number.magnitude, to: &bytes)
  }

  /// A finite number: `12`, `-0.25`, `1E-7`. Negative zero becomes `0`.
  static func append(_ number: Double, to bytes: inout [UInt8]) {
    let magnitude = number.magnitude
    if magnitude < 1e15 {
      // Up to fifteen digits a decimal and the number nearest to it belong together one to one, and a quotient of two exact numbers is
      // the nearest: once it is equal, the digits are the shortest.
      var scale = 1.0
      for decimals in 0...4 {
        let scaled = (magnitude * scale).rounded()
        guard scaled < 1e15 else { break }
        if scaled / scale == magnitude {
          if number < 0 { bytes.append(0x2D) }
          append(UInt(scaled), decimals: decimals, to: &bytes)
          return
        }
        scale *= 10
      }
    }
    appendDescription(of: number, to: &bytes)
  }

  /// The general case: Swift's own text, with the exponent as Excel writes it.
  private static func appendDescription(of number: Double, to bytes: inout [UInt8]) {
    var description = number.description
    if description.hasSuffix(".0") { description.removeLast(2) }
    var isExponent = false
    for byte in description.utf8 {
      switch byte {
      case 0x65:
        isExponent = true
        bytes.append(0x45)
      case 0x30 where isExponent && (bytes.last == 0x2D || bytes.last == 0x2B): continue
      default: bytes.append(byte)
      }
    }
  }

  private static func append(_ digits: UInt, decimals: Int, to bytes: inout [UInt8]) {
    guard decimals > 0 else { return append(magnitude: digits, to: &bytes) }
    var divisor: UInt = 1
    for _ in 0..<decimals { divisor *= 10 }
    append(magnitude: digits / divisor, to: &bytes)
    bytes.append(0x2E)
    var rest = digits % divisor
    for _ in 0..<decimals {
      divisor /= 10
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
    }
  }

  private static func append(magnitude: UInt, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = magnitude
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    if bytes.count - start > 1 { bytes[start...].reverse() }
  }
}
