import Emissions
import SampleWorkbooks
import SupplierWorkbooks
import Testing
import XLSX

@testable import Validation

/// Figures that can be read and computed, and that are wrong all the same.
@Suite("Rules about figures that cannot be true")
struct FigureRuleTests {
  /// A company of 10 million dollars with gas and electricity from the grid, and two parts.
  static var base: ToolInputs {
    var inputs = ToolInputs()
    inputs.company("Plain Ltd.", revenue: 10_000_000, currency: "USD")
    inputs.energy(row: 5, annual: 50_000)
    inputs.energy(row: 13, unit: "kWh", annual: 1_000_000)
    inputs.region("China", "Guangdong", 1_000_000, "kWh")
    inputs.part("P-1", price: 2.5)
    inputs.part("P-2", price: 0.01)
    return inputs
  }

  static func yuan(_ change: (inout ToolInputs) -> Void) -> ToolInputs {
    var inputs = base
    inputs.field("currency", "CNY")
    inputs.field("revenue", 70_000_000)
    inputs.field("price-currency", "USD")
    inputs.field("exchange-rate", 7.1)
    change(&inputs)
    return inputs
  }

  @Test func `what is plain has no finding of any kind`() throws {
    #expect(try CheckedTool(Self.base).keys == [])
  }

  // MARK: Currencies

  @Test func `prices without a currency beside another currency are of neither, and get no figures`() throws {
    let tool = try CheckedTool(Self.yuan { _ in })
    let finding = try tool.finding("C17")
    #expect(finding.severity == .error && finding.ranges == "D5:D6")
    #expect(tool.calculation.parts.allSatisfy { $0.share == nil })
  }

  @Test func `one price in the other currency says what the others are in`() throws {
    let tool = try CheckedTool(Self.yuan { $0.set("parts", row: 5, "currency", .text("USD")) })
    #expect(try tool.finding("C17.revenue").severity == .note)
    #expect(!tool.keys.contains("C17") && tool.calculation.parts.allSatisfy(\.isComplete))
  }

  @Test func `with every currency named, or shares by mass, nothing is unclear`() throws {
    let named = Self.yuan { inputs in
      for row in 5...6 { inputs.set("parts", row: row, "currency", .text("CNY")) }
    }
    #expect(try CheckedTool(named).keys == [])
    let byMass = Self.yuan { inputs in
      inputs.field("total-mass", 10_000)
      for row in 5...6 {
        inputs.set("parts", row: row, "allocation", .text("Physical by mass"))
        inputs.set("parts", row: row, "mass", .number(0.1))
      }
    }
    #expect(try !CheckedTool(byMass).keys.contains("C17"))
  }

  @Test(
    arguments: [
      (7.1, nil), (3, nil), (20, nil), (0.1408, "C18.inverted"), (0.3, "C18.inverted"), (0.01, "C18"), (710, "C18"),
      (1.6, "C18"),
    ] as [(Double, String?)])
  func `an exchange rate is compared with the rough one`(rate: Double, key: String?) throws {
    let tool = try CheckedTool(
      Self.yuan { inputs in
        inputs.field("exchange-rate", rate)
        for row in 5...6 { inputs.set("parts", row: row, "currency", .text("USD")) }
      })
    #expect(tool.keys.filter { $0.hasPrefix("C18") } == (key.map { [$0] } ?? []))
    let isInverted = key == "C18.inverted"
    #expect(Verdict(tool.findings) == (isInverted ? .invalid : key == nil ? .ready : .check))
    #expect(tool.calculation.parts.allSatisfy { ($0.share == nil) == isInverted })
  }

  @Test func `a rate without another currency is said`() throws {
    var inputs = Self.base
    inputs.field("exchange-rate", 7.1)
    #expect(try Verdict(CheckedTool(inputs).findings) == .check && CheckedTool(inputs).keys == ["C18.idle"])
    inputs.field("exchange-rate", 1)
    #expect(try CheckedTool(inputs).keys == [])
  }

  // MARK: Energy

  @Test func `a factor of zero for bought electricity, heat or a region casts doubt`() throws {
    var typed = Self.base
    typed.set("energy", row: 15, "fuel", .number(0))
    #expect(try Verdict(CheckedTool(typed).findings) == .check)
    #expect(try CheckedTool(typed).keys.contains("C19"))
    // Certificates cover all of it: the factor multiplies nothing.
    typed.energy(row: 18, unit: "MWh", annual: 1000)
    #expect(try !CheckedTool(typed).keys.contains("C19"))
    var heat = Self.base
    heat.energy(row: 20, unit: "MWh", annual: 10)
    heat.set("energy", row: 20, "fuel", .number(0))
    #expect(try CheckedTool(heat).keys == ["C19.heat"])
    heat.set("energy", row: 20, "fuel", .number(0.02))
    #expect(try CheckedTool(heat).keys == [])
    var region = Self.base
    region.region("Atlantis", nil, 1, "kWh", customFactor: 0)
    #expect(try CheckedTool(region).keys == ["C19.region"])
  }

  @Test func `months of zero beside an annual total are an error, and leave no figure`() throws {
    var inputs = Self.base
    inputs.energy(row: 13, unit: "kWh", months: Array(repeating: 0, count: 12), annual: 1_000_000)
    let tool = try CheckedTool(inputs)
    #expect(try tool.finding("C04.zero").severity == .error)
    #expect(tool.calculation.inventory.scope2Market == nil)
    inputs.energy(row: 13, unit: "kWh", months: Array(repeating: 0, count: 12), annual: 0)
    #expect(try !CheckedTool(inputs).keys.contains("C04.zero"))
  }

  @Test(
    arguments: [
      (1_000_000, nil), (920_000, "C05"), (890_000, "C05.far"), (500_000, "C05.far"), (10_000, "C05.fraction"),
    ]
      as [(Double, String?)])
  func `regions must cover what was bought`(consumption: Double, key: String?) throws {
    var inputs = Self.base
    inputs.set("electricity-factor", row: 10, "consumption", .number(consumption))
    let tool = try CheckedTool(inputs)
    #expect(tool.keys == (key.map { [$0] } ?? []))
    #expect(Verdict(tool.findings) == (key == "C05.fraction" ? .invalid : key == "C05.far" ? .check : .ready))
    // A factor that was chosen makes the regions needless.
    inputs.set("energy", row: 15, "fuel", .text("China 中国"))
    #expect(try Verdict(CheckedTool(inputs).findings) == .ready)
  }

  @Test func `renewable energy that no revenue pays for casts doubt`() throws {
    var inputs = Self.base
    inputs.energy(row: 14, unit: "GWh", annual: 1000)
    let finding = try CheckedTool(inputs).finding("C20")
    #expect(CheckedTool.place(finding) == "Energy consumption!D14" && finding.raisesDoubt)
    inputs.energy(row: 14, unit: "MWh", annual: 1000)
    #expect(try !CheckedTool(inputs).keys.contains("C20"))
  }

  @Test func `known figures are compared with the revenue and with each other`() throws {
    func keys(_ scope1: Double, _ scope2: Double, _ renewable: Double, _ nonRenewable: Double) throws -> [String] {
      var inputs = Self.base
      for row in [5, 13] { inputs.set("energy", row: row, "annual-total", .blank) }
      inputs.set("electricity-factor", row: 10, "consumption", .blank)
      inputs.field("known-scope1", scope1)
      inputs.field("known-scope2", scope2)
      inputs.field("known-renewable", renewable)
      inputs.field("known-non-renewable", nonRenewable)
      return try CheckedTool(inputs).keys
    }
    #expect(try keys(100, 500, 20, 1500) == [])
    #expect(try keys(100, 500, 2_000_000, 1500) == ["C20.known"])
    #expect(try keys(100_000, 5000, 20, 1500) == ["C21"])
    #expect(try keys(0.1, 0.5, 20, 1500).contains("C21.low"))
  }

  // MARK: Parts

  @Test func `a part of more mass than was produced gets no figures`() throws {
    func tool(total: Double) throws -> CheckedTool {
      var inputs = Self.base
      inputs.field("total-mass", total)
      inputs.set("parts", row: 5, "allocation", .text("Physical by mass"))
      inputs.set("parts", row: 5, "mass", .number(0.2))
      return try CheckedTool(inputs)
    }
    let small = try tool(total: 0.1)
    #expect(try small.finding("C22.mass").severity == .error && small.calculation.parts[0].share == nil)
    #expect(small.calculation.parts[1].isComplete)
    #expect(try !tool(total: 0.2).keys.contains("C22.mass"))
  }

  @Test func `a price above the revenue casts doubt`() throws {
    var inputs = Self.base
    inputs.part("P-3", price: 10_000_001)
    #expect(try CheckedTool(inputs).finding("C22.price").raisesDoubt)
    inputs = Self.base
    inputs.part("P-3", price: 9_999_999)
    #expect(try !CheckedTool(inputs).keys.contains("C22.price"))
  }

  @Test func `figures beyond all measure are refused`() throws {
    var inputs = Self.base
    inputs.field("revenue", 1e-3)
    inputs.part("P-3", price: 1e9)
    let tool = try CheckedTool(inputs)
    #expect(try tool.finding("N09.figure").severity == .error)
    #expect(tool.calculation.parts[2].share == nil)
  }

  @Test func `zeros that a form is refused with are refused before it is written`() throws {
    var inputs = Self.base
    for row in [5, 13] { inputs.set("energy", row: row, "annual-total", .blank) }
    inputs.set("electricity-factor", row: 10, "consumption", .blank)
    for id: FieldID in ["known-scope1", "known-scope2", "known-renewable", "known-non-renewable"] {
      inputs.field(id, 0)
    }
    #expect(try CheckedTool(inputs).finding("M02").severity == .error)
    // So are figures that are rounded to nothing.
    var tiny = Self.base
    tiny.part("P-3", price: 1e-12)
    let finding = try CheckedTool(tiny).finding("M02")
    #expect(CheckedTool.place(finding) == "Per MPN!A7" && finding.count == 1)
    inputs.date("response-date", 2024, 3, 1)
    #expect(try CheckedTool(inputs).finding("M02.optional").severity == .note)
  }

  @Test func `a part twice with the same price and another mass gets different figures`() throws {
    var inputs = Self.base
    inputs.field("total-mass", 10_000)
    inputs.part("P-4", price: 1, allocation: "Physical by mass 物理分配（质量）", mass: 0.1)
    inputs.part("P-4", price: 1, allocation: "Physical by mass 物理分配（质量）", mass: 0.2)
    #expect(try CheckedTool(inputs).finding("P01.different").severity == .error)
  }

  @Test func `a certificate that stands twice casts doubt`() throws {
    func keys(_ second: String, vintage: Double = 2025) throws -> [String] {
      var inputs = Self.base
      for (row, id, year) in [(5, "C-1", 2025.0), (6, second, vintage)] {
        inputs.set("certificates", row: row, "mechanism", .text("Unbundled certificates 非捆绑证书"))
        inputs.set("certificates", row: row, "amount", .number(100))
        inputs.set("certificates", row: row, "vintage", .number(year))
        inputs.set("certificates", row: row, "certificate-id", .text(id))
      }
      inputs.energy(row: 18, unit: "MWh", annual: 200)
      return try CheckedTool(inputs).keys
    }
    #expect(try keys("c-1").contains("C23"))
    #expect(try !keys("C-2").contains("C23") && !keys("C-1", vintage: 2024).contains("C23"))
  }
}
