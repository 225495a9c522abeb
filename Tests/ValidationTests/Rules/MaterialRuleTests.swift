import Emissions
import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation
import XLSX

/// The rules of the sheet of secondary materials; its first row is row 5.
@Suite struct MaterialRuleTests {
  private static let steel = "Steel 钢", dieCasting = "Die casting 压铸", stamping = "Stamping 冲压"

  private static func checked(_ change: (inout ToolInputs) -> Void) throws -> CheckedTool { try CheckedTool(change) }

  /// One row for the first part, masses in g.
  private static func row(
    mass: Double = 10, pre: Double = 0, post: Double = 0, reused: Double = 0, process: String? = nil,
    _ change: (inout ToolInputs) -> Void = { _ in }
  ) throws -> CheckedTool {
    try checked {
      $0.material(
        "PN-1234", steel, mass: mass, preConsumer: pre, postConsumer: post, reutilization: reused, process: process)
      change(&$0)
    }
  }

  @Test func `S01: origins that are more than the part`() throws {
    let broken = try Self.row(pre: 6, post: 4.1)
    #expect(broken.found == ["note S06 A5", "error S01 C5"])
    #expect(try broken.words("S01").contains("10.1 g are in 10 g of the part: 101 %"))
    #expect(try Self.row(pre: 6, post: 4).found == [])
    #expect(try Self.row(mass: 0.3, pre: 0.1, post: 0.2).found == [])
  }

  @Test func `S02: masses without the mass of the part`() throws {
    #expect(try Self.row(mass: 0, pre: 6).found == ["note S06 A5", "error S02 C5"])
    let zero = try Self.row(pre: 6) { $0.set("secondary-materials", row: 5, "part-mass", .number(0)) }
    #expect(zero.found == ["note S06 A5", "error S02 C5"])
    #expect(zero.calculation.parts[0].materials.hasRecycledContent == true)
    #expect(try Self.row(mass: 0).found == [])
  }

  @Test func `S02: a material without mass beside one with mass`() throws {
    let broken = try Self.row(pre: 5) { $0.material("PN-1234", "Zinc 锌", mass: 0) }
    #expect(broken.found == ["note S06 A6", "warning S02.weight C6"])
    #expect(broken.calculation.parts[0].materials.share(.preConsumer) == nil)
    let apart = try Self.row(pre: 5) { $0.material("PN-1235", "Zinc 锌", mass: 0) }
    #expect(apart.found == [] && apart.calculation.parts[0].materials.share(.preConsumer) == 0.5)
  }

  @Test func `S03: reutilization is for die casting only`() throws {
    let broken = try Self.row(reused: 2, process: Self.stamping)
    #expect(broken.found == ["error S03 F5"])
    #expect(
      try broken.words("S03").contains("the process is Stamping") && broken.words("S03", .chinese).contains("工艺为冲压"))
    #expect(broken.calculation.parts[0].materials.share(.reutilization) == nil)
    #expect(try Self.row(reused: 2).found == ["error S03.process G5"])
    let accepted = try Self.row(reused: 2, process: Self.dieCasting)
    #expect(accepted.found == [] && accepted.calculation.parts[0].materials.share(.reutilization) == 0.2)
    #expect(try Self.row(pre: 2, process: Self.stamping).found == [])
  }

  @Test func `L03, M05: a process that is in no list matters where there is reutilization`() throws {
    #expect(try Self.row(reused: 2, process: "3D printing").found == ["error L03 G5"])
    #expect(try Self.row(pre: 2, process: "3D printing").found == ["warning M05.list G5"])
    #expect(try Self.checked { $0.material("PN-1234", "Unobtainium", mass: 10) }.found == ["warning M05.list B5"])
  }

  @Test func `S04: reutilization beside pre-consumer or post-consumer material`() throws {
    #expect(try Self.row(pre: 1, reused: 2, process: Self.dieCasting).found == ["warning S04 F5"])
    #expect(try Self.row(post: 1, reused: 2, process: Self.dieCasting).found == ["warning S04 F5"])
    let apart = try Self.row(reused: 2, process: Self.dieCasting) {
      $0.material("PN-1234", Self.steel, mass: 10, preConsumer: 1)
    }
    #expect(apart.found == [])
  }

  @Test func `S05: masses without part number`() throws {
    #expect(try Self.row(pre: 2) { $0.tables["secondary-materials"]?[5]?["mpn"] = nil }.found == ["error S05 A5"])
    #expect(
      try Self.checked { $0.set("secondary-materials", row: 5, "material", .text(Self.steel)) }.found == [])
  }

  @Test func `S06: a mass that cannot be read leaves the percentages empty`() throws {
    let broken = try Self.row(post: 2) { $0.set("secondary-materials", row: 5, "pre-consumer", .text("some")) }
    #expect(broken.found == ["note S06 A5", "error N05 D5"])
    let part = broken.calculation.parts[0]
    #expect(part.materials.share(.postConsumer) == nil && part.materials.hasRecycledContent == true)
    #expect(part.isComplete)
    #expect(try broken.words("S06").contains("PN-1234") && broken.words("S06", .chinese).contains("PN-1234"))
  }

  @Test func `S06: recycled content that cannot be told is left empty in the form`() throws {
    let broken = try Self.row { $0.set("secondary-materials", row: 5, "pre-consumer", .text("some")) }
    #expect(broken.found == ["error S06.recycled A5", "note S06 A5", "error N05 D5"])
    let row = try #require(FormRows(of: [0], broken.workbook, broken.calculation, responseDate: nil).first)
    #expect(
      row.values["recycled-content"] == nil && row.values["pre-consumer-share"] == nil && row.values["kgco2"] != nil)
    let other = try #require(FormRows(of: [1], broken.workbook, broken.calculation, responseDate: nil).first)
    #expect(other.values["recycled-content"] == .text("No"))
  }

  @Test(arguments: ["part-mass", "pre-consumer", "post-consumer", "reutilization"] as [ColumnID])
  func `N04, N05, N06: masses are numbers from 0 on`(column: ColumnID) throws {
    func keys(_ value: CellValue) throws -> [String] {
      try Self.row(post: 1, process: Self.dieCasting) { $0.set("secondary-materials", row: 5, column, value) }
        .findings.map(\.key).filter { $0.hasPrefix("N") }
    }
    #expect(try keys(.number(-1)) == ["N04"])
    #expect(try keys(.text("n.a. yet")) == ["N05"])
    #expect(try keys(.error(.reference)) == ["N06"])
    #expect(try keys(.number(2)) == [])
  }

  @Test func `P06: a part that is on no other sheet`() throws {
    #expect(try Self.checked { $0.material("PN-9999", Self.steel, mass: 10) }.found == ["warning P06.material A5"])
    #expect(try Self.checked { $0.material("pn-1234 ", Self.steel, mass: 10) }.found == ["warning P04 A5"])
  }

  @Test func `the report sums what is complete`() throws {
    let tool = try Self.row(pre: 4) { $0.material("PN-1235", Self.steel, mass: 30, postConsumer: 6) }
    let report = SecondaryMaterialReport(tool.workbook, tool.calculation)
    #expect(report.materials.map(\.material) == ["steel"] && report.incompleteRows == 0)
    #expect(report.total.recycledShare == 0.25 && report.total.share(.preConsumer) == 0.1)
  }
}
