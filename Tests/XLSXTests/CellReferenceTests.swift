import Testing

@testable import XLSX

struct CellReferenceTests {
  @Test(arguments: [
    ("A1", 1, 1), ("B7", 7, 2), ("$B$7", 7, 2), ("B$7", 7, 2), ("$B7", 7, 2), ("z9", 9, 26), ("AA1", 1, 27),
    ("az10", 10, 52),
    ("XFD1048576", 1_048_576, 16_384), ("A0000007", 7, 1),
  ]) func `a reference reads as row and column`(text: String, row: Int, column: Int) {
    #expect(CellReference(text) == CellReference(row: row, column: column))
  }

  @Test(arguments: [
    "", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "1A", "A1B", "A-1", "A+1", "A 1", " A1", "A1 ", "$", "A$", "$1",
    "$$A1", "A$$1", "A1$",
    "A1$2", "A$1$", "Ä1", "A１", "A99999999999999999999", "@1", "[1", "A1:B2", "R1C1", "A1.0", "A00000007",
  ]) func `what is no reference to a cell is nil`(text: String) {
    #expect(CellReference(text) == nil)
  }

  @Test func `letters and numbers of all columns turn into each other`() {
    for column in 1...CellReference.maximumColumn {
      #expect(CellReference.column(ofLetters: CellReference.letters(ofColumn: column)) == column)
    }
    #expect(CellReference.letters(ofColumn: 26) == "Z")
    #expect(CellReference.letters(ofColumn: 27) == "AA")
    #expect(CellReference.letters(ofColumn: 702) == "ZZ")
    #expect(CellReference.letters(ofColumn: 703) == "AAA")
    #expect(CellReference.column(ofLetters: "XFE") == nil)
    #expect(CellReference.column(ofLetters: "A1") == nil)
  }

  @Test func `references describe themselves and sort in reading order`() {
    let reference = CellReference(row: 7, column: 28)
    #expect(reference.description == "AB7")
    #expect(reference.absolute == "$AB$7")
    #expect(["B1", "A2", "A1"].compactMap { CellReference($0) }.sorted().map(\.description) == ["A1", "B1", "A2"])
  }

  @Test(arguments: [
    ("A1:C3", "A1:C3"), ("C3:A1", "A1:C3"), ("A3:C1", "A1:C3"), ("$A$1:$C$3", "A1:C3"), ("B2", "B2"), ("B2:B2", "B2"),
    ("a1:b2", "A1:B2"),
    ("A:C", "A1:C1048576"), ("C:A", "A1:C1048576"), ("$A:$C", "A1:C1048576"), ("1:3", "A1:XFD3"), ("$3:$1", "A1:XFD3"),
    ("A:XFD", "A1:XFD1048576"),
  ]) func `a range reads as its corners`(text: String, expected: String) {
    #expect(CellRange(text)?.description == expected)
  }

  @Test(arguments: [
    "", ":", "A1:", ":A1", "A", "1", "A:", ":3", "A:3", "3:A", "A1:C", "A:C3", "A1:3", "1:C3", "A1:B2:C3", "A1,B2",
    "A1 B2", "Sheet1!A1",
    "A:XFE", "0:3", "1:1048577", "#REF!",
  ]) func `what is no range is nil`(text: String) {
    #expect(CellRange(text) == nil)
  }

  @Test func `a range contains its corners and nothing around them`() throws {
    let range = CellRange("B2:C3")
    for name in ["B2", "C2", "B3", "C3"] { #expect(range.contains(try #require(CellReference(name)))) }
    for name in ["A2", "B1", "D3", "C4", "A1"] { #expect(!range.contains(try #require(CellReference(name)))) }
    #expect(range.absolute == "$B$2:$C$3")
    #expect(CellRange("B2").absolute == "$B$2")
  }
}
