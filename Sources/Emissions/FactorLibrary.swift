/// The emission factors and reference lists of a calculation, in the order of their files.
public struct FactorLibrary: Sendable {
  public private(set) var fuels: [Fuel] = []
  public private(set) var fuelFactors: [FuelFactor] = []
  public private(set) var gridFactors: [GridFactor] = []
  public private(set) var residualMixes: [ResidualMixFactor] = []
  public private(set) var trackingSystems: [TrackingSystem] = []
  public private(set) var countries: [Country] = []
  public private(set) var conversions: [UnitConversion] = []
  public private(set) var cbamGoods = CBAMGoods()
  private var potentials: [WarmingPotentialSet: WarmingPotentials] = [:]

  private struct FuelKey: Hashable {
    var fuel: String
    var unit: FuelUnit
    var region: FuelRegion
  }
  private var fuelIndex: [FuelKey: Int] = [:]
  private var gridIndex: [String: Int] = [:]
  private var residualIndex: [String: Int] = [:]

  /// The files that a library is made of, each as bytes with the name that messages call it.
  public struct Files: Sendable {
    public var fuels: File
    public var grid: File
    public var residualMix: File
    public var warmingPotentials: File
    public var trackingSystems: File
    public var countries: File
    public var conversions: File
    public var cbamGoods: File

    public init(
      fuels: File, grid: File, residualMix: File, warmingPotentials: File, trackingSystems: File, countries: File, conversions: File,
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

  public struct File: Sendable {
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Reads all factors.
  ///
  /// - Throws: ``FactorError`` naming file, line and column of the first row that is not as it should be.
  public init(_ files: Files) throws(FactorError) {
    try readFuels(files.fuels)
    try readGrid(files.grid)
    try readResidualMix(files.residualMix)
    try readPotentials(files.warmingPotentials)
    cbamGoods = try CBAMGoods(files.cbamGoods)
    for row in try FactorTable(files.trackingSystems.bytes, file: files.trackingSystems.name, required: ["country", "system", "source"])
      .rows
    {
      trackingSystems.append(
        TrackingSystem(
          country: try row.text("country"), name: try row.text("system"), constraint: row.optional("constraint"),
          source: try row.text("source")))
    }
    for row in try FactorTable(files.countries.bytes, file: files.countries.name, required: ["alpha2", "alpha3", "name_en", "name_zh"]).rows
    {
      countries.append(
        Country(
          alpha2: try row.text("alpha2"), alpha3: try row.text("alpha3"), english: try row.text("name_en"), chinese: row.optional("name_zh")
        ))
    }
    for row in try FactorTable(files.conversions.bytes, file: files.conversions.name, required: ["from", "to", "factor", "source"]).rows {
      conversions.append(
        UnitConversion(from: try row.text("from"), to: try row.text("to"), factor: try row.number("factor"), source: try row.text("source"))
      )
    }
  }

  // MARK: Looking up

  public func fuel(_ id: String) -> Fuel? { fuels.first { $0.id == id } }

  public func factor(fuel: String, unit: FuelUnit, region: FuelRegion) -> FuelFactor? {
    fuelIndex[FuelKey(fuel: fuel, unit: unit, region: region)].map { fuelFactors[$0] }
  }

  /// The units in which a fuel can be given.
  public func units(of fuel: String) -> [FuelUnit] { fuelFactors.filter { $0.fuel == fuel && $0.region == .other }.map(\.unit) }

  /// The factor of a whole country.
  public func grid(country: String) -> GridFactor? { gridIndex[country].map { gridFactors[$0] } }

  /// The factor of a state or province by its ISO 3166-2 code.
  public func grid(subdivision: String) -> GridFactor? { gridIndex[subdivision].map { gridFactors[$0] } }

  public func residualMix(country: String) -> ResidualMixFactor? { residualIndex[country].map { residualMixes[$0] } }

  /// How many kWh one unit of energy is; `nil` where the data do not say.
  public func kilowattHours(per unit: String) -> Double? {
    unit == "kWh" ? 1 : conversions.first { $0.from == unit && $0.to == "kWh" }?.factor
  }

  /// The warming potentials of a set; every library has all three.
  public func warmingPotentials(_ set: WarmingPotentialSet) -> WarmingPotentials {
    potentials[set] ?? WarmingPotentials(set: set, fossilMethane: .nan, biogenicMethane: .nan, nitrousOxide: .nan, source: "")
  }

  // MARK: Reading

  private mutating func readFuels(_ file: File) throws(FactorError) {
    let required = [
      "fuel", "fuel_en", "fuel_zh", "category", "biogenic", "region", "unit", "kg_co2_per_unit", "g_ch4_per_unit", "g_n2o_per_unit",
      "kwh_per_unit", "source",
    ]
    for row in try FactorTable(file.bytes, file: file.name, required: required).rows {
      let fuel = Fuel(
        id: try row.text("fuel"), english: try row.text("fuel_en"), chinese: row.optional("fuel_zh"), category: try row.value("category"),
        isBiogenic: try row.flag("biogenic"))
      if !fuels.contains(where: { $0.id == fuel.id }) { fuels.append(fuel) }
      let factor = FuelFactor(
        fuel: fuel.id, unit: try row.value("unit"), region: try row.value("region"), carbonDioxide: try row.number("kg_co2_per_unit"),
        methane: try row.number("g_ch4_per_unit"), nitrousOxide: try row.number("g_n2o_per_unit"),
        kilowattHours: try row.number("kwh_per_unit"), source: try row.text("source"), sourceURL: row.optional("source_url"))
      let key = FuelKey(fuel: factor.fuel, unit: factor.unit, region: factor.region)
      guard fuelIndex.updateValue(fuelFactors.count, forKey: key) == nil else {
        throw FactorError(
          .duplicateKey("\(factor.fuel), \(factor.unit.rawValue), \(factor.region.rawValue)"), file: row.file, line: row.line)
      }
      fuelFactors.append(factor)
    }
  }

  private mutating func readGrid(_ file: File) throws(FactorError) {
    for row in try FactorTable(
      file.bytes, file: file.name, required: ["country", "country_en", "country_zh", "subdivision", "kgco2e_per_kwh", "year", "source"]
    ).rows {
      let factor = GridFactor(
        country: try row.text("country"), countryEnglish: try row.text("country_en"), countryChinese: row.optional("country_zh"),
        subdivision: row.optional("subdivision"), subdivisionEnglish: row.optional("subdivision_en"),
        subdivisionChinese: row.optional("subdivision_zh"),
        factor: EnergyFactor(kilogramsPerKilowattHour: try row.number("kgco2e_per_kwh")), year: try row.text("year"),
        source: try row.text("source"), sourceURL: row.optional("source_url"))
      let key = factor.subdivision.isEmpty ? factor.country : factor.subdivision
      guard gridIndex.updateValue(gridFactors.count, forKey: key) == nil else {
        throw FactorError(.duplicateKey(key), file: row.file, line: row.line)
      }
      gridFactors.append(factor)
    }
  }

  private mutating func readResidualMix(_ file: File) throws(FactorError) {
    for row in try FactorTable(file.bytes, file: file.name, required: ["country", "kgco2e_per_kwh", "year", "source"]).rows {
      let factor = ResidualMixFactor(
        country: try row.text("country"), factor: EnergyFactor(kilogramsPerKilowattHour: try row.number("kgco2e_per_kwh")),
        year: try row.text("year"), source: try row.text("source"))
      guard residualIndex.updateValue(residualMixes.count, forKey: factor.country) == nil else {
        throw FactorError(.duplicateKey(factor.country), file: row.file, line: row.line)
      }
      residualMixes.append(factor)
    }
  }

  private mutating func readPotentials(_ file: File) throws(FactorError) {
    let table = try FactorTable(file.bytes, file: file.name, required: ["gas", "source"] + WarmingPotentialSet.allCases.map(\.rawValue))
    func row(_ gas: String) throws(FactorError) -> FactorTable.Row {
      guard let row = table.rows.first(where: { $0.optional("gas") == gas }) else {
        throw FactorError(.unknownValue(gas, allowed: []), file: file.name, line: 1, column: "gas")
      }
      return row
    }
    let methane = try row("CH4"), nitrousOxide = try row("N2O"), fossil = try row("CH4_fossil"), biogenic = try row("CH4_biogenic")
    for set in WarmingPotentialSet.allCases {
      // AR6 alone tells fossil from biogenic methane in its main tables.
      potentials[set] = WarmingPotentials(
        set: set, fossilMethane: try (set == .ar6 ? fossil : methane).number(set.rawValue),
        biogenicMethane: try (set == .ar6 ? biogenic : methane).number(set.rawValue), nitrousOxide: try nitrousOxide.number(set.rawValue),
        source: try methane.text("source"))
    }
  }
}

extension FactorTable.Row {
  /// `yes` or `no`.
  fileprivate func flag(_ column: String) throws(FactorError) -> Bool {
    switch try text(column) {
    case "yes": return true
    case "no": return false
    case let other: throw FactorError(.unknownValue(other, allowed: ["yes", "no"]), file: file, line: line, column: column)
    }
  }
}
