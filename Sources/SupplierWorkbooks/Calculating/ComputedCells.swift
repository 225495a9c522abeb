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
  private let partPlaces: PartPlaces
  private let materialRows: [Int: MaterialRow]

  /// The computed cells of a workbook with these figures.
  public init(_ workbook: SupplierWorkbook, _ calculation: Calculation, lists: ReferenceLists) {
    self.workbook = workbook
    self.calculation = calculation
    self.lists = lists
    energyRows = Dictionary(workbook.energy.map { ($0.number, $0) }) { first, _ in first }
    regionRows = Dictionary(workbook.regions.map { ($0.number, $0) }) { first, _ in first }
    partPlaces = PartPlaces(workbook)
    materialRows = Dictionary(workbook.materials.map { ($0.number, $0) }) { first, _ in first }
  }

  private static let empty = CellValue.text("")

  private func number(_ value: Double?) -> CellValue { value.map { .number($0) } ?? Self.empty }
  private func total(_ value: Double?) -> CellValue { value.map { .number($0) } ?? .error(.notAvailable) }

  // MARK: Single fields

  /// The value of a computed field; `nil` for one that is not computed.
  public func field(_ id: FieldID) -> CellValue? {
    let inventory = calculation.inventory
    let energy = inventory.energy
    let used = inventory.used
    let known = inventory.activity.known
    switch id {
    case .gwpMethaneFossil: return .number(potentials.fossilMethane)
    case .gwpMethaneBiogenic: return .number(potentials.biogenicMethane)
    case .gwpNitrousOxide: return .number(potentials.nitrousOxide)
    case .regionsConsumption: return total(regionsConsumption)
    case .weightedFactor: return weighted(inventory.regions.weightedFactor, .factor)
    case .weightedMarketFactor: return weighted(inventory.regions.weightedMarketFactor, .marketFactor)
    case .locationFactor: return chosen(inventory.electricityFactor, .factor)
    case .marketFactor: return chosen(inventory.marketFactor, .marketFactor)
    case .summaryCompany: return workbook.company[.name].value.map { .text($0) } ?? Self.empty
    case .summaryRevenue: return number(workbook.company[.revenue].value)
    case .scope1: return total(inventory.scope1?.tonnes)
    case .scope2Location: return total(inventory.scope2Location?.tonnes)
    case .scope2Market: return total(inventory.scope2Market?.tonnes)
    case .biogenic: return total(inventory.biogenic?.tonnes)
    case .energyPPA: return amount(energy.powerPurchaseAgreements, of: .ppaElectricity)
    case .energyOnSite: return amount(energy.onSiteRenewable, of: .onSiteRenewable)
    case .energyBundled: return amount(energy.bundledSupply, of: .bundledSupply)
    case .energyUnbundled: return amount(energy.unbundledCertificates, of: .unbundledCertificates, .gridElectricity)
    case .energyRenewableFuels: return total(energy.renewableFuels?.megawattHours)
    case .energyRenewableUnattributed: return beyond(known.renewable, energy.renewable)
    case .energyGrid: return amount(energy.gridMix, of: .unbundledCertificates, .gridElectricity)
    case .energyFossilFuels: return total(energy.fossilFuels?.megawattHours)
    case .energyHeat: return amount(energy.purchasedHeat, of: .purchasedHeat)
    case .energyNonRenewableUnattributed: return beyond(known.nonRenewable, energy.nonRenewable)
    case .renewable: return total(energy.renewable?.megawattHours)
    case .nonRenewable: return total(energy.nonRenewable?.megawattHours)
    case .usedScope1: return total(used.scope1?.tonnes)
    case .usedScope2: return total(used.scope2?.tonnes)
    case .usedRenewable: return total(used.renewable?.megawattHours)
    case .usedNonRenewable: return total(used.nonRenewable?.megawattHours)
    case .emissionIntensity: return intensity(calculation.allocation.intensities.map { $0.emissions })
    case .renewableIntensity: return intensity(calculation.allocation.intensities.map { $0.renewable })
    case .nonRenewableIntensity: return intensity(calculation.allocation.intensities.map { $0.nonRenewable })
    default: return nil
    }
  }

  /// The unit beside a computed field that names the currency: `tCO2e/USD`; `nil` for a fixed one.
  public func unit(_ field: TemplateDefinition.Field) -> CellValue? {
    var currency = workbook.company[.currency].value ?? ""
    if case .invalid(.notInList(let typed, _)) = workbook.company[.currency].outcome { currency = typed }
    return field.currencyUnitPrefix.map { .text($0 + currency) }
  }

  private var potentials: WarmingPotentials {
    lists.library.warmingPotentials(calculation.inventory.settings.warmingPotentials)
  }

  /// The kWh of all rows of regions, in the order of the sheet; `nil` where one of them gives no figure.
  private var regionsConsumption: Double? {
    var sum = 0.0
    for row in regionRows.keys.sorted() {
      guard case .number(let amount)? = region(.kwh, row) else { return nil }
      sum += amount
    }
    return sum
  }

  /// A weighted factor; an error where a region that consumes has none.
  private func weighted(_ factor: EnergyFactor?, _ column: ColumnID) -> CellValue {
    guard let regionsConsumption else { return .error(.notAvailable) }
    if regionRows.keys.contains(where: { region(column, $0) == .error(.notAvailable) }) { return .error(.notAvailable) }
    if let factor { return .number(factor.kilogramsPerKilowattHour) }
    return regionsConsumption > 0 ? .error(.notAvailable) : Self.empty
  }

  private func chosen(_ factor: EnergyFactor?, _ column: ColumnID) -> CellValue {
    if let factor { return .number(factor.kilogramsPerKilowattHour) }
    let activity = calculation.inventory.activity
    if case .typed = activity.electricityFactor { return .error(.notAvailable) }
    guard activity.electricityFactor == .weighted, !workbook.electricityFactor.isInvalid else {
      return .error(.notAvailable)
    }
    return weighted(nil, column)
  }

  /// The energy of rows; an error where one of them gives no amount.
  private func amount(_ energy: Energy, of rows: RowID...) -> CellValue {
    let isRefused = workbook.energy.contains { rows.contains($0.id) && $0.isRefused }
    return isRefused ? .error(.notAvailable) : .number(energy.megawattHours)
  }

  private func beyond(_ known: Energy?, _ computed: Energy?) -> CellValue {
    guard let known else { return .number(0) }
    return total(computed.map { max(0, known.megawattHours - $0.megawattHours) })
  }

  /// The value of an intensity: empty without a revenue; with one, a missing total makes it an error.
  private func intensity(_ value: Double??) -> CellValue {
    guard let value else { return Self.empty }
    return total(value)
  }

  // MARK: Tables

  /// The value of a computed cell of a table.
  ///
  /// - Parameters:
  ///   - sheet: the id of the sheet in the definition.
  ///   - column: the id of the column.
  ///   - row: 1-based.
  ///   - offset: how many rows below the header of its table; the form's rows follow those of the parts.
  /// - Returns: `nil` for a cell that is not computed.
  public func cell(sheet: SheetID, column: ColumnID, row: Int, offset: Int) -> CellValue? {
    self.column(column, sheet: sheet)?(row, offset)
  }

  /// The values of a computed column by row and offset, as ``cell(sheet:column:row:offset:)`` has them; `nil` for a
  /// sheet without any.
  public func column(_ column: ColumnID, sheet: SheetID) -> ((_ row: Int, _ offset: Int) -> CellValue?)? {
    switch sheet.original {
    case .energy: { row, _ in energy(column, sheet.number(ofRow: row)) }
    case .electricityFactor: { row, _ in region(column, sheet.number(ofRow: row)) }
    case .parts: part(column).map { value in { row, _ in value(sheet.number(ofRow: row)) } }
    case .secondaryMaterials: { row, _ in material(column, sheet.number(ofRow: row)) }
    case .quotewin: form(column)
    default: nil
    }
  }

  private func energy(_ column: ColumnID, _ row: Int) -> CellValue? {
    guard let input = energyRows[row] else { return nil }
    if column == .monthsTotal { return number(input.monthsTotal) }
    if input.isRefused { return .error(.notAvailable) }
    guard !input.isUnreadable else { return nil }
    let quantity = input.quantity ?? 0
    if column == .quantity { return .number(quantity) }
    if input.kind == .fuel { return fuel(column, input, quantity) }
    let perUnit = quantity == 0 ? 0 : input.unit.value.flatMap { lists.kilowattHours(per: $0) }
    let isFactorKnown = quantity == 0 || !calculation.inventory.activity.unreadable.contains(.heatFactor)
    if input.kind == .heat, !isFactorKnown, column == .kgco2ePerUnitOther || column == .tco2e {
      return .error(.notAvailable)
    }
    switch column {
    case .kwhPerUnit: return total(perUnit)
    case .kwh: return total(perUnit.map { quantity * $0 })
    case .kgco2ePerUnitOther where input.kind == .heat:
      return total(perUnit.map { calculation.inventory.heatFactor.kilogramsPerKilowattHour * $0 })
    case .tco2e where input.kind == .heat:
      return total(perUnit.map { quantity * (calculation.inventory.heatFactor.kilogramsPerKilowattHour * $0) / 1000 })
    default: return nil
    }
  }

  private func fuel(_ column: ColumnID, _ input: EnergyRow, _ quantity: Double) -> CellValue? {
    guard quantity != 0 else { return .number(0) }
    guard let combustion = calculation.inventory.combustions[input.key] else { return .error(.notAvailable) }
    switch column {
    case .kwhPerUnit: return .number(combustion.other.kilowattHours)
    case .kwh: return .number(combustion.energy.kilowattHours)
    case .kgco2ePerUnitUsCanada: return .number(combustion.emissionFactor(combustion.usCanada))
    case .kgco2ePerUnitOther: return .number(combustion.emissionFactor(combustion.other))
    case .tco2e: return .number(combustion.emissions.tonnes)
    case .biogenicTco2: return .number(combustion.biogenic.tonnes)
    case .isBiogenic: return .number(combustion.fuel.isBiogenic ? 1 : 0)
    case .factorRow:
      // The place in the list of factors, which has one row for each fuel and unit.
      let place = lists.library.fuelFactors.filter { $0.region == .other }
        .firstIndex { $0.fuel == combustion.fuel.id && $0.unit == combustion.unit }
      return total(place.map { Double($0 + 1) })
    default: return nil
    }
  }

  private func region(_ column: ColumnID, _ row: Int) -> CellValue? {
    guard let input = regionRows[row] else { return column == .kwh ? .number(0) : Self.empty }
    let consumption =
      input.consumption.value.flatMap { amount in
        lists.kilowattHours(per: input.unit.value ?? "kWh").map { amount * $0 }
      } ?? 0
    /// What is missing counts where there is consumption.
    let missing = consumption == 0 ? Self.empty : CellValue.error(.notAvailable)
    if consumption < 0 { return .error(.notAvailable) }
    guard let country = input.country.value else {
      return column == .kwh ? .number(consumption) : column == .kgco2e ? Self.empty : missing
    }
    if column == .factor || column == .marketFactor,
      input.subdivision.isInvalid && input.countryIsListed
        && !(calculation.inventory.settings.customFactorOverrides && input.customFactor.value != nil)
        || input.customFactor.value ?? 0 < 0 && usesCustomFactor(input)
    {
      guard column == .marketFactor, calculation.inventory.settings.usesResidualMix,
        let mix = lists.library.residualMix(country: country)
      else { return missing }
      return .number(mix.factor.kilogramsPerKilowattHour)
    }
    let region = ElectricityRegion(
      country: country, subdivision: input.subdivision.value, consumption: Energy(kilowattHours: consumption),
      customFactor: input.customFactor.value.map { EnergyFactor(kilogramsPerKilowattHour: $0) })
    let settings = calculation.inventory.settings
    let factor = region.factor(in: lists.library, customFactorOverrides: settings.customFactorOverrides)?.factor
      .kilogramsPerKilowattHour
    switch column {
    case .kwh: return .number(consumption)
    case .factor: return factor.map { .number($0) } ?? missing
    case .kgco2e:
      guard case .number(let factor)? = self.region(.factor, row) else { return Self.empty }
      return .number(consumption * factor)
    case .marketFactor:
      return region.marketFactor(in: lists.library, settings: settings)
        .map { .number($0.factor.kilogramsPerKilowattHour) } ?? missing
    default: return nil
    }
  }

  private func usesCustomFactor(_ row: RegionRow) -> Bool {
    !row.countryIsListed || calculation.inventory.settings.customFactorOverrides
  }

  private func part(_ column: ColumnID) -> ((_ row: Int) -> CellValue?)? {
    guard let value = partValue(column) else { return nil }
    return { row in value(part(at: row).map { calculation.parts[$0] }) }
  }

  /// The values of a computed column of the sheet of the parts, by the figures of the part in a row; `nil` for a column
  /// that is not computed.
  ///
  /// A row without a part, or with one that has no number, is empty.
  public func partValue(_ column: ColumnID) -> ((Calculation.Part?) -> CellValue)? {
    /// What is the same for all parts.
    func same(_ value: CellValue?) -> ((Calculation.Part?) -> CellValue)? {
      guard let value else { return nil }
      return { $0 == nil ? Self.empty : value }
    }
    func figure(_ share: @escaping (Allocation.Share) -> Double?) -> (Calculation.Part?) -> CellValue {
      { part in
        guard let part else { return Self.empty }
        if let value = part.share.flatMap(share) { return .number(value) }
        return switch part.problem {
        case .exchangeRateMissing, .priceCurrencyUnclear, .shareBeyondTotal: .error(.notAvailable)
        default: Self.empty
        }
      }
    }
    func unit(_ unit: String, _ share: @escaping (Allocation.Share) -> Double?) -> (Calculation.Part?) -> CellValue {
      let unit = CellValue.text(unit)
      return { $0?.share.flatMap(share) == nil ? Self.empty : unit }
    }
    return switch column {
    case .emissionIntensity: same(field(.emissionIntensity))
    case .renewableIntensity: same(field(.renewableIntensity))
    case .nonRenewableIntensity: same(field(.nonRenewableIntensity))
    case .kgco2e: figure { $0.emissions?.kilograms }
    case .renewableKwh: figure { $0.renewable?.kilowattHours }
    case .nonRenewableKwh: figure { $0.nonRenewable?.kilowattHours }
    case .kgco2eUnit: unit("kgCO2e") { $0.emissions?.kilograms }
    case .renewableUnit: unit("kWh") { $0.renewable?.kilowattHours }
    case .nonRenewableUnit: unit("kWh") { $0.nonRenewable?.kilowattHours }
    default: nil
    }
  }

  /// The place of the part in a row; `nil` where there is none, or one without a number.
  private func part(at row: Int) -> Int? { partPlaces[row].flatMap { workbook.parts[$0].mpn.isEmpty ? nil : $0 } }

  private func material(_ column: ColumnID, _ row: Int) -> CellValue? {
    guard let input = materialRows[row] else { return Self.empty }
    let material = SecondaryMaterials.Material(input)
    switch column {
    case .preConsumerShare: return number(material.share(.preConsumer))
    case .postConsumerShare: return number(material.share(.postConsumer))
    case .reutilizationShare: return number(material.share(.reutilization))
    case .recycledContent: return input.mpn.isEmpty ? Self.empty : yesNo(material.hasRecycledContent)
    case .countedMass: return number(material.isComplete ? input.partMass.value : nil)
    default: return nil
    }
  }

  private func yesNo(_ value: Bool?) -> CellValue { value.map { .text($0 ? "Yes" : "No") } ?? Self.empty }

  private func form(_ column: ColumnID) -> ((_ row: Int, _ offset: Int) -> CellValue?)? {
    guard ![.countryOfOrigin, .energyCertificates, .remarks].contains(column) else { return nil }
    let header = workbook.located.sheets[.parts]?.table?.headerRow
    /// The values of a column for parts that have a number; empty for others.
    func value(_ value: @escaping (_ place: Int) -> CellValue) -> (Int, Int) -> CellValue? {
      { _, offset in
        guard let header, let place = partPlaces[header + offset], workbook.parts[place].mpn.value != nil else {
          return Self.empty
        }
        return value(place)
      }
    }
    func share(_ figure: @escaping (Allocation.Share) -> Double?) -> (Int, Int) -> CellValue? {
      value { number(calculation.parts[$0].share.flatMap(figure)) }
    }
    func materials(_ of: @escaping (SecondaryMaterials) -> CellValue) -> (Int, Int) -> CellValue? {
      value { of(calculation.parts[$0].materials) }
    }
    let company = workbook.company[.role].value == "distributor" ? "" : workbook.company[.name].value ?? ""
    let validated = number(workbook.company[.responseDate].value?.serial(in: .from1900))
    return switch column {
    case .mfg: value { .text(workbook.parts[$0].mfg.value ?? company) }
    case .mpn: value { workbook.parts[$0].mpn.value.map { .text($0) } ?? Self.empty }
    case .kgco2: share { $0.emissions?.kilograms }
    case .nonRenewableKwh: share { $0.nonRenewable?.kilowattHours }
    case .renewableKwh: share { $0.renewable?.kilowattHours }
    case .recycledContent: materials { yesNo($0.hasRecycledContent) }
    case .validationDate: value { _ in validated }
    case .preConsumerShare: materials { number($0.share(.preConsumer)) }
    case .postConsumerShare: materials { number($0.share(.postConsumer)) }
    case .reutilizationShare: materials { number($0.share(.reutilization)) }
    case .customsCode: value { workbook.parts[$0].customsCode.value.map { .text($0) } ?? Self.empty }
    // A column of the form that the tool does not fill is empty without a part.
    default:
      { _, offset in
        header.flatMap { partPlaces[$0 + offset] }.flatMap { workbook.parts[$0].mpn.value } == nil ? Self.empty : nil
      }
    }
  }
}

/// The places of the parts in the workbook by the numbers of their rows.
private struct PartPlaces: Sendable {
  private var places: [Int32] = []
  /// Those of the parts on added sheets.
  private var added: [Int: Int] = [:]
  private var firstRow = 0

  init(_ workbook: SupplierWorkbook) {
    // Parts of added sheets come after those of the template's.
    let hasAdded = workbook.parts.last?.addition ?? 0 > 0
    let own = (hasAdded ? workbook.parts.firstIndex { $0.addition > 0 } : nil) ?? workbook.parts.count
    for place in own..<workbook.parts.count { added[workbook.parts[place].number] = place }
    let rows = workbook.parts[..<own].lazy.map { $0.row }
    guard let first = rows.min(), let last = rows.max() else { return }
    firstRow = first
    places = Array(repeating: -1, count: last - first + 1)
    for (place, row) in rows.enumerated() where places[row - first] < 0 {
      places[row - first] = Int32(truncatingIfNeeded: place)
    }
  }

  subscript(row: Int) -> Int? {
    let index = row - firstRow
    guard places.indices.contains(index), places[index] >= 0 else { return added[row] }
    return Int(places[index])
  }
}
