import Testing

@testable import XLSX

/// Numbers in attributes: whatever stands there, what is read is in the range or nothing.
struct XMLNumberTests {
  @Test(arguments: [
    ("7", 7), (" 7\n", 7), ("+7", 7), ("0", 0), ("2147483647", 2_147_483_647), ("2147483648", nil), ("-1", nil),
    ("7.0", nil), ("", nil),
    ("9223372036854775808", nil), ("７", nil), ("0x7", nil), ("1 2", nil),
  ])
  func `whole numbers`(text: String, number: Int?) {
    #expect(XMLNumber.integer(text) == number)
    #expect(XMLTag(Array("<a n=\"\(text)\"/>".utf8)).integer(of: "n") == number)
  }

  @Test(arguments: [
    ("7", 7), ("7.25", 7.25), ("1e2", 100), ("0", 0), ("255", 255), ("255.1", nil), ("-0.5", nil), ("nan", nil),
    ("inf", nil),
    ("1e400", nil),
    ("", nil), ("0x1p3", nil),
  ])
  func `decimal numbers`(text: String, number: Double?) {
    #expect(XMLNumber.decimal(text, in: 0...255) == number)
  }
}
