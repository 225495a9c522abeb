import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation
import XLSX

@Suite("Rules about what cannot be meant")
struct PlausibilityTests {
  static let rows: [RuleCase] = [
    RuleCase("M06", .note, "Per MPN!A15") {
      $0.set("parts", row: 15, "mpn", .text("PN-1"))
      $0.set("parts", row: 15, "price", .number(1))
    } passes: {
      $0.set("parts", row: 13, "mpn", .text("PN-1"))
      $0.set("parts", row: 13, "price", .number(1))
    },
    RuleCase("M07", .error, "Per MPN!A13") {
      $0.part("12345", price: 1, mfg: "供应商 1")
    } passes: {
      $0.part("12345", price: 1, mfg: "供应商")
    },
    RuleCase("P05", .warning, "Per MPN!A5") {
      $0.set("parts", row: 5, "mpn", .text(String(repeating: "A", count: 41)))
    } passes: {
      $0.set("parts", row: 5, "mpn", .text(String(repeating: "A", count: 40)))
    },
    RuleCase("P05.breaks", .warning, "Per MPN!A5") {
      $0.set("parts", row: 5, "mpn", .text("PN-1\nPN-2"))
    } passes: {
      $0.set("parts", row: 5, "mpn", .text("PN-1 PN-2"))
    },
    RuleCase("P06.material-nearest", .warning, "Secondary materials!A5") {
      $0.material("PN-1243", "Steel 钢", mass: 1)
    } passes: {
      $0.material("PN‑1234", "Steel 钢", mass: 1)
    },
    RuleCase("P07.own", .warning, "Per MPN!M5") { inputs in
      inputs.field("role", "Distributor")
      inputs.field("company-name", "Trader Ltd.")
      for row in 5...12 { inputs.set("parts", row: row, "mfg", .text("Trader, Ltd")) }
    } passes: { inputs in
      inputs.field("role", "Distributor")
      inputs.field("company-name", "Trader Ltd.")
      for row in 5...12 { inputs.set("parts", row: row, "mfg", .text("Maker Ltd.")) }
    },
    RuleCase("M05.amount", .warning, "Per MPN!P5") {
      $0.set("parts", row: 5, "mass", .number(-1))
    } passes: {
      $0.set("parts", row: 5, "mass", .number(1))
    },
    RuleCase("N07.percent", .warning, "Company!B8") { $0.field("revenue", "240000 %") },
    RuleCase("D04", .warning, "Company!B12") {
      $0.date("response-date", 2014, 12, 31)
    } passes: {
      $0.date("response-date", 2026, 7, 31)
    },
    RuleCase("D04.old", .warning, "Company!B12") {
      $0.date("response-date", 2024, 7, 31)
    } passes: {
      $0.date("response-date", 2024, 8, 1)
    },
    RuleCase("D04.period", .warning, "Company!B7") {
      $0.date("period-start", 2023, 8, 1)
      $0.date("period-end", 2024, 7, 31)
    } passes: {
      $0.date("period-start", 2023, 8, 2)
      $0.date("period-end", 2024, 8, 1)
    },
    RuleCase("L04", .error, "Electricity factor!B10") {
      $0.region("China", "德克萨斯州", 5, "kWh")
      $0.set("electricity-factor", row: 10, "subdivision", .text("Texas"))
    } passes: {
      $0.region("United States", "Texas", 5, "kWh")
    },
    RuleCase("C11.tonnes", .warning, "Electricity factor!E10") {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 0.00031)
    } passes: {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 0.031)
    },
    RuleCase("C11.grams", .warning, "Electricity factor!E10") {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 310)
    } passes: {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 0.31)
    },
    RuleCase("N03", .warning, "Electricity factor!E10") {
      $0.region("Atlantis", nil, 5, "kWh")
      $0.set("electricity-factor", row: 10, "custom-factor", .text("310 g/kWh"))
    } passes: {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 0.31)
    },
  ]

  @Test("Rows, part numbers, days and factors", arguments: rows)
  func row(rule: RuleCase) throws { try rule.check(SampleTool.golden) }

  static let units: [RuleCase] = [
    // Revenue in thousands.
    RuleCase("C13", .warning, "Company!B8") {
      $0.field("revenue", 240)
    } passes: {
      $0.field("revenue", 20_000)
    },
    RuleCase("C13.low", .warning, "Company!B8") {
      $0.field("revenue", 2.4e9)
    } passes: {
      $0.field("revenue", 8e8)
    },
    // 1,789,323 kWh typed as MWh, beside a row of diesel.
    RuleCase("C13.source", .warning, "Energy consumption!D13") {
      $0.clearKnown()
      $0.energy(row: 8, unit: "litre", annual: 5000)
      $0.energy(row: 13, unit: "MWh", annual: 1_789_323)
      $0.set("energy", row: 15, "fuel", .text("Germany"))
    } passes: {
      $0.clearKnown()
      $0.energy(row: 8, unit: "litre", annual: 5000)
      $0.energy(row: 13, unit: "kWh", annual: 1_789_323)
      $0.set("energy", row: 15, "fuel", .text("Germany"))
    },
    RuleCase("C07.cause-thousand", .warning, "Summary!B30") {
      $0.energy(row: 13, unit: "MWh", annual: 1_789_323)
      $0.set("energy", row: 15, "fuel", .text("Germany"))
    } passes: {
      $0.energy(row: 13, unit: "kWh", annual: 1_789_323)
      $0.set("energy", row: 15, "fuel", .text("Germany"))
    },
    // 120 g typed as kg.
    RuleCase("N08.mass-high", .warning, "Per MPN!P6") {
      $0.field("total-mass", 16_000)
      $0.set("parts", row: 6, "allocation", .text("Physical by mass"))
      $0.set("parts", row: 6, "mass", .number(120))
    } passes: {
      $0.field("total-mass", 16_000)
      $0.set("parts", row: 6, "allocation", .text("Physical by mass"))
      $0.set("parts", row: 6, "mass", .number(0.12))
    },
    RuleCase("N08.mass-low", .warning, "Per MPN!P6") {
      $0.field("total-mass", 16_000)
      $0.set("parts", row: 6, "allocation", .text("Physical by mass"))
      $0.set("parts", row: 6, "mass", .number(0.000_12))
    } passes: {
      $0.field("total-mass", 16_000)
      $0.set("parts", row: 6, "allocation", .text("Physical by mass"))
      $0.set("parts", row: 6, "mass", .number(0.12))
    },
  ]

  @Test("Mistaken units are named: revenue in thousands, kWh for MWh, g for kg", arguments: units)
  func unit(rule: RuleCase) throws { try rule.check(SampleTool.golden) }

  @Test("None of the magnitude rules speaks of a good tool")
  func good() throws {
    for inputs in [
      SampleTool.golden, SampleTool.workedExample, SampleTool.twoCountries, SampleTool.everything,
      SampleTool.generated(parts: 20),
    ] {
      #expect(try CheckedTool(inputs).keys.filter { ["N08", "C07", "C11", "C13"].contains($0.prefix(3)) } == [])
    }
  }
}
