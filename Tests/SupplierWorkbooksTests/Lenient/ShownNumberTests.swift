import Testing

@testable import SupplierWorkbooks

@Suite("Codes as their formats show them")
struct ShownNumberTests {
  @Test(
    "Digits, zeros before them and literal text",
    arguments: [
      (112_233, "0000000", "0112233"), (42, "\"PN-\"00000", "PN-00042"), (1_234_567, "000-0000", "123-4567"),
      (1234, "000-0000", "000-1234"), (12_345_678_901, "000-0000", "1234567-8901"), (42, "00000\\X", "00042X"),
      (42, "#\"-A\"", "42-A"), (7, "[Red]\"A\"000;[Blue]\"B\"000", "A007"), (85_366_990, "0000 00 00", "8536 69 90"),
      (0, "000", "000"),
    ])
  func codes(number: Double, format: String, shown: String) {
    #expect(ShownNumber.code(number, format: format) == shown)
  }

  @Test(
    "Formats that add nothing, or are of amounts",
    arguments: [
      (112_233, "General"), (112_233, "0"), (112_233, "@"), (112_233, "#,##0"), (42, "0.00"), (42, "0%"),
      (42, "0.00E+00"),
      (42, "yyyy-mm-dd"), (42.5, "0000000"), (-42, "0000000"), (1e15, "0000000"), (42, "# ?/?"), (1_234_567, "000"),
    ])
  func plain(number: Double, format: String) { #expect(ShownNumber.code(number, format: format) == nil) }

  @Test("Texts with literal text before or behind them")
  func texts() {
    #expect(ShownNumber.text("42A", format: "\"PN-\"@") == "PN-42A")
    #expect(ShownNumber.text("42A", format: "0;0;0;@\"-REV\"") == "42A-REV")
    for format in ["General", "@", "0", "_-* #,##0.00_-;_-@_-", "_-@_-"] {
      #expect(ShownNumber.text("42A", format: format) == nil)
    }
  }
}
