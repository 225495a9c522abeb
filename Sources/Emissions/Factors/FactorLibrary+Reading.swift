extension FactorLibrary {
  // MARK: The published files

  mutating func readFuels(_ file: File) throws(FactorError) {
    for row in try FactorTable(file.bytes, file: file.name, required: FactorKind.fuel.requiredColumns).rows {
      let fuel = try FactorLibrary.fuel(row)
      let factor = try FactorLibrary.fuelFactor(row)
      if let known = self.fuel(fuel.id) {
        try fuel.requireAgreement(with: known, row, "an earlier row of the fuel \(fuel.id)")
      } else {
        fuelIndex[fuel.id] = fuels.count
        fuels.append(fuel)
      }
      try index(factor.key, at: fuelFactors.count, row, column: "fuel")
      fuelFactors.append(factor)
    }
  }

  mutating func readGrid(_ file: File) throws(FactorError) {
    for row in try FactorTable(file.bytes, file: file.name, required: FactorKind.grid.requiredColumns).rows {
      let factor = try FactorLibrary.gridFactor(row)
      try index(factor.key, at: gridFactors.count, row, column: factor.subdivision.isEmpty ? "country" : "subdivision")
      gridFactors.append(factor)
    }
  }

  mutating func readResidualMix(_ file: File) throws(FactorError) {
    for row in try FactorTable(file.bytes, file: file.name, required: FactorKind.residualMix.requiredColumns).rows {
      let factor = try FactorLibrary.residualMix(row)
      try index(factor.key, at: residualMixes.count, row, column: "country")
      residualMixes.append(factor)
    }
  }

  mutating func readPotentials(_ file: File) throws(FactorError) {
    for row in try FactorTable(file.bytes, file: file.name, required: FactorKind.warmingPotential.requiredColumns).rows
    {
      let potential = try FactorLibrary.warmingPotential(row)
      try index(.warmingPotential(gas: potential.gas), at: warmingPotentialGases.count, row, column: "gas")
      warmingPotentialGases.append(potential.gas)
      gases[potential.gas] = potential
    }
  }

  private mutating func index(_ key: FactorKey, at place: Int, _ row: FactorTable.Row, column: String)
    throws(FactorError)
  {
    guard factorIndex.updateValue(place, forKey: key) == nil else {
      throw FactorError(.duplicateKey(key.text), file: row.file, line: row.line, column: column)
    }
  }

  /// What fuels need of each set; the file named is that of the published potentials.
  func combinedPotentials(file: String) throws(FactorError) -> [WarmingPotentialSet: WarmingPotentials] {
    func row(_ gas: String) throws(FactorError) -> WarmingPotentialRow {
      guard let row = gases[gas] else { throw FactorError(.missingRow(gas), file: file, line: 1, column: "gas") }
      return row
    }
    let methane = try row("CH4"), nitrousOxide = try row("N2O"), fossil = try row("CH4_fossil"),
      biogenic = try row("CH4_biogenic")
    var result: [WarmingPotentialSet: WarmingPotentials] = [:]
    for set in WarmingPotentialSet.allCases {
      func value(_ row: WarmingPotentialRow) -> Double { row.values[set] ?? .nan }
      result[set] = WarmingPotentials(
        set: set, fossilMethane: value(set.tellsMethaneApart ? fossil : methane),
        biogenicMethane: value(set.tellsMethaneApart ? biogenic : methane), nitrousOxide: value(nitrousOxide),
        source: methane.source)
    }
    return result
  }

  // MARK: Rows

  static func fuel(_ row: FactorTable.Row) throws(FactorError) -> Fuel {
    Fuel(
      id: try row.text("fuel"), english: try row.text("fuel_en"), chinese: row.optional("fuel_zh"),
      category: try row.value("category"),
      isBiogenic: try row.flag("biogenic"))
  }

  static func fuelFactor(_ row: FactorTable.Row) throws(FactorError) -> FuelFactor {
    FuelFactor(
      fuel: try row.text("fuel"), unit: try row.value("unit"), region: try row.value("region"),
      carbonDioxide: try row.number("kg_co2_per_unit"), methane: try row.number("g_ch4_per_unit"),
      nitrousOxide: try row.number("g_n2o_per_unit"), kilowattHours: try row.positive("kwh_per_unit"),
      source: try row.text("source"),
      sourceURL: row.optional("source_url"))
  }

  static func gridFactor(_ row: FactorTable.Row) throws(FactorError) -> GridFactor {
    GridFactor(
      country: try row.text("country"), countryEnglish: try row.text("country_en"),
      countryChinese: row.optional("country_zh"),
      subdivision: row.optional("subdivision"), subdivisionEnglish: row.optional("subdivision_en"),
      subdivisionChinese: row.optional("subdivision_zh"),
      factor: EnergyFactor(kilogramsPerKilowattHour: try row.number("kgco2e_per_kwh")), year: try row.text("year"),
      source: try row.text("source"), sourceURL: row.optional("source_url"))
  }

  static func residualMix(_ row: FactorTable.Row) throws(FactorError) -> ResidualMixFactor {
    ResidualMixFactor(
      country: try row.text("country"),
      factor: EnergyFactor(kilogramsPerKilowattHour: try row.number("kgco2e_per_kwh")),
      year: try row.text("year"), source: try row.text("source"))
  }

  static func warmingPotential(_ row: FactorTable.Row) throws(FactorError) -> WarmingPotentialRow {
    var values: [WarmingPotentialSet: Double] = [:]
    for set in WarmingPotentialSet.allCases { values[set] = try row.number(set.rawValue) }
    return WarmingPotentialRow(gas: try row.text("gas"), values: values, source: try row.text("source"))
  }
}

extension Fuel {
  /// Rows of one fuel say the same of it; a Chinese name may be left out.
  func requireAgreement(with known: Fuel, _ row: FactorTable.Row, _ other: String) throws(FactorError) {
    func compare(_ text: String, _ expected: String, _ column: String) throws(FactorError) {
      guard text != expected else { return }
      throw FactorError(
        .contradiction(text, expected: expected, row: other), file: row.file, line: row.line, column: column)
    }
    try compare(english, known.english, "fuel_en")
    if !chinese.isEmpty { try compare(chinese, known.chinese, "fuel_zh") }
    try compare(category.rawValue, known.category.rawValue, "category")
    try compare(isBiogenic ? "yes" : "no", known.isBiogenic ? "yes" : "no", "biogenic")
  }
}

extension FactorTable.Row {
  /// The value of a column that holds `yes` or `no`.
  func flag(_ column: String) throws(FactorError) -> Bool {
    switch try text(column) {
    case "yes": return true
    case "no": return false
    case let other:
      throw FactorError(.unknownValue(other, allowed: ["yes", "no"]), file: file, line: line, column: column)
    }
  }
}
