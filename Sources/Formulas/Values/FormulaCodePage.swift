/// The characters of Windows' code page 1252.
enum FormulaCodePage {
  /// From 0x80 to 0x9F; those that the page leaves out stand for themselves.
  private static let special: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
    0x178,
  ]

  /// The character of a code.
  static func scalar(_ code: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(code) else { return Unicode.Scalar(code) }
    return Unicode.Scalar(special[Int(code) - 0x80]) ?? Unicode.Scalar(code)
  }

  /// The code of a character; `nil` where the page has none.
  static func code(_ scalar: Unicode.Scalar) -> UInt8? {
    if let place = special.firstIndex(of: scalar.value) { return UInt8(0x80 + place) }
    return scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) ? UInt8(scalar.value) : nil
  }
}
