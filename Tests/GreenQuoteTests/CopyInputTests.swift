import Emissions
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

@testable import GreenQuote

/// The workbook's own formulas compare letter by letter: what GreenQuote understands all the same, it writes into the
/// copy as they understand it.
@Suite("Inputs in a copy of the tool")
struct CopyInputTests {
  private static func copy(_ change: (inout ToolInputs) -> Void) throws -> (
    cells: [String: [CellReference: CellValue]], findings: [String]
  ) {
    var inputs = SampleTool.everything
    change(&inputs)
    let scratch = try Scratch()
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"), compressionLevel: 1)
    let tool = try CompletedTool(scratch.path("tool.xlsx"))
    let outcome = try ToolCopyWriter.write(
      tool.completion, of: tool.reader, options: tool.settings.options, to: scratch.path("copy.xlsx"), force: false)
    let reader = try WorkbookReader(path: scratch.path("copy.xlsx"))
    var cells: [String: [CellReference: CellValue]] = [:]
    for sheet in ["Company", "Energy consumption", "Electricity factor", "Per MPN"] {
      cells[sheet] = try reader.values(sheet)
    }
    return (cells, outcome.findings.map { ($0.sheet ?? "") + "!" + $0.ranges })
  }

  private static func cell(_ text: String) throws -> CellReference { try #require(CellReference(text)) }

  @Test func `entries are written as the lists spell them`() throws {
    let (cells, findings) = try Self.copy { inputs in
      inputs.field("scope2-method", "Location-based")
      inputs.field("currency", "eur")
      inputs.field("residual-mix", "Y")
      inputs.set("energy", row: 13, "unit", .text("mwh"))
      inputs.set("electricity-factor", row: 10, "country", .text("germany"))
      inputs.set("parts", row: 5, "allocation", .text("physical by mass"))
    }
    #expect(try cells["Company"]?[Self.cell("B20")] == .text("Location-based 基于位置"))
    #expect(try cells["Company"]?[Self.cell("B9")] == .text("EUR"))
    #expect(try cells["Company"]?[Self.cell("B23")] == .text("Yes"))
    #expect(try cells["Energy consumption"]?[Self.cell("D13")] == .text("MWh"))
    #expect(try cells["Electricity factor"]?[Self.cell("A10")] == .text("Germany 德国"))
    #expect(try cells["Per MPN"]?[Self.cell("O5")] == .text("Physical by mass 按质量"))
    #expect(findings.count == 7, "\(findings)")
  }

  @Test func `an amount in many of a unit is written in that unit`() throws {
    let (cells, _) = try Self.copy { inputs in
      inputs.set("energy", row: 13, "unit", .text("万千瓦时"))
      inputs.set("energy", row: 20, "unit", .text("tce"))
      inputs.set("electricity-factor", row: 10, "unit", .text("10 MWh"))
    }
    let energy = try #require(cells["Energy consumption"])
    #expect(try energy[Self.cell("D13")] == .text("kWh") && energy[Self.cell("R13")] == .number(24_000_000))
    #expect(try energy[Self.cell("D20")] == .text("GJ") && energy[Self.cell("R20")] == .number(720 * 29.3076))
    let region = try #require(cells["Electricity factor"])
    #expect(try region[Self.cell("D10")] == .text("MWh") && region[Self.cell("C10")] == .number(19))
  }

  @Test func `numbers that stand as text are written as numbers`() throws {
    let (cells, findings) = try Self.copy { inputs in
      inputs.field("revenue", "51,000,000.5")
      inputs.set("energy", row: 8, "annual-total", .text("8000"))
      inputs.set("parts", row: 5, "price", .text("1.5"))
    }
    #expect(try cells["Company"]?[Self.cell("B8")] == .number(51_000_000.5))
    #expect(try cells["Energy consumption"]?[Self.cell("R8")] == .number(8000))
    #expect(try cells["Per MPN"]?[Self.cell("C5")] == .number(1.5))
    #expect(findings.count == 4)
  }

  @Test func `the supplier's own sheets have the values of what was written`() throws {
    var inputs = SampleTool.everything
    inputs.field("revenue", "51,000,000.5")
    var book = try SampleTool.workbook(inputs)
    let cells = [
      NewCell(1, .number(0), formula: "N(Company!B8)*2"), NewCell(2, .number(7), formula: "ROWS(Company!A1:A9)"),
    ]
    book.worksheets.append(NewWorksheet(name: "My sums", rows: [NewRow(1, cells)]))
    let scratch = try Scratch()
    try book.write(to: scratch.path("tool.xlsx"), force: false)
    try CompletedTool(scratch.path("tool.xlsx")).writeCopy(to: scratch.path("copy.xlsx"))
    let sums = try WorkbookReader(path: scratch.path("copy.xlsx")).values("My sums")
    #expect(try sums[Self.cell("A1")] == .number(102_000_001))
    // It depends on nothing that was written.
    #expect(try sums[Self.cell("B1")] == .number(7))
  }

  @Test func `what the lists and formulas understand stays as it is`() throws {
    // The sample names the role in English alone.
    #expect(try Self.copy { _ in }.findings == ["Company!B10"])
  }
}
