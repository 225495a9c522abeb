/// An opaque or transparent colour, as `AARRGGBB`.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  /// Alpha, red, green and blue, eight bits each.
  public var argb: UInt32

  /// A colour by its four parts.
  public init(argb: UInt32) { self.argb = argb }

  /// The colour black, opaque.
  public static let black = Color(argb: 0xFF00_0000)
  /// The colour white, opaque.
  public static let white = Color(argb: 0xFFFF_FFFF)

  /// The red part, from 0 to 255.
  public var red: UInt8 { UInt8(truncatingIfNeeded: argb >> 16) }
  /// The green part, from 0 to 255.
  public var green: UInt8 { UInt8(truncatingIfNeeded: argb >> 8) }
  /// The blue part, from 0 to 255.
  public var blue: UInt8 { UInt8(truncatingIfNeeded: argb) }

  /// Eight hexadecimal digits, `FFFFFF00` for yellow.
  public var description: String {
    let digits = String(argb, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
