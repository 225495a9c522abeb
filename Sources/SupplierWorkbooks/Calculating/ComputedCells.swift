internal import Emissions
public import XLSX

extension TemplateDefinition.Field {
  /// What stands before the currency in the unit of a computed field: `tCO2e/`; `nil` where the unit names none.
  var currencyUnitPrefix: String? {
    guard role == .computed, let unit, unit.hasSuffix("currency") else { return nil }
    return String(unit.dropLast("currency".count))
  }
}

/// The value of every computed cell of an emission calculation tool: what its formulas must come to.
///
/// A value that cannot be computed is the error that the formula gives, or an empty text where the formula stays empty.
public struct ComputedCells: Sendable {
  private let workbook: SupplierWorkbook
  private let calculation: Calculation
  private let lists: ReferenceLists
  private let energyRows: [Int: EnergyRow]
  private let regionRows: [Int: RegionRow]
  private let partRows: [Int: Int]
  private let materialRows: [Int: MaterialRow]

  public init(_ workbook: SupplierWorkbook, _ calculation: Calculation, lists: ReferenceLists) {
    self.workbook = workbook
    self.calculation = calculation
    self.lists = lists
    energyRows = Dictionary(workbook.energy.map { ($0.row, $0) }) { first, _ in first }
    regionRows = Dictionary(workbook.regions.map { ($0.row, $0) }) { first, _ in first }
    partRows = Dictionary(workbook.parts.indices.map { (workbook.parts[$0].row, $0) }) { first, _ in first }
    materialRows = Dictionary(workbook.materials.map { ($0.row, $0) }) { first, _ in first }
  }

  private static let empty = CellValue.text("")

  private func number(_ value: Double?) -> CellValue { value.map { .number($0) } ?? Self.empty }
  private func total(_ value: Double?) -> CellValue { value.map { .number($0) } ?? .error(.notAvailable) }

  // MARK: Single fields

  /// The value of a computed field; `nil` for one that is not computed.
  public func field(_ id: String) -> CellValue? {
    let inventory = calculation.inventory
    let energy = inventory.energy
    let used = inventory.used
    let known = inventory.activity.known
    switch id {
    case "gwp-methane-fossil": return .number(potentials.fossilMethane)
    case "gwp-methane-biogenic": return .number(potentials.biogenicMethane)
    case "gwp-nitrous-oxide": return .number(potentials.nitrousOxide)
    case "regions-consumption": return .number(inventory.regions.consumption.kilowattHours)
    case "weighted-factor": return weighted(inventory.regions.weightedFactor)
    case "weighted-market-factor": return weighted(inventory.regions.weightedMarketFactor)
    case "location-factor": return chosen(inventory.electricityFactor)
    case "market-factor": return chosen(inventory.marketFactor)
    case "summary-company": return workbook.company.name.value.map { .text($0) } ?? Self.empty
    case "summary-revenue": return number(workbook.company.revenue.value)
    case "scope1": return total(inventory.scope1?.tonnes)
    case "scope2-location": return total(inventory.scope2Location?.tonnes)
    case "scope2-market": return total(inventory.scope2Market?.tonnes)
    case "biogenic": return total(inventory.biogenic?.tonnes)
    case "energy-ppa": return .number(energy.powerPurchaseAgreements.megawattHours)
    case "energy-on-site": return .number(energy.onSiteRenewable.megawattHours)
    case "energy-bundled": return .number(energy.bundledSupply.megawattHours)
    case "energy-unbundled": return .number(energy.unbundledCertificates.megawattHours)
    case "energy-renewable-fuels": return total(energy.renewableFuels?.megawattHours)
    case "energy-renewable-unattributed": return beyond(known.renewable, energy.renewable)
    case "energy-grid": return .number(energy.gridMix.megawattHours)
    case "energy-fossil-fuels": return total(energy.fossilFuels?.megawattHours)
    case "energy-heat": return .number(energy.purchasedHeat.megawattHours)
    case "energy-non-renewable-unattributed": return beyond(known.nonRenewable, energy.nonRenewable)
    case "renewable": return total(energy.renewable?.megawattHours)
    case "non-renewable": return total(energy.nonRenewable?.megawattHours)
    case "used-scope1": return total(used.scope1?.tonnes)
    case "used-scope2": return total(used.scope2?.tonnes)
    case "used-renewable": return total(used.renewable?.megawattHours)
    case "used-non-renewable": return total(used.nonRenewable?.megawattHours)
    case "emission-intensity": return intensity(calculation.allocation.intensities.map { $0.emissions })
    case "renewable-intensity": return intensity(calculation.allocation.intensities.map { $0.renewable })
    case "non-renewable-intensity": return intensity(calculation.allocation.intensities.map { $0.nonRenewable })
    default: return nil
    }
  }

  /// The unit beside a computed field that names the currency: `tCO2e/USD`; `nil` for a fixed one.
  public func unit(_ field: TemplateDefinition.Field) -> CellValue? {
    var currency = workbook.company.currency.value ?? ""
    if case .invalid(.notInList(let typed, _)) = workbook.company.currency.outcome { currency = typed }
    return field.currencyUnitPrefix.map { .text($0 + currency) }
  }

  private var potentials: WarmingPotentials { lists.library.warmingPotentials(calculation.inventory.settings.warmingPotentials) }

  private func weighted(_ factor: EnergyFactor?) -> CellValue {
    if let factor { return .number(factor.kilogramsPerKilowattHour) }
    return calculation.inventory.regions.consumption > .zero ? .error(.notAvailable) : Self.empty
  }

  private func chosen(_ factor: EnergyFactor?) -> CellValue {
    if let factor { return .number(factor.kilogramsPerKilowattHour) }
    return calculation.inventory.activity.electricityFactor == .weighted ? weighted(nil) : .error(.notAvailable)
  }

  private func beyond(_ known: Energy?, _ computed: Energy?) -> CellValue {
    guard let known else { return .number(0) }
    return total(computed.map { max(0, known.megawattHours - $0.megawattHours) })
  }

  /// Without a revenue the formula stays empty; with one, a missing total makes it an error.
  private func intensity(_ value: Double??) -> CellValue {
    guard let value else { return Self.empty }
    return total(value)
  }

  // MARK: Tables

  /// The value of a computed cell of a table; `nil` for one that is not computed.
  ///
  /// - Parameters:
  ///   - sheet: the id of the sheet in the definition.
  ///   - row: 1-based.
  ///   - offset: how many rows below the header of its table; the form's rows follow those of the parts.
  public func cell(sheet: String, column: String, row: Int, offset: Int) -> CellValue? {
    switch sheet {
    case "energy": energy(column, row)
    case "electricity-factor": region(column, row)
    case "parts": part(column, row)
    case "secondary-materials": material(column, row)
    case "quotewin": form(column, offset)
    default: nil
    }
  }

  private func energy(_ column: String, _ row: Int) -> CellValue? {
    guard let input = energyRows[row] else { return nil }
    if column == "months-total" { return number(input.monthsTotal) }
    guard !input.isUnreadable else { return nil }
    let quantity = input.quantity ?? 0
    if column == "quantity" { return .number(quantity) }
    if input.kind == "fuel" { return fuel(column, input, quantity) }
    let perUnit = quantity == 0 ? 0 : input.unit.value.flatMap { lists.kilowattHours(per: $0) }
    switch column {
    case "kwh-per-unit": return total(perUnit)
    case "kwh": return total(perUnit.map { quantity * $0 })
    case "kgco2e-per-unit-other" where input.kind == "heat":
      return total(perUnit.map { calculation.inventory.heatFactor.kilogramsPerKilowattHour * $0 })
    case "tco2e" where input.kind == "heat":
      return total(perUnit.map { quantity * (calculation.inventory.heatFactor.kilogramsPerKilowattHour * $0) / 1000 })
    default: return nil
    }
  }

  private func fuel(_ column: String, _ input: EnergyRow, _ quantity: Double) -> CellValue? {
    guard quantity != 0 else { return .number(0) }
    guard let combustion = calculation.inventory.combustions[input.id] else { return .error(.notAvailable) }
    switch column {
    case "kwh-per-unit": return .number(combustion.other.kilowattHours)
    case "kwh": return .number(combustion.energy.kilowattHours)
    case "kgco2e-per-unit-us-canada": return .number(combustion.emissionFactor(combustion.usCanada))
    case "kgco2e-per-unit-other": return .number(combustion.emissionFactor(combustion.other))
    case "tco2e": return .number(combustion.emissions.tonnes)
    case "biogenic-tco2": return .number(combustion.biogenic.tonnes)
    case "is-biogenic": return .number(combustion.fuel.isBiogenic ? 1 : 0)
    case "factor-row":
      // The place in the list of factors, which has one row for each fuel and unit.
      let place = lists.library.fuelFactors.filter { $0.region == .other }
        .firstIndex { $0.fuel == combustion.fuel.id && $0.unit == combustion.unit }
      return total(place.map { Double($0 + 1) })
    default: return nil
    }
  }

  private func region(_ column: String, _ row: Int) -> CellValue? {
    guard let input = regionRows[row] else { return column == "kwh" ? .number(0) : Self.empty }
    let consumption =
      input.consumption.value.flatMap { amount in lists.kilowattHours(per: input.unit.value ?? "kWh").map { amount * $0 } } ?? 0
    guard let country = input.country.value else { return column == "kwh" ? .number(consumption) : Self.empty }
    let region = ElectricityRegion(
      country: country, subdivision: input.subdivision.value, consumption: Energy(kilowattHours: consumption),
      customFactor: input.customFactor.value.map { EnergyFactor(kilogramsPerKilowattHour: $0) })
    let settings = calculation.inventory.settings
    let factor = region.factor(in: lists.library, customFactorOverrides: settings.customFactorOverrides)?.factor.kilogramsPerKilowattHour
    switch column {
    case "kwh": return .number(consumption)
    case "factor": return total(factor)
    case "kgco2e": return number(factor.map { consumption * $0 })
    case "market-factor": return total(region.marketFactor(in: lists.library, settings: settings)?.factor.kilogramsPerKilowattHour)
    default: return nil
    }
  }

  private func part(_ column: String, _ row: Int) -> CellValue? {
    guard let index = partRows[row], !workbook.parts[index].mpn.isEmpty else { return Self.empty }
    let part = calculation.parts[index]
    switch column {
    case "emission-intensity": return field("emission-intensity")
    case "renewable-intensity": return field("renewable-intensity")
    case "non-renewable-intensity": return field("non-renewable-intensity")
    case "kgco2e": return figure(part, part.share?.emissions?.kilograms)
    case "renewable-kwh": return figure(part, part.share?.renewable?.kilowattHours)
    case "non-renewable-kwh": return figure(part, part.share?.nonRenewable?.kilowattHours)
    case "kgco2e-unit": return part.share?.emissions == nil ? Self.empty : .text("kgCO2e")
    case "renewable-unit": return part.share?.renewable == nil ? Self.empty : .text("kWh")
    case "non-renewable-unit": return part.share?.nonRenewable == nil ? Self.empty : .text("kWh")
    default: return nil
    }
  }

  private func figure(_ part: Calculation.Part, _ value: Double?) -> CellValue {
    if let value { return .number(value) }
    if case .exchangeRateMissing? = part.problem { return .error(.notAvailable) }
    return Self.empty
  }

  private func material(_ column: String, _ row: Int) -> CellValue? {
    guard let input = materialRows[row] else { return Self.empty }
    let material = SecondaryMaterials.Material(input)
    switch column {
    case "pre-consumer-share": return number(material.share(.preConsumer))
    case "post-consumer-share": return number(material.share(.postConsumer))
    case "reutilization-share": return number(material.share(.reutilization))
    case "recycled-content": return input.mpn.isEmpty ? Self.empty : yesNo(material.hasRecycledContent)
    case "counted-mass": return number(material.isComplete ? input.partMass.value : nil)
    default: return nil
    }
  }

  private func yesNo(_ value: Bool?) -> CellValue { value.map { .text($0 ? "Yes" : "No") } ?? Self.empty }

  private func form(_ column: String, _ offset: Int) -> CellValue? {
    guard let header = workbook.located.sheets["parts"]?.table?.headerRow, let index = partRows[header + offset],
      let mpn = workbook.parts[index].mpn.value
    else { return ["country-of-origin", "energy-certificates", "remarks"].contains(column) ? nil : Self.empty }
    let part = workbook.parts[index]
    let result = calculation.parts[index]
    switch column {
    case "mfg": return .text(part.mfg.value ?? (workbook.company.role.value == "distributor" ? "" : workbook.company.name.value ?? ""))
    case "mpn": return .text(mpn)
    case "kgco2": return number(result.share?.emissions?.kilograms)
    case "non-renewable-kwh": return number(result.share?.nonRenewable?.kilowattHours)
    case "renewable-kwh": return number(result.share?.renewable?.kilowattHours)
    case "recycled-content": return yesNo(result.materials.hasRecycledContent)
    case "validation-date": return number(workbook.company.responseDate.value?.serial(in: .from1900))
    case "pre-consumer-share": return number(result.materials.share(.preConsumer))
    case "post-consumer-share": return number(result.materials.share(.postConsumer))
    case "reutilization-share": return number(result.materials.share(.reutilization))
    case "customs-code": return part.customsCode.value.map { .text($0) } ?? Self.empty
    default: return nil
    }
  }
}
