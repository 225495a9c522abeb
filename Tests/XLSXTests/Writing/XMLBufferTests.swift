import Testing

@testable import XLSX

struct XMLBufferTests {
  @Test(arguments: [
    ("plain 中文", "plain 中文"), ("a & <b> \"c\"", "a &amp; &lt;b&gt; \"c\""), ("line\nnext\ttab", "line\nnext\ttab"),
    ("\r", "_x000D_"), ("\u{0}\u{7}", "_x0000__x0007_"), ("_x0041_", "_x005F_x0041_"), ("_x0041", "_x0041"),
    ("_x00g1_", "_x00g1_"),
    ("_x000D\r", "_x005F_x000D_x000D_"), ("_x0041\u{FFFE}", "_x005F_x0041_xFFFE_"),
    ("_x0041\u{FFFD}", "_x0041\u{FFFD}"),
    ("_x0041\n", "_x0041\n"), ("_xlfn.CONCAT", "_xlfn.CONCAT"), ("\u{FFFE}\u{FFFF}\u{FFFD}", "_xFFFE__xFFFF_\u{FFFD}"),
    ("", ""),
  ]) func `text is escaped and reads back`(text: String, expected: String) {
    var xml = XMLBuffer()
    xml.append(text: text)
    #expect(xml.string == expected)
    if !text.contains(where: { "&<>".contains($0) }) { #expect(EscapedText.decode(xml.bytes) == text) }
  }

  @Test func `attributes keep tabs and line ends`() {
    var xml = XMLBuffer()
    xml.attribute("a", "x\t\"\n&")
    xml.attribute("b", true)
    xml.attribute("c", 0.5)
    #expect(xml.string == " a=\"x&#9;&quot;&#10;&amp;\" b=\"1\" c=\"0.5\"")
  }

  @Test func `drawings get a replacement for what XML cannot hold`() {
    var xml = XMLBuffer()
    xml.append(text: "_x0041_\u{1}", .plain)
    #expect(xml.string == "_x0041_\u{FFFD}")
  }

  @Test(arguments: [1, 26, 27, 52, 702, 703, 16_384]) func `columns have the letters of a reference`(column: Int) {
    var xml = XMLBuffer()
    xml.append(column: column)
    #expect(xml.string == CellReference.letters(ofColumn: column))
  }

  @Test func `a cell begins with its place and style, whatever their lengths are`() {
    var tags = CellTags()
    // The same columns again and again: tags are kept, with another style made anew.
    for row in [1, 9, 10, 99_999, 1_048_576] {
      for column in [1, 27, 1_023, 1_024, 16_384] {
        for style in [0, 7, 7, 65_490] {
          var xml = XMLBuffer()
          xml.append(tags.tag(column: column, style: style), RowDigits(row), then: " t=\"inlineStr\">")
          xml.append("…")
          let styled = style == 0 ? "" : " s=\"\(style)\""
          #expect(xml.string == "<c r=\"\(CellReference(row: row, column: column))\"\(styled) t=\"inlineStr\">…")
        }
      }
    }
  }

  @Test(arguments: [1, 7, 10, 123, 1_048_576]) func `row numbers are written digit by digit`(row: Int) {
    var digits = RowDigits()
    for byte in String(row).utf8 { digits.append(byte) }
    #expect(digits.bytes == RowDigits(row).bytes && digits.count == RowDigits(row).count)
    #expect(RowDigits(row).firstDifference(from: digits) == digits.count)
  }

  private static func text(_ number: Double) -> String {
    var bytes: [UInt8] = []
    ShortestDecimal.append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-12.0, "-12"), (0.1, "0.1"), (-0.25, "-0.25"), (1234.5678, "1234.5678"),
    (10.05, "10.05"),
    (1e-7, "1E-7"), (1e16, "1E+16"), (123_456_789_012_345.0, "123456789012345"),
    (9_007_199_254_740_991.0, "9007199254740991"),
    (1.0 / 3, "0.3333333333333333"), (.leastNonzeroMagnitude, "5E-324"),
    (1.7976931348623157e308, "1.7976931348623157E+308"),
    (0.00012, "0.00012"),
    (0.1 + 0.2, "0.30000000000000004"),
  ]) func `numbers have their shortest text`(number: Double, expected: String) {
    #expect(Self.text(number) == expected)
  }

  @Test func `every number reads back as itself`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let bits = Double(bitPattern: UInt64.random(in: .min ... .max, using: &generator))
      let decimal = Double(Int.random(in: -10_000_000...10_000_000, using: &generator)) / 1000
      let figure = (Double.random(in: 0...200, using: &generator) * 1e10).rounded() / 1e10
      let small = Double.random(in: 0...0.01, using: &generator)
      for number in [bits, decimal, figure, small] where number.isFinite {
        let text = Self.text(number)
        #expect(Double(text) == number)
        #expect(text.count { $0.isNumber } <= number.description.count { $0.isNumber } + 1, "\(text)")
      }
    }
  }
}
