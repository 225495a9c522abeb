public import Emissions

/// Factors as they are listed: as tables, and as JSON with stable keys that name the units.
public struct FactorListing: Sendable {
  /// Where a factor of the user's own comes from.
  public struct Own: Sendable {
    public var file: String
    public var line: Int
    /// By column; empty for a row that was added.
    public var published: [String: Double]
    public var publishedSource: String?
  }

  public struct FuelRow: Sendable {
    public var fuel, english, chinese, category: String
    public var biogenic: Bool
    public var region, unit: String
    public var carbonDioxide, methane, nitrousOxide, kilowattHours: Double
    public var source, sourceURL: String
    public var own: Own?
  }

  public struct GridRow: Sendable {
    public var country, countryEnglish, countryChinese, subdivision, subdivisionEnglish, subdivisionChinese: String
    public var factor: Double
    public var year, source, sourceURL: String
    public var own: Own?
  }

  public struct ResidualMixRow: Sendable {
    public var country: String
    public var factor: Double
    public var year, source: String
    public var own: Own?
  }

  /// Times that of CO2 over 100 years.
  public struct WarmingPotentialRow: Sendable {
    public var gas: String
    public var ar4, ar5, ar6: Double
    public var source: String
    public var own: Own?
  }

  public struct TrackingSystemRow: Sendable {
    public var country, system, constraint, source: String
  }

  public struct ConversionRow: Sendable {
    public var from, to: String
    public var factor: Double
    public var source: String
  }

  public var fuels: [FuelRow]?
  public var grid: [GridRow]?
  public var residualMixes: [ResidualMixRow]?
  public var warmingPotentials: [WarmingPotentialRow]?
  public var trackingSystems: [TrackingSystemRow]?
  public var conversions: [ConversionRow]?

  /// The kinds whose rows belong to countries.
  public static let kindsByCountry: [FactorKind] = [.grid, .residualMix, .trackingSystem]

  /// - Parameter country: ISO 3166-1 alpha-2; `nil` for all.
  public init(_ library: FactorLibrary, kinds: [FactorKind] = FactorKind.allCases, country: String? = nil) {
    func isAsked(_ code: String) -> Bool { country == nil || country == code }
    for kind in kinds {
      switch kind {
      case .fuel: fuels = library.fuelFactors.compactMap { FuelRow($0, library) }
      case .grid: grid = library.gridFactors.filter { isAsked($0.country) }.map { GridRow($0, library) }
      case .residualMix: residualMixes = library.residualMixes.filter { isAsked($0.country) }.map { ResidualMixRow($0, library) }
      case .warmingPotential:
        warmingPotentials = library.warmingPotentialGases.compactMap { library.warmingPotentialRow(gas: $0) }.map {
          WarmingPotentialRow($0, library)
        }
      case .trackingSystem:
        trackingSystems = library.trackingSystems.filter { isAsked($0.country) }.map {
          TrackingSystemRow(country: $0.country, system: $0.name, constraint: $0.constraint, source: $0.source)
        }
      case .conversion:
        conversions = library.conversions.map { ConversionRow(from: $0.from, to: $0.to, factor: $0.factor, source: $0.source) }
      }
    }
  }
}

extension FactorListing.Own {
  init?(_ key: FactorKey, _ library: FactorLibrary) {
    guard let own = library.provenance(of: key) else { return nil }
    file = own.file
    line = own.line
    published = Dictionary(own.changes.compactMap { change in change.published.map { (change.column, $0) } }) { first, _ in first }
    publishedSource = own.publishedSource
  }
}

extension FactorListing.FuelRow {
  fileprivate init?(_ factor: FuelFactor, _ library: FactorLibrary) {
    guard let fuel = library.fuel(factor.fuel) else { return nil }
    self.init(
      fuel: fuel.id, english: fuel.english, chinese: fuel.chinese, category: fuel.category.rawValue, biogenic: fuel.isBiogenic,
      region: factor.region.rawValue, unit: factor.unit.rawValue, carbonDioxide: factor.carbonDioxide, methane: factor.methane,
      nitrousOxide: factor.nitrousOxide, kilowattHours: factor.kilowattHours, source: factor.source, sourceURL: factor.sourceURL,
      own: .init(factor.key, library))
  }
}

extension FactorListing.GridRow {
  fileprivate init(_ factor: GridFactor, _ library: FactorLibrary) {
    self.init(
      country: factor.country, countryEnglish: factor.countryEnglish, countryChinese: factor.countryChinese,
      subdivision: factor.subdivision, subdivisionEnglish: factor.subdivisionEnglish, subdivisionChinese: factor.subdivisionChinese,
      factor: factor.factor.kilogramsPerKilowattHour, year: factor.year, source: factor.source, sourceURL: factor.sourceURL,
      own: .init(factor.key, library))
  }
}

extension FactorListing.ResidualMixRow {
  fileprivate init(_ mix: ResidualMixFactor, _ library: FactorLibrary) {
    self.init(
      country: mix.country, factor: mix.factor.kilogramsPerKilowattHour, year: mix.year, source: mix.source, own: .init(mix.key, library))
  }
}

extension FactorListing.WarmingPotentialRow {
  fileprivate init(_ row: WarmingPotentialRow, _ library: FactorLibrary) {
    self.init(
      gas: row.gas, ar4: row.values[.ar4] ?? .nan, ar5: row.values[.ar5] ?? .nan, ar6: row.values[.ar6] ?? .nan, source: row.source,
      own: .init(.warmingPotential(gas: row.gas), library))
  }
}

#if !hasFeature(Embedded)
  extension FactorListing: Codable {
    enum CodingKeys: String, CodingKey {
      case fuels = "fuel_factors"
      case grid = "grid_factors"
      case residualMixes = "residual_mix"
      case warmingPotentials = "gwp"
      case trackingSystems = "tracking_systems"
      case conversions = "unit_conversions"
    }
  }

  extension FactorListing.Own: Codable {
    enum CodingKeys: String, CodingKey {
      case file, line, published
      case publishedSource = "published_source"
    }
  }

  extension FactorListing.FuelRow: Codable {
    enum CodingKeys: String, CodingKey {
      case fuel
      case english = "fuel_en"
      case chinese = "fuel_zh"
      case category, biogenic, region, unit
      case carbonDioxide = "kg_co2_per_unit"
      case methane = "g_ch4_per_unit"
      case nitrousOxide = "g_n2o_per_unit"
      case kilowattHours = "kwh_per_unit"
      case source
      case sourceURL = "source_url"
      case own
    }
  }

  extension FactorListing.GridRow: Codable {
    enum CodingKeys: String, CodingKey {
      case country
      case countryEnglish = "country_en"
      case countryChinese = "country_zh"
      case subdivision
      case subdivisionEnglish = "subdivision_en"
      case subdivisionChinese = "subdivision_zh"
      case factor = "kgco2e_per_kwh"
      case year, source
      case sourceURL = "source_url"
      case own
    }
  }

  extension FactorListing.ResidualMixRow: Codable {
    enum CodingKeys: String, CodingKey {
      case country
      case factor = "kgco2e_per_kwh"
      case year, source, own
    }
  }
  extension FactorListing.WarmingPotentialRow: Codable {}
  extension FactorListing.TrackingSystemRow: Codable {}
  extension FactorListing.ConversionRow: Codable {}
#endif
