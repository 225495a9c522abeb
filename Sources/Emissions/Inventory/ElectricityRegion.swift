/// Electricity bought in one region, and the factor that applies there.
public struct ElectricityRegion: Hashable, Sendable {
  /// The caller's own number, such as that of the row it was typed in, to find again where the region came from.
  public var id: Int?
  /// ISO 3166-1 alpha-2, or the name of a region that the lists lack.
  public var country: String
  /// ISO 3166-2; `nil` for the whole country.
  public var subdivision: String?
  /// The electricity bought there.
  public var consumption: Energy
  /// The supplier's own factor for the region; it counts where the lists have none, or where custom factors override
  /// them.
  public var customFactor: EnergyFactor?

  /// Electricity bought in a region.
  ///
  /// - Parameters:
  ///   - id: by which whoever gives the region knows it again.
  ///   - country: ISO 3166-1 alpha-2, or the name of a region that the lists lack.
  ///   - subdivision: ISO 3166-2; `nil` for the whole country.
  ///   - consumption: the electricity bought there.
  ///   - customFactor: the supplier's own factor.
  public init(
    id: Int? = nil, country: String, subdivision: String? = nil, consumption: Energy, customFactor: EnergyFactor? = nil
  ) {
    self.id = id
    self.country = country
    self.subdivision = subdivision
    self.consumption = consumption
    self.customFactor = customFactor
  }
}

/// The factor used for a region, and where it comes from.
public struct RegionFactor: Hashable, Sendable {
  /// Where a factor comes from.
  public enum Origin: Hashable, Sendable {
    /// The row of the lists for the state or province.
    case subdivision(GridFactor)
    /// The row of the lists for the whole country.
    case country(GridFactor)
    /// The supplier's own factor.
    case custom
    /// The row of the lists for what nobody claims.
    case residualMix(ResidualMixFactor)
  }

  /// What a kilowatt-hour emits.
  public var factor: EnergyFactor
  /// Where `factor` comes from.
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
    guard let listed else {
      return customFactor.map { RegionFactor(factor: $0, origin: .custom, customIsBesideListed: false) }
    }
    if customFactorOverrides, let customFactor {
      return RegionFactor(factor: customFactor, origin: .custom, customIsBesideListed: true)
    }
    return RegionFactor(
      factor: listed.factor.factor,
      origin: listed.isSubdivision ? .subdivision(listed.factor) : .country(listed.factor),
      customIsBesideListed: customFactor != nil)
  }

  /// The factor of the market-based method where nothing was contracted: the residual mix of the country, if it has one
  /// and it is asked for.
  public func marketFactor(in library: FactorLibrary, settings: CalculationSettings) -> RegionFactor? {
    if settings.usesResidualMix, let mix = library.residualMix(country: country) {
      return RegionFactor(factor: mix.factor, origin: .residualMix(mix), customIsBesideListed: customFactor != nil)
    }
    return factor(in: library, customFactorOverrides: settings.customFactorOverrides)
  }
}
