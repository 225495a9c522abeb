import Emissions
import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation
import XLSX

/// The rules of the customs codes of parts; the first part is in row 5.
@Suite struct CustomsRuleTests {
  private static func checked(_ code: CellValue) throws -> CheckedTool {
    try CheckedTool { $0.set("parts", row: 5, "customs-code", code) }
  }

  @Test(arguments: ["8536", "8536699", "853669901", "HS 853669", "see invoice", "00112233"])
  func `H01: codes have six, eight or ten digits`(text: String) throws {
    let broken = try Self.checked(.text(text))
    #expect(broken.found == ["warning H01 N5"] && broken.calculation.parts[0].customsCode == nil)
    #expect(try broken.words("H01").contains(text) && broken.words("H01", .chinese).contains(text))
    #expect(Verdict(broken.findings) == .ready && broken.calculation.parts[0].isComplete)
  }

  @Test(arguments: ["853669", "85366990", "8536699010", "8536 69 90", "8536.69.90"]) func `codes that are ones`(
    text: String
  ) throws {
    let tool = try Self.checked(.text(text))
    #expect(tool.found == [] && tool.calculation.parts[0].cbamCoverage == .notListed)
  }

  @Test func `H01: a code typed as a number that has lost its zero`() throws {
    let broken = try Self.checked(.number(1_012_100))
    #expect(broken.found == ["warning H01.number N5"] && broken.findings.first?.suggestion == "01012100")
    #expect(try broken.words("H01.number").contains("1012100"))
    #expect(try Self.checked(.number(85_366_990)).found == [])
  }

  @Test func `H02: a code that the EU's CBAM covers is named, as a note`() throws {
    let tool = try Self.checked(.text("7318.15.42"))
    #expect(tool.found == ["note H02 N5"])
    #expect(
      try tool.words("H02").contains("7318 15 42 falls under the EU's CBAM")
        && tool.words("H02").contains("sector iron and steel"))
    #expect(try tool.words("H02", .chinese).contains("钢铁"))
    #expect(try Self.checked(.text("73170080")).found == [])
    #expect(try Self.checked(.text("72022100")).found == [])
  }

  @Test func `H02: a code that is covered in part may be covered`() throws {
    let six = try Self.checked(.text("250700"))
    #expect(six.found == ["note H02.eight-digits N5"])
    #expect(
      try six.words("H02.eight-digits").contains("eight digits")
        && six.words("H02.eight-digits", .chinese).contains("2507 00 80"))
    let eight = try Self.checked(.text("25070080"))
    #expect(eight.found == ["note H02.good N5"])
    #expect(try eight.words("H02.good").contains("non-calcined") && eight.words("H02.good", .chinese).contains("未煅烧"))
    #expect(try Self.checked(.text("25070020")).found == [])
  }

  @Test func `emissions are summed by code over the parts`() throws {
    let tool = try CheckedTool {
      $0.set("parts", row: 5, "customs-code", .text("85366990"))
      $0.set("parts", row: 6, "customs-code", .text("8536 69 90"))
      $0.set("parts", row: 7, "customs-code", .text("76169990"))
      $0.tables["parts"]?[7]?["price"] = nil
    }
    let totals = try CustomsTotals(tool.calculation, lists: CheckedTool.lists.get())
    #expect(totals.lines.map(\.code.digits) == ["76169990", "85366990"] && totals.partsWithoutCode == 5)
    #expect(
      totals.lines[0].emissions == nil && totals.lines[0].partsWithoutFigure == 1 && totals.lines[0].coverage.isCovered)
    let figures = tool.calculation.parts.prefix(2).compactMap { $0.share?.emissions }
    #expect(totals.lines[1].emissions == figures.reduce(.zero, +) && totals.lines[1].parts == 2)
    #expect(
      try CustomsTotals(tool.calculation, lists: CheckedTool.lists.get(), parts: [0]).lines.map(\.emissions) == [
        figures[0]
      ])
  }
}
