/// An opaque or transparent colour, as `AARRGGBB`.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  public var argb: UInt32

  public init(argb: UInt32) { self.argb = argb }

  public static let black = Color(argb: 0xFF00_0000)
  public static let white = Color(argb: 0xFFFF_FFFF)

  public var red: UInt8 { UInt8(truncatingIfNeeded: argb >> 16) }
  public var green: UInt8 { UInt8(truncatingIfNeeded: argb >> 8) }
  public var blue: UInt8 { UInt8(truncatingIfNeeded: argb) }

  /// Eight hexadecimal digits, `FFFFFF00` for yellow.
  public var description: String {
    let digits = String(argb, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
