internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// Rules about figures that can be read, and that no company has.
extension RuleContext {
  /// The most energy for a dollar of revenue, in MWh: more than its electricity would cost anywhere.
  private static let mostEnergy = 0.05
  /// The same where one row is a hundred times all others: more than smelters use.
  private static let mostEnergyOfOneRow = 0.005
  /// The kgCO2e that fossil energy and the grids have for each kWh.
  private static let carbonPerEnergy = 0.002...3.0

  /// C19, C20, C21: factors of zero, more energy than the revenue can pay for, carbon that does not fit the energy.
  mutating func checkPlausibility() {
    checkZeroFactors()
    checkEnergyIntensity()
    checkKnownCarbon()
  }

  /// C19: bought energy that emits nothing by its factor; what has no emissions has rows of its own.
  private mutating func checkZeroFactors() {
    let activity = calculation.inventory.activity
    if workbook.electricityFactor.value == .typed(0), activity.gridElectricity > activity.unbundledCertificates {
      add("C19", .warning, at: columnPlace(.energy, .fuel), workbook.electricityFactor.reference, value: "0")
    }
    for row in workbook.energy where row.kind == .heat && row.heatFactor.value == .typed(0) && row.quantity ?? 0 > 0 {
      add("C19", .warning, variant: "heat", at: columnPlace(row.sheet, .fuel), row.heatFactor.reference, value: "0")
    }
    for row in workbook.regions where row.customFactor.value == 0 && row.consumption.value ?? 0 > 0 {
      guard !row.countryIsListed || calculation.inventory.settings.customFactorOverrides else { continue }
      add(
        "C19", .warning, variant: "region", at: columnPlace(row.sheet, .customFactor),
        row.customFactor.reference, value: "0")
    }
  }

  /// C20: energy and revenue do not fit: MWh typed as GWh, revenue in thousands.
  private mutating func checkEnergyIntensity() {
    guard let currency = workbook.company[.currency].value, let intensities = calculation.allocation.intensities else {
      return
    }
    let perDollar = Currency(currency).unitsPerDollar ?? 1
    let known = workbook.known
    let sides: [(intensity: Double?, known: Observation<Double>, id: FieldID, isRenewable: Bool)] = [
      (intensities.renewable, known.renewable, .knownRenewable, true),
      (intensities.nonRenewable, known.nonRenewable, .knownNonRenewable, false),
    ]
    let rows = energies
    let all = rows.reduce(0) { $0 + $1.kilowattHours }
    for side in sides {
      guard let intensity = side.intensity else { continue }
      var arguments = ["currency": LocalizedText(currency)]
      let shown = Self.significant(intensity * 1000)
      guard side.known.value == nil else {
        if intensity * perDollar > Self.mostEnergy {
          add(
            "C20", .warning, variant: "known", at: fieldPlace(side.id), side.known.reference, value: shown,
            arguments: arguments)
        }
        continue
      }
      guard
        let greatest = rows.filter({ isRenewable($0.row) == side.isRenewable })
          .max(by: { $0.kilowattHours < $1.kilowattHours })
      else { continue }
      let isAlone = rows.count > 1 && greatest.kilowattHours >= 100 * (all - greatest.kilowattHours)
      guard intensity * perDollar > (isAlone ? Self.mostEnergyOfOneRow : Self.mostEnergy) else { continue }
      arguments["source"] = greatest.row.label
      arguments["unit"] = LocalizedText(greatest.row.unit.value ?? "")
      add(
        "C20", .warning, at: columnPlace(greatest.row.sheet, .unit), greatest.row.unit.reference, value: shown,
        arguments: arguments)
    }
  }

  private func isRenewable(_ row: EnergyRow) -> Bool {
    if row.kind == .fuel { return calculation.inventory.combustions[row.key]?.fuel.isBiogenic ?? false }
    return [.ppaElectricity, .onSiteRenewable, .bundledSupply, .unbundledCertificates].contains(row.id)
  }

  /// C21: known emissions that the energy cannot have.
  private mutating func checkKnownCarbon() {
    let used = calculation.inventory.used
    guard let emissions = used.emissions?.kilograms, emissions > 0, let renewable = used.renewable?.kilowattHours,
      let nonRenewable = used.nonRenewable?.kilowattHours, nonRenewable > 0
    else { return }
    let known = workbook.known
    let figures: [(Observation<Double>, FieldID)] = [
      (known.scope2, .knownScope2), (known.scope1, .knownScope1), (known.nonRenewable, .knownNonRenewable),
      (known.renewable, .knownRenewable),
    ]
    guard let (observed, id) = figures.first(where: { $0.0.value != nil }) else { return }
    let high = emissions / (renewable + nonRenewable) > Self.carbonPerEnergy.upperBound
    guard high || emissions / nonRenewable < Self.carbonPerEnergy.lowerBound else { return }
    add(
      "C21", .warning, variant: high ? "" : "low", at: fieldPlace(id), observed.reference,
      value: Self.significant(high ? emissions / (renewable + nonRenewable) : emissions / nonRenewable))
  }

  /// C22: a part that is more than all that was made or sold.
  mutating func checkShare(_ part: PartRow, _ result: Calculation.Part, at place: Place?, price: Place?) {
    if case .shareBeyondTotal(let method)? = result.problem {
      let company = workbook.company
      let total = method == .mass ? company[.totalMass].value : company[.totalUnits].value
      add(
        "C22", .error, variant: method.rawValue, at: place, part.mass.reference ?? part.mpn.reference,
        value: part.mass.value.map { DecimalText.shortest($0) },
        arguments: ["total": LocalizedText(total.map { DecimalText.shortest($0) } ?? "")])
    }
    if case .figureBeyondMeasure? = result.problem {
      add("N09", .error, variant: "figure", at: price, part.price.reference)
    }
    guard result.share?.method == .economic, let value = part.price.value,
      let revenue = calculation.allocation.revenue?.amount
    else { return }
    let isOther = part.currency.value.map { $0 != workbook.company[.currency].value } ?? false
    guard value * (isOther ? calculation.allocation.exchange?.rate ?? 1 : 1) > revenue else { return }
    add(
      "C22", .warning, variant: "price", at: price, part.price.reference, value: DecimalText.shortest(value),
      arguments: ["total": LocalizedText(DecimalText.shortest(revenue))])
  }

  /// M02, M03: figures that the form could not be sent with, though each of them could be computed.
  mutating func checkFormFigures(_ part: PartRow, _ result: Calculation.Part, at place: Place?) {
    guard result.isComplete, let share = result.share else { return }
    // As the form has them.
    let figures = [share.emissions?.kilograms, share.nonRenewable?.kilowattHours, share.renewable?.kilowattHours]
      .map { DecimalText.rounded($0 ?? 0) }
    let date = workbook.company[.responseDate].value ?? asOf
    guard let zeros = FormZeros(carbon: figures[0], nonRenewable: figures[1], renewable: figures[2], on: date) else {
      return
    }
    add(zeros.rule, zeros.severity, variant: zeros.variant, at: place, part.mpn.reference)
  }

  /// C23: a certificate that stands twice.
  mutating func checkRepeatedCertificates() {
    var seen: [String: CertificateRow] = [:]
    for row in workbook.certificates {
      guard let id = row.certificateID.value else { continue }
      let key = [
        LabelText.folded(id), row.mechanism.value ?? "", row.vintage.value.map { DecimalText.shortest($0) } ?? "",
      ].joined(separator: "\u{0}")
      guard let first = seen.updateValue(row, forKey: key) else { continue }
      add(
        "C23", .warning, at: columnPlace(row.sheet, .certificateID), row.certificateID.reference, value: id,
        arguments: [
          "other": LocalizedText(place(of: first, first.certificateID.reference, besides: row)),
          "here": LocalizedText(row.certificateID.reference?.description ?? ""),
        ])
    }
  }
}
