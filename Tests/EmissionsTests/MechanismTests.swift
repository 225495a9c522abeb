import Testing

@testable import Emissions

/// What each way to buy or make energy does to Scope 2 and to the energy by source.
///
/// Rows are those of the energy sheet.
@Suite struct MechanismTests {
  /// All electricity at 0.5 kgCO2e/kWh.
  private func inventory(
    _ change: (inout ActivityData) -> Void, settings: (inout CalculationSettings) -> Void = { _ in }
  ) throws -> Inventory {
    let data = ActivityData.with {
      $0.electricityFactor = .typed(EnergyFactor(0.5))
      change(&$0)
    }
    return try data.inventory(settings)
  }

  @Test func `row 13, grid electricity, counts in both methods`() throws {
    let inventory = try inventory { $0.gridElectricity = .kWh(8000) }
    #expect(inventory.scope2Location == .kg(8000 * 0.5) && inventory.scope2Market == .kg(8000 * 0.5))
    #expect(inventory.energy.renewable == .zero && inventory.energy.nonRenewable == .kWh(8000))
  }

  @Test func `row 14, power purchase agreements, count by location only`() throws {
    let inventory = try inventory { $0.powerPurchaseAgreements = .kWh(8000) }
    #expect(inventory.scope2Location == .kg(8000 * 0.5) && inventory.scope2Market == .zero)
    #expect(inventory.energy.renewable == .kWh(8000) && inventory.energy.nonRenewable == .zero)
  }

  @Test func `row 16, on-site generation, is renewable energy without emissions`() throws {
    let inventory = try inventory { $0.onSiteRenewable = .kWh(8000) }
    #expect(inventory.scope2Location == .zero && inventory.scope2Market == .zero)
    #expect(inventory.energy.renewable == .kWh(8000) && inventory.energy.nonRenewable == .zero)
  }

  @Test func `row 17, bundled supply, counts by location only`() throws {
    let inventory = try inventory { $0.bundledSupply = .kWh(8000) }
    #expect(inventory.scope2Location == .kg(8000 * 0.5) && inventory.scope2Market == .zero)
    #expect(inventory.energy.renewable == .kWh(8000) && inventory.energy.nonRenewable == .zero)
  }

  @Test(arguments: [(0.0, 100.0), (30, 70), (99, 1), (100, 0), (250, 0)])
  func `row 18, unbundled certificates, count up to row 13`(certificates: Double, uncovered: Double) throws {
    let inventory = try inventory {
      $0.gridElectricity = .MWh(100)
      $0.unbundledCertificates = .MWh(certificates)
    }
    #expect(inventory.scope2Location == .kg(100_000 * 0.5))
    #expect(inventory.scope2Market == .kg(uncovered * 1000 * 0.5))
    #expect(inventory.energy.unbundledCertificates == .MWh(100 - uncovered))
    #expect(inventory.energy.renewable == .MWh(100 - uncovered) && inventory.energy.nonRenewable == .MWh(uncovered))
    #expect(inventory.problems == (certificates > 100 ? [.certificatesExceedGrid] : []))
  }

  @Test func `certificates do not cover agreements and bundled supply once more`() throws {
    let inventory = try inventory {
      $0.powerPurchaseAgreements = .MWh(20)
      $0.bundledSupply = .MWh(10)
      $0.unbundledCertificates = .MWh(5)
    }
    #expect(inventory.energy.renewable == .MWh(20 + 10) && inventory.energy.nonRenewable == .zero)
    #expect(inventory.scope2Location == .kg(30_000 * 0.5) && inventory.scope2Market == .zero)
  }

  @Test func `row 19, a renewable fuel, is renewable energy with its methane and nitrous oxide in Scope 1`() throws {
    let inventory = try inventory {
      $0.fuels = [ActivityData.FuelUse(id: "renewable-fuel", fuel: "biodiesel", unit: .litre, quantity: 300)]
    }
    let emissions: Double = 300 * (0.07128 / 1000 * 28 + 0.014256 / 1000 * 265)
    #expect(agree(inventory.scope1?.kilograms, emissions))
    #expect(agree(inventory.biogenic?.kilograms, 300 * 1.682208))
    #expect(agree(inventory.energy.renewableFuels?.kilowattHours, 300 * 6.6))
    #expect(inventory.energy.renewable == inventory.energy.renewableFuels && inventory.energy.nonRenewable == .zero)
  }

  @Test(arguments: [(WarmingPotentialSet.ar4, 25.0, 298.0), (.ar5, 28, 265), (.ar6, 29.8, 273)])
  func `row 20, purchased heat, takes the default of the EPA`(
    set: WarmingPotentialSet, methane: Double, nitrousOxide: Double
  ) throws {
    let inventory = try inventory({ $0.purchasedHeat = .kWh(12_000) }, settings: { $0.warmingPotentials = set })
    let emissions: Double = 12_000 * (66.33 + 1.25 / 1000 * methane + 0.125 / 1000 * nitrousOxide) / 293.0710701722222
    #expect(
      agree(inventory.scope2Location?.kilograms, emissions) && agree(inventory.scope2Market?.kilograms, emissions))
    #expect(inventory.energy.nonRenewable == .kWh(12_000) && inventory.energy.renewable == .zero)
  }

  @Test func `row 20 takes a typed factor instead`() throws {
    let inventory = try inventory {
      $0.purchasedHeat = .kWh(12_000)
      $0.heatFactor = EnergyFactor(0.25)
    }
    #expect(inventory.scope2Location == .kg(12_000 * 0.25) && inventory.scope2Market == .kg(12_000 * 0.25))
  }

  /// Every row at once, with two regions and the worked sums of the specification.
  @Test func `all rows together add up`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .MWh(100)
      $0.powerPurchaseAgreements = .MWh(20)
      $0.onSiteRenewable = .MWh(5)
      $0.bundledSupply = .MWh(10)
      $0.unbundledCertificates = .MWh(30)
      $0.purchasedHeat = .MWh(8)
      $0.heatFactor = EnergyFactor(0.2)
      $0.regions = [
        ElectricityRegion(country: "CN", subdivision: "CN-AH", consumption: .MWh(78)),
        ElectricityRegion(country: "DE", consumption: .MWh(52)),
      ]
      $0.fuels = [
        ActivityData.FuelUse(id: "gas", fuel: "natural_gas", unit: .cubicMetre, quantity: 1000),
        ActivityData.FuelUse(id: "wood", fuel: "wood", unit: .tonne, quantity: 3),
      ]
    }
    let factor: Double = (78_000 * 0.6782 + 52_000 * 0.34206) / 130_000
    let heat: Double = 8000 * 0.2
    let location: Double = (100_000 + 20_000 + 10_000) * factor + heat
    let market: Double = (100_000 - 1000 * 30) * factor + heat
    let gas: Double = 1000 * (1.88496 + 0.0336 / 1000 * 28 + 0.00336 / 1000 * 265)
    let wood: Double = 3 * (468.0 / 1000 * 28 + 62.4 / 1000 * 265)
    let renewable: Double = 20_000 + 5000 + 10_000 + 1000 * 30 + 3 * 4333.333333
    let nonRenewable: Double = 100_000 - 1000 * 30 + 1000 * 9.333333333 + 8000
    let inventory = try data.inventory()
    #expect(agree(inventory.scope2Location?.kilograms, location))
    #expect(agree(inventory.scope2Market?.kilograms, market))
    #expect(agree(inventory.scope1?.kilograms, gas + wood))
    #expect(agree(inventory.biogenic?.kilograms, 3 * 1747.2))
    #expect(agree(inventory.energy.renewable?.kilowattHours, renewable))
    #expect(agree(inventory.energy.nonRenewable?.kilowattHours, nonRenewable))
    #expect(agree(inventory.used.emissions?.kilograms, gas + wood + market))
    let byLocation = try data.inventory { $0.scope2Method = .location }
    #expect(inventory.used.scope2 == inventory.scope2Market && byLocation.used.scope2 == inventory.scope2Location)
  }

  @Test func `electricity wholly covered needs a factor by location only`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .MWh(1)
      $0.unbundledCertificates = .MWh(1)
    }
    let inventory = try data.inventory()
    #expect(inventory.scope2Market == .zero && inventory.scope2Location == nil)
    #expect(inventory.problems == [.electricityFactorMissing])
  }
}
