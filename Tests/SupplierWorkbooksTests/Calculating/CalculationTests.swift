import Emissions
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import XLSX

@Suite("Calculating from a workbook")
struct CalculationTests {
  private func calculate(_ options: Calculation.Options = .init(), _ change: (inout ToolInputs) -> Void) throws
    -> Calculation
  {
    try calculation(of: try Samples.tool(change), options)
  }

  private func calculation(of workbook: NewWorkbook, _ options: Calculation.Options = .init()) throws -> Calculation {
    Calculation(try TestWorkbook(workbook).read(), lists: try Samples.lists, options: options)
  }

  /// Without known figures, so that what is computed counts.
  private func clear(_ inputs: inout ToolInputs) {
    for id: FieldID in ["known-scope1", "known-scope2", "known-renewable", "known-non-renewable"] {
      inputs.fields[id] = nil
    }
  }

  @Test("The golden company gives the rows of the customer's deck")
  func golden() throws {
    let parts = try calculation(of: try Samples.golden).parts
    let expected: [(Double, Double, Double)] = [
      (1.8253416667, 0.0218854167, 3.7277562500), (6.5712300000, 0.0787875000, 13.4199225000),
      (2.7380125000, 0.0328281250, 5.5916343750),
      (1.6428075000, 0.0196968750, 3.3549806250), (2.2634236667, 0.0271379167, 4.6224177500),
      (9.7838313333, 0.1173058333, 19.9807735000),
      (20.2612925000, 0.2429281250, 41.3780943750), (8.0315033333, 0.0962958333, 16.4021275000),
    ]
    #expect(parts.count == expected.count)
    for (part, row) in zip(parts, expected) {
      let share = try #require(part.share)
      #expect(abs(try #require(share.emissions).kilograms - row.0) < 1e-9)
      #expect(abs(try #require(share.renewable).kilowattHours - row.1) < 1e-9)
      #expect(abs(try #require(share.nonRenewable).kilowattHours - row.2) < 1e-9)
    }
  }

  @Test("The deck's worked example gives 2.0875435 and 0.6680135 kWh")
  func workedExample() throws {
    let part = try #require(try calculation(of: try SampleTool.workbook(SampleTool.workedExample)).parts.first)
    #expect(abs(try #require(part.share?.nonRenewable).kilowattHours - 2.0875435) < 1e-12)
    #expect(abs(try #require(part.share?.renewable).kilowattHours - 0.6680135) < 1e-12)
  }

  @Test("Months count before the annual total, and a single month is enough")
  func monthsBeforeTotal() throws {
    let both = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 13, unit: "kWh", months: [100, 200], annual: 9999)
    }
    #expect(both.inventory.energy.gridMix.kilowattHours == 300)
    let annual = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 13, unit: "kWh", annual: 9999)
    }
    #expect(annual.inventory.energy.gridMix.kilowattHours == 9999)
    let zeros = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 13, unit: "kWh", months: [0], annual: 9999)
    }
    #expect(zeros.inventory.energy.gridMix.kilowattHours == 0)
  }

  @Test(
    "Energy is the same in every unit",
    arguments: [("kWh", 3600), ("MWh", 3.6), ("GWh", 0.0036), ("GJ", 12.96), ("MJ", 12_960)] as [(String, Double)])
  func units(unit: String, amount: Double) throws {
    let calculation = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 16, unit: unit, annual: amount)
    }
    #expect(abs(calculation.inventory.energy.onSiteRenewable.kilowattHours - 3600) < 1e-9)
  }

  @Test("A share burned in the US and Canada takes its factors from there, in proportion")
  func shares() throws {
    func scope1(_ share: Double?) throws -> Double {
      let calculation = try calculate { inputs in
        clear(&inputs)
        inputs.energy(row: 12, unit: "litre 升", annual: 10_000, usCanadaShare: share)
      }
      return try #require(calculation.inventory.scope1).tonnes
    }
    let (none, half, all) = (try scope1(nil), try scope1(0.5), try scope1(1))
    #expect(none > 0 && none != all)
    #expect(abs(half - (none + all) / 2) < 1e-9)
    #expect(try scope1(0) == none)
  }

  @Test("A fuel in mass and in volume keeps its own factor, and an unknown unit makes fuels unreadable")
  func fuelUnits() throws {
    let known = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 10, unit: "kg 千克", annual: 2500)
    }
    let tonnes = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 10, unit: "tonne 吨", annual: 2.5)
    }
    #expect(abs(try #require(known.inventory.scope1).tonnes - #require(tonnes.inventory.scope1).tonnes) < 1e-9)
    let unknown = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 10, unit: "bushel", annual: 2.5)
    }
    #expect(unknown.inventory.scope1 == nil)
    #expect(unknown.inventory.activity.unreadable.contains(.fuels))
  }

  @Test(
    "What cannot be read leaves its total uncomputed instead of smaller",
    arguments: [CellValue.text("lots"), .error(.reference), .number(-5), .number(2e12), .boolean(true)])
  func unreadable(value: CellValue) throws {
    let calculation = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 8, unit: "litre 升", annual: 100)
      inputs.energy(row: 8, months: [5])
      inputs.set("energy", row: 8, "month-03", value)
      inputs.set("energy", row: 16, "annual-total", value)
    }
    #expect(calculation.inventory.scope1 == nil)
    #expect(calculation.inventory.energy.nonRenewable == nil)
    #expect(calculation.inventory.energy.renewable == nil)
    #expect(calculation.parts.allSatisfy { !$0.isComplete })
  }

  @Test(
    "A typed factor that is negative or no number is never used",
    arguments: [
      (15, CellValue.number(-0.5)), (15, .text("about 0.5")), (20, .number(-0.2)), (20, .error(.value)),
      (15, .number(2e12)),
    ])
  func wrongFactors(row: Int, value: CellValue) throws {
    let calculation = try calculate { inputs in
      clear(&inputs)
      inputs.energy(row: 13, unit: "kWh", annual: 1000)
      inputs.energy(row: 20, unit: "kWh", annual: 1000)
      inputs.region("Germany", nil, 1000, "kWh")
      inputs.set("energy", row: row, "fuel", value)
    }
    #expect(calculation.inventory.scope2Market == nil)
  }

  @Test("Options of the command line overrule the workbook's choices")
  func options() throws {
    var options = Calculation.Options()
    options.scope2Method = .location
    options.warmingPotentials = .ar6
    options.usesResidualMix = true
    let settings = try calculation(of: try Samples.golden, options).inventory.settings
    #expect(settings.scope2Method == .location && settings.warmingPotentials == .ar6 && settings.usesResidualMix)
    let own = try calculation(of: try Samples.everything).inventory.settings
    #expect(
      own.scope2Method == .market && own.warmingPotentials == .ar5 && own.usesResidualMix && !own.customFactorOverrides)
  }

  @Test("A part without usable price, with another currency, or without revenue has its reason")
  func problems() throws {
    let calculation = try calculate { inputs in
      inputs.set("parts", row: 5, "price", .number(0))
      inputs.set("parts", row: 6, "price", .number(-1))
      inputs.set("parts", row: 7, "price", .text("ask"))
      inputs.set("parts", row: 8, "currency", .text("EUR"))
    }
    #expect(calculation.parts[0].problem == .priceMissing)
    #expect(calculation.parts[1].problem == .priceMissing)
    #expect(calculation.parts[2].problem == .priceMissing)
    guard case .exchangeRateMissing? = calculation.parts[3].problem else {
      Issue.record("no exchange rate was missed")
      return
    }
    #expect(calculation.parts[4].isComplete)
    let withoutRevenue = try calculate { $0.fields["revenue"] = nil }
    #expect(withoutRevenue.parts.allSatisfy { $0.share == nil && $0.problem != nil })
  }

  @Test("Prices in the other currency are exchanged")
  func exchange() throws {
    let calculation = try calculate { inputs in
      inputs.field("price-currency", "EUR")
      inputs.field("exchange-rate", 2)
      inputs.set("parts", row: 5, "currency", .text("EUR"))
    }
    #expect(abs(try #require(calculation.parts[0].share?.emissions).kilograms - 2 * 1.8253416667) < 1e-9)
  }

  @Test("Recycled masses of all rows of a part add up, whatever the case of its number")
  func materials() throws {
    let calculation = try calculate { inputs in
      inputs.material("pn-1234", "Steel 钢", mass: 60, preConsumer: 6, postConsumer: 3)
      inputs.material("PN-1234 ", "Copper 铜", mass: 40, postConsumer: 7)
      inputs.material("PN-1235", "Copper 铜", mass: 40)
    }
    let materials = calculation.parts[0].materials
    #expect(abs(try #require(materials.preConsumerShare) - 0.06) < 1e-12)
    #expect(abs(try #require(materials.postConsumerShare) - 0.1) < 1e-12)
    #expect(materials.hasRecycledContent == true && calculation.parts[1].materials.hasRecycledContent == false)
  }
}
