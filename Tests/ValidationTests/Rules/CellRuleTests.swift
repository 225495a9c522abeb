import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation

@testable import XLSX

@Suite("Rules about cells, parts and the company")
struct CellRuleTests {
  @Test("The golden company and the one of two countries give no finding but the note that is due")
  func clean() throws {
    #expect(try CheckedTool(SampleTool.golden).findings == [])
    // Its aluminium part falls under CBAM.
    #expect(try CheckedTool(SampleTool.twoCountries).found == ["note H02 N7"])
  }

  static let cellsCases: [RuleCase] = [
    RuleCase("M01", .error, "Company!B5") {
      $0.field("company-name", " n/a ")
    } passes: {
      $0.field("company-name", "0")
    },
    RuleCase("M01.date", .error, "Company!B6") { $0.fields["period-start"] = nil },
    RuleCase("M01.price", .error, "Per MPN!C7") { $0.set("parts", row: 7, "price", .text("无")) },
    RuleCase("M01", .error, "Per MPN!A7") { $0.set("parts", row: 7, "mpn", .text("　")) },
    RuleCase("M01.parts", .error, "Per MPN") {
      $0.tables["parts"] = nil
    } passes: {
      $0.tables["parts"] = [9: ["mpn": .text("P")]]
    },
    RuleCase("N01", .note, "Per MPN!C6") { $0.set("parts", row: 6, "price", .text("１.８")) },
    RuleCase("N04", .error, "Per MPN!C6") {
      $0.set("parts", row: 6, "price", .number(-0.01))
    } passes: {
      $0.set("parts", row: 6, "price", .number(0.01))
    },
    RuleCase("N04", .error, "Energy consumption!C15") {
      $0.set("energy", row: 15, "fuel", .number(-0.01))
    } passes: {
      $0.set("energy", row: 15, "fuel", .number(0))
    },
    RuleCase("N04", .error, "Summary!B27") {
      $0.field("known-scope1", -1)
    } passes: {
      $0.field("known-scope1", 0)
    },
    RuleCase("N05.bound", .error, "Per MPN!C6") {
      $0.set("parts", row: 6, "price", .text("<0.1"))
    } passes: {
      $0.set("parts", row: 6, "price", .text("0.1"))
    },
    RuleCase("N05", .error, "Company!B8") { $0.fields["revenue"] = .boolean(true) },
    RuleCase("N06", .error, "Per MPN!C6") { $0.set("parts", row: 6, "price", .error(.divisionByZero)) },
    RuleCase("N09", .error, "Per MPN!C6") {
      $0.set("parts", row: 6, "price", .number(1.1e12))
    } passes: {
      $0.set("parts", row: 6, "price", .number(1e12))
    },
    RuleCase("D01", .note, "Company!B7") { $0.field("period-end", "12/31/2025") },
    RuleCase("D01.ambiguous", .warning, "Company!B6") {
      $0.field("period-start", "01/02/2025")
    } passes: {
      $0.field("period-start", "01/01/2025")
    },
    RuleCase("D02", .error, "Company!B7") {
      $0.field("period-end", "2025-02-30")
    } passes: {
      $0.field("period-end", "2025-12-31")
    },
    RuleCase("D03", .error, "Company!B12") {
      $0.date("response-date", 2026, 8, 2)
    } passes: {
      $0.date("response-date", 2026, 8, 1)
    },
    RuleCase("D05.time", .note, "Company!B12") {
      $0.field("response-date", 46_000.25)
    } passes: {
      $0.field("response-date", 46_000)
    },
    RuleCase("L03", .error, "Company!B9") {
      $0.field("currency", "Dollars")
    } passes: {
      $0.field("currency", "usd")
    },
    RuleCase("M05.list", .warning, "Company!B20") {
      $0.field("scope2-method", "either")
    } passes: {
      $0.field("scope2-method", "基于位置")
    },
  ]

  @Test("What is in a cell", arguments: cellsCases)
  func cell(rule: RuleCase) throws { try rule.check(SampleTool.golden) }

  static let partsCases: [RuleCase] = [
    RuleCase("P01", .warning, "Per MPN!A13") {
      $0.part("pn-1240 ", price: 5.55)
    } passes: {
      $0.part("PN-1240", price: 5.55, mfg: "Other")
    },
    RuleCase("P01.different", .error, "Per MPN!A13") {
      $0.part("PN-1240", price: 5.56)
    } passes: {
      $0.part("PN-1240-A", price: 5.56)
    },
    RuleCase("P03", .warning, "Per MPN!A5") {
      $0.set("parts", row: 5, "mpn", .number(123))
    } passes: {
      $0.set("parts", row: 5, "mpn", .text("0123"))
    },
    RuleCase("P04", .warning, "Per MPN!A5") {
      $0.set("parts", row: 5, "mpn", .text("PN\u{200B}-1\u{200B}"))
    } passes: {
      $0.set("parts", row: 5, "mpn", .text("PN -1"))
    },
    RuleCase("P06.material", .warning, "Secondary materials!A5") {
      $0.material("PN-9999", "Steel 钢", mass: 1)
    } passes: {
      $0.material("pn-1234 ", "Steel 钢", mass: 1)
    },
    RuleCase("P07", .warning, "Per MPN!M5") {
      $0.field("role", "Distributor")
    } passes: { inputs in
      inputs.field("role", "Distributor")
      for row in 5...12 { inputs.set("parts", row: row, "mfg", .text("Maker")) }
    },
    RuleCase("C02.exchange", .error, "Per MPN!D6") {
      $0.set("parts", row: 6, "currency", .text("EUR"))
    } passes: {
      $0.set("parts", row: 6, "currency", .text("EUR"))
      $0.field("price-currency", "EUR")
      $0.field("exchange-rate", 1.1)
    },
    RuleCase("C15.mass", .warning, "Per MPN!O6") {
      $0.set("parts", row: 6, "allocation", .text("按质量"))
    } passes: {
      $0.set("parts", row: 6, "allocation", .text("按质量"))
      $0.set("parts", row: 6, "mass", .number(0.1))
      $0.field("total-mass", 1000)
    },
    RuleCase("C15.units", .warning, "Per MPN!O6") {
      $0.set("parts", row: 6, "allocation", .text("Physical by units"))
    } passes: {
      $0.set("parts", row: 6, "allocation", .text("Physical by units"))
      $0.field("total-units", 1000)
    },
    RuleCase("C16", .error, "Per MPN!C6") {
      $0.set("parts", row: 6, "price", .number(0))
    } passes: {
      $0.set("parts", row: 6, "price", .number(1e-9))
    },
    RuleCase("N04", .error, "Secondary materials!D5") {
      $0.set("secondary-materials", row: 5, "pre-consumer", .number(-1))
    } passes: {
      $0.set("secondary-materials", row: 5, "pre-consumer", .number(0))
    },
  ]

  @Test("Parts", arguments: partsCases)
  func part(rule: RuleCase) throws { try rule.check(SampleTool.golden) }

  static let companyCases: [RuleCase] = [
    RuleCase("C01.missing", .error, "Company!B8") { $0.fields["revenue"] = nil },
    RuleCase("C01", .error, "Company!B8") {
      $0.field("revenue", 0)
    } passes: {
      $0.field("revenue", 0.01)
    },
    RuleCase("C01", .error, "Company!B8") { $0.field("revenue", -240_000) },
    RuleCase("C03.reversed", .error, "Company!B7") { $0.date("period-end", 2024, 12, 31) },
    RuleCase("C03.length", .warning, "Company!B7") {
      $0.date("period-end", 2025, 12, 29)
    } passes: {
      $0.date("period-end", 2025, 12, 30)
    },
    RuleCase("C03.length", .warning, "Company!B7") {
      $0.date("period-end", 2026, 1, 2)
    } passes: {
      $0.date("period-end", 2026, 1, 1)
    },
    RuleCase("C03.future", .error, "Company!B6") {
      $0.date("period-start", 2026, 8, 2)
      $0.date("period-end", 2027, 8, 1)
    } passes: {
      $0.date("period-start", 2026, 8, 1)
      $0.date("period-end", 2027, 7, 31)
    },
    RuleCase("C08", .error, "Energy consumption") {
      $0.clearKnown()
    } passes: {
      $0.clearKnown()
      $0.energy(row: 16, unit: "kWh", annual: 1)
    },
    RuleCase("C14", .error, "Energy consumption") {
      $0.field("known-scope1", "see attachment")
    } passes: {
      $0.field("known-scope1", "600")
    },
  ]

  @Test("The company", arguments: companyCases)
  func company(rule: RuleCase) throws { try rule.check(SampleTool.golden) }

  @Test("Each mistake of the broken samples is found where it is expected", arguments: BrokenTool.all)
  func samples(tool: BrokenTool) throws {
    let findings = try CheckedTool(tool.inputs).findings
    let finding = try #require(
      findings.first { $0.rule == tool.rule && $0.severity == .error }, "\(findings.map(\.key))")
    #expect(CheckedTool.place(finding) == tool.cell)
    #expect(Verdict(findings) == (finding.isMissingInput ? .incomplete : .invalid))
  }
}

extension ToolInputs {
  mutating func clearKnown() {
    for id: FieldID in ["known-scope1", "known-scope2", "known-renewable", "known-non-renewable"] { fields[id] = nil }
  }
}
