import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing

@testable import XLSX

@Suite("Definitions of company workbooks")
struct CompanyDefinitionTests {
  /// Another organisation's workbook: other names, other units, everything on one sheet.
  private static let definition = """
    template: energy-audit
    version: "1"
    kind: company
    title: { en: Energy audit }
    lists:
      currency: [EUR, USD]
    sheets:
      - id: audit
        name: Audit
        labels: { en: [Audit] }
        fields:
          - { id: company-name, name: Firm, cell: B1, type: text, role: mandatory, labels: { en: [Firm] } }
          - { id: currency, cell: B2, type: list, list: currency, role: mandatory, labels: { en: [Money] } }
          - { id: revenue, name: [Sales2024, Sales], cell: B3, type: number, unit: currency, role: mandatory, labels: { en: ["Sales in *"] } }
          - { id: known-scope1, cell: B4, type: number, unit: kgCO2e, role: mandatory, labels: { en: [Direct emissions] } }
          - { id: known-scope2, cell: B5, type: number, unit: tCO2e, role: mandatory, labels: { en: [Indirect emissions] } }
          - { id: known-renewable, cell: B6, type: number, unit: kWh, role: mandatory, labels: { en: [Green energy] } }
          - { id: gas, cell: B7, type: number, unit: GJ, role: mandatory, labels: { en: [Gas] } }
          - { id: grid, cell: B8, type: number, unit: MWh, role: mandatory, labels: { en: [Grid] } }
    totals:
      - { id: known-non-renewable, unit: MWh, labels: { en: [Fossil energy] }, sum-of: [gas, grid] }
    """

  private static func audit(names: [DefinedName]) -> NewWorkbook {
    let rows: [(String, CellValue)] = [
      ("Firm", .text("Audited Ltd.")), ("Money", .text("usd")), ("Sales in thousands of nothing", .number(1000)),
      ("Direct emissions", .number(2500)), ("Indirect emissions", .number(1.5)), ("Green energy", .number(4000)),
      ("Gas", .number(36)),
      ("Grid", .number(10)),
    ]
    var workbook = PartsSheet.workbook(
      sheet: "Audit", headers: [rows[0].0, "Audited Ltd."], rows: rows.dropFirst().map { [.text($0.0), $0.1] })
    workbook.definedNames = names
    return workbook
  }

  @Test func `a definition alone reads another organisation's workbook, whatever its units`() throws {
    let scratch = try Scratch()
    let names = [DefinedName(name: "Sales2024", formula: "#REF!"), DefinedName(name: "Sales", formula: "Audit!$B$3")]
    try Self.audit(names: names).write(to: scratch.path("audit.xlsx"))
    try PartsSheet.workbook(headers: ["MPN", "Price"], rows: [[.text("A"), .number(2)]]).write(
      to: scratch.path("parts.xlsx"))
    let completion = try CompletedTool(
      scratch.path("parts.xlsx"), company: scratch.path("audit.xlsx"),
      definition: TemplateDefinition(yaml: Self.definition, file: "audit.yaml")
    ).completion
    // (2.5 + 1.5) t, 4 MWh and (36 GJ ÷ 3.6 + 10) MWh ÷ 1,000 USD × 2 USD
    let row = try #require(completion.rows.first)
    #expect(row.values["kgco2"] == .number(8))
    #expect(row.values["renewable-kwh"] == .number(8))
    #expect(row.values["non-renewable-kwh"] == .number(40))
    let source = try #require(completion.workbook.companySource)
    #expect(source.figure("revenue")?.sources.first?.recognition == .definedName)
    #expect(source.figure("known-scope1")?.sources.first?.recognition == .label)
  }

  static let wrong: [(from: String, to: String, problem: String)] = [
    ("unit: GJ", "unit: barrels", "'barrels' is no unit"),
    ("sum-of: [gas, grid]", "sum-of: [gas, wind]", "no field 'wind'"),
    ("sum-of: [gas, grid]", "all-of: [gas]", "'sum-of' or 'first-of'"),
    ("kind: company", "kind: firm", "tool, form or company"),
  ]

  @Test(arguments: wrong) func `a definition that is wrong is refused`(from: String, to: String, problem: String) throws
  {
    let text = Self.definition.replacing(from, with: to)
    let error = #expect(throws: TemplateDefinitionError.self) { try TemplateDefinition(yaml: text, file: "audit.yaml") }
    #expect(error?.description.contains(problem) == true)
  }
}
