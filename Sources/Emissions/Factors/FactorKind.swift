/// The kinds of factor files; each is known by the columns of its header.
public enum FactorKind: String, Hashable, Sendable, CaseIterable {
  /// What fuels emit and hold.
  case fuel
  /// What electricity from the grid of a country, state or province emits.
  case grid
  /// What electricity that nobody claims emits.
  case residualMix = "residual-mix"
  /// Global warming potentials of gases.
  case warmingPotential = "gwp"
  /// Systems that issue energy attribute certificates; no factors.
  case trackingSystem = "tracking"
  /// How much of one unit another one is; no factors.
  case conversion

  /// The columns that a file of this kind must have; others are ignored.
  public var requiredColumns: [String] {
    switch self {
    case .fuel:
      [
        "fuel", "fuel_en", "fuel_zh", "category", "biogenic", "region", "unit", "kg_co2_per_unit", "g_ch4_per_unit",
        "g_n2o_per_unit",
        "kwh_per_unit", "source",
      ]
    case .grid: ["country", "country_en", "country_zh", "subdivision", "kgco2e_per_kwh", "year", "source"]
    case .residualMix: ["country", "kgco2e_per_kwh", "year", "source"]
    case .warmingPotential: ["gas"] + WarmingPotentialSet.allCases.map({ $0.rawValue }) + ["source"]
    case .trackingSystem: ["country", "system", "source"]
    case .conversion: ["from", "to", "factor", "source"]
    }
  }

  /// Whether a user's own rows can take the place of the published ones: unit conversions are definitions, and tracking
  /// systems no factors.
  public var isReplaceable: Bool {
    switch self {
    case .fuel, .grid, .residualMix, .warmingPotential: true
    case .trackingSystem, .conversion: false
    }
  }

  /// The name of the kind in messages about files.
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

  /// The kind that a header belongs to, by the columns that no other kind has, so that a column missing beside them can
  /// be named.
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
