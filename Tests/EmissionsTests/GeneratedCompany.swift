@testable import Emissions

/// A company with everything that the energy sheet can hold, made up from a seed.
struct GeneratedCompany {
  var activity = ActivityData()
  var settings = CalculationSettings()
  var revenue: Money
  /// Parts with price, mass and number sold; price times number adds up to the revenue.
  var parts: [(price: Money, mass: Mass<Product>, sold: Double)] = []

  init(seed: UInt64, library: FactorLibrary) {
    var random = SplitMix(state: seed)
    func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }
    func amount(_ most: Double) -> Double { chance(0.3) ? 0 : Double.random(in: 0.001...most, using: &random) }

    for index in 0..<Int.random(in: 0...12, using: &random) {
      let factor = library.fuelFactors[Int.random(in: 0..<library.fuelFactors.count, using: &random)]
      activity.fuels.append(
        ActivityData.FuelUse(
          id: "fuel-\(index)", fuel: factor.fuel, unit: factor.unit, quantity: amount(1e5),
          usCanadaShare: chance(0.5) ? 0 : Double.random(in: 0...1, using: &random)))
    }
    for index in 0..<Int.random(in: 1...8, using: &random) {
      let grid = library.gridFactors[Int.random(in: 0..<library.gridFactors.count, using: &random)]
      let isCustom = chance(0.2)
      activity.regions.append(
        ElectricityRegion(
          country: isCustom ? "Region \(index)" : grid.country,
          subdivision: isCustom || grid.subdivision.isEmpty ? nil : grid.subdivision,
          consumption: .kWh(Double.random(in: 1...1e7, using: &random)),
          customFactor: isCustom || chance(0.1) ? EnergyFactor(Double.random(in: 0...1.5, using: &random)) : nil))
    }
    activity.gridElectricity = .kWh(amount(1e7))
    activity.powerPurchaseAgreements = .kWh(amount(1e6))
    activity.onSiteRenewable = .kWh(amount(1e6))
    activity.bundledSupply = .kWh(amount(1e6))
    activity.unbundledCertificates = .kWh(amount(2e7))
    activity.purchasedHeat = .kWh(amount(1e6))
    if chance(0.5) { activity.heatFactor = EnergyFactor(Double.random(in: 0...1, using: &random)) }
    if chance(0.3) { activity.known.scope1 = .kg(amount(1e7)) }
    if chance(0.3) { activity.known.scope2 = .kg(amount(1e7)) }
    if chance(0.3) { activity.known.renewable = .kWh(amount(1e7)) }
    if chance(0.3) { activity.known.nonRenewable = .kWh(amount(1e7)) }

    settings.warmingPotentials = WarmingPotentialSet.allCases.randomElement(using: &random) ?? .ar5
    settings.scope2Method = chance(0.5) ? .market : .location
    settings.customFactorOverrides = chance(0.5)
    settings.usesResidualMix = chance(0.3)

    for _ in 0..<Int.random(in: 1...20, using: &random) {
      parts.append(
        (
          Money(Double.random(in: 0.001...5000, using: &random), .dollar),
          .kg(Double.random(in: 0.001...80, using: &random)),
          Double(Int.random(in: 1...100_000, using: &random))
        ))
    }
    revenue = Money(parts.reduce(0) { $0 + $1.price.amount * $1.sold }, .dollar)
  }
}
