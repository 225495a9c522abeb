internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Scope 1: the fuels burnt.
extension ExplanationBuilder {
  /// What later steps need of the fuels.
  struct FuelResults {
    var emissions: Term?
    var renewable: [Term] = []
    var fossil: [Term] = []
  }

  mutating func explainFuels() -> FuelResults {
    begin("scope1", title: phrase("explain.section.scope1"))
    var results = FuelResults()
    var emissions: [Term] = []
    var biogenic: [Term] = []
    for row in workbook.energy where row.kind == .fuel {
      guard let combustion = inventory.combustions[row.key], let unit = row.unit.value,
        let amount = amount(of: row, unit: unitName(unit))
      else { continue }
      explain(combustion, row, amount, &emissions, &biogenic, &results)
    }
    if !emissions.isEmpty, let scope1 = inventory.scope1 {
      results.emissions = add(
        "total", phrase("explain.title.scope1"),
        .quotient(.sum(emissions.map { .term($0) }), .constant(1000)), gives: scope1.tonnes, "tCO2e")
      if !biogenic.isEmpty, let total = inventory.biogenic {
        add(
          "biogenic", phrase("explain.title.biogenic"), .quotient(.sum(biogenic.map { .term($0) }), .constant(1000)),
          gives: total.tonnes,
          "tCO2",
          notes: [phrase("explain.note.biogenic")])
      }
    }
    return results
  }

  private func unitName(_ id: String) -> String {
    lists.fuelUnits.first { $0.id == id }?.text[catalogue.language] ?? id
  }

  private mutating func explain(
    _ combustion: FuelCombustion, _ row: EnergyRow, _ amount: Term, _ emissions: inout [Term], _ biogenic: inout [Term],
    _ results: inout FuelResults
  ) {
    let source = name(of: row)
    let unit = unitName(combustion.unit.rawValue)
    let share = combustion.usCanadaShare
    let shareTerm = typed(
      phrase("explain.term.share"), share, "", sheet: workbook.sheetName(row.sheet), row.usCanadaShare.reference)
    /// The factors of both regions, weighted; only the one that counts where the share is 0 or 1.
    func mixed(_ usCanada: Term, _ other: Term) -> Expression {
      if share == 0 { return .term(other) }
      if share == 1 { return .term(usCanada) }
      return .sum([
        .product([.term(shareTerm), .term(usCanada)]),
        .product([.difference(.constant(1), .term(shareTerm)), .term(other)]),
      ])
    }
    var factors: [FuelRegion: Term] = [:]
    for (region, factor) in [(FuelRegion.usCanada, combustion.usCanada), (.other, combustion.other)] {
      if region == .usCanada ? share > 0 : share < 1 {
        factors[region] = emissionFactor(combustion, factor, region, row.key, source, unit)
      }
    }
    let kilograms = Term(name: "", value: 0, unit: "")
    emissions.append(
      add(
        row.key + ".emissions", phrase("explain.title.fuel-emissions", ["source": source]),
        .product([.term(amount), mixed(factors[.usCanada] ?? kilograms, factors[.other] ?? kilograms)]),
        gives: combustion.emissions.kilograms, "kgCO2e"))
    if combustion.fuel.isBiogenic {
      func carbonDioxide(_ factor: FuelFactor, _ region: FuelRegion) -> Term {
        self.factor(
          phrase("explain.term.co2", ["region": regionName(region)]), factor.carbonDioxide, "kg CO2/\(unit)",
          key: factor.key,
          source: factor.source,
          url: factor.sourceURL)
      }
      biogenic.append(
        add(
          row.key + ".biogenic", phrase("explain.title.fuel-biogenic", ["source": source]),
          .product([
            .term(amount),
            mixed(carbonDioxide(combustion.usCanada, .usCanada), carbonDioxide(combustion.other, .other)),
          ]),
          gives: combustion.biogenic.kilograms, "kg CO2"))
    }
    let perUnit = factor(
      phrase("explain.term.net-calorific"), combustion.other.kilowattHours, "kWh/\(unit)", key: combustion.other.key,
      source: combustion.other.source,
      url: combustion.other.sourceURL)
    let energy = add(
      row.key + ".energy", phrase("explain.title.fuel-energy", ["source": source]),
      .product([.term(amount), .term(perUnit)]),
      gives: combustion.energy.kilowattHours, "kWh")
    if combustion.fuel.isBiogenic { results.renewable.append(energy) } else { results.fossil.append(energy) }
  }

  private func regionName(_ region: FuelRegion) -> String {
    phrase(region == .usCanada ? "explain.region.us-canada" : "explain.region.other")
  }

  private mutating func emissionFactor(
    _ combustion: FuelCombustion, _ factor: FuelFactor, _ region: FuelRegion, _ id: String, _ source: String,
    _ unit: String
  ) -> Term {
    let name = regionName(region)
    func published(_ key: String, _ value: Double, _ unit: String) -> Expression {
      .term(
        self.factor(
          phrase("explain.term." + key, ["region": name]), value, unit, key: factor.key, source: factor.source,
          url: factor.sourceURL))
    }
    let methane = Expression.product([
      .quotient(published("ch4", factor.methane, "g CH4/\(unit)"), .constant(1000)),
      .term(methanePotential(combustion.fuel.isBiogenic)),
    ])
    let nitrousOxide = Expression.product([
      .quotient(published("n2o", factor.nitrousOxide, "g N2O/\(unit)"), .constant(1000)), .term(nitrousOxidePotential),
    ])
    var parts = [methane, nitrousOxide]
    if !combustion.fuel.isBiogenic { parts.insert(published("co2", factor.carbonDioxide, "kg CO2/\(unit)"), at: 0) }
    return add(
      "\(id).factor-\(region.rawValue)", phrase("explain.title.fuel-factor", ["source": source, "region": name]),
      .sum(parts),
      gives: combustion.emissionFactor(factor), "kgCO2e/\(unit)", name: phrase("explain.term.factor", ["region": name]),
      notes: combustion.fuel.isBiogenic ? [phrase("explain.note.biogenic-factor")] : [])
  }
}
