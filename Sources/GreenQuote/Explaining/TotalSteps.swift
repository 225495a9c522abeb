internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Energy by source, known figures, and the company's totals per unit of revenue.
extension ExplanationBuilder {
  /// The totals that parts are computed from, each `nil` where it is not known.
  struct Totals {
    /// The emissions that count, in tCO2e.
    var scope1: Term?
    var scope2: Term?
    /// The energy that counts, in MWh.
    var renewable: Term?
    var nonRenewable: Term?
    /// Per unit of revenue.
    var emissionIntensity: Term?
    var renewableIntensity: Term?
    var nonRenewableIntensity: Term?

    /// What is shared out to a column of the form, and its intensity.
    func figure(_ column: ColumnID) -> (totals: [Term], intensity: Term?) {
      switch column {
      case .kgco2: ([scope1, scope2].compactMap { $0 }, emissionIntensity)
      case .renewableKwh: ([renewable].compactMap { $0 }, renewableIntensity)
      default: ([nonRenewable].compactMap { $0 }, nonRenewableIntensity)
      }
    }
  }

  mutating func explainEnergy(_ fuels: FuelResults, _ electricity: ElectricityResults) -> (
    renewable: Term?, nonRenewable: Term?
  ) {
    begin("energy", title: phrase("explain.section.energy"))
    let renewable =
      [RowID.ppaElectricity, .onSiteRenewable, .bundledSupply].compactMap { electricity.amounts[$0] }
      + [electricity.covered].compactMap { $0 } + fuels.renewable
    var nonRenewable: [Expression] = []
    if let grid = electricity.amounts[.gridElectricity] {
      nonRenewable.append(electricity.covered.map { .difference(.term(grid), .term($0)) } ?? .term(grid))
    }
    nonRenewable += (fuels.fossil + [electricity.amounts[.purchasedHeat]].compactMap { $0 }).map { .term($0) }
    var results: (renewable: Term?, nonRenewable: Term?)
    if !renewable.isEmpty, let energy = inventory.energy.renewable {
      results.renewable = add(
        "renewable", phrase("explain.title.renewable"), .quotient(.sum(renewable.map { .term($0) }), .constant(1000)),
        gives: energy.megawattHours,
        "MWh")
    }
    if !nonRenewable.isEmpty, let energy = inventory.energy.nonRenewable {
      results.nonRenewable = add(
        "non-renewable", phrase("explain.title.non-renewable"), .quotient(.sum(nonRenewable), .constant(1000)),
        gives: energy.megawattHours,
        "MWh")
    }
    return results
  }

  mutating func explainTotals(
    _ fuels: FuelResults, _ electricity: ElectricityResults, _ energy: (renewable: Term?, nonRenewable: Term?)
  ) -> Totals {
    begin("totals", title: phrase("explain.section.totals"))
    let figures = inventory.used
    let method = inventory.settings.scope2Method
    var totals = Totals()
    let computed = method == .market ? electricity.market : electricity.location
    totals.scope1 = used(
      "scope1", phrase("explain.title.used-scope1"), known: (.knownScope1, workbook.known.scope1),
      computed: fuels.emissions,
      figures.scope1?.tonnes,
      "tCO2e")
    totals.scope2 = used(
      "scope2", phrase("explain.title.used-scope2", ["method": catalogue.phrase("method." + method.rawValue)]),
      known: (.knownScope2, workbook.known.scope2), computed: computed, figures.scope2?.tonnes, "tCO2e")
    totals.renewable = used(
      "renewable", phrase("explain.title.used-renewable"), known: (.knownRenewable, workbook.known.renewable),
      computed: energy.renewable,
      figures.renewable?.megawattHours, "MWh")
    totals.nonRenewable = used(
      "non-renewable", phrase("explain.title.used-non-renewable"),
      known: (.knownNonRenewable, workbook.known.nonRenewable),
      computed: energy.nonRenewable, figures.nonRenewable?.megawattHours, "MWh")
    explainIntensities(&totals)
    return totals
  }

  /// The known figure, else the computed one, else the zero of a source that is not used.
  private mutating func used(
    _ id: String, _ title: String, known: (field: FieldID, observation: Observation<Double>), computed: Term?,
    _ value: Double?,
    _ unit: String
  ) -> Term? {
    guard let value else { return nil }
    if let term = field(known.field, known.observation, unit) {
      if term.step != nil { return term }
      let notes =
        computed.map { [phrase("explain.note.known", ["computed": Explanation.number($0.value), "unit": unit])] } ?? []
      return add(id, title, .term(term), gives: value, unit, notes: notes)
    }
    if let computed { return computed }
    return add(id, title, .constant(value), gives: value, unit, notes: [phrase("explain.note.unused")])
  }

  private mutating func explainIntensities(_ totals: inout Totals) {
    guard let intensities = completion.calculation.allocation.intensities,
      let revenue = field(.revenue, workbook.company[.revenue], intensities.currency.code)
    else { return }
    let currency = intensities.currency.code
    if let scope1 = totals.scope1, let scope2 = totals.scope2, let value = intensities.emissions {
      totals.emissionIntensity = add(
        "emission-intensity", phrase("explain.title.emission-intensity"),
        .quotient(.sum([.term(scope1), .term(scope2)]), .term(revenue)),
        gives: value, "tCO2e/\(currency)")
    }
    if let renewable = totals.renewable, let value = intensities.renewable {
      totals.renewableIntensity = add(
        "renewable-intensity", phrase("explain.title.renewable-intensity"), .quotient(.term(renewable), .term(revenue)),
        gives: value,
        "MWh/\(currency)")
    }
    if let nonRenewable = totals.nonRenewable, let value = intensities.nonRenewable {
      totals.nonRenewableIntensity = add(
        "non-renewable-intensity", phrase("explain.title.non-renewable-intensity"),
        .quotient(.term(nonRenewable), .term(revenue)),
        gives: value,
        "MWh/\(currency)")
    }
  }
}
