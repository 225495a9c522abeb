import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

/// Every command asks the same function what a workbook is.
@Suite("What a workbook is")
struct RecognitionTests {
  private static func recognise(_ path: String) throws -> Recognition {
    try Recognition(of: WorkbookReader(path: path), by: TemplateDefinitions())
  }

  private static func write(_ sheets: [(name: String, rows: [[CellValue]])], in scratch: Scratch) throws -> String {
    var workbook = NewWorkbook()
    for sheet in sheets {
      var worksheet = NewWorksheet(name: sheet.name)
      worksheet.rows = RowSource(
        sheet.rows.enumerated().map { row, cells in
          NewRow(row + 1, cells.enumerated().map { NewCell($0 + 1, $1) })
        })
      workbook.worksheets.append(worksheet)
    }
    try workbook.write(to: scratch.path("book.xlsx"), force: true)
    return scratch.path("book.xlsx")
  }

  private static let formHeaders: [CellValue] =
    [
      "MFG", "MPN", "kg CO2 p/part", "kWh NON-RE p/part", "kWh RE p/part", "Recycled content",
      "Sustainability validation date",
    ]
    .map { .text($0) }

  @Test(arguments: ["PN Price", "Unit price", "单价", "Target price"]) func `a form stays a form with a column of prices`(
    header: String
  )
    throws
  {
    let scratch = try Scratch()
    let path = try Self.write(
      [("Sustainability", [Self.formHeaders + [.text(header)], [.text("A"), .text("PN-1234")]])], in: scratch)
    #expect(try Self.recognise(path).kind == .form)
    #expect(try CheckedFiles.check(path).kind == .form)
    #expect(try Inspection(of: WorkbookReader(path: path), by: TemplateDefinitions()).located?.definition.kind == .form)
    #expect(throws: OperationError.self) { try CompletedTool(path) }
  }

  @Test(arguments: ["Company", "公司", "Summary", "Energy consumption"]) func `a sheet's name alone makes no tool`(
    name: String
  ) throws {
    let scratch = try Scratch()
    let path = try Self.write([(name, [[.text("Minutes of the meeting")], [.number(3)]])], in: scratch)
    #expect(try Self.recognise(path).kind == .unknown)
    #expect(try CheckedFiles.check(path).findings.map(\.key) == ["X04"])
    #expect(throws: OperationError.self) { try CompletedTool(path) }
    // With a form beside it, it is a form.
    let form = try Self.write(
      [(name, [[.text("Our address")]]), ("Sustainability", [Self.formHeaders, [.text("A"), .text("B")]])], in: scratch)
    #expect(try Self.recognise(form).kind == .form)
  }

  /// Names of tabs that many a workbook has.
  @Test(arguments: [
    ["Summary"], ["Energy"], ["Lists"], ["Survey"], ["Company"], ["Parts"], ["Per MPN"], ["Company", "Energy"],
    ["Company", "Energy", "Summary", "Lists", "Survey", "Certificates"], ["公司", "能耗", "汇总"],
  ]) func `the names of tabs alone make no workbook known, however many there are`(names: [String]) throws {
    let scratch = try Scratch()
    let path = try Self.write(
      names.map { ($0, [[.text("Minutes of the meeting"), .text("Currency")], [.number(3), .text("Note")]]) },
      in: scratch)
    #expect(try Self.recognise(path).kind == .unknown)
    #expect(try CheckedFiles.check(path).findings.map(\.key) == ["X04"])
    #expect(throws: OperationError.self) { try CompletedTool(path) }
  }

  @Test func `a list of companies is no tool`() throws {
    let scratch = try Scratch()
    let path = try Self.write(
      [
        (
          "Company",
          [
            [.text("Company name"), .text("Revenue"), .text("Currency"), .text("Contact")],
            [.text("Golden"), .number(3), .text("CNY"), .text("Li")],
          ]
        ), ("Summary", [[.text("Companies"), .number(1)]]),
      ], in: scratch)
    #expect(try Self.recognise(path).kind == .unknown)
    #expect(try CheckedFiles.check(path).findings.map(\.key) == ["X04"])
  }

  @Test func `a tool of few labels is one still`() throws {
    let scratch = try Scratch()
    let company: (name: String, rows: [[CellValue]]) = ("Company", [[.text("Revenue"), .number(3)]])
    let parts: (name: String, rows: [[CellValue]]) = (
      "List", [[.text("MPN"), .text("PN Price")], [.text("A"), .number(1)]]
    )
    #expect(try Self.recognise(Self.write([company, parts], in: scratch)).kind == .tool)
    let energy: (name: String, rows: [[CellValue]]) = (
      "Energy consumption", [[.text("Source"), .text("Fuel"), .text("Unit"), .text("January")], [.text("Diesel")]]
    )
    #expect(try Self.recognise(Self.write([company, energy], in: scratch)).kind == .tool)
  }

  @Test func `every fixture is to inspect what it is to validate`() throws {
    for file in CheckedFiles.fixtures where !file.hasPrefix("unreadable") {
      let path = Fixture.path(file)
      let inspected = try Inspection(of: WorkbookReader(path: path), by: TemplateDefinitions()).located?.definition.kind
      let checked = try CheckedFiles.check(path).located?.definition.kind
      #expect(inspected == checked, "\(file)")
    }
  }
}
