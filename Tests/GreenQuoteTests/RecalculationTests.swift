import Emissions
import Foundation
import GreenQuote
import HandmadeWorkbooks
import SampleWorkbooks
import TestSupport
import Testing
import XLSX

@Suite("Recalculating a workbook")
struct RecalculationTests {
  private static let day = CalendarDate(year: 2026, month: 11, day: 21)

  /// A workbook of parts and totals of which some results are stored wrongly, and some formulas cannot be evaluated.
  private static func workbook(_ scratch: Scratch) throws -> String {
    let path = scratch.path("book.xlsx")
    let made = scratch.path("made.xlsx")
    var parts = NewWorksheet(name: "Parts")
    parts.rows = [
      NewRow(1, [NewCell(1, .number(2)), NewCell(2, .number(20), formula: "A1*10")]),
      NewRow(2, [NewCell(1, .number(3)), NewCell(2, .number(31), formula: "A2*10")]),
      NewRow(3, [NewCell(2, .number(0.30000000000000004 + 1e-16), formula: "A2*0.1")]),
    ]
    var totals = NewWorksheet(name: "All totals")
    totals.rows = [
      NewRow(1, [NewCell(1, .text("50"), formula: "SUM(Parts!B1:B2)")]),
      NewRow(2, [NewCell(1, .number(7), formula: "WEBSERVICE(\"a\")+A1")]),
      NewRow(3, [NewCell(1, .number(8), formula: "A2+1")]),
      NewRow(4, [NewCell(1, .number(1), formula: "A4+1")]),
      NewRow(5, [NewCell(1, .blank, formula: "IF(A1>49,\"many\",\"few\")")]),
      NewRow(6, [NewCell(1, .error(.name), formula: "NOSUCHFUNCTION(1)")]),
    ]
    var book = NewWorkbook()
    book.worksheets = [parts, totals]
    try book.write(to: made, force: false)
    let editor = try WorkbookEditor(path: made)
    try editor.set(.cachedValue(.blank), at: CellReference(row: 5, column: 1), in: "All totals")
    try editor.write(to: path)
    return path
  }

  @Test func `differences, missing values and formulas without a value are counted apart`() throws {
    let scratch = try Scratch()
    let reader = try WorkbookReader(path: Self.workbook(scratch))
    var differences: [String] = []
    let recalculation = try Recalculation(of: reader, asOf: try #require(Self.day)) {
      differences.append("\($0.place) \($0.stored.written) \($0.evaluated.written)")
    }
    #expect(differences == ["Parts!B2 31 30", "'All totals'!A1 \"50\" 50"])
    #expect(recalculation.evaluated == 5)
    #expect(recalculation.differing == 2 && recalculation.missing == 1)
    // The last digits of Parts!B3 change, too.
    #expect(recalculation.changed == 4)
    let reasons = recalculation.unevaluated.map { "\($0.reason.code) \($0.count) \($0.first)" }
    #expect(reasons.contains("circular 1 'All totals'!A4"))
    #expect(recalculation.unevaluated.reduce(0) { $0 + $1.count } == 4)
    let unknown = try #require(recalculation.unevaluated.first)
    #expect(unknown.reason == .function("WEBSERVICE") && unknown.count == 2)
    #expect(unknown.first.description == "'All totals'!A2" && unknown.cause == unknown.first)
  }

  @Test func `what is written has the values, and keeps what could not be evaluated`() throws {
    let scratch = try Scratch()
    let reader = try WorkbookReader(path: Self.workbook(scratch))
    let day = try #require(Self.day)
    try Recalculation(of: reader, asOf: day).write(to: scratch.path("out.xlsx"), force: false)
    let written = try WorkbookReader(path: scratch.path("out.xlsx"))
    let parts = try written.worksheet(named: "Parts")
    let totals = try written.worksheet(named: "All totals")
    #expect(["B1", "B2"].map { parts[$0]?.value } == [.number(20), .number(30)])
    #expect(["A1", "A5"].map { totals[$0]?.value } == [.number(50), .text("many")])
    #expect(["A2", "A3", "A4", "A6"].map { totals[$0]?.value } == [.number(7), .number(8), .number(1), .error(.name)])
    #expect(totals["A5"]?.formula == "IF(A1>49,\"many\",\"few\")")
    #expect(written.calculation.isFullOnLoad)
    // Once more changes nothing: the same file to the byte.
    let again = try Recalculation(of: written, asOf: day)
    #expect(again.changed == 0)
    try again.write(to: scratch.path("again.xlsx"), force: false)
    #expect(try Fixture.bytes(scratch.path("again.xlsx")) == Fixture.bytes(scratch.path("out.xlsx")))
  }

  @Test func `what depends on a table of results keeps what is stored`() throws {
    let scratch = try Scratch()
    var book = HandmadeWorkbook(
      rows:
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f t=\"dataTable\" ref=\"B1:B2\" dt2D=\"0\" dtr=\"0\" r1=\"A1\"/><v>5</v></c></row>"
        + "<row r=\"2\"><c r=\"B2\"><v>6</v></c><c r=\"C2\"><f>B2*2</f><v>12</v></c><c r=\"D2\"><f>A1*2</f><v>0</v></c></row>"
    )
    book.remove("xl/styles.xml")
    try Data(book.bytes).write(to: URL(filePath: scratch.path("table.xlsx")))
    let reader = try WorkbookReader(path: scratch.path("table.xlsx"))
    let recalculation = try Recalculation(of: reader, asOf: try #require(Self.day))
    #expect(recalculation.evaluated == 1 && recalculation.differing == 1)
    #expect(
      recalculation.unevaluated.map(\.count) == [3] && recalculation.unevaluated.first?.first.description == "One!B1")
  }

  @Test(arguments: ["golden", "worked-example", "two-countries", "200-parts", "everything"])
  func `the formulas of a tool come to what GreenQuote has computed`(tool: String) throws {
    let reader = try WorkbookReader(path: Fixture.path("tools/\(tool).xlsx"))
    let recalculation = try Recalculation(of: reader, asOf: try #require(Self.day))
    #expect(recalculation.evaluated > 700)
    #expect(recalculation.differing == 0 && recalculation.missing == 0 && recalculation.unevaluated.isEmpty)
  }
}

extension Worksheet {
  fileprivate subscript(_ name: String) -> Cell? { CellReference(name).flatMap { self[$0] } }
}
