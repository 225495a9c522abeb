public import Emissions

/// Factors as they are listed: as tables, and as JSON with stable keys that name the units.
public struct FactorListing: Sendable {
  /// Where a factor of the user's own comes from.
  public struct Own: Sendable {
    /// The path of the factor file.
    public var file: String
    /// The line of the row in that file, 1-based; line 1 is the header.
    public var line: Int
    /// The published numbers that it replaced, by column; empty for a row that was added.
    public var published: [String: Double]
    /// The publication that it replaced; `nil` for a row that was added.
    public var publishedSource: String?
  }

  /// Emissions and energy of burning one unit of a fuel in a region.
  public struct FuelRow: Sendable {
    /// The id of the fuel, its names in English and Chinese, and its category.
    public var fuel, english, chinese, category: String
    /// Whether its CO2 comes from biomass and counts to no scope.
    public var biogenic: Bool
    /// The region in which the factor applies, and the unit in which the fuel is measured.
    public var region, unit: String
    /// What one unit of fuel gives: CO2 in kg, CH4 and N2O in g, energy in kWh.
    public var carbonDioxide, methane, nitrousOxide, kilowattHours: Double
    /// The publication, and where it can be found.
    public var source, sourceURL: String
    /// Where the row comes from a user's file; `nil` for a published one.
    public var own: Own?
  }

  /// Emissions of electricity from the grid of a country or a part of it.
  public struct GridRow: Sendable {
    /// The codes of country (ISO 3166-1 alpha-2) and subdivision, with their names in English and Chinese; no
    /// subdivision is empty.
    public var country, countryEnglish, countryChinese, subdivision, subdivisionEnglish, subdivisionChinese: String
    /// The emission factor, in kgCO2e/kWh.
    public var factor: Double
    /// The year that the factor is for, the publication, and where it can be found.
    public var year, source, sourceURL: String
    /// Where the row comes from a user's file; `nil` for a published one.
    public var own: Own?
  }

  /// Emissions of electricity that nobody has claimed by a certificate, in a country.
  public struct ResidualMixRow: Sendable {
    /// The code of the country: ISO 3166-1 alpha-2.
    public var country: String
    /// The emission factor, in kgCO2e/kWh.
    public var factor: Double
    /// The year that the factor is for, and the publication.
    public var year, source: String
    /// Where the row comes from a user's file; `nil` for a published one.
    public var own: Own?
  }

  /// The global warming potential of a gas over 100 years, as a multiple of that of CO2.
  public struct WarmingPotentialRow: Sendable {
    /// The chemical formula of the gas.
    public var gas: String
    /// The value in the fourth, fifth and sixth assessment report of the IPCC; NaN where a report has none.
    public var ar4, ar5, ar6: Double
    /// The publication that the potentials are from.
    public var source: String
    /// Where the row comes from a user's file; `nil` for a published one.
    public var own: Own?
  }

  /// A system of energy certificates that is valid in a country.
  public struct TrackingSystemRow: Sendable {
    /// The code of the country (ISO 3166-1 alpha-2), the system, what limits its use, and the publication.
    public var country, system, constraint, source: String
  }

  /// How one unit is converted to another.
  public struct ConversionRow: Sendable {
    /// The ids of the two units.
    public var from, to: String
    /// By what an amount in the first is multiplied to give it in the second.
    public var factor: Double
    /// The publication that the conversion is from.
    public var source: String
  }

  /// The factors of fuels; `nil` where they were not asked for.
  public var fuels: [FuelRow]?
  /// The factors of grids; `nil` where they were not asked for.
  public var grid: [GridRow]?
  /// The residual mixes; `nil` where they were not asked for.
  public var residualMixes: [ResidualMixRow]?
  /// The global warming potentials; `nil` where they were not asked for.
  public var warmingPotentials: [WarmingPotentialRow]?
  /// The systems of certificates; `nil` where they were not asked for.
  public var trackingSystems: [TrackingSystemRow]?
  /// The conversions of units; `nil` where they were not asked for.
  public var conversions: [ConversionRow]?

  /// The kinds whose rows belong to countries.
  public static let kindsByCountry: [FactorKind] = [.grid, .residualMix, .trackingSystem]

  /// Lists the factors of a library.
  ///
  /// - Parameters:
  ///   - library: the factors, a user's own among them.
  ///   - kinds: the kinds that are listed; by default all.
  ///   - country: the country whose rows are listed, by its ISO 3166-1 alpha-2 code; `nil` for all. Kinds that belong
  ///     to no country are not limited by it.
  public init(_ library: FactorLibrary, kinds: [FactorKind] = FactorKind.allCases, country: String? = nil) {
    func isAsked(_ code: String) -> Bool { country == nil || country == code }
    for kind in kinds {
      switch kind {
      case .fuel: fuels = library.fuelFactors.compactMap { FuelRow($0, library) }
      case .grid: grid = library.gridFactors.filter { isAsked($0.country) }.map { GridRow($0, library) }
      case .residualMix:
        residualMixes = library.residualMixes.filter { isAsked($0.country) }.map { ResidualMixRow($0, library) }
      case .warmingPotential:
        warmingPotentials = library.warmingPotentialGases.compactMap { library.warmingPotentialRow(gas: $0) }.map {
          WarmingPotentialRow($0, library)
        }
      case .trackingSystem:
        trackingSystems = library.trackingSystems.filter { isAsked($0.country) }.map {
          TrackingSystemRow(country: $0.country, system: $0.name, constraint: $0.constraint, source: $0.source)
        }
      case .conversion:
        conversions = library.conversions.map {
          ConversionRow(from: $0.from, to: $0.to, factor: $0.factor, source: $0.source)
        }
      }
    }
  }
}

extension FactorListing.Own {
  init?(_ key: FactorKey, _ library: FactorLibrary) {
    guard let own = library.provenance(of: key) else { return nil }
    file = own.file
    line = own.line
    published = Dictionary(own.changes.compactMap { change in change.published.map { (change.column, $0) } }) {
      first, _ in first
    }
    publishedSource = own.publishedSource
  }
}

extension FactorListing.FuelRow {
  fileprivate init?(_ factor: FuelFactor, _ library: FactorLibrary) {
    guard let fuel = library.fuel(factor.fuel) else { return nil }
    self.init(
      fuel: fuel.id, english: fuel.english, chinese: fuel.chinese, category: fuel.category.rawValue,
      biogenic: fuel.isBiogenic,
      region: factor.region.rawValue, unit: factor.unit.rawValue, carbonDioxide: factor.carbonDioxide,
      methane: factor.methane,
      nitrousOxide: factor.nitrousOxide, kilowattHours: factor.kilowattHours, source: factor.source,
      sourceURL: factor.sourceURL,
      own: .init(factor.key, library))
  }
}

extension FactorListing.GridRow {
  fileprivate init(_ factor: GridFactor, _ library: FactorLibrary) {
    self.init(
      country: factor.country, countryEnglish: factor.countryEnglish, countryChinese: factor.countryChinese,
      subdivision: factor.subdivision, subdivisionEnglish: factor.subdivisionEnglish,
      subdivisionChinese: factor.subdivisionChinese,
      factor: factor.factor.kilogramsPerKilowattHour, year: factor.year, source: factor.source,
      sourceURL: factor.sourceURL,
      own: .init(factor.key, library))
  }
}

extension FactorListing.ResidualMixRow {
  fileprivate init(_ mix: ResidualMixFactor, _ library: FactorLibrary) {
    self.init(
      country: mix.country, factor: mix.factor.kilogramsPerKilowattHour, year: mix.year, source: mix.source,
      own: .init(mix.key, library))
  }
}

extension FactorListing.WarmingPotentialRow {
  fileprivate init(_ row: WarmingPotentialRow, _ library: FactorLibrary) {
    self.init(
      gas: row.gas, ar4: row.values[.ar4] ?? .nan, ar5: row.values[.ar5] ?? .nan, ar6: row.values[.ar6] ?? .nan,
      source: row.source,
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
