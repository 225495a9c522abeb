/// Which factor multiplies the electricity of the company.
public enum ElectricityFactorSelection: Hashable, Sendable {
  /// The weighted one of the regions.
  case weighted
  /// The grid of a country, by its ISO 3166-1 alpha-2 code.
  case country(String)
  /// The supplier's own factor.
  case typed(EnergyFactor)
}

/// The regions of a company's electricity together: consumption and weighted factors.
public struct ElectricityRegions: Hashable, Sendable {
  /// The regions, in the order in which they were given.
  public var regions: [ElectricityRegion]
  /// One for each region, in order; `nil` where none applies.
  public var factors: [RegionFactor?]
  /// The factors of the market-based method, one for each region, in order; `nil` where none applies.
  public var marketFactors: [RegionFactor?]

  /// Looks up the factors of the regions.
  public init(_ regions: [ElectricityRegion], library: FactorLibrary, settings: CalculationSettings) {
    self.regions = regions
    factors = regions.map { $0.factor(in: library, customFactorOverrides: settings.customFactorOverrides) }
    marketFactors = regions.map { $0.marketFactor(in: library, settings: settings) }
  }

  /// The electricity of all regions together.
  public var consumption: Energy { regions.reduce(.zero) { $0 + $1.consumption } }

  /// Σ consumption · factor / Σ consumption; `nil` without consumption, or where a region that consumes has no factor.
  public var weightedFactor: EnergyFactor? { weighted(factors) }
  /// The factor of the market-based method, weighted by the consumption of the regions; `nil` where it cannot be
  /// computed.
  public var weightedMarketFactor: EnergyFactor? { weighted(marketFactors) }

  private func weighted(_ factors: [RegionFactor?]) -> EnergyFactor? {
    let total = consumption
    guard total > .zero else { return nil }
    var emissions = 0.0
    for (region, factor) in zip(regions, factors) where region.consumption != .zero {
      guard let factor else { return nil }
      emissions += region.consumption.kilowattHours * factor.factor.kilogramsPerKilowattHour
    }
    return EnergyFactor(kilogramsPerKilowattHour: emissions / total.kilowattHours)
  }
}
