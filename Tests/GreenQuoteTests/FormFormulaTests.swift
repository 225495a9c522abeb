import Emissions
import GreenQuote
import SampleWorkbooks
import TestSupport
import Testing
import XLSX

@Suite("Formulas of customers' forms")
struct FormFormulaTests {
  /// A form with a total above its header, a flag in each row, an array of intensities and a sheet that sums up; the
  /// values that it stores are those of an empty form.
  private static func form(isUnknown: Bool = false, in scratch: Scratch) throws -> String {
    var sheet = NewWorksheet(name: "Sustainability")
    let headers = [
      "MFG", "MPN", "kg CO2 p/part", "kWh NON-RE p/part", "kWh RE p/part", "Recycled content",
      "Sustainability validation date", "Pieces", "kg", "Answered",
    ]
    var rows = [
      NewRow(1, [NewCell(2, .text("Total")), NewCell(3, .number(0), formula: "SUM(C3:C5)")]),
      NewRow(2, headers.enumerated().map { NewCell($0.offset + 1, .text($0.element)) }),
    ]
    for (offset, mpn) in ["PN-1234", "PN-9999", "PN-1236"].enumerated() {
      let row = 3 + offset
      rows.append(
        NewRow(
          row,
          [
            NewCell(1, .text("ACME")), NewCell(2, .text(mpn)), NewCell(8, .number(100)),
            NewCell(9, .number(0), formula: "C\(row)*H\(row)"),
            NewCell(10, .text("no"), formula: "IF(ISNUMBER(C\(row)),\"yes\",\"no\")"),
          ]))
    }
    sheet.rows = RowSource(rows)
    var summary = NewWorksheet(name: "Summary")
    var cells = [
      NewCell(1, .number(0), formula: "SUM(Sustainability!I3:I5)"),
      // Depends on nothing that is completed: what is stored stays, right or wrong.
      NewCell(2, .number(999), formula: "SUM(Sustainability!H3:H5)"),
    ]
    if isUnknown { cells.append(NewCell(3, .number(1), formula: "WEBSERVICE(\"a\")*Sustainability!C1")) }
    summary.rows = [NewRow(1, cells)]
    var book = NewWorkbook()
    book.worksheets = [sheet, summary]
    try book.write(to: scratch.path("form.xlsx"), force: true)
    return scratch.path("form.xlsx")
  }

  @Test func `totals, flags and other sheets have the values of the completed form`() throws {
    let scratch = try Scratch()
    let tool = try CompletedTool(Fixture.path("tools/golden.xlsx"))
    let outcome = try tool.complete(form: Self.form(in: scratch), to: scratch.path("out.xlsx"))
    #expect(outcome.completedRows == 2 && outcome.refreshedFormulas == 6 && outcome.unevaluatedFormulas == 0)
    let written = try WorkbookReader(path: scratch.path("out.xlsx"))
    let rows = try written.rows("Sustainability")
    guard case .number(let first)? = rows[3]?[3], case .number(let third)? = rows[5]?[3] else {
      Issue.record("the form has no figures")
      return
    }
    #expect(GoldenCompanyTests.tenDecimals(first) == "1.8253416667")
    #expect(rows[1]?[3] == .number(first + third))
    #expect(rows[3]?[9] == .number(first * 100) && rows[4]?[9] == .number(0) && rows[5]?[9] == .number(third * 100))
    #expect([3, 4, 5].map { rows[$0]?[10] } == [.text("yes"), .text("no"), .text("yes")])
    let summary = try written.rows("Summary")
    #expect(summary[1]?[1] == .number(first * 100 + third * 100))
    #expect(summary[1]?[2] == .number(999))
    #expect(!written.calculation.isFullOnLoad)
    // What was written agrees with the form's own formulas but for the value that was wrong before.
    let recalculation = try Recalculation(of: written, asOf: tool.completion.asOf)
    #expect(recalculation.differing == 1)
  }

  @Test func `a formula that cannot be evaluated is left to Excel`() throws {
    let scratch = try Scratch()
    let tool = try CompletedTool(Fixture.path("tools/golden.xlsx"))
    let form = try Self.form(isUnknown: true, in: scratch)
    let outcome = try tool.complete(form: form, to: scratch.path("out.xlsx"))
    #expect(outcome.refreshedFormulas == 6 && outcome.unevaluatedFormulas == 1)
    let written = try WorkbookReader(path: scratch.path("out.xlsx"))
    #expect(written.calculation.isFullOnLoad)
    #expect(try written.rows("Summary")[1]?[3] == .number(1))
  }
}
