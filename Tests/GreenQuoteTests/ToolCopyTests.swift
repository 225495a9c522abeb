import Foundation
import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing

@testable import XLSX

/// The copy of the supplier's workbook in which every computed cell holds its value.
@Suite("The copy with computed values")
struct ToolCopyTests {
  /// A tool as a program leaves it that does not calculate: formulas without values, or with wrong ones.
  private static func stale(_ inputs: ToolInputs, in scratch: Scratch) throws -> String {
    try SampleTool.workbook(inputs).write(to: scratch.path("good.xlsx"))
    let editor = try WorkbookEditor(path: scratch.path("good.xlsx"))
    for sheet in editor.reader.sheets {
      _ = try editor.reader.read(sheet) { row in
        for cell in row.cells where cell.formula != nil {
          try editor.set(
            .cachedValue(row.index.isMultiple(of: 2) ? .blank : .number(-1)), at: cell.reference, in: sheet.name)
        }
      }
    }
    try editor.write(to: scratch.path("stale.xlsx"))
    return scratch.path("stale.xlsx")
  }

  @Test(arguments: [SampleTool.golden, SampleTool.twoCountries, SampleTool.everything])
  func `stale and missing values are mended, all else stays`(_ inputs: ToolInputs) throws {
    let scratch = try Scratch()
    let stale = try Self.stale(inputs, in: scratch)
    try CompletedTool(stale).writeCopy(to: scratch.path("copy.xlsx"))
    let good = try WorkbookReader(path: scratch.path("good.xlsx"))
    let copy = try WorkbookReader(path: scratch.path("copy.xlsx"))
    for sheet in good.sheets {
      let (new, old) = (try copy.values(sheet.name), try good.values(sheet.name))
      // Entries are written as the lists spell them.
      let role = sheet.name == "Company" ? CellReference(row: 10, column: 2) : nil
      if let role { #expect(new[role] == .text("Manufacturer 制造商")) }
      let differing = Set(new.keys).union(old.keys).filter { new[$0] != old[$0] && $0 != role }.sorted()
      #expect(
        differing.map { "\($0): \(String(describing: new[$0])) \(String(describing: old[$0]))" } == [], "\(sheet.name)")
      #expect(try Self.formulas(copy, sheet) == Self.formulas(good, sheet))
    }
    for part in good.archive.partNames where !part.text.contains("worksheets/") && part.text != "xl/workbook.xml" {
      #expect(try copy.archive.bytes(of: part) == good.archive.bytes(of: part), "\(part.text)")
    }
  }

  private static func formulas(_ reader: WorkbookReader, _ sheet: WorkbookReader.Sheet) throws -> [CellReference:
    String]
  {
    var formulas: [CellReference: String] = [:]
    _ = try reader.read(sheet) { row in
      for cell in row.cells { formulas[cell.reference] = cell.formula }
    }
    return formulas
  }

  @Test func `settings of the caller are written into their cells`() throws {
    let scratch = try Scratch()
    var options = Calculation.Options()
    options.warmingPotentials = .ar6
    options.scope2Method = .location
    let tool = try CompletedTool(Fixture.path("tools/two-countries.xlsx"), options: options)
    try tool.writeCopy(to: scratch.path("copy.xlsx"))
    let company = try WorkbookReader(path: scratch.path("copy.xlsx")).values("Company")
    #expect(company[CellReference(row: 21, column: 2)] == .text("AR6"))
    #expect(company[CellReference(row: 20, column: 2)] == .text("Location-based 基于位置"))
    #expect(try CompletedTool(scratch.path("copy.xlsx")).completion.rows == tool.completion.rows)
  }
}
