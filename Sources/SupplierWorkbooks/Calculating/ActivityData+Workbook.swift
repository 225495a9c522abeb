public import Emissions

extension ActivityData {
  /// What the workbook says about fuels, electricity, heat and known figures.
  public init(_ workbook: SupplierWorkbook, lists: ReferenceLists) {
    self.init()
    for row in workbook.energy where row.isUsed {
      switch row.kind {
      case .fuel: add(fuel: row)
      case .heat: add(heat: row, lists)
      default: add(electricity: row, lists)
      }
    }
    // Amounts of which nobody knows what they are leave every sum unknown.
    let aside = workbook.located.ids(of: .energy).compactMap { workbook.setAside[$0] }.joined()
    if aside.contains(where: { $0.reason.isUnknownAmount }) {
      unreadable.formUnion([.fuels, .electricity])
    }
    switch workbook.electricityFactor.value {
    case .country(let code): electricityFactor = .country(code)
    case .typed(let factor):
      electricityFactor = .typed(EnergyFactor(kilogramsPerKilowattHour: factor))
      if !Self.isAmount(factor) { unreadable.insert(.electricityFactor) }
    case .weighted, nil: electricityFactor = .weighted
    }
    if workbook.electricityFactor.isInvalid || !workbook.otherElectricityFactors.isEmpty {
      unreadable.insert(.electricityFactor)
    }
    if !workbook.otherHeatFactors.isEmpty { unreadable.insert(.heatFactor) }
    for row in workbook.regions { add(region: row, lists) }
    // What the workbook's own formulas make its figures of, only they know.
    if workbook.located.definition.statesFigures { unreadable.formUnion([.fuels, .electricity, .heat]) }
    if workbook.companySource != nil { requireKnown(workbook.known) }
    known.scope1 = figure(workbook.known.scope1, .knownScope1).map { Mass(tonnes: $0) }
    known.scope2 = figure(workbook.known.scope2, .knownScope2).map { Mass(tonnes: $0) }
    known.renewable = figure(workbook.known.renewable, .knownRenewable).map { Energy(megawattHours: $0) }
    known.nonRenewable = figure(workbook.known.nonRenewable, .knownNonRenewable).map { Energy(megawattHours: $0) }
  }

  private static func isAmount(_ factor: Double) -> Bool { (0...Observation<Double>.greatestAmount).contains(factor) }

  /// Company figures of another workbook are all there is: none is computed in the place of one that is missing there.
  private mutating func requireKnown(_ figures: KnownFigures) {
    let sources: [(Observation<Double>, Source)] = [
      (figures.scope1, .knownScope1), (figures.scope2, .knownScope2), (figures.renewable, .knownRenewable),
      (figures.nonRenewable, .knownNonRenewable),
    ]
    for (observation, source) in sources where observation.value == nil { unreadable.insert(source) }
  }

  private mutating func figure(_ observation: Observation<Double>, _ source: Source) -> Double? {
    if observation.isNoAmount { unreadable.insert(source) }
    return observation.isNoAmount ? nil : observation.value
  }

  private mutating func add(fuel row: EnergyRow) {
    guard !row.isUnreadable, let quantity = row.quantity, !row.usCanadaShare.isInvalid, let fuel = row.fuel.value,
      let unit = row.unit.value.flatMap({ FuelUnit(rawValue: $0) })
    else {
      unreadable.insert(.fuels)
      return
    }
    if quantity == 0 { return }
    fuels.append(
      FuelUse(id: row.key, fuel: fuel, unit: unit, quantity: quantity, usCanadaShare: row.usCanadaShare.value ?? 0))
  }

  private func energy(_ row: EnergyRow, _ lists: ReferenceLists) -> Energy? {
    guard !row.isUnreadable, let quantity = row.quantity,
      let factor = row.unit.value.flatMap({ lists.kilowattHours(per: $0) })
    else {
      return nil
    }
    return Energy(kilowattHours: quantity * factor)
  }

  private mutating func add(electricity row: EnergyRow, _ lists: ReferenceLists) {
    guard let energy = energy(row, lists) else {
      unreadable.insert(.electricity)
      return
    }
    switch row.id {
    case .gridElectricity: gridElectricity = gridElectricity + energy
    case .ppaElectricity: powerPurchaseAgreements = powerPurchaseAgreements + energy
    case .onSiteRenewable: onSiteRenewable = onSiteRenewable + energy
    case .bundledSupply: bundledSupply = bundledSupply + energy
    case .unbundledCertificates: unbundledCertificates = unbundledCertificates + energy
    default: break
    }
  }

  private mutating func add(heat row: EnergyRow, _ lists: ReferenceLists) {
    guard let energy = energy(row, lists) else {
      unreadable.insert(.heat)
      return
    }
    purchasedHeat = purchasedHeat + energy
    if row.heatFactor.isInvalid { unreadable.insert(.heatFactor) }
    if case .typed(let factor)? = row.heatFactor.value {
      guard Self.isAmount(factor) else {
        unreadable.insert(.heatFactor)
        return
      }
      heatFactor = EnergyFactor(kilogramsPerKilowattHour: factor)
    }
  }

  private mutating func add(region row: RegionRow, _ lists: ReferenceLists) {
    guard let country = row.country.value, !row.subdivision.isInvalid, !row.customFactor.isNoAmount,
      !row.consumption.isNoAmount,
      let consumption = row.consumption.value,
      let factor = lists.kilowattHours(per: row.unit.value ?? "kWh"), !row.unit.isInvalid
    else {
      // A region without consumption weighs nothing; one that cannot be read makes the weighted factor unknown.
      // Where another factor was chosen, none of the regions matters.
      if electricityFactor == .weighted,
        row.consumption.isNoAmount || row.customFactor.isNoAmount || row.unit.isInvalid
          || (row.consumption.value ?? 0) > 0
      {
        unreadable.insert(.electricityFactor)
      }
      return
    }
    regions.append(
      ElectricityRegion(
        id: row.number, country: country, subdivision: row.subdivision.value,
        consumption: Energy(kilowattHours: consumption * factor),
        customFactor: row.customFactor.value.map { EnergyFactor(kilogramsPerKilowattHour: $0) }))
  }
}
