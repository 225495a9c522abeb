import Testing

@testable import Emissions

/// Which factor a region takes, and what the regions weigh together.
@Suite struct GridFactorTests {
  enum Kind: Sendable { case subdivision, country, custom, residualMix }

  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    var country = "CN"
    var subdivision: String?
    var custom: Double?
    var overrides = false
    var residualMix = false
    /// kgCO2e/kWh, as published, by location and by market.
    let location: Double
    var market: Double?
    let kind: Kind
    var marketKind: Kind?
    var besideListed = false
    var testDescription: String { name }
  }

  static let examples: [Example] = [
    Example(name: "a country", country: "VN", location: 0.48613, kind: .country),
    Example(name: "a Chinese province", subdivision: "CN-AH", location: 0.6782, kind: .subdivision),
    Example(name: "a US state", country: "US", subdivision: "US-CA", location: 0.1791, kind: .subdivision),
    Example(name: "a Canadian province", country: "CA", subdivision: "CA-QC", location: 0.0026, kind: .subdivision),
    Example(name: "an Australian state", country: "AU", subdivision: "AU-NSW", location: 0.6, kind: .subdivision),
    Example(
      name: "a province without factor takes its country's", subdivision: "CN-XX", location: 0.5366, kind: .country),
    Example(
      name: "a custom factor where the lists have none", country: "Freeport", custom: 0.9, location: 0.9, kind: .custom),
    Example(
      name: "a custom factor beside a listed country", custom: 0.9, location: 0.5366, kind: .country, besideListed: true
    ),
    Example(
      name: "a custom factor beside a listed province", subdivision: "CN-AH", custom: 0.9, location: 0.6782,
      kind: .subdivision,
      besideListed: true),
    Example(
      name: "a custom factor that overrides a country", custom: 0.9, overrides: true, location: 0.9, kind: .custom,
      besideListed: true),
    Example(
      name: "a custom factor that overrides a province", subdivision: "CN-AH", custom: 0.9, overrides: true,
      location: 0.9, kind: .custom,
      besideListed: true),
    Example(name: "overriding without a custom factor", overrides: true, location: 0.5366, kind: .country),
    Example(
      name: "a country with residual mix", country: "DE", residualMix: true, location: 0.34206, market: 0.72456,
      kind: .country,
      marketKind: .residualMix),
    Example(
      name: "a state of a country with residual mix", country: "AU", subdivision: "AU-NSW", residualMix: true,
      location: 0.6, market: 0.79,
      kind: .subdivision, marketKind: .residualMix),
    Example(
      name: "a country with full disclosure", country: "AT", residualMix: true, location: 0.10262, kind: .country),
  ]

  private func kind(_ factor: RegionFactor?) -> Kind? {
    switch factor?.origin {
    case .subdivision: .subdivision
    case .country: .country
    case .custom: .custom
    case .residualMix: .residualMix
    case nil: nil
    }
  }

  @Test(arguments: examples)
  func `a region takes the factor of its kind`(example: Example) throws {
    let data = ActivityData.with {
      $0.gridElectricity = .kWh(2500)
      $0.regions = [
        ElectricityRegion(
          country: example.country, subdivision: example.subdivision, consumption: .kWh(2500),
          customFactor: example.custom.map { EnergyFactor($0) })
      ]
    }
    let inventory = try data.inventory {
      $0.customFactorOverrides = example.overrides
      $0.usesResidualMix = example.residualMix
    }
    let factor = try #require(inventory.regions.factors.first)
    #expect(factor?.factor == EnergyFactor(example.location))
    #expect(kind(factor) == example.kind)
    #expect(factor?.customIsBesideListed == example.besideListed)
    #expect(kind(try #require(inventory.regions.marketFactors.first)) == example.marketKind ?? example.kind)
    #expect(agree(inventory.scope2Location?.kilograms, 2500 * example.location))
    #expect(agree(inventory.scope2Market?.kilograms, 2500 * (example.market ?? example.location)))
    #expect(inventory.problems.isEmpty)
  }

  @Test func `regions weigh by their consumption`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .kWh(100_000)
      $0.regions = [
        ElectricityRegion(country: "CN", subdivision: "CN-GD", consumption: .kWh(60_000)),
        ElectricityRegion(country: "JP", consumption: .kWh(30_000)),
        ElectricityRegion(country: "Freeport", consumption: .kWh(10_000), customFactor: EnergyFactor(1.1)),
        ElectricityRegion(country: "Nowhere", consumption: .zero),
      ]
    }
    let weighted: Double = (60_000 * 0.4403 + 30_000 * 0.48373 + 10_000 * 1.1) / (60_000 + 30_000 + 10_000)
    let inventory = try data.inventory()
    #expect(agree(inventory.electricityFactor?.kilogramsPerKilowattHour, weighted))
    #expect(agree(inventory.scope2?.kilograms, 100_000 * weighted))
    #expect(inventory.regions.consumption == .kWh(100_000))
    #expect(inventory.problems.isEmpty)
  }

  @Test func `the weighted factor applies though the regions hold only a part of the electricity`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .MWh(100)
      $0.regions = [
        ElectricityRegion(country: "DE", consumption: .kWh(1)), ElectricityRegion(country: "FR", consumption: .kWh(3)),
      ]
    }
    let expected: Double = 100_000 * (1 * 0.34206 + 3 * 0.04418) / 4
    #expect(agree(try data.inventory().scope2?.kilograms, expected))
  }

  @Test func `residual mixes weigh like grid factors and those without keep theirs`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .kWh(10_000)
      $0.regions = [
        ElectricityRegion(country: "DE", consumption: .kWh(2000)),
        ElectricityRegion(country: "SE", consumption: .kWh(5000)),
        ElectricityRegion(country: "CN", subdivision: "CN-AH", consumption: .kWh(3000)),
      ]
    }
    let inventory = try data.inventory { $0.usesResidualMix = true }
    let expected: Double = 2000 * 0.72456 + 5000 * 0.08552 + 3000 * 0.6782
    #expect(agree(inventory.scope2Market?.kilograms, expected))
    let without = try data.inventory()
    #expect(without.scope2Market == without.scope2Location && without.scope2Location == inventory.scope2Location)
  }

  @Test func `a region without any factor leaves electricity without emissions`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .kWh(200)
      $0.regions = [
        ElectricityRegion(country: "CN", consumption: .kWh(100)),
        ElectricityRegion(country: "Nowhere", consumption: .kWh(100)),
      ]
    }
    let inventory = try data.inventory()
    #expect(inventory.scope2Location == nil && inventory.scope2Market == nil && inventory.used.emissions == nil)
    #expect(inventory.problems == [.regionFactorMissing(region: "Nowhere"), .electricityFactorMissing])
    #expect(inventory.energy.nonRenewable == .kWh(200))
  }

  @Test func `electricity without region has no weighted factor`() throws {
    let inventory = try ActivityData.with { $0.gridElectricity = .kWh(200) }.inventory()
    #expect(inventory.scope2 == nil && inventory.problems == [.electricityFactorMissing])
    #expect(try ActivityData().inventory().used.emissions == .zero)
  }

  @Test func `a factor that was chosen or typed beats the weighted one`() throws {
    var data = ActivityData.with {
      $0.gridElectricity = .kWh(1000)
      $0.regions = [ElectricityRegion(country: "DE", consumption: .kWh(1000))]
    }
    #expect(agree(try data.inventory().scope2?.kilograms, 1000 * 0.34206))
    data.electricityFactor = .country("JP")
    #expect(agree(try data.inventory().scope2?.kilograms, 1000 * 0.48373))
    data.electricityFactor = .typed(EnergyFactor(0.125))
    #expect(agree(try data.inventory().scope2?.kilograms, 1000 * 0.125))
    #expect(agree(try data.inventory { $0.usesResidualMix = true }.scope2?.kilograms, 1000 * 0.125))
  }

  @Test func `a chosen country takes its residual mix where it has one`() throws {
    var data = ActivityData.with { $0.gridElectricity = .kWh(1000) }
    for (country, location, market) in [("PL", 0.61498, 0.80830), ("AT", 0.10262, 0.10262), ("CN", 0.5366, 0.5366)]
      as [(String, Double, Double)]
    {
      data.electricityFactor = .country(country)
      let inventory = try data.inventory { $0.usesResidualMix = true }
      #expect(agree(inventory.scope2Market?.kilograms, 1000 * market))
      #expect(agree(inventory.scope2Location?.kilograms, 1000 * location))
    }
  }

  @Test func `a chosen country that the lists lack has no factor`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .kWh(1000)
      $0.electricityFactor = .country("ZZ")
      $0.regions = [ElectricityRegion(country: "DE", consumption: .kWh(1000))]
    }
    let inventory = try data.inventory()
    #expect(inventory.scope2 == nil && inventory.problems == [.electricityFactorMissing])
  }
}
