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

/// How a cell looks, and whether sheet protection locks it.
public struct CellStyle: Hashable, Sendable {
  public enum HorizontalAlignment: String, Hashable, Sendable { case general, left, center, right }
  public enum VerticalAlignment: String, Hashable, Sendable { case top, center, bottom }
  public enum Border: Hashable, Sendable { case none, thin(Color) }

  public struct Font: Hashable, Sendable {
    public var name = "Calibri"
    /// In points.
    public var size: Double = 11
    public var bold = false
    public var italic = false
    public var underlined = false
    public var color: Color = .black
    public init() {}
  }

  public var font = Font()
  /// The colour of a solid fill; `nil` for none.
  public var fill: Color?
  public var border: Border = .none
  public var horizontal: HorizontalAlignment = .general
  public var vertical: VerticalAlignment = .bottom
  public var wraps = false
  public var indent = 0
  /// A number format code such as `0.00%`; `General` for none.
  public var numberFormat = "General"
  /// Locked cells cannot be typed into while the sheet is protected.
  public var locked = true
  /// While the sheet is protected, the formula is not shown.
  public var formulaHidden = false

  public init() {}
}
