import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("Company figures from another workbook")
struct CompanyWorkbookTests {
  /// The figures of a part of 28 EUR: 150 t, 130.03334136 MWh and 29.3750051 MWh ÷ 23,500 EUR × 28 EUR.
  private static let expected: [ColumnID: Double] = [
    "kgco2": 178.7234042553, "non-renewable-kwh": 154.933342897, "renewable-kwh": 35.0000060766,
  ]

  private static func complete(
    _ report: CompanyReport = CompanyReport(), parts: NewWorkbook = PartsSheet.plain, in scratch: Scratch,
    options: Calculation.Options = .init()
  ) throws -> Completion {
    try report.workbook.write(to: scratch.path("report.xlsx"), force: true)
    try parts.write(to: scratch.path("parts.xlsx"), force: true)
    return try CompletedTool(scratch.path("parts.xlsx"), company: scratch.path("report.xlsx"), options: options)
      .completion
  }

  private static func expect(_ completion: Completion, _ expected: [ColumnID: Double] = Self.expected) throws {
    let row = try #require(completion.rows.first)
    for (column, figure) in expected { #expect(row.values[column] == .number(figure), "\(column)") }
  }

  @Test(arguments: CompanyReport.Names.allCases, [0, 7])
  func `figures are found by name, else by label, wherever the rows are`(names: CompanyReport.Names, insertedRows: Int)
    throws
  {
    let scratch = try Scratch()
    var report = CompanyReport()
    report.names = names
    report.insertedRows = insertedRows
    let completion = try Self.complete(report, in: scratch)
    try Self.expect(completion)
    #expect(completion.rows.count == 3 && completion.leftOut.isEmpty)
    #expect(completion.verdict == .ready)
    #expect(completion.findings.filter { $0.rule == "F01" }.map(\.count) == (names == .broken ? [15] : []))
    #expect(
      completion.findings.allSatisfy {
        $0.rule != "F01" || $0.severity == .note && $0.file == scratch.path("report.xlsx")
      })
    let source = try #require(completion.workbook.companySource)
    #expect(
      source.figures.flatMap(\.sources).allSatisfy { $0.recognition == (names == .whole ? .definedName : .label) })
  }

  @Test func `what was taken names its cells`() throws {
    let scratch = try Scratch()
    let source = try #require(try Self.complete(in: scratch).workbook.companySource)
    let revenue = try #require(source.figure("revenue"))
    #expect(revenue.value == "23500" && revenue.unit == "EUR")
    #expect(revenue.sources.map { "\($0.sheet)!\($0.reference)" } == ["General Information!E283"])
    let renewable = try #require(source.figure("known-renewable"))
    #expect(renewable.value == "29.3750051")
    #expect(renewable.sources.map(\.reference.description) == ["G12", "G13", "G14"])
    #expect(renewable.sources.map(\.value) == ["0", "23", "6.3750051"])
  }

  @Test func `the day stands first in its dates`() throws {
    let company = try Self.complete(in: try Scratch()).workbook.company
    #expect(company[.periodStart].value == CalendarDate(year: 2024, month: 4, day: 1))
    #expect(company[.periodEnd].value == CalendarDate(year: 2025, month: 3, day: 31))
  }

  @Test func `labels of another language do when the names are broken`() throws {
    let scratch = try Scratch()
    var report = CompanyReport()
    report.names = .broken
    report.translations = [
      "Turnover in EUR": "Umsatzerlöse in EUR", "Renewable": "Erneuerbar", "Non-renewable": "Nicht erneuerbar",
      "Self-generated electricity ": "Selbst erzeugter Strom",
      "Gross Scope 1 GHG Emissions": "Scope 1-Brutto-Treibhausgasemissionen",
      "Gross Scope 2 location-based GHG Emissions": "Standortbezogene Scope 2-Brutto-Treibhausgasemissionen",
      "Current Reporting Period": "Aktueller Berichtszeitraum",
    ]
    try Self.expect(Self.complete(report, in: scratch))
  }

  @Test func `market-based Scope 2 comes first, location-based in its place with a note`() throws {
    let scratch = try Scratch()
    var report = CompanyReport()
    let fallback = try Self.complete(report, in: scratch)
    let note = try #require(fallback.findings.first { $0.rule == "K01" })
    #expect(note.severity == .note && note.ranges == "D23" && note.sheet == "Environmental Disclosures")
    #expect(fallback.calculation.inventory.settings.scope2Method == .location)
    report.changes["E!D24"] = .number(20)
    let market = try Self.complete(report, in: scratch)
    try Self.expect(market, ["kgco2": 142.9787234043])
    #expect(market.calculation.inventory.settings.scope2Method == .market)
    #expect(!market.findings.contains { $0.rule == "K01" })
    var options = Calculation.Options()
    options.scope2Method = .location
    let location = try Self.complete(report, in: scratch, options: options)
    try Self.expect(location)
    #expect(!location.findings.contains { $0.rule == "K01" })
  }

  static let missing: [(place: String, value: CellValue, key: String, cell: String)] = [
    ("G!E283", .blank, "C01.company", "E283"), ("G!E283", .number(0), "C01", "E283"),
    ("G!D5", .blank, "M01.company", "D5"),
    ("G!D5", .text("Taler"), "L03", "D5"), ("E!D22", .text("-"), "M01.company", "D22"),
    ("E!D22", .text("n.k."), "N05", "D22"),
    ("E!D23", .blank, "M01.company", "D24"), ("E!J12", .number(-1), "N04", "J12"),
    ("E!G14", .error(.reference), "N06", "G14"),
  ]

  @Test(arguments: missing)
  func `a figure that is not there or no figure leaves its parts out and names file and cell`(
    place: String, value: CellValue, key: String, cell: String
  ) throws {
    let scratch = try Scratch()
    var report = CompanyReport()
    report.changes[place] = value
    let completion = try Self.complete(report, in: scratch)
    #expect(completion.rows.isEmpty)
    let finding = try #require(completion.findings.first { $0.key == key && $0.severity == .error })
    #expect(finding.file == scratch.path("report.xlsx") && finding.ranges == cell)
    #expect(completion.findings.count { $0.severity == .error } == 1)
  }

  @Test func `a sum without one of its cells is said, and a total that it does not come to`() throws {
    let scratch = try Scratch()
    var report = CompanyReport()
    report.changes = ["E!G13": .blank, "E!G5": .number(250)]
    let completion = try Self.complete(report, in: scratch)
    #expect(completion.rows.count == 3)
    #expect(completion.findings.first { $0.rule == "K06" }?.severity == .warning)
    #expect(completion.findings.first { $0.rule == "K07" }?.ranges == "G5")
    #expect(!(try Self.complete(in: scratch).findings.contains { ["K06", "K07"].contains($0.rule) }))
  }

  @Test func `company figures on both sides are refused, naming both`() throws {
    let scratch = try Scratch()
    let error = #expect(throws: OperationError.self) {
      try Self.complete(parts: SampleTool.workbook(SampleTool.golden), in: scratch)
    }
    let finding = try #require(error?.finding)
    #expect(finding.key == "K02")
    #expect(finding.arguments["figures"]?.english.contains("Company!B8") == true)
    #expect(finding.arguments["file"]?.english == scratch.path("report.xlsx"))
  }

  @Test func `a tool without company figures keeps its own role, date and currency of prices`() throws {
    let scratch = try Scratch()
    var inputs = ToolInputs()
    inputs.field("company-name", "Another name")
    inputs.field("role", "Manufacturer")
    inputs.date("response-date", 2026, 7, 20)
    inputs.part("EX-28", price: 28)
    let completion = try Self.complete(parts: try SampleTool.workbook(inputs), in: scratch)
    try Self.expect(completion)
    #expect(completion.rows.first?.values["validation-date"] == .number(46_223))
    #expect(completion.findings.first { $0.rule == "K05" }?.severity == .warning)
    inputs.field("currency", "USD")
    let dollars = try Self.complete(parts: try SampleTool.workbook(inputs), in: scratch)
    #expect(dollars.rows.isEmpty && dollars.leftOut.first?.reason == .exchange)
    #expect(dollars.findings.contains { $0.key == "C02.exchange" })
  }

  static let sheets: [(headers: [String], currency: String?, isAssumed: Bool)] = [
    (["MPN", "Price"], nil, true), (["零件号", "单价"], nil, true), (["Part number", "Price (EUR)"], nil, false),
    (["MPN", "Price €"], nil, false),
    (["MPN", "Price", "Currency"], "EUR", false),
  ]

  @Test(arguments: sheets)
  func `a plain sheet of part numbers and prices will do`(headers: [String], currency: String?, isAssumed: Bool) throws
  {
    let row: [CellValue] = [.text("A"), .number(28)] + (currency.map { [.text($0)] } ?? [])
    let completion = try Self.complete(parts: PartsSheet.workbook(headers: headers, rows: [row]), in: try Scratch())
    try Self.expect(completion)
    #expect(completion.verdict == .ready)
    #expect(completion.findings.contains { $0.rule == "K04" } == isAssumed)
    #expect(!completion.findings.contains { $0.key == "M09.sheet" })
  }

  @Test(arguments: [["MPN", "Price (USD)"], ["MPN", "Price", "Currency"]])
  func `prices in another currency are an error`(headers: [String]) throws {
    let row: [CellValue] = [.text("A"), .number(28)] + (headers.count == 3 ? [.text("USD")] : [])
    let completion = try Self.complete(parts: PartsSheet.workbook(headers: headers, rows: [row]), in: try Scratch())
    #expect(completion.rows.isEmpty)
    #expect(completion.findings.contains { $0.key == "C02.exchange" })
  }

  @Test func `a plain sheet alone is refused with what to do, and a file that is no company workbook, too`() throws {
    let scratch = try Scratch()
    let alone = try Command.run("complete", Fixture.path("parts/plain-sheet.xlsx"), "-o", scratch.path("form.xlsx"))
    #expect(alone.status == 1 && alone.messages.contains("--company"))
    let wrong = try Command.run(
      "complete", Fixture.path("parts/plain-sheet.xlsx"), "--company", Fixture.path("tools/golden.xlsx"), "-o",
      scratch.path("form.xlsx"))
    #expect(wrong.status == 1 && wrong.messages.contains("golden.xlsx: This is not a workbook of company figures"))
    var lost = CompanyReport()
    lost.names = .broken
    lost.loseLabels()
    try lost.workbook.write(to: scratch.path("lost.xlsx"))
    let labels = try Command.run(
      "complete", Fixture.path("parts/plain-sheet.xlsx"), "--company", scratch.path("lost.xlsx"))
    #expect(labels.status == 1 && labels.messages.contains("neither its defined names nor its labels"))
    try CompanyReport().workbook.write(to: scratch.path("report.xlsx"))
    let swapped = try Command.run("complete", scratch.path("report.xlsx"))
    #expect(swapped.status == 1 && swapped.messages.contains("this file after --company"))
    #expect(scratch.names == ["lost.xlsx", "report.xlsx"])
  }

  @Test func `the command says what was taken from which cell`() throws {
    let scratch = try Scratch()
    try CompanyReport().workbook.write(to: scratch.path("report.xlsx"))
    let result = try Command.run(
      "complete", Fixture.path("parts/plain-sheet.xlsx"), "--company", scratch.path("report.xlsx"), "-o",
      scratch.path("form.xlsx"),
      "--as-of", "2026-11-21")
    #expect(result.status == 0)
    #expect(result.output.contains("Turnover 23500 EUR from General Information!E283 (defined name)"))
    #expect(result.output.contains("Location-based Scope 2 50 tCO2e from Environmental Disclosures!D23 (defined name)"))
    let check = try Command.run("template", "check", scratch.path("report.xlsx"))
    #expect(check.status == 0 && check.output.contains("GrossScope1GreenhouseGasEmissions"))
    #expect(check.output.contains("Turnover 23500 EUR from General Information!E283"))
    let new = try Command.run("template", "new", "vsme", "-o", scratch.path("vsme.xlsx"))
    #expect(new.status == 2 && new.messages.contains("only read"))
    #expect(try Command.run("template", "list").output.contains("vsme"))
  }
}
