import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

/// A form with the tool's revenue or prices in it is not written.
@Suite("Confidential numbers in a form")
struct ConfidentialNumberTests {
  private static let golden = Fixture.path("tools/golden.xlsx")

  private static func tool(_ revenue: Double, _ prices: [Double], in scratch: Scratch) throws -> CompletedTool {
    var inputs = ToolInputs()
    inputs.company("Quiet Ltd.", revenue: revenue, currency: "USD")
    inputs.field("known-scope1", 600)
    inputs.field("known-scope2", 276.164)
    inputs.field("known-renewable", 10.505)
    inputs.field("known-non-renewable", 1789.323)
    for (index, price) in prices.enumerated() { inputs.part("Q-\(index + 1)", price: price) }
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"), force: true)
    return try CompletedTool(scratch.path("tool.xlsx"))
  }

  /// A customer's form of four parts with more columns, and more sheets.
  private static func form(
    columns: [(header: String, values: [CellValue])] = [], sheets: [(name: String, rows: [[CellValue]])] = [],
    in scratch: Scratch
  ) throws -> String {
    let headers = [
      "MFG", "MPN", "kg CO2 p/part", "kWh NON-RE p/part", "kWh RE p/part", "Recycled content",
      "Sustainability validation date",
    ]
    var rows: [[CellValue]] = [headers.map { .text($0) } + columns.map { .text($0.header) }]
    for index in 0..<4 {
      rows.append(
        [.text("Quiet"), .text("Q-\(index + 1)"), .blank, .blank, .blank, .blank, .blank]
          + columns.map { $0.values[index] })
    }
    var workbook = NewWorkbook()
    for sheet in [("Sustainability", rows)] + sheets {
      var worksheet = NewWorksheet(name: sheet.0)
      worksheet.rows = RowSource(
        sheet.1.enumerated().map { row, cells in NewRow(row + 1, cells.enumerated().map { NewCell($0 + 1, $1) }) })
      workbook.worksheets.append(worksheet)
    }
    try workbook.write(to: scratch.path("form.xlsx"), force: true)
    return scratch.path("form.xlsx")
  }

  private static let prices = [3.15, 27.18, 1.25, 8.4]

  /// The key of what refuses the form; `nil` where it is written.
  private static func refusal(_ tool: CompletedTool, _ form: String, in scratch: Scratch) throws -> String? {
    try? FileManager.default.removeItem(atPath: scratch.path("out.xlsx"))
    do {
      let outcome = try tool.complete(form: form, to: scratch.path("out.xlsx"))
      #expect(outcome.completedRows == 4)
      return nil
    } catch let error as OperationError {
      #expect(!scratch.names.contains { $0 == "out.xlsx" || $0.hasSuffix(".tmp") }, "something was left behind")
      return error.finding?.key
    }
  }

  @Test func `a tool is refused as a form, whatever its sheets are called`() throws {
    let scratch = try Scratch()
    let tool = try CompletedTool(Self.golden)
    #expect(throws: OperationError.self) { try tool.complete(form: Self.golden, to: scratch.path("out.xlsx")) }
    for name in ["two-countries", "everything", "200-parts"] {
      #expect(throws: OperationError.self) {
        try tool.complete(form: Fixture.path("tools/\(name).xlsx"), to: scratch.path("out.xlsx"))
      }
    }
    #expect(scratch.names.isEmpty)
  }

  @Test func `the revenue on another sheet, in a cell or a sentence, is found`() throws {
    let scratch = try Scratch()
    let tool = try Self.tool(987_654.25, Self.prices, in: scratch)
    for cell in [CellValue.number(987_654.25), .text("987654.25"), .text("revenue of 987,654.25 USD")] {
      let form = try Self.form(sheets: [("Notes", [[.text("x"), cell]])], in: scratch)
      #expect(try Self.refusal(tool, form, in: scratch) == "X07.revenue", "\(cell)")
    }
    #expect(
      try Self.refusal(
        tool, Self.form(sheets: [("Notes", [[.text("x"), .number(987_654.5)]])], in: scratch), in: scratch) == nil)
  }

  @Test func `the revenue inside a formula is found, also in a column of figures`() throws {
    let scratch = try Scratch()
    let tool = try Self.tool(987_654.25, Self.prices, in: scratch)
    let editor = try WorkbookEditor(path: Self.form(sheets: [("Notes", [[.text("x"), .number(1)]])], in: scratch))
    try editor.set(.formula("987654.25*2", cached: .number(1_975_308.5)), at: "B1", in: "Notes")
    try editor.write(to: scratch.path("formula.xlsx"), force: true)
    #expect(try Self.refusal(tool, scratch.path("formula.xlsx"), in: scratch) == "X07.revenue")
    try editor.set(.formula("987654*2", cached: .number(1_975_308)), at: "B1", in: "Notes")
    try editor.write(to: scratch.path("formula.xlsx"), force: true)
    #expect(try Self.refusal(tool, scratch.path("formula.xlsx"), in: scratch) == nil)
  }

  @Test func `a round revenue is found beside its label, and not where it may be anything`() throws {
    let scratch = try Scratch()
    let tool = try Self.tool(24_000_000, Self.prices, in: scratch)
    let labelled = try Self.form(sheets: [("Data", [[.text("Revenue"), .number(24_000_000)]])], in: scratch)
    #expect(try Self.refusal(tool, labelled, in: scratch) == "X07.revenue")
    let other = try Self.form(sheets: [("Data", [[.text("Yearly volume"), .number(24_000_000)]])], in: scratch)
    #expect(try Self.refusal(tool, other, in: scratch) == nil)
  }

  @Test func `prices beside the parts are found, unless the customer's own column asks for them`() throws {
    let scratch = try Scratch()
    let tool = try Self.tool(987_654.25, Self.prices, in: scratch)
    let values = Self.prices.map { CellValue.number($0) }
    #expect(try Self.refusal(tool, Self.form(columns: [("Internal", values)], in: scratch), in: scratch) == "X07.price")
    #expect(try Self.refusal(tool, Self.form(columns: [("Target price USD", values)], in: scratch), in: scratch) == nil)
    // The same numbers beside other parts are somebody else's.
    let shuffled = Array(values[1...]) + [values[0]]
    #expect(try Self.refusal(tool, Self.form(columns: [("Lead time", shuffled)], in: scratch), in: scratch) == nil)
    // On another sheet they give themselves away in any order.
    let sheet = try Self.form(sheets: [("Calc", shuffled.map { [.text("n"), $0] })], in: scratch)
    #expect(try Self.refusal(tool, sheet, in: scratch) == "X07.price")
  }

  @Test func `figures that equal a price by chance are no leak`() throws {
    let scratch = try Scratch()
    // 876.164 t of 876,164 USD: each part's kilograms are its price.
    let tool = try Self.tool(876_164, [0.5, 1.8, 2.75, 4.125], in: scratch)
    #expect(try Self.refusal(tool, Self.form(in: scratch), in: scratch) == nil)
    try tool.writeForm(to: scratch.path("fresh.xlsx"))
    #expect(scratch.names.contains("fresh.xlsx"))
  }

  @Test func `quantities, years and thicknesses of a customer's form are no leak`() throws {
    let scratch = try Scratch()
    let tool = try Self.tool(5_000_000, [1, 2, 5, 10], in: scratch)
    let form = try Self.form(
      columns: [
        ("Quantity", [.number(10), .number(2), .number(100), .number(5)]),
        ("Year", [2023, 2024, 2025, 2026].map { .number($0) }),
      ],
      sheets: [
        (
          "Volumes",
          [[.text("Volume"), .number(5_000_000)], [.text("Lot"), .number(1)], [.text("Days"), .number(30)]]
        )
      ], in: scratch)
    #expect(try Self.refusal(tool, form, in: scratch) == nil)
  }
}
