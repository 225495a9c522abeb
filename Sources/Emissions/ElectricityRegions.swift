/// Electricity bought in one region, and the factor that applies there.
public struct ElectricityRegion: Hashable, Sendable {
  /// The caller's own number, such as that of the row it was typed in, to find again where the region came from.
  public var id: Int?
  /// ISO 3166-1 alpha-2, or the name of a region that the lists lack.
  public var country: String
  /// ISO 3166-2; `nil` for the whole country.
  public var subdivision: String?
  public var consumption: Energy
  public var customFactor: EnergyFactor?

  public init(id: Int? = nil, country: String, subdivision: String? = nil, consumption: Energy, customFactor: EnergyFactor? = nil) {
    self.id = id
    self.country = country
    self.subdivision = subdivision
    self.consumption = consumption
    self.customFactor = customFactor
  }
}

/// The factor used for a region, and where it comes from.
public struct RegionFactor: Hashable, Sendable {
  public enum Origin: Hashable, Sendable {
    case subdivision(GridFactor)
    case country(GridFactor)
    case custom
    case residualMix(ResidualMixFactor)
  }

  public var factor: EnergyFactor
  public var origin: Origin
  /// A custom factor was given beside a region that the lists have; it was used only if it overrides them.
  public var customIsBesideListed: Bool
}

extension ElectricityRegion {
  /// The factor of the state or province, else of the country, else the custom one; `nil` where there is none.
  public func factor(in library: FactorLibrary, customFactorOverrides: Bool) -> RegionFactor? {
    let listed: (factor: GridFactor, isSubdivision: Bool)? =
      if let subdivision, let factor = library.grid(subdivision: subdivision) {
        (factor, true)
      } else {
        library.grid(country: country).map { ($0, false) }
      }
    guard let listed else { return customFactor.map { RegionFactor(factor: $0, origin: .custom, customIsBesideListed: false) } }
    if customFactorOverrides, let customFactor { return RegionFactor(factor: customFactor, origin: .custom, customIsBesideListed: true) }
    return RegionFactor(
      factor: listed.factor.factor, origin: listed.isSubdivision ? .subdivision(listed.factor) : .country(listed.factor),
      customIsBesideListed: customFactor != nil)
  }

  /// The factor of the market-based method where nothing was contracted: the residual mix of the country, if it has one and it is asked for.
  public func marketFactor(in library: FactorLibrary, settings: CalculationSettings) -> RegionFactor? {
    if settings.usesResidualMix, let mix = library.residualMix(country: country) {
      return RegionFactor(factor: mix.factor, origin: .residualMix(mix), customIsBesideListed: customFactor != nil)
    }
    return factor(in: library, customFactorOverrides: settings.customFactorOverrides)
  }
}

/// Which factor multiplies the electricity of the company.
public enum ElectricityFactorSelection: Hashable, Sendable {
  /// The weighted one of the regions.
  case weighted
  /// The grid of a country, by its ISO 3166-1 alpha-2 code.
  case country(String)
  case typed(EnergyFactor)
}

/// The regions of a company's electricity together: consumption and weighted factors.
public struct ElectricityRegions: Hashable, Sendable {
  public var regions: [ElectricityRegion]
  /// One for each region, in order; `nil` where none applies.
  public var factors: [RegionFactor?]
  public var marketFactors: [RegionFactor?]

  public init(_ regions: [ElectricityRegion], library: FactorLibrary, settings: CalculationSettings) {
    self.regions = regions
    factors = regions.map { $0.factor(in: library, customFactorOverrides: settings.customFactorOverrides) }
    marketFactors = regions.map { $0.marketFactor(in: library, settings: settings) }
  }

  public var consumption: Energy { regions.reduce(.zero) { $0 + $1.consumption } }

  /// Σ consumption · factor / Σ consumption; `nil` without consumption, or where a region that consumes has no factor.
  public var weightedFactor: EnergyFactor? { weighted(factors) }
  /// The same with the factors of the market-based method.
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
