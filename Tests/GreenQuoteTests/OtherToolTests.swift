import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

/// A tool that is not GreenQuote's: a definition is all that it takes.
@Suite("A tool of another design")
struct OtherToolTests {
  private static let path = Fixture.path("other-tools/other-tool.xlsx")

  private static func definition(_ change: (String) -> String = { $0 }) throws -> TemplateDefinition {
    let path = Fixture.root + "/Templates/examples/other-tool.yaml"
    return try TemplateDefinition(yaml: change(String(decoding: Fixture.bytes(path), as: UTF8.self)), file: path)
  }

  /// The figures of a part, computed from the inputs by hand: kg CO2, kWh non-renewable, kWh renewable.
  private static func figures(_ part: OtherTool.Part) throws -> [Double] {
    let material = try #require(OtherTool.factors.first { $0.name == part.material })
    let grid = try #require(OtherTool.factors.last)
    let ownShare = 1 - part.recycledShare * OtherTool.recycledSaving
    let grey = part.electricity - part.greenElectricity
    return [
      part.mass / 1000 * material.carbon * ownShare + grey * grid.carbon, part.mass / 1000 * material.energy + grey,
      part.greenElectricity,
    ]
  }

  private static func agree(_ one: Double, _ other: Double) -> Bool {
    (one - other).magnitude <= 1e-9 * max(one.magnitude, other.magnitude) + 1e-10
  }

  /// Completes a tool and compares the form with the figures computed by hand.
  private static func expectFigures(_ path: String, in scratch: Scratch) throws {
    let tool = try CompletedTool(path, definition: definition())
    #expect(tool.completion.verdict == .ready, "\(tool.completion.findings.map(\.key))")
    #expect(tool.completion.leftOut.isEmpty)
    try tool.writeForm(to: scratch.path("form.xlsx"))
    let rows = try WorkbookReader(path: scratch.path("form.xlsx")).rows("Sustainability")
    #expect(rows.count == 1 + OtherTool.parts.count)
    for (index, part) in OtherTool.parts.enumerated() {
      let row = try #require(rows[index + 2])
      let wanted = try figures(part)
      for (column, figure) in zip([3, 4, 5], wanted) {
        guard case .number(let number)? = row[column] else {
          Issue.record("\(part.mpn): column \(column) holds no number")
          continue
        }
        #expect(agree(number, figure), "\(part.mpn), column \(column): \(number), not \(figure)")
      }
      #expect(row[1] == .text(part.mfg.isEmpty ? "浩捷精密制造有限公司" : part.mfg))
      #expect(row[2] == .text(part.mpn))
      #expect(row[6] == .text(part.recycledShare > 0 ? "Yes" : "No"))
      #expect(row[7] == .number(46_174))
    }
  }

  @Test func `the form has the figures of its own formulas and factors`() throws {
    try Self.expectFigures(Self.path, in: Scratch())
  }

  @Test func `its fields are read, and no totals are made up`() throws {
    let completion = try CompletedTool(Self.path, definition: Self.definition()).completion
    #expect(completion.workbook.company[.revenue].value == OtherTool.quarters.reduce(0, +) * 10_000)
    #expect(completion.workbook.company[.currency].value == "CNY")
    #expect(completion.workbook.company[.periodStart].value == CalendarDate(year: 2025, month: 1, day: 1))
    #expect(completion.workbook.company[.periodEnd].value == CalendarDate(year: 2025, month: 12, day: 31))
    let used = completion.calculation.inventory.used
    #expect(used.scope1 == nil && used.scope2 == nil && used.renewable == nil && used.nonRenewable == nil)
  }

  @Test func `what the file stores for its formulas is not taken`() throws {
    let scratch = try Scratch()
    let editor = try WorkbookEditor(path: Self.path)
    for sheet in ["零件核算", "企业概况"] { try editor.setResults(in: sheet) { _ in .number(12_345) } }
    try editor.write(to: scratch.path("stale.xlsx"))
    try Self.expectFigures(scratch.path("stale.xlsx"), in: scratch)
  }

  @Test func `a customer's form is completed, and the copy holds the values`() throws {
    let scratch = try Scratch()
    let tool = try CompletedTool(Self.path, definition: Self.definition())
    try tool.writeCopy(to: scratch.path("copy.xlsx"))
    let copy = try WorkbookReader(path: scratch.path("copy.xlsx"))
    #expect(try Recalculation(of: copy, asOf: tool.completion.asOf).changed == 0)
    let wanted = try Self.figures(OtherTool.parts[1])
    guard case .number(let grams)? = try copy.rows("零件核算")[5]?[3] else {
      Issue.record("the copy has no value")
      return
    }
    #expect(Self.agree(grams / 1000, wanted[0]))
    #expect(throws: OperationError.self) { try tool.completion.requireOwnFigures() }
  }

  @Test func `a formula that cannot be evaluated is an error with its cell, and its part is left out`() throws {
    let scratch = try Scratch()
    let editor = try WorkbookEditor(path: Self.path)
    let cell = CellReference(row: 5, column: 3)
    try editor.set(.formula("RAND()*G5", cached: .number(1_000)), at: cell, in: "零件核算")
    try editor.write(to: scratch.path("fault.xlsx"))
    let completion = try CompletedTool(scratch.path("fault.xlsx"), definition: Self.definition()).completion
    let errors = completion.findings.filter { $0.severity == .error }
    #expect(errors.map(\.rule) == ["W09"] && errors.first?.cells == [cell])
    let catalogue = try MessageCatalogue.builtIn(.english)
    #expect(try catalogue.message(#require(errors.first)).contains("cannot be evaluated: "))
    #expect(completion.rows.count == 2)
    #expect(completion.leftOut.map(\.mpn) == ["HJ-2002"] && completion.leftOut.first?.reason == .figures)
  }

  @Test func `an input that is missing or a text is an error, and its part is left out`() throws {
    let scratch = try Scratch()
    for (value, rule) in [(CellValue.blank, "M01"), (.text("一百克"), "W09")] {
      let editor = try WorkbookEditor(path: Self.path)
      try editor.set(.value(value), at: CellReference(row: 4, column: 7), in: "零件核算")
      try editor.write(to: scratch.path("input.xlsx"), force: true)
      let completion = try CompletedTool(scratch.path("input.xlsx"), definition: Self.definition()).completion
      let errors = completion.findings.filter { $0.severity == .error }
      #expect(errors.map(\.rule) == [rule] && errors.first?.ranges == "G4")
      #expect(completion.rows.count == 2 && completion.leftOut.map(\.mpn) == ["HJ-2001"])
    }
    // What every part may depend on costs all of them.
    let editor = try WorkbookEditor(path: Self.path)
    try editor.set(.value(.blank), at: CellReference(row: 8, column: 3), in: "企业概况")
    try editor.write(to: scratch.path("input.xlsx"), force: true)
    let completion = try CompletedTool(scratch.path("input.xlsx"), definition: Self.definition()).completion
    #expect(completion.rows.isEmpty && completion.findings.contains { $0.rule == "M01" && $0.ranges == "C8" })
  }

  @Test func `a figure that was typed is in doubt; an error value gives none`() throws {
    let scratch = try Scratch()
    let editor = try WorkbookEditor(path: Self.path)
    try editor.set(.value(.number(2_000)), at: CellReference(row: 4, column: 3), in: "零件核算")
    try editor.set(.value(.text("未知材料")), at: CellReference(row: 6, column: 8), in: "零件核算")
    try editor.write(to: scratch.path("typed.xlsx"))
    let completion = try CompletedTool(scratch.path("typed.xlsx"), definition: Self.definition()).completion
    #expect(completion.findings.contains { $0.key == "W09.typed" && $0.ranges == "C4" && $0.raisesDoubt })
    #expect(completion.rows.count == 2 && completion.leftOut.map(\.mpn) == ["HJ-2003"])
    #expect(completion.findings.contains { $0.severity == .error && $0.ranges.hasPrefix("C6") })
  }

  @Test func `a total below the parts is none of them`() throws {
    let scratch = try Scratch()
    let editor = try WorkbookEditor(path: Self.path)
    try editor.set(.value(.text("合计")), at: CellReference(row: 8, column: 12), in: "零件核算")
    try editor.write(to: scratch.path("total.xlsx"))
    let completion = try CompletedTool(scratch.path("total.xlsx"), definition: Self.definition()).completion
    #expect(completion.rows.count == OtherTool.parts.count)
    #expect(completion.findings.allSatisfy { $0.severity != .error }, "\(completion.findings.map(\.key))")
  }

  @Test func `choices that do not reach its formulas are refused`() throws {
    var options = Calculation.Options()
    options.warmingPotentials = .ar6
    let error = #expect(throws: OperationError.self) {
      try CompletedTool(Self.path, options: options, definition: Self.definition())
    }
    #expect(error?.finding?.key == "X08.options")
  }

  @Test func `a definition that lacks figures, or whose units cannot be converted, is refused`() throws {
    let changes: [(from: String, to: String, problem: String)] = [
      ("unit: g, computed", "unit: kWh, computed", "is no unit of 'kgco2e'"),
      ("id: renewable-kwh", "id: green-kwh", "need the column 'renewable-kwh'"),
      ("id: recycled-content", "id: recycled", "need the column 'recycled-content'"),
      ("computed: workbook", "computed: excel", "'computed' can only be workbook"),
      ("kind: tool", "kind: form", "belongs to the kind tool"),
    ]
    for change in changes {
      let error = #expect(throws: TemplateDefinitionError.self) {
        try Self.definition { $0.replacing(change.from, with: change.to) }
      }
      #expect(error?.description.contains(change.problem) ?? false, "\(String(describing: error))")
    }
  }
}
