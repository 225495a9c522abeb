import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation
import XLSX

@Suite("Rules about energy and electricity")
struct EnergyRuleTests {
  /// The golden company without known figures.
  private var base: ToolInputs {
    var inputs = SampleTool.golden
    inputs.clearKnown()
    return inputs
  }

  static let energyCases: [RuleCase] = [
    RuleCase("C04", .warning, "Energy consumption!R13") {
      $0.energy(row: 13, unit: "kWh", months: [500, 500], annual: 1006)
    } passes: {
      $0.energy(row: 13, unit: "kWh", months: [500, 500], annual: 1005)
    },
    RuleCase("C10", .error, "Energy consumption!S8") {
      $0.energy(row: 8, annual: 5, usCanadaShare: 1.01)
    } passes: {
      $0.energy(row: 8, annual: 5, usCanadaShare: 1)
    },
    RuleCase("C10.plain", .warning, "Energy consumption!S8") {
      $0.energy(row: 8, annual: 5)
      $0.set("energy", row: 8, "us-canada-share", .text("40"))
    } passes: {
      $0.energy(row: 8, annual: 5)
      $0.set("energy", row: 8, "us-canada-share", .text("40 %"))
    },
    RuleCase("C12", .error, "Energy consumption!D10") {
      $0.energy(row: 10, unit: "litre 升", annual: 5)
    } passes: {
      $0.energy(row: 10, unit: "公斤", annual: 5)
    },
    RuleCase("C12.fuel", .error, "Energy consumption!C21") {
      $0.energy(row: 21, unit: "litre 升", annual: 5)
    } passes: {
      $0.energy(row: 21, unit: "litre 升")
    },
    RuleCase("C12.no-unit", .error, "Energy consumption!D21") {
      $0.energy(row: 21, fuel: "Diesel", annual: 5)
    } passes: {
      $0.energy(row: 21, fuel: "Diesel", unit: "L", annual: 5)
    },
    RuleCase("L03", .error, "Energy consumption!C21") { $0.energy(row: 21, fuel: "Phlogiston", unit: "L", annual: 5) },
    RuleCase("L03", .error, "Energy consumption!D13") {
      $0.energy(row: 13, unit: "barrel", annual: 5)
    } passes: {
      $0.energy(row: 13, unit: "mwh", annual: 5)
    },
    RuleCase("N05", .error, "Energy consumption!G13") {
      $0.set("energy", row: 13, "month-03", .text("about 5"))
    } passes: {
      $0.set("energy", row: 13, "month-03", .number(5))
    },
    RuleCase("N04", .error, "Energy consumption!C20") {
      $0.energy(row: 20, unit: "kWh", annual: 5)
      $0.set("energy", row: 20, "fuel", .number(-0.1))
    } passes: {
      $0.energy(row: 20, unit: "kWh", annual: 5)
      $0.set("energy", row: 20, "fuel", .number(0.1))
    },
    RuleCase("C06", .error, "Energy consumption!R18") {
      $0.energy(row: 13, unit: "MWh", annual: 10)
      $0.energy(row: 18, unit: "MWh", annual: 10.5)
    } passes: {
      $0.energy(row: 13, unit: "MWh", annual: 10)
      $0.energy(row: 18, unit: "MWh", annual: 10)
    },
  ]

  @Test("Consumption", arguments: energyCases)
  func energy(rule: RuleCase) throws { try rule.check(base) }

  static let regionsCases: [RuleCase] = [
    RuleCase("C05", .warning, "Electricity factor") {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
      $0.region("Germany", nil, 994, "kWh")
    } passes: {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
      $0.region("Germany", nil, 996, "kWh")
    },
    RuleCase("C05.far", .warning, "Electricity factor") {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
      $0.region("Germany", nil, 899, "kWh")
    } passes: {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
      $0.region("Germany", nil, 901, "kWh")
    },
    RuleCase("C05", .warning, "Electricity factor") {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
      $0.energy(row: 14, unit: "kWh", annual: 500)
      $0.region("Germany", nil, 1600, "kWh")
    } passes: {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
      $0.energy(row: 14, unit: "kWh", annual: 500)
      $0.region("Germany", nil, 1.5, "MWh")
    },
    RuleCase("C09", .error, "Energy consumption!C15") {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
    } passes: {
      $0.energy(row: 13, unit: "kWh", annual: 1000)
      $0.set("energy", row: 15, "fuel", .text("德国"))
    },
    RuleCase("C09.country", .error, "Electricity factor!A10") {
      $0.set("electricity-factor", row: 10, "consumption", .number(5))
    } passes: {
      $0.set("electricity-factor", row: 10, "consumption", .number(0))
    },
    RuleCase("C11", .warning, "Electricity factor!E10") {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 2.1)
    } passes: {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 2)
    },
    RuleCase("C11.grams", .warning, "Energy consumption!C15") {
      $0.set("energy", row: 15, "fuel", .number(310))
    } passes: {
      $0.set("energy", row: 15, "fuel", .number(0.31))
    },
    RuleCase("C11.listed", .warning, "Electricity factor!E10") {
      $0.region("Germany", nil, 5, "kWh", customFactor: 0.3)
    } passes: {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 0.3)
    },
    RuleCase("C11.overrides", .warning, "Electricity factor!E10") {
      $0.field("custom-factor-overrides", "是")
      $0.region("Germany", nil, 5, "kWh", customFactor: 0.3)
    } passes: {
      $0.field("custom-factor-overrides", "是")
      $0.region("Germany", nil, 5, "kWh")
    },
    RuleCase("N04", .error, "Electricity factor!E10") {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: -0.1)
    } passes: {
      $0.region("Atlantis", nil, 5, "kWh", customFactor: 0)
    },
    RuleCase("L03", .error, "Electricity factor!A10") {
      $0.region("Atlantis", nil, 5, "kWh")
    } passes: {
      $0.region("德国", nil, 5, "kWh")
    },
    RuleCase("L04", .error, "Electricity factor!B10") {
      $0.region("China", "Texas", 5, "kWh")
    } passes: {
      $0.region("USA", "Texas", 5, "kWh")
    },
    RuleCase("L03", .error, "Electricity factor!D10") {
      $0.region("China", nil, 5, "barrel")
    } passes: {
      $0.region("China", nil, 5, "gwh")
    },
  ]

  @Test("Electricity by region", arguments: regionsCases)
  func region(rule: RuleCase) throws { try rule.check(base) }

  @Test(
    "A known figure beside the computed one of 100 MWh",
    arguments: [
      ("C07", 106), ("C07", 51), ("C07", 199), ("C07.far", 49), ("C07.far", 210), ("C07.cause-ten", 1000),
      ("C07.cause-ten", 10), ("C07.cause-hundred", 10_000),
      ("C07.cause-thousand", 0.1),
      ("C07.cause-joules", 360), ("C07.cause-kilojoules", 360_000), (nil, 100), (nil, 105), (nil, 95.5),
      ("C07.zero", 0),
    ] as [(String?, Double)])
  func known(key: String?, value: Double) throws {
    var inputs = base
    inputs.energy(row: 16, unit: "MWh", annual: 100)
    inputs.field("known-renewable", value)
    let findings = try CheckedTool(inputs).findings.filter { $0.rule == "C07" }
    #expect(findings.map(\.key) == (key.map { [$0] } ?? []))
    #expect(findings.allSatisfy { CheckedTool.place($0) == "Summary!B29" && $0.severity == .warning })
  }

  @Test("A row that is not used gives no finding, whatever stands beside the amount")
  func unused() throws {
    var inputs = SampleTool.golden
    inputs.energy(row: 21, fuel: "Phlogiston", unit: "barrel", usCanadaShare: 7)
    #expect(try CheckedTool(inputs).findings == [])
  }
}
