/// The kinds of factor files; each is known by the columns of its header.
public enum FactorKind: String, Hashable, Sendable, CaseIterable, Codable {
  case fuel
  case grid
  case residualMix = "residual-mix"
  case warmingPotential = "gwp"
  case trackingSystem = "tracking"
  case conversion

  /// The columns that a file of this kind must have; others are ignored.
  public var requiredColumns: [String] {
    switch self {
    case .fuel:
      [
        "fuel", "fuel_en", "fuel_zh", "category", "biogenic", "region", "unit", "kg_co2_per_unit", "g_ch4_per_unit", "g_n2o_per_unit",
        "kwh_per_unit", "source",
      ]
    case .grid: ["country", "country_en", "country_zh", "subdivision", "kgco2e_per_kwh", "year", "source"]
    case .residualMix: ["country", "kgco2e_per_kwh", "year", "source"]
    case .warmingPotential: ["gas"] + WarmingPotentialSet.allCases.map(\.rawValue) + ["source"]
    case .trackingSystem: ["country", "system", "source"]
    case .conversion: ["from", "to", "factor", "source"]
    }
  }

  /// Whether a user's own rows can take the place of the published ones: unit conversions are definitions, and tracking systems no factors.
  public var isReplaceable: Bool {
    switch self {
    case .fuel, .grid, .residualMix, .warmingPotential: true
    case .trackingSystem, .conversion: false
    }
  }

  /// In messages about files.
  public var title: String {
    switch self {
    case .fuel: "fuel factors"
    case .grid: "grid factors"
    case .residualMix: "residual mixes"
    case .warmingPotential: "global warming potentials"
    case .trackingSystem: "tracking systems"
    case .conversion: "unit conversions"
    }
  }

  /// The kind that a header belongs to, by the columns that no other kind has, so that a column missing beside them can be named.
  ///
  /// Grid factors without the column `subdivision` are a residual mix: the two have no other column to tell them apart.
  init?(header: [String]) {
    let columns = Set(header)
    if columns.contains("gas") {
      self = .warmingPotential
    } else if columns.contains("system") {
      self = .trackingSystem
    } else if columns.isSuperset(of: ["from", "to"]) {
      self = .conversion
    } else if columns.contains("fuel") {
      self = .fuel
    } else if columns.isSuperset(of: ["country", "subdivision"]) {
      self = .grid
    } else if columns.isSuperset(of: ["country", "kgco2e_per_kwh"]) {
      self = .residualMix
    } else {
      return nil
    }
  }
}

/// What tells a factor from every other one of its kind.
public enum FactorKey: Hashable, Sendable {
  case fuel(String, unit: FuelUnit, region: FuelRegion)
  /// ISO 3166-1 alpha-2; the whole country.
  case gridCountry(String)
  /// ISO 3166-2.
  case gridSubdivision(String)
  /// ISO 3166-1 alpha-2.
  case residualMix(country: String)
  case warmingPotential(gas: String)

  public var kind: FactorKind {
    switch self {
    case .fuel: .fuel
    case .gridCountry, .gridSubdivision: .grid
    case .residualMix: .residualMix
    case .warmingPotential: .warmingPotential
    }
  }

  /// As a file's columns write it: `natural_gas, m3, other`.
  public var text: String {
    switch self {
    case .fuel(let fuel, let unit, let region): "\(fuel), \(unit.rawValue), \(region.rawValue)"
    case .gridCountry(let code), .gridSubdivision(let code), .residualMix(let code): code
    case .warmingPotential(let gas): gas
    }
  }
}

/// Where a factor of a user's own file comes from, and what it took the place of.
public struct FactorProvenance: Hashable, Sendable {
  /// One number of the row.
  public struct Change: Hashable, Sendable {
    /// Of the file; names the unit: `kgco2e_per_kwh`.
    public var column: String
    /// `nil` where there was no such factor.
    public var published: Double?
    public var own: Double

    /// Own to published; `nil` where nothing was replaced or zero was.
    public var ratio: Double? { published.flatMap { $0 == 0 ? nil : own / $0 } }

    /// So far from the published number that a wrong unit is likely: beyond five times, or below a fifth.
    public var isUnlikely: Bool { ratio.map { $0 > 5 || $0 < 0.2 } ?? false }
  }

  public var key: FactorKey
  /// As the caller named it.
  public var file: String
  /// 1-based.
  public var line: Int
  public var changes: [Change]
  public var source: String
  /// Of the published factor; `nil` where the row was added.
  public var publishedSource: String?

  /// Nothing was replaced.
  public var isAdded: Bool { publishedSource == nil }
}
