import HandmadeWorkbooks
import Testing

@testable import XLSX

@Suite("A workbook read with other results")
struct ReplacedResultTests {
  @Test func `cells have the other values, formulas and the workbook itself stay`() throws {
    let book = HandmadeWorkbook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1*2</f><v>9</v></c></row>"
        + "<row r=\"2\"><c t=\"str\"><f>\"x\"</f></c></row>")
    let stored = try WorkbookReader(bytes: book.bytes)
    let before = try stored.worksheet(stored.sheets[0])
    let (first, second) = (CellReference(row: 1, column: 2), CellReference(row: 2, column: 1))
    let other = WorkbookReader(stored, results: ["One": [first: .number(2), second: .text("x")]])
    let cells = try other.worksheet(other.sheets[0])
    #expect(cells[first] == Cell(first, .number(2), formula: "A1*2"))
    #expect(cells[second]?.value == .text("x"))
    #expect(cells[CellReference(row: 1, column: 1)]?.value == .number(1))
    let rows = try other.rows(of: other.sheets[0])
    #expect(try rows.next()?[2]?.value == .number(2))
    #expect(before[first]?.value == .number(9))
    #expect(try stored.worksheet(stored.sheets[0])[first]?.value == .number(9))
  }

  @Test func `cells that hold results come in order, with those that an array fills`() throws {
    let book = HandmadeWorkbook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><f t=\"array\" ref=\"C1:D3\">A1</f><v>1</v></c></row>"
        + "<row r=\"2\"><c r=\"B2\"><f>A1</f></c><c r=\"D2\"><v>4</v></c><c r=\"E2\"><v>5</v></c></row>")
    let reader = try WorkbookReader(bytes: book.bytes)
    let cells = try reader.resultCells(of: reader.sheets[0])
    var found: [String] = []
    while let cell = try cells.next() { found.append("\(cell.reference)\(cell.hasFormula ? "=" : "")") }
    #expect(found == ["C1=", "D1", "B2=", "C2", "D2", "C3", "D3"])
  }
}
