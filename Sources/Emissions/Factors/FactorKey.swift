/// What tells a factor from every other one of its kind.
public enum FactorKey: Hashable, Sendable {
  /// The factor of a fuel by its id, for one unit and region.
  case fuel(String, unit: FuelUnit, region: FuelRegion)
  /// The grid factor of a whole country, by its ISO 3166-1 alpha-2 code.
  case gridCountry(String)
  /// The grid factor of a state or province, by its ISO 3166-2 code.
  case gridSubdivision(String)
  /// The residual mix of a country, by its ISO 3166-1 alpha-2 code.
  case residualMix(country: String)
  /// The potential of a gas, such as `CH4_fossil`.
  case warmingPotential(gas: String)

  /// The kind of file that the factor stands in.
  public var kind: FactorKind {
    switch self {
    case .fuel: .fuel
    case .gridCountry, .gridSubdivision: .grid
    case .residualMix: .residualMix
    case .warmingPotential: .warmingPotential
    }
  }

  /// The columns that tell the factor, as a file writes them: `natural_gas, m3, other`.
  public var text: String {
    switch self {
    case .fuel(let fuel, let unit, let region): "\(fuel), \(unit.rawValue), \(region.rawValue)"
    case .gridCountry(let code), .gridSubdivision(let code), .residualMix(let code): code
    case .warmingPotential(let gas): gas
    }
  }
}

extension FuelFactor {
  /// What tells this factor from all other fuel factors.
  public var key: FactorKey { .fuel(fuel, unit: unit, region: region) }
}

extension GridFactor {
  /// What tells this factor from all other grid factors.
  public var key: FactorKey { subdivision.isEmpty ? .gridCountry(country) : .gridSubdivision(subdivision) }
}

extension ResidualMixFactor {
  /// What tells this factor from all other residual mixes.
  public var key: FactorKey { .residualMix(country: country) }
}
