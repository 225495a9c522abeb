import Testing

@testable import XLSX

/// References to ranges of named sheets, as formulas write them.
struct SheetRangeTests {
  @Test(arguments: [
    ("Company!$B$7", "Company", "B7"), ("Company!B7:C9", "Company", "B7:C9"), ("'Per MPN'!$A$1", "Per MPN", "A1"),
    ("'It''s'!A1", "It's", "A1"), ("'a!b'!A1", "a!b", "A1"), ("公司!$B$8", "公司", "B8"),
    ("'It''s'!B2:C3", "It's", "B2:C3"),
  ])
  func `a reference reads as sheet and range`(formula: String, sheet: String, range: String) throws {
    let read = try #require(SheetRange(formula: formula))
    #expect(read.sheet == sheet)
    #expect(read.range.description == range)
    #expect(SheetRange(formula: read.formula) == read)
  }

  @Test(arguments: [
    "", "!", "B7", "Company!", "Company!B", "[1]Company!$B$7", "'[1]Company'!$B$7", "#REF!", "Company!#REF!",
    "SUM(A!B7)", "SUM(A1:A2)",
    "'!A", "x!",
  ])
  func `anything else is none`(formula: String) { #expect(SheetRange(formula: formula) == nil) }
}
