import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("Forms of parts that several makers have")
struct MakerTests {
  private static let headers = [
    "MFG", "MPN", "kg CO2 p/part", "kWh NON-RE p/part", "kWh RE p/part", "Recycled content",
    "Sustainability validation date (response date)",
  ]

  /// A tool with PN-1 of TDK and of Murata, PN-2 of TDK alone, and PN-3 of nobody in particular.
  private static func tool(in scratch: Scratch) throws -> CompletedTool {
    var inputs = SampleTool.golden
    inputs.tables["parts"] = nil
    inputs.part("PN-1", price: 1, mfg: "TDK")
    inputs.part("PN-1", price: 10, mfg: "Murata")
    inputs.part("PN-2", price: 2, mfg: "TDK")
    inputs.part("PN-3", price: 3)
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"), compressionLevel: 1)
    return try CompletedTool(scratch.path("tool.xlsx"))
  }

  /// Completes a form of these makers and part numbers; merged ranges as given.
  private static func complete(
    _ rows: [(mfg: String, mpn: CellValue)], merged: [CellRange] = [], format: String = "General"
  ) throws -> (outcome: FormWriter.Outcome, rows: [Int: [Int: CellValue]]) {
    let scratch = try Scratch()
    var workbook = NewWorkbook()
    var style = CellStyle()
    style.numberFormat = format
    let shown = workbook.style(style)
    var sheet = NewWorksheet(name: "Sustainability")
    let body = rows.enumerated().map { index, row in
      NewRow(index + 2, [NewCell(1, row.mfg.isEmpty ? .blank : .text(row.mfg)), NewCell(2, row.mpn, style: shown)])
    }
    sheet.rows = RowSource([NewRow(1, headers.enumerated().map { NewCell($0.offset + 1, .text($0.element)) })] + body)
    sheet.mergedRanges = merged
    workbook.worksheets = [sheet]
    try workbook.write(to: scratch.path("form.xlsx"), compressionLevel: 1)
    let outcome = try tool(in: scratch).complete(form: scratch.path("form.xlsx"), to: scratch.path("out.xlsx"))
    guard outcome.isWritten else { return (outcome, [:]) }
    return (outcome, try WorkbookReader(path: scratch.path("out.xlsx")).rows("Sustainability"))
  }

  /// The emissions of a row in units of those of a part at the price of 1.
  private static func prices(_ rows: [Int: [Int: CellValue]]) -> [Int: Double] {
    rows.compactMapValues { row in
      guard case .number(let figure)? = row[3] else { return nil }
      return (figure / 3.650_683_333_333 * 1000).rounded() / 1000
    }
  }

  private static func found(_ outcome: FormWriter.Outcome) -> [String] {
    outcome.findings.filter { $0.severity > .note }.map { "\($0.severity.rawValue) \($0.key) \($0.ranges)" }
  }

  @Test func `the maker decides, whatever its legal form`() throws {
    let (outcome, rows) = try Self.complete([
      ("TDK Corporation", .text("PN-1")), ("Murata Mfg Co Ltd", .text("PN-1")), ("MURATA 村田", .text("pn-1")),
    ])
    #expect(Self.found(outcome) == [] && outcome.completedRows == 3)
    #expect(Self.prices(rows) == [2: 1, 3: 10, 4: 10])
  }

  @Test func `an unknown maker and none at all are errors that name both`() throws {
    let (outcome, rows) = try Self.complete([("Yageo", .text("PN-1")), ("", .text("PN-1")), ("TDK", .text("PN-1"))])
    #expect(Self.found(outcome) == ["error P11 B2", "error P10 B3"])
    #expect(outcome.findings.first { $0.rule == "P11" }?.arguments["makers"]?.english == "TDK; Murata")
    #expect(outcome.untouchedRows == 2 && Self.prices(rows) == [4: 1])
  }

  @Test func `one candidate of another maker is taken, with a warning`() throws {
    let (outcome, rows) = try Self.complete([
      ("Yageo", .text("PN-2")), ("", .text("PN-2")), ("Whoever", .text("PN-3")), ("tdk corp", .text("PN-2")),
    ])
    #expect(Self.found(outcome) == ["warning P12 B2"])
    #expect(Self.prices(rows) == [2: 2, 3: 2, 4: 3, 5: 2])
  }

  @Test func `a merged maker is that of each row`() throws {
    let (outcome, rows) = try Self.complete(
      [("Murata", .text("PN-1")), ("", .text("PN-1")), ("TDK", .text("PN-1"))], merged: ["A2:A3"])
    #expect(Self.found(outcome) == ["warning B01 A2"] && Self.prices(rows) == [2: 10, 3: 10, 4: 1])
    #expect(rows[3]?[1] == nil, "nothing is written below merged cells")
  }

  @Test func `merged figures take one value for all rows, or none`() throws {
    let same = try Self.complete([("TDK", .text("PN-1")), ("TDK", .text("PN-1"))], merged: ["C2:C3", "G2:G3"])
    #expect(Self.found(same.outcome) == [] && Self.prices(same.rows) == [2: 1])
    let other = try Self.complete([("TDK", .text("PN-1")), ("Murata", .text("PN-1"))], merged: ["C2:C3"])
    #expect(Self.found(other.outcome) == ["error X02 C2", "error X02 C3"] && Self.prices(other.rows) == [:])
  }

  @Test func `part numbers are matched as they are shown, and as they are stored`() throws {
    let (outcome, rows) = try Self.complete([("TDK", .number(2))], format: "\"PN-\"0")
    #expect(Self.found(outcome) == [] && Self.prices(rows) == [2: 2])
    let stored = try Self.complete([("TDK", .number(2))], format: "\"X-\"0")
    #expect(Self.found(stored.outcome) == ["error P06 B2"])
  }

  @Test func `a form that shows another number than the tool stores is matched by that, with a warning`() throws {
    let scratch = try Scratch()
    var inputs = SampleTool.golden
    inputs.tables["parts"] = nil
    inputs.part("112233", price: 1)
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"), compressionLevel: 1)
    var workbook = NewWorkbook()
    var style = CellStyle()
    style.numberFormat = "0000000"
    let shown = workbook.style(style)
    var sheet = NewWorksheet(name: "Sustainability")
    sheet.rows = RowSource([
      NewRow(1, Self.headers.enumerated().map { NewCell($0.offset + 1, .text($0.element)) }),
      NewRow(2, [NewCell(2, .number(112_233), style: shown)]),
    ])
    workbook.worksheets = [sheet]
    try workbook.write(to: scratch.path("form.xlsx"), compressionLevel: 1)
    let outcome = try CompletedTool(scratch.path("tool.xlsx"))
      .complete(form: scratch.path("form.xlsx"), to: scratch.path("out.xlsx"))
    #expect(Self.found(outcome) == ["warning P09 B2"] && outcome.completedRows == 1)
    #expect(outcome.findings.first { $0.rule == "P09" }?.arguments["number"]?.english == "112233")
  }
}
