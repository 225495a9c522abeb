extension FactorLibrary {
  /// The kind of a user's own file, told by its header.
  ///
  /// - Throws: ``FactorError`` for a header of no kind, and for text that is no table.
  public static func kind(of file: File) throws(FactorError) -> FactorKind { try table(of: file).kind }

  private static func table(of file: File) throws(FactorError) -> (kind: FactorKind, table: FactorTable) {
    var found: FactorKind?
    let table = try FactorTable(file.bytes, file: file.name) { (header) throws(FactorError) -> [String] in
      guard let kind = FactorKind(header: header) else { throw FactorError(.unknownHeader, file: file.name, line: 1) }
      found = kind
      return kind.requiredColumns
    }
    guard let found else { throw FactorError(.unknownHeader, file: file.name, line: 1) }
    return (found, table)
  }

  /// Puts the rows of a user's own file in the place of those with the same keys; rows with new keys are added.
  mutating func replace(from file: File) throws(FactorError) {
    let (kind, table) = try Self.table(of: file)
    guard kind.isReplaceable else { throw FactorError(.notReplaceable(kind), file: file.name, line: 1) }
    var seen: Set<FactorKey> = []
    for row in table.rows {
      let (key, column) =
        switch kind {
        case .fuel: (try replaceFuel(row), "fuel")
        case .grid: (try replaceGrid(row), row.optional("subdivision").isEmpty ? "country" : "subdivision")
        case .residualMix: (try replaceResidualMix(row), "country")
        default: (try replacePotential(row), "gas")
        }
      guard seen.insert(key).inserted else {
        throw FactorError(.duplicateKey(key.text), file: row.file, line: row.line, column: column)
      }
    }
    switch kind {
    case .fuel: try checkFuels(table)
    case .grid: try checkSubdivisions(table)
    default: break
    }
  }

  // MARK: One row

  private mutating func replaceFuel(_ row: FactorTable.Row) throws(FactorError) -> FactorKey {
    let fuel = try Self.fuel(row)
    let factor = try Self.fuelFactor(row)
    if let known = self.fuel(fuel.id) {
      try fuel.requireAgreement(with: known, row, provenanceOfFuel(fuel.id))
    } else {
      // Workbooks name fuels by these names: one that two fuels have would not say which is meant.
      if let other = fuels.first(where: {
        $0.english == fuel.english || (!$0.chinese.isEmpty && $0.chinese == fuel.chinese)
      }) {
        let column = other.english == fuel.english ? "fuel_en" : "fuel_zh"
        throw FactorError(
          .contradiction(fuel.id, expected: other.id, row: "the row of the fuel with that name"), file: row.file,
          line: row.line,
          column: column)
      }
      fuelIndex[fuel.id] = fuels.count
      fuels.append(fuel)
    }
    let old = Self.put(factor, at: factor.key, in: &fuelFactors, &factorIndex)
    note(
      factor.key, row,
      [
        ("kg_co2_per_unit", old?.carbonDioxide, factor.carbonDioxide), ("g_ch4_per_unit", old?.methane, factor.methane),
        ("g_n2o_per_unit", old?.nitrousOxide, factor.nitrousOxide),
        ("kwh_per_unit", old?.kilowattHours, factor.kilowattHours),
      ], source: factor.source, publishedSource: old?.source)
    return factor.key
  }

  private func provenanceOfFuel(_ id: String) -> String {
    for own in ownFactors {
      if case .fuel(id, _, _) = own.key, own.isAdded { return "\(own.file), line \(own.line)" }
    }
    return "the published rows of the fuel \(id)"
  }

  private mutating func replaceGrid(_ row: FactorTable.Row) throws(FactorError) -> FactorKey {
    var factor = try Self.gridFactor(row)
    try requireCountry(factor.country, row)
    if !factor.subdivision.isEmpty, !factor.subdivision.hasPrefix(factor.country + "-") {
      throw FactorError(
        .contradiction(factor.subdivision, expected: factor.country + "-", row: "the column country"), file: row.file,
        line: row.line,
        column: "subdivision")
    }
    if let known = factorIndex[factor.key].map({ gridFactors[$0] }) {
      // Workbooks refer to the names.
      (factor.countryEnglish, factor.countryChinese) = (known.countryEnglish, known.countryChinese)
      (factor.subdivisionEnglish, factor.subdivisionChinese) = (known.subdivisionEnglish, known.subdivisionChinese)
    } else if !factor.subdivision.isEmpty {
      _ = try row.text("subdivision_en")
    }
    let old = Self.put(factor, at: factor.key, in: &gridFactors, &factorIndex)
    note(
      factor.key, row,
      [("kgco2e_per_kwh", old?.factor.kilogramsPerKilowattHour, factor.factor.kilogramsPerKilowattHour)],
      source: factor.source, publishedSource: old?.source)
    return factor.key
  }

  private mutating func replaceResidualMix(_ row: FactorTable.Row) throws(FactorError) -> FactorKey {
    let factor = try Self.residualMix(row)
    try requireCountry(factor.country, row)
    let old = Self.put(factor, at: factor.key, in: &residualMixes, &factorIndex)
    note(
      factor.key, row,
      [("kgco2e_per_kwh", old?.factor.kilogramsPerKilowattHour, factor.factor.kilogramsPerKilowattHour)],
      source: factor.source, publishedSource: old?.source)
    return factor.key
  }

  private mutating func replacePotential(_ row: FactorTable.Row) throws(FactorError) -> FactorKey {
    let potential = try Self.warmingPotential(row)
    let key = FactorKey.warmingPotential(gas: potential.gas)
    guard let old = gases[potential.gas] else {
      throw FactorError(
        .unknownValue(potential.gas, allowed: warmingPotentialGases), file: row.file, line: row.line, column: "gas")
    }
    gases[potential.gas] = potential
    note(
      key, row, WarmingPotentialSet.allCases.map { ($0.rawValue, old.values[$0], potential.values[$0] ?? .nan) },
      source: potential.source,
      publishedSource: old.source)
    return key
  }

  private func requireCountry(_ code: String, _ row: FactorTable.Row) throws(FactorError) {
    guard !countries.contains(where: { $0.alpha2 == code }) else { return }
    let upper = code.uppercased()
    let meant = countries.first {
      $0.alpha2 == upper || $0.alpha3 == upper || $0.english.uppercased() == upper || $0.chinese == code
    }
    throw FactorError(.notACountry(code, meant: meant?.alpha2), file: row.file, line: row.line, column: "country")
  }

  /// Puts a factor in its place in the list of its kind; returns the one that stood there.
  private static func put<Factor>(
    _ factor: Factor, at key: FactorKey, in list: inout [Factor], _ index: inout [FactorKey: Int]
  ) -> Factor? {
    guard let place = index[key] else {
      index[key] = list.count
      list.append(factor)
      return nil
    }
    let old = list[place]
    list[place] = factor
    return old
  }

  /// Keeps what was published, also where an earlier file had replaced it already.
  private mutating func note(
    _ key: FactorKey, _ row: FactorTable.Row, _ values: [(column: String, old: Double?, own: Double)], source: String,
    publishedSource: String?
  ) {
    let earlier = provenance(of: key)
    let published = earlier?.changes.map { $0.published } ?? values.map { $0.old }
    let provenance = FactorProvenance(
      key: key, file: row.file, line: row.line,
      changes: zip(values, published).map { .init(column: $0.column, published: $1, own: $0.own) }, source: source,
      publishedSource: earlier.map { $0.publishedSource } ?? publishedSource)
    if let place = ownIndex[key] {
      ownFactors[place] = provenance
    } else {
      ownIndex[key] = ownFactors.count
      ownFactors.append(provenance)
    }
  }

  // MARK: Rows among each other

  private func checkFuels(_ table: FactorTable) throws(FactorError) {
    for row in table.rows {
      let factor = try Self.fuelFactor(row)
      let region: FuelRegion = factor.region == .other ? .usCanada : .other
      guard let counterpart = self.factor(fuel: factor.fuel, unit: factor.unit, region: region) else {
        throw FactorError(
          .missingRegion(fuel: factor.fuel, unit: factor.unit, region: region), file: row.file, line: row.line,
          column: "region")
      }
      // Energy is computed with the rows of the region `other` wherever the fuel is burnt: another number here would go
      // unused.
      if factor.region == .usCanada, factor.kilowattHours != counterpart.kilowattHours {
        throw FactorError(
          .contradiction(
            row.optional("kwh_per_unit"), expected: DecimalText.shortest(counterpart.kilowattHours),
            row: "the row of the region other, which energy is computed with"), file: row.file, line: row.line,
          column: "kwh_per_unit")
      }
    }
  }

  private func checkSubdivisions(_ table: FactorTable) throws(FactorError) {
    for row in table.rows where grid(country: row.optional("country")) == nil {
      throw FactorError(.missingRow(row.optional("country")), file: row.file, line: row.line, column: "country")
    }
  }
}
