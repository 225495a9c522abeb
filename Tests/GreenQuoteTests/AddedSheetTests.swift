import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("Entries of a second sheet of one layout are added once it is named")
struct AddedSheetTests {
  /// A sheet of another tool, under a name of its own.
  private struct Second {
    var sheet: String
    var name: String
    var of: ToolInputs
  }

  private static func tool(_ inputs: ToolInputs, _ seconds: [Second], at path: String) throws {
    var workbook = try SampleTool.workbook(inputs)
    for second in seconds {
      var sheet = try #require(SampleTool.workbook(second.of).worksheets.first { $0.name == second.sheet })
      sheet.name = second.name
      sheet.charts = []
      workbook.worksheets.append(sheet)
    }
    try workbook.write(to: path, compressionLevel: 1)
  }

  private static func complete(_ path: String, adding names: [String], mayLack: Bool = false) throws -> Completion {
    var settings = try CompletionSettings(asOf: #require(CalendarDate.testDay))
    settings.addedSheets = names
    settings.mayLackAddedSheets = mayLack
    return try Completion(of: WorkbookReader(path: path), by: TemplateDefinitions(), settings: settings)
  }

  /// A country or a unit of fuels as the lists write it.
  private static func listed(_ id: String) throws -> String {
    let lists = try ReferenceLists.builtIn()
    return try #require((lists.countries + lists.fuelUnits).first { $0.id == id }?.shown)
  }

  /// A company in one country, with electricity in one unit, gas in another, and heat.
  private static func plant(gas: Double, unit: String, electricity: Double, in energyUnit: String) throws -> ToolInputs
  {
    var inputs = ToolInputs()
    inputs.company("Two Plants Ltd.", revenue: 5_000_000, currency: "USD")
    inputs.energy(row: 5, unit: try listed(unit), annual: gas)
    inputs.energy(row: 13, unit: energyUnit, months: Array(repeating: electricity / 12, count: 12))
    inputs.energy(row: 16, unit: "MWh", annual: 10)
    inputs.energy(row: 20, unit: "GJ", annual: 36)
    inputs.part("PN-1", price: 1.5)
    inputs.part("PN-2", price: 2)
    return inputs
  }

  private static func withRegion(_ inputs: ToolInputs, _ country: String, _ consumption: Double) throws -> ToolInputs {
    var inputs = inputs
    inputs.region(try listed(country), nil, consumption, "kWh")
    return inputs
  }

  @Test func `amounts of every source are summed, whatever their units, and each is traced to its sheet`() throws {
    let scratch = try Scratch()
    let first = try Self.withRegion(Self.plant(gas: 9000, unit: "m3", electricity: 120_000, in: "kWh"), "CN", 120_000)
    let second = try Self.withRegion(
      Self.plant(gas: 50_000, unit: "kWh_net", electricity: 240, in: "MWh"), "DE", 240_000)
    let names = ["Energy (2)", "Regions (2)"]
    let copies = [
      Second(sheet: "Energy consumption", name: names[0], of: second),
      Second(sheet: "Electricity factor", name: names[1], of: second),
    ]
    try Self.tool(first, [], at: scratch.path("first.xlsx"))
    try Self.tool(second, [], at: scratch.path("second.xlsx"))
    try Self.tool(first, copies, at: scratch.path("both.xlsx"))
    let one = try Self.complete(scratch.path("first.xlsx"), adding: []).calculation.inventory
    let other = try Self.complete(scratch.path("second.xlsx"), adding: []).calculation.inventory
    let unnamed = try Self.complete(scratch.path("both.xlsx"), adding: [])
    #expect(unnamed.verdict == .invalid && unnamed.findings.filter { $0.key == "A03" }.compactMap(\.sheet) == names)
    #expect(unnamed.calculation.inventory.scope1 == one.scope1)

    let both = try Self.complete(scratch.path("both.xlsx"), adding: ["energy (2)", names[1]])
    let sum = both.calculation.inventory
    func agree(_ figure: (Inventory) -> Double?) throws {
      let (total, parts) = try (#require(figure(sum)), #require(figure(one)) + #require(figure(other)))
      #expect(abs(total - parts) <= 1e-12 * parts)
    }
    try agree { $0.scope1?.tonnes }
    try agree { $0.scope2Location?.tonnes }
    try agree { $0.energy.renewable?.megawattHours }
    try agree { $0.energy.nonRenewable?.megawattHours }
    try agree { $0.energy.purchasedHeat.megawattHours }
    #expect(both.verdict == .ready, "\(both.findings.filter { $0.severity > .note }.map(\.key))")
    let notes = both.findings.filter { $0.key == "A03.added" }
    #expect(notes.compactMap(\.sheet) + notes.flatMap(\.elsewhere).map(\.sheet) == names)
    #expect(!both.findings.contains { ["W02", "W07"].contains($0.rule) })

    let reader = try WorkbookReader(path: scratch.path("both.xlsx"))
    let explanation = try Explanation(both, catalogue: .builtIn(.english), of: reader)
    let cells = Set(
      explanation.sections.flatMap(\.steps).flatMap(\.inputs).compactMap { $0.cell.map { "\($0.sheet)!\($0.cell)" } })
    #expect(cells.isSuperset(of: ["Energy consumption!F13", "Energy (2)!F13", "Energy (2)!R20", "Regions (2)!C10"]))
    let report = try SupplierReport(both, catalogue: .builtIn(.english), of: reader)
    #expect(report.emissions.sources.map(\.id) == ["natural-gas", "natural-gas+1"])
    #expect(report.emissions.sources.last?.label.hasSuffix("Energy (2)") == true)
    // Every cell of an added sheet has its claim.
    let account = try #require(both.account.sheets.first { $0.name == names[0] })
    #expect(account.unclaimedCells == 0 && account.claimed[.entry] ?? 0 > 15)
  }

  @Test func `what is wrong on an added sheet is named there`() throws {
    let scratch = try Scratch()
    var second = try Self.plant(gas: 100, unit: "m3", electricity: 240, in: "MWh")
    second.set(.energy, row: 8, .annualTotal, .text("many"))
    second.set(.energy, row: 9, .annualTotal, .number(3))
    second.set(.energy, row: 9, .unit, .text("barrel"))
    try Self.tool(
      try Self.plant(gas: 9000, unit: "m3", electricity: 120_000, in: "kWh"),
      [Second(sheet: "Energy consumption", name: "Plant B", of: second)], at: scratch.path("tool.xlsx"))
    let completion = try Self.complete(scratch.path("tool.xlsx"), adding: ["Plant B"])
    let found = completion.findings.filter { $0.severity == .error }.map { "\($0.rule) \($0.sheet ?? "")!\($0.ranges)" }
    #expect(found.contains("N05 Plant B!R8") && found.contains("L03 Plant B!D9"), "\(found)")
    #expect(completion.calculation.inventory.scope1 == nil)
  }

  @Test func `another factor on an added sheet is an error, and no emissions are computed with either`() throws {
    let scratch = try Scratch()
    var first = try Self.plant(gas: 9000, unit: "m3", electricity: 120_000, in: "kWh")
    first.set(.energy, row: 15, .fuel, .text(try Self.listed("CN")))
    var second = first
    second.set(.energy, row: 15, .fuel, .text(try Self.listed("DE")))
    second.set(.energy, row: 20, .fuel, .number(0.3))
    try Self.tool(
      first, [Second(sheet: "Energy consumption", name: "Plant B", of: second)], at: scratch.path("tool.xlsx"))
    let completion = try Self.complete(scratch.path("tool.xlsx"), adding: ["Plant B"])
    #expect(
      completion.findings.filter { $0.rule == "C24" }.map { "\($0.key) \($0.sheet ?? "")!\($0.ranges)" }
        == ["C24 Plant B!C15", "C24.heat Plant B!C20"])
    #expect(completion.calculation.inventory.scope2Location == nil && completion.calculation.inventory.scope1 != nil)
  }

  @Test func `no number of an added sheet goes unread`() throws {
    let scratch = try Scratch()
    let path = scratch.path("tool.xlsx")
    let plant = try Self.withRegion(Self.plant(gas: 9000, unit: "m3", electricity: 120_000, in: "kWh"), "CN", 120_000)
    let names = ["Plant B", "Regions B", "Parts B"]
    try Self.tool(
      plant,
      zip(["Energy consumption", "Electricity factor", "Per MPN"], names).map {
        Second(sheet: $0, name: $1, of: plant)
      },
      at: path)
    let fields = try #require(Self.complete(path, adding: names).workbook.located.sheets[.electricityFactor]?.fields)
    let total = try #require(fields[.regionsConsumption]?.reference)
    let places = [
      ("Plant B", "AG7"), ("Plant B", "R200"), ("Regions B", total.description), ("Parts B", "AG7"),
      ("Parts B", "B300"),
    ]
    for (sheet, cell) in places {
      let editor = try WorkbookEditor(path: path)
      try editor.set(.value(.number(900)), at: #require(CellReference(cell)), in: sheet)
      try editor.write(to: scratch.path("edited.xlsx"), force: true)
      let findings = try Self.complete(scratch.path("edited.xlsx"), adding: names).findings
      let named = findings.filter { $0.severity == .error && $0.sheet == sheet }
      #expect(named.contains { $0.ranges.contains(cell) }, "\(sheet)!\(cell): \(findings.map(\.key))")
    }
  }

  @Test func `a sheet with the same amounts may be a copy`() throws {
    let scratch = try Scratch()
    let plant = try Self.withRegion(Self.plant(gas: 9000, unit: "m3", electricity: 120_000, in: "kWh"), "CN", 240_000)
    try Self.tool(
      plant, [Second(sheet: "Energy consumption", name: "Copy", of: plant)], at: scratch.path("tool.xlsx"))
    let completion = try Self.complete(scratch.path("tool.xlsx"), adding: ["Copy"])
    let same = try #require(completion.findings.first { $0.key == "A03.same" })
    #expect(same.severity == .warning && same.sheet == "Copy" && completion.verdict == .check)
    let gas = completion.calculation.inventory.combustions.values.map(\.quantity)
    #expect(gas == [9000, 9000])
  }

  @Test func `parts are appended, with their own witness, and one that stands on both sheets is found`() throws {
    let scratch = try Scratch()
    var second = ToolInputs()
    second.part("PN-2001", price: 3)
    second.part("PN-1235", price: 9)
    second.part("PN-2002", price: 0)
    try Self.tool(
      SampleTool.golden, [Second(sheet: "Per MPN", name: "Per MPN 2024-2", of: second)],
      at: scratch.path("tool.xlsx"))
    let completion = try Self.complete(scratch.path("tool.xlsx"), adding: ["Per MPN 2024-2"])
    #expect(completion.workbook.parts.count == 11 && completion.rows.count == 8)
    let added = try #require(completion.workbook.parts.firstIndex { $0.mpn.value == "PN-2001" })
    let own = try #require(completion.workbook.parts.firstIndex { $0.mpn.value == "PN-1234" })
    let shares = completion.calculation.parts
    let ratio = try #require(shares[added].share?.emissions) / #require(shares[own].share?.emissions)
    #expect(abs(ratio - 6) < 1e-9)
    let left = completion.leftOut.map { "\($0.addedSheet ?? "–") \($0.row) \($0.mpn) \($0.reason)" }
    #expect(
      left.sorted() == [
        "Per MPN 2024-2 6 PN-1235 duplicate", "Per MPN 2024-2 7 PN-2002 price", "– 6 PN-1235 duplicate",
      ])
    let duplicate = try #require(completion.findings.first { $0.key == "P01.different" })
    #expect(duplicate.sheet == "Per MPN 2024-2" && duplicate.arguments["other"]?.english == "Per MPN!A6")
    #expect(completion.findings.contains { $0.rule == "C16" && $0.sheet == "Per MPN 2024-2" })
    #expect(!completion.findings.contains { $0.rule == "W07" })
  }

  @Test func `a computed cell of an added sheet that was typed over is named there`() throws {
    let scratch = try Scratch()
    let path = scratch.path("tool.xlsx")
    try Self.tool(SampleTool.golden, [Second(sheet: "Per MPN", name: "More", of: SampleTool.workedExample)], at: path)
    let table = try #require(try Self.complete(path, adding: ["more"]).workbook.located.sheets[.parts]?.table)
    let cell = CellReference(row: table.headerRow + 1, column: try #require(table.column(.kgco2e)))
    let editor = try WorkbookEditor(path: path)
    try editor.set(.value(.number(77)), at: cell, in: "More")
    try editor.write(to: path, force: true)
    let found = try Self.complete(path, adding: ["more"]).findings.filter { $0.key == "W01" }
    #expect(found.map { "\($0.sheet ?? "")!\($0.ranges)" } == ["More!\(cell)"])
  }

  @Test func `company figures, the sheet itself and unknown names are refused by name`() throws {
    let scratch = try Scratch()
    let path = scratch.path("tool.xlsx")
    try Self.tool(
      SampleTool.golden,
      [
        Second(sheet: "Company", name: "Company (2)", of: SampleTool.workedExample),
        Second(sheet: "Per MPN", name: "More", of: SampleTool.workedExample),
      ], at: path)
    func refusal(_ name: String, mayLack: Bool = false, _ path: String = path) throws -> Finding? {
      do {
        _ = try Self.complete(path, adding: [name], mayLack: mayLack)
        return nil
      } catch let error as OperationError { return error.finding }
    }
    let company = try #require(try refusal("Company (2)"))
    #expect(company.key == "K09.layout" && company.arguments["taken"]?.english == "Company")
    for name in ["Per MPN", "Moore"] {
      let unknown = try #require(try refusal(name))
      #expect(unknown.key == "K09" && unknown.arguments["sheets"]?.english == "More")
    }
    // Of many workbooks some may lack it; a sheet that is read already is no such sheet in any of them.
    #expect(try refusal("Moore", mayLack: true) == nil)
    #expect(try refusal("Per MPN", mayLack: true)?.key == "K09")
    #expect(try refusal("More", Fixture.path("tools/golden.xlsx"))?.key == "K09.none")
    for language in [Language.english, .chinese] {
      let catalogue = try MessageCatalogue.builtIn(language)
      for finding in [company, try #require(try refusal("Moore"))] {
        #expect(!(catalogue.message(finding) + catalogue.remedy(finding)).contains("{"))
      }
    }
  }

  @Test func `in a batch both sheets' parts are recorded apart`() throws {
    let scratch = try Scratch()
    let path = scratch.path("tool.xlsx")
    try Self.tool(
      SampleTool.golden, [Second(sheet: "Per MPN", name: "More", of: SampleTool.workedExample)], at: path)
    let numbers = try Self.complete(path, adding: ["More"]).workbook.parts.map(\.number)
    #expect(Set(numbers).count == 9 && numbers.last == 1_048_576 + 5)
  }
}
