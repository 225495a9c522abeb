internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Scope 2: electricity and heat bought.
extension ExplanationBuilder {
  /// What later steps need, each `nil` where the row is not filled.
  struct ElectricityResults {
    /// kWh, by the id of the row of the energy sheet.
    var amounts: [RowID: Term] = [:]
    /// kWh of certificates that count.
    var covered: Term?
    var location: Term?
    var market: Term?
  }

  mutating func explainElectricity() -> ElectricityResults {
    begin("scope2", title: phrase("explain.section.scope2"))
    var results = ElectricityResults()
    let values: [RowID: Energy] = [
      .gridElectricity: activity.gridElectricity, .ppaElectricity: activity.powerPurchaseAgreements,
      .onSiteRenewable: activity.onSiteRenewable, .bundledSupply: activity.bundledSupply,
      .unbundledCertificates: activity.unbundledCertificates,
    ]
    for row in workbook.energy where row.addition == 0 {
      let isHeat = row.kind == .heat
      guard let energy = isHeat ? activity.purchasedHeat : values[row.id], energy > .zero else { continue }
      results.amounts[isHeat ? .purchasedHeat : row.id] = explainSource(row, gives: energy)
    }
    if let certificates = results.amounts[.unbundledCertificates], let grid = results.amounts[.gridElectricity] {
      results.covered = add(
        "certificates", phrase("explain.title.certificates"), .lesser(.term(certificates), .term(grid)),
        gives: inventory.energy.unbundledCertificates.kilowattHours, "kWh", notes: [phrase("explain.note.certificates")]
      )
    }
    let bought = [RowID.gridElectricity, .ppaElectricity, .bundledSupply].compactMap { results.amounts[$0] }
    let factors = bought.isEmpty ? (nil, nil) : electricityFactors()
    let heat = heatEmissions(results.amounts[.purchasedHeat])
    explainLocation(bought, factor: factors.0, heat: heat, &results)
    explainMarket(factor: factors.1, heat: heat, &results)
    return results
  }

  /// The energy of a row in kWh, with that of the same row on sheets that were added.
  private mutating func explainSource(_ row: EnergyRow, gives energy: Energy) -> Term? {
    let label = row.label[catalogue.language]
    let used = workbook.energy.filter { $0.id == row.id && $0.quantity ?? 0 > 0 }
    var terms: [Term] = []
    for row in used {
      guard let unit = row.unit.value, let perUnit = lists.kilowattHours(per: unit), let quantity = row.quantity,
        let amount = amount(of: row, unit: unit)
      else { continue }
      let title = used.count == 1 ? label : "\(label), \(workbook.sheetName(row.sheet))"
      terms.append(kilowattHours(row.key, title, amount, unit: unit, gives: quantity * perUnit))
    }
    if terms.count < 2 { return terms.first }
    return add(
      row.key + ".sum", label, .sum(terms.map { .term($0) }), gives: energy.kilowattHours, "kWh")
  }

  private mutating func explainLocation(
    _ bought: [Term], factor: Term?, heat: Term?, _ results: inout ElectricityResults
  ) {
    guard let scope2 = inventory.scope2Location else { return }
    var parts: [Expression] = []
    if !bought.isEmpty, let factor { parts.append(.product([.sum(bought.map { .term($0) }), .term(factor)])) }
    if let heat { parts.append(.term(heat)) }
    guard !parts.isEmpty else { return }
    results.location = add(
      "location", phrase("explain.title.location"), .quotient(.sum(parts), .constant(1000)), gives: scope2.tonnes,
      "tCO2e")
  }

  private mutating func explainMarket(factor: Term?, heat: Term?, _ results: inout ElectricityResults) {
    guard let scope2 = inventory.scope2Market else { return }
    var parts: [Expression] = []
    if let grid = results.amounts[.gridElectricity], let factor {
      let uncovered: Expression = results.covered.map { .difference(.term(grid), .term($0)) } ?? .term(grid)
      parts.append(.product([uncovered, .term(factor)]))
    }
    if let heat { parts.append(.term(heat)) }
    guard !parts.isEmpty || !results.amounts.isEmpty else { return }
    results.market = add(
      "market", phrase("explain.title.market"), parts.isEmpty ? .constant(0) : .quotient(.sum(parts), .constant(1000)),
      gives: scope2.tonnes,
      "tCO2e", notes: [phrase("explain.note.market")])
  }

  // MARK: Factors

  /// The factors of both methods.
  private mutating func electricityFactors() -> (location: Term?, market: Term?) {
    let unit = "kgCO2e/kWh"
    switch activity.electricityFactor {
    case .typed(let factor):
      let term = typed(
        phrase("explain.term.typed-factor"), factor.kilogramsPerKilowattHour, unit, sheet: workbook.sheetName(.energy),
        workbook.electricityFactor.reference)
      return (term, term)
    case .country(let code):
      guard let grid = lists.library.grid(country: code) else { return (nil, nil) }
      let location = gridFactor(grid)
      guard inventory.settings.usesResidualMix, let mix = lists.library.residualMix(country: code) else {
        return (location, location)
      }
      return (location, residualFactor(mix, grid.countryEnglish))
    case .weighted:
      let location = weighted(
        "weighted-factor", phrase("explain.title.weighted"), inventory.regions.factors, inventory.regions.weightedFactor
      )
      guard inventory.regions.marketFactors != inventory.regions.factors else { return (location, location) }
      return (
        location,
        weighted(
          "weighted-market-factor", phrase("explain.title.weighted-market"), inventory.regions.marketFactors,
          inventory.regions.weightedMarketFactor
        )
      )
    }
  }

  private mutating func weighted(_ id: String, _ title: String, _ factors: [RegionFactor?], _ result: EnergyFactor?)
    -> Term?
  {
    guard let result else { return nil }
    var consumption: [Expression] = []
    var emissions: [Expression] = []
    let rows = Dictionary(workbook.regions.map { ($0.number, $0) }) { first, _ in first }
    for (region, factor) in zip(inventory.regions.regions, factors) {
      guard let factor, region.consumption > .zero, let row = region.id.flatMap({ rows[$0] }) else { continue }
      let amount = regionAmount(row, region)
      consumption.append(.term(amount))
      emissions.append(.product([.term(amount), .term(regionFactor(factor, row, region))]))
    }
    guard !consumption.isEmpty else { return nil }
    return add(
      id, title, .quotient(.sum(emissions), .sum(consumption)), gives: result.kilogramsPerKilowattHour, "kgCO2e/kWh")
  }

  /// The consumption of a region in kWh; both weighted factors share its step.
  private mutating func regionAmount(_ row: RegionRow, _ region: ElectricityRegion) -> Term {
    if let known = regionAmounts[row.number] { return known }
    let unit = row.unit.value ?? "kWh"
    let name = phrase("explain.term.consumption", ["region": regionName(region), "row": String(row.row)])
    let cell = typed(
      name, row.consumption.value ?? 0, unit, sheet: workbook.sheetName(row.sheet), row.consumption.reference)
    let amount = kilowattHours("region-\(row.number)", name, cell, unit: unit, gives: region.consumption.kilowattHours)
    regionAmounts[row.number] = amount
    return amount
  }

  private func regionName(_ region: ElectricityRegion) -> String {
    let language = catalogue.language
    if let code = region.subdivision, let entry = lists.subdivisions[region.country]?.first(where: { $0.id == code }) {
      return entry.text[language]
    }
    return lists.countries.first { $0.id == region.country }?.text[language] ?? region.country
  }

  private func regionFactor(_ factor: RegionFactor, _ row: RegionRow, _ region: ElectricityRegion) -> Term {
    switch factor.origin {
    case .subdivision(let grid), .country(let grid): return gridFactor(grid)
    case .residualMix(let mix): return residualFactor(mix, regionName(region))
    case .custom:
      return typed(
        phrase("explain.term.custom-factor", ["region": regionName(region), "row": String(row.row)]),
        factor.factor.kilogramsPerKilowattHour,
        "kgCO2e/kWh",
        sheet: workbook.sheetName(row.sheet), row.customFactor.reference)
    }
  }

  private func gridFactor(_ grid: GridFactor) -> Term {
    let name =
      grid.subdivision.isEmpty
      ? LocalizedText(grid.countryEnglish, chinese: grid.countryChinese)
      : LocalizedText(grid.subdivisionEnglish, chinese: grid.subdivisionChinese)
    return factor(
      phrase("explain.term.grid-factor", ["region": name[catalogue.language]]), grid.factor.kilogramsPerKilowattHour,
      "kgCO2e/kWh",
      key: grid.key, source: grid.source, year: grid.year, url: grid.sourceURL)
  }

  private func residualFactor(_ mix: ResidualMixFactor, _ region: String) -> Term {
    factor(
      phrase("explain.term.residual-mix", ["region": region]), mix.factor.kilogramsPerKilowattHour, "kgCO2e/kWh",
      key: mix.key,
      source: mix.source, year: mix.year
    )
  }

  // MARK: Heat

  /// kgCO2e of purchased heat.
  private mutating func heatEmissions(_ heat: Term?) -> Term? {
    guard let heat else { return nil }
    let row = workbook.energy.first { $0.kind == .heat && $0.isUsed }
    let factor: Term
    if let typedFactor = activity.heatFactor {
      factor = typed(
        phrase("explain.term.heat-factor"), typedFactor.kilogramsPerKilowattHour, "kgCO2e/kWh",
        sheet: workbook.sheetName(row?.sheet ?? .energy), row?.heatFactor.reference)
    } else {
      factor = standardHeatFactor()
    }
    return add(
      "heat", phrase("explain.title.heat"), .product([.term(heat), .term(factor)]),
      gives: (activity.purchasedHeat * inventory.heatFactor).kilograms, "kgCO2e")
  }

  private mutating func standardHeatFactor() -> Term {
    func published(_ key: String, _ value: Double, _ unit: String) -> Expression {
      .term(
        self.factor(phrase(key, ["region": phrase("explain.region.us-canada")]), value, unit, source: HeatSupply.source)
      )
    }
    let expression = Expression.quotient(
      .sum([
        published("explain.term.co2", HeatSupply.carbonDioxide, "kg CO2/MMBtu"),
        .product([
          .quotient(published("explain.term.ch4", HeatSupply.methane, "g CH4/MMBtu"), .constant(1000)),
          .term(methanePotential(false)),
        ]),
        .product([
          .quotient(published("explain.term.n2o", HeatSupply.nitrousOxide, "g N2O/MMBtu"), .constant(1000)),
          .term(nitrousOxidePotential),
        ]),
      ]),
      .term(
        self.factor(
          phrase("explain.term.kwh-per", ["unit": "MMBtu"]), HeatSupply.kilowattHoursPerMillionBtu, "kWh/MMBtu",
          source: "NIST SP 811")))
    return add(
      "heat-factor", phrase("explain.title.heat-factor"), expression,
      gives: inventory.heatFactor.kilogramsPerKilowattHour, "kgCO2e/kWh",
      name: phrase("explain.term.heat-factor"))
  }
}
