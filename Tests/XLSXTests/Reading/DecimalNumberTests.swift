import HandmadeWorkbooks
import Testing

@testable import XLSX

struct DecimalNumberTests {
  private func parse(_ text: String) -> Double? { DecimalNumber.parse(Array(text.utf8)) }

  @Test(
    arguments: [
      ("0", 0), ("1", 1), ("-1", -1), ("65.23", 65.23), ("0.1", 0.1), (".5", 0.5), ("5.", 5), ("-.5", -0.5), ("007", 7),
      ("1E3", 1000),
      ("1e-3", 0.001),
      ("1.5E+2", 150), ("+5", 5), (" 12 ", 12), ("\n1.5\t", 1.5), ("123456789012345", 123_456_789_012_345),
      ("1234567890123456", 1_234_567_890_123_456),
      ("0.30000000000000004", 0.1 + 0.2), ("99999999999999999999", 1e20),
      ("1.7976931348623157E308", .greatestFiniteMagnitude),
      ("4.9E-324", 5e-324),
      ("0.000000000000001", 1e-15), ("0.0000000000000001", 1e-16), ("0.000000000000000000000123", 1.23e-22),
      ("1e-400", 0),
      ("000000000000000000000000001", 1), ("2.2250738585072011e-308", 2.2250738585072011e-308),
    ] as [(String, Double)]) func `numbers read as the nearest double`(text: String, expected: Double)
  {
    #expect(parse(text) == expected)
  }

  @Test(arguments: [
    "", " ", "-", "+", ".", "-.", "+.", "e", "1e", "e5", "--1", "+-1", "1.2.3", "1,5", "1 2", "1e400", "-1e400", "inf",
    "-inf", "nan",
    "-nan", "+nan",
    "infinity", "0x10", "0X1P3", "1p3", "abc", "12kg", "１２", "1\u{A0}", "1_000", "#N/A", "true",
  ]) func `what is no finite number is nil`(text: String) {
    #expect(parse(text) == nil)
  }

  @Test func `the short way and the long way agree`() {
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String(state >> 8)
      let count = 1 + Int(state % 17)
      let place = Int(state >> 32) % (count + 1)
      let text =
        (state & 128 == 0 ? "-" : "") + digits.prefix(count).prefix(place) + "." + digits.prefix(count).dropFirst(place)
      if parse(text) != Double(text.hasSuffix(".") ? text + "0" : text) {
        Issue.record("\(text) reads as \(String(describing: parse(text)))")
      }
    }
  }

  @Test func `numbers of up to nineteen digits with exponents agree too`() {
    var generator = SeededGenerator(state: 19)
    for _ in 0..<50_000 {
      let mantissa = String(UInt64.random(in: 0...(.max), using: &generator)).prefix(
        .random(in: 1...20, using: &generator))
      let point = Int.random(in: 0...mantissa.count, using: &generator)
      let power = Int.random(in: -40...40, using: &generator)
      let sign = ["", "+", "-"].randomElement(using: &generator) ?? ""
      let exponent =
        power == 0 ? "" : ["E", "e"][abs(power) % 2] + (power < 0 ? "" : sign == "-" ? "+" : "") + String(power)
      let text = (sign == "-" ? "-" : "") + mantissa.prefix(point) + "." + mantissa.dropFirst(point) + exponent
      let plain = text.replacing(".E", with: ".0E").replacing(".e", with: ".0e")
      if parse(text) != Double(plain.hasSuffix(".") ? plain + "0" : plain) {
        Issue.record("\(text) reads as \(String(describing: parse(text)))")
      }
    }
    for _ in 0..<50_000 {
      let number = Double(bitPattern: .random(in: .min ... .max, using: &generator))
      if number.isFinite, parse(number.description) != number { Issue.record("\(number)") }
      let usual = Double.random(in: 0...1000, using: &generator)
      if parse(usual.description) != usual { Issue.record("\(usual)") }
    }
  }

  @Test func `zero keeps its sign as every parser does`() {
    #expect(parse("-0")?.sign == .minus)
    #expect(parse("0")?.sign == .plus)
  }
}
