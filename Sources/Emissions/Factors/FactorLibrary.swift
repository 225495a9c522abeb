/// The emission factors and reference lists of a calculation, in the order of their files.
public struct FactorLibrary: Sendable {
  /// The fuels, in the order in which they first occur.
  public internal(set) var fuels: [Fuel] = []
  /// What fuels emit and hold: a row for each fuel, unit and region.
  public internal(set) var fuelFactors: [FuelFactor] = []
  /// What electricity from the grid emits, of countries and of their states and provinces.
  public internal(set) var gridFactors: [GridFactor] = []
  /// What electricity that nobody claims emits, by country.
  public internal(set) var residualMixes: [ResidualMixFactor] = []
  /// The systems that issue energy attribute certificates, by country.
  public private(set) var trackingSystems: [TrackingSystem] = []
  /// All countries of ISO 3166-1.
  public private(set) var countries: [Country] = []
  /// How much of one unit another one is.
  public private(set) var conversions: [UnitConversion] = []
  /// The goods that fall under the EU's carbon border adjustment mechanism.
  public private(set) var cbamGoods = CBAMGoods()
  /// The potentials by gas; the order of the file is that of `warmingPotentialGases`.
  var gases: [String: WarmingPotentialRow] = [:]
  /// The gases that the data have potentials of, in the order of the file.
  public internal(set) var warmingPotentialGases: [String] = []
  private var potentials: [WarmingPotentialSet: WarmingPotentials] = [:]
  /// The rows of a user's own files that are in force, in the order of the files.
  public internal(set) var ownFactors: [FactorProvenance] = []

  var fuelIndex: [String: Int] = [:]
  /// The place of a factor in the list of its kind.
  var factorIndex: [FactorKey: Int] = [:]
  var ownIndex: [FactorKey: Int] = [:]

  /// The files that a library is made of, each as bytes with the name that messages call it.
  public struct Files: Sendable {
    /// Fuel factors, see `FactorKind.fuel`.
    public var fuels: File
    /// Grid factors, see `FactorKind.grid`.
    public var grid: File
    /// Residual mixes, see `FactorKind.residualMix`.
    public var residualMix: File
    /// Global warming potentials, see `FactorKind.warmingPotential`.
    public var warmingPotentials: File
    /// Tracking systems, see `FactorKind.trackingSystem`.
    public var trackingSystems: File
    /// Countries: columns `alpha2`, `alpha3`, `name_en` and `name_zh`.
    public var countries: File
    /// Unit conversions, see `FactorKind.conversion`.
    public var conversions: File
    /// The goods of the carbon border adjustment mechanism.
    public var cbamGoods: File

    /// The eight files together.
    public init(
      fuels: File, grid: File, residualMix: File, warmingPotentials: File, trackingSystems: File, countries: File,
      conversions: File,
      cbamGoods: File
    ) {
      self.fuels = fuels
      self.grid = grid
      self.residualMix = residualMix
      self.warmingPotentials = warmingPotentials
      self.trackingSystems = trackingSystems
      self.countries = countries
      self.conversions = conversions
      self.cbamGoods = cbamGoods
    }
  }

  /// A file of comma-separated values in memory.
  public struct File: Sendable {
    /// What messages call it.
    public var name: String
    /// The contents of the file, as UTF-8.
    public var bytes: [UInt8]

    /// A file of that name and contents.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Reads all factors.
  ///
  /// - Parameters:
  ///   - files: the published factors.
  ///   - replacements: a user's own files; each of their rows takes the place of the published factor with the same key
  ///     or is added, and a later file wins over an earlier one. Names of fuels and countries stay the published ones.
  /// - Throws: ``FactorError`` naming file, line and column of the first row that is not as it should be.
  public init(_ files: Files, replacements: [File] = []) throws(FactorError) {
    try readFuels(files.fuels)
    try readGrid(files.grid)
    try readResidualMix(files.residualMix)
    try readPotentials(files.warmingPotentials)
    cbamGoods = try CBAMGoods(files.cbamGoods)
    for row in try FactorTable(
      files.trackingSystems.bytes, file: files.trackingSystems.name, required: FactorKind.trackingSystem.requiredColumns
    )
    .rows {
      trackingSystems.append(
        TrackingSystem(
          country: try row.text("country"), name: try row.text("system"), constraint: row.optional("constraint"),
          source: try row.text("source")))
    }
    for row in try FactorTable(
      files.countries.bytes, file: files.countries.name, required: ["alpha2", "alpha3", "name_en", "name_zh"]
    ).rows {
      countries.append(
        Country(
          alpha2: try row.text("alpha2"), alpha3: try row.text("alpha3"), english: try row.text("name_en"),
          chinese: row.optional("name_zh")
        ))
    }
    for row in try FactorTable(
      files.conversions.bytes, file: files.conversions.name, required: FactorKind.conversion.requiredColumns
    ).rows {
      conversions.append(
        UnitConversion(
          from: try row.text("from"), to: try row.text("to"), factor: try row.positive("factor"),
          source: try row.text("source")))
    }
    for file in replacements { try replace(from: file) }
    potentials = try combinedPotentials(file: files.warmingPotentials.name)
  }

  // MARK: Looking up

  /// The fuel of that id; `nil` for an unknown one.
  public func fuel(_ id: String) -> Fuel? { fuelIndex[id].map { fuels[$0] } }

  /// The factor of a fuel for one unit and region; `nil` where the data have none.
  public func factor(fuel: String, unit: FuelUnit, region: FuelRegion) -> FuelFactor? {
    factorIndex[.fuel(fuel, unit: unit, region: region)].map { fuelFactors[$0] }
  }

  /// The units in which a fuel can be given.
  public func units(of fuel: String) -> [FuelUnit] {
    fuelFactors.filter { $0.fuel == fuel && $0.region == .other }.map { $0.unit }
  }

  /// The factor of a whole country.
  public func grid(country: String) -> GridFactor? { factorIndex[.gridCountry(country)].map { gridFactors[$0] } }

  /// The factor of a state or province by its ISO 3166-2 code.
  public func grid(subdivision: String) -> GridFactor? {
    factorIndex[.gridSubdivision(subdivision)].map { gridFactors[$0] }
  }

  /// The residual mix of a country, ISO 3166-1 alpha-2; `nil` where the data have none.
  public func residualMix(country: String) -> ResidualMixFactor? {
    factorIndex[.residualMix(country: country)].map { residualMixes[$0] }
  }

  /// The row of a gas in the data, whether or not fuels need it.
  public func warmingPotentialRow(gas: String) -> WarmingPotentialRow? { gases[gas] }

  /// Where a factor comes from if it is a user's own; `nil` for a published one.
  public func provenance(of key: FactorKey) -> FactorProvenance? { ownIndex[key].map { ownFactors[$0] } }

  /// How many kWh one unit of energy is; `nil` where the data do not say.
  public func kilowattHours(per unit: String) -> Double? {
    unit == "kWh" ? 1 : conversions.first { $0.from == unit && $0.to == "kWh" }?.factor
  }

  /// The warming potentials of a set; every library has all three.
  public func warmingPotentials(_ set: WarmingPotentialSet) -> WarmingPotentials {
    potentials[set]
      ?? WarmingPotentials(set: set, fossilMethane: .nan, biogenicMethane: .nan, nitrousOxide: .nan, source: "")
  }
}
