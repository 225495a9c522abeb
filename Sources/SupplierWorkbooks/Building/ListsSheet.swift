internal import Emissions
internal import XLSX

/// The hidden sheet that formulas and drop-down lists refer to, and where each list stands in it.
struct ListsSheet {
  static let name = "Lists"

  /// What stands above a block of columns.
  enum Title {
    static let sheet = "Lists and factors 列表与因数"
    static let fuels = "Fuel factors per unit 每单位燃料因数"
    static let grid = "Electricity factors 电力因数"
    static let residualMix = "Residual mix 剩余电力组合"
    static let potentials = "Global warming potentials 全球变暖潜势"
  }

  /// What stands above the columns of factors.
  enum Header {
    static let country = "Country"
    static let key = "Key"
    static let fuelEnergy = "kWh (net)"
    static let carbonDioxideUS = "kg CO2, US and Canada"
    static let methaneUS = "g CH4, US and Canada"
    static let nitrousOxideUS = "g N2O, US and Canada"
    static let carbonDioxide = "kg CO2, other"
    static let methane = "g CH4, other"
    static let nitrousOxide = "g N2O, other"
    static let sourceUS = "Source, US and Canada"
    static let sourceOther = "Source, other"
    static let gridFactor = "kgCO2e/kWh"
    static let year = "Year"
    static let source = "Source"
    static let set = "Set"
    static let fossilMethane = "CH4, fossil"
    static let biogenicMethane = "CH4, biogenic"
    static let potentialN2O = "N2O"
  }

  private static let firstRow = 4

  private var composer = SheetComposer()
  private var nextColumn = 1
  private var ranges: [String: CellRange] = [:]
  private var widths: [NewWorksheet.Column] = []
  private let palette: WorkbookPalette

  /// The sources of the factors, in columns that no formula refers to.
  init(lists: ReferenceLists, definition: TemplateDefinition, palette: WorkbookPalette) {
    self.palette = palette
    composer.text(1, 1, Title.sheet, style: palette.title)
    addFuels(lists)
    addGrid(lists)
    addResidualMix(lists)
    addPotentials(lists.library)
    add(
      "Units of energy 能源单位",
      [
        ("energy-unit", "Unit", texts(lists.energyUnits.map { $0.entry.shown })),
        ("energy-unit-kwh", "kWh", numbers(lists.energyUnits.map { $0.kilowattHours })),
      ])
    add("Fuels 燃料", [("fuel", "Fuel", texts(lists.fuels.map { $0.shown }))])
    let biogenic = lists.fuels.filter { lists.library.fuel($0.id)?.isBiogenic == true }
    add("Biogenic fuels 生物燃料", [("biogenic-fuel", "Fuel", texts(biogenic.map { $0.shown }))])
    add(
      "Tracking systems 追踪系统",
      [("tracking-system", "System", texts(Array(Set(lists.library.trackingSystems.map { $0.name })).sorted()))])
    for (name, entries) in definition.lists.sorted(by: { $0.key < $1.key })
    where ranges[name.text] == nil && name != .energyUnit {
      let isFactorChoice = name == .electricityFactor
      let shown = entries.map { $0.written } + (isFactorChoice ? lists.countries.map { $0.shown } : [])
      add(name.text, [(name.text, "Entry", texts(shown))])
    }
    for question in definition.survey where question.kind == .single {
      add(question.id, [("survey-" + question.id, "Answer", texts(question.options.map { $0.inline }))])
    }
  }

  /// The range of a list as formulas write it: `Lists!$A$4:$A$20`.
  func range(_ list: String) -> String {
    guard let range = ranges[list] else { return "#REF!" }
    return "\(Self.name)!\(range.absolute)"
  }

  /// The same of a list of definitions or factor data.
  func range(_ list: ListID) -> String { range(list.text) }

  /// The first cell of a list, for `OFFSET`.
  func first(_ list: String) -> String {
    guard let range = ranges[list] else { return "#REF!" }
    return "\(Self.name)!\(range.first.absolute)"
  }

  func worksheet() -> NewWorksheet {
    var sheet = NewWorksheet(name: Self.name)
    sheet.visibility = .hidden
    sheet.columns = widths
    sheet.rows = RowSource(composer.rows)
    sheet.protection = .standard
    return sheet
  }

  // MARK: Blocks of columns

  private func texts(_ texts: [String]) -> [CellValue] { texts.map { .text($0) } }
  private func numbers(_ numbers: [Double]) -> [CellValue] { numbers.map { .number($0) } }

  private mutating func add(_ title: String, _ columns: [(list: String, header: String, values: [CellValue])]) {
    composer.text(2, nextColumn, title, style: palette.label)
    for column in columns {
      composer.text(3, nextColumn, column.header, style: palette.header(.computed))
      for (index, value) in column.values.enumerated() {
        composer.set(Self.firstRow + index, nextColumn, value, style: palette.plain)
      }
      ranges[column.list] = CellRange(
        CellReference(row: Self.firstRow, column: nextColumn),
        CellReference(row: Self.firstRow + max(0, column.values.count - 1), column: nextColumn))
      widths.append(.init(nextColumn...nextColumn, width: 18))
      nextColumn += 1
    }
    widths.append(.init(nextColumn...nextColumn, width: 3))
    nextColumn += 1
  }

  private mutating func addFuels(_ lists: ReferenceLists) {
    let library = lists.library
    var rows:
      [(fuel: ReferenceLists.Entry, unit: ReferenceLists.Entry, isBiogenic: Bool, us: FuelFactor, other: FuelFactor)] =
        []
    for fuel in lists.fuels {
      for unit in library.units(of: fuel.id) {
        guard let us = library.factor(fuel: fuel.id, unit: unit, region: .usCanada),
          let other = library.factor(fuel: fuel.id, unit: unit, region: .other),
          let entry = lists.fuelUnits.first(where: { $0.id == unit.rawValue })
        else { continue }
        rows.append((fuel, entry, library.fuel(fuel.id)?.isBiogenic ?? false, us, other))
      }
    }
    add(
      Title.fuels,
      [
        ("fuel-key", Header.key, rows.map { .text($0.fuel.shown + "|" + $0.unit.shown) }),
        ("fuel-name", "Fuel", rows.map { .text($0.fuel.shown) }),
        ("fuel-unit", "Unit", rows.map { .text($0.unit.shown) }),
        ("fuel-biogenic", "Biogenic", rows.map { .number($0.isBiogenic ? 1 : 0) }),
        ("fuel-kwh", Header.fuelEnergy, rows.map { .number($0.other.kilowattHours) }),
        ("fuel-co2-us", Header.carbonDioxideUS, rows.map { .number($0.us.carbonDioxide) }),
        ("fuel-ch4-us", Header.methaneUS, rows.map { .number($0.us.methane) }),
        ("fuel-n2o-us", Header.nitrousOxideUS, rows.map { .number($0.us.nitrousOxide) }),
        ("fuel-co2", Header.carbonDioxide, rows.map { .number($0.other.carbonDioxide) }),
        ("fuel-ch4", Header.methane, rows.map { .number($0.other.methane) }),
        ("fuel-n2o", Header.nitrousOxide, rows.map { .number($0.other.nitrousOxide) }),
        ("fuel-source-us", Header.sourceUS, rows.map { .text($0.us.source) }),
        ("fuel-source", Header.sourceOther, rows.map { .text($0.other.source) }),
      ])
  }

  private mutating func addGrid(_ lists: ReferenceLists) {
    let countries = Dictionary(uniqueKeysWithValues: lists.countries.map { ($0.id, $0.shown) })
    func subdivision(_ factor: GridFactor) -> String {
      lists.subdivisions[factor.country]?.first { $0.id == factor.subdivision }?.shown ?? ""
    }
    let factors = lists.library.gridFactors
    add(
      Title.grid,
      [
        ("grid-key", Header.key, factors.map { .text((countries[$0.country] ?? $0.country) + "|" + subdivision($0)) }),
        ("grid-factor", Header.gridFactor, factors.map { .number($0.factor.kilogramsPerKilowattHour) }),
        ("grid-year", Header.year, factors.map { .text($0.year) }),
        ("grid-source", Header.source, factors.map { .text($0.source) }),
      ])
    add("Countries 国家/地区", [("country", "Country", texts(lists.countries.map { $0.shown }))])
    let parts = lists.countries.flatMap { country in
      (lists.subdivisions[country.id] ?? []).map { (country.shown, $0.shown) }
    }
    add(
      "States and provinces 州/省",
      [
        ("subdivision-country", "Country", parts.map { .text($0.0) }),
        ("subdivision", "State or province", parts.map { .text($0.1) }),
      ])
  }

  private mutating func addResidualMix(_ lists: ReferenceLists) {
    let mixes = lists.library.residualMixes.compactMap { mix in
      lists.countries.first { $0.id == mix.country }.map { (country: $0.shown, mix: mix) }
    }
    add(
      Title.residualMix,
      [
        ("residual-country", Header.country, mixes.map { .text($0.country) }),
        ("residual-factor", Header.gridFactor, mixes.map { .number($0.mix.factor.kilogramsPerKilowattHour) }),
        ("residual-source", Header.source, mixes.map { .text($0.mix.source) }),
      ])
  }

  private mutating func addPotentials(_ library: FactorLibrary) {
    let sets = WarmingPotentialSet.allCases.map { library.warmingPotentials($0) }
    add(
      Title.potentials,
      [
        ("gwp-set", Header.set, sets.map { .text($0.set.rawValue.uppercased()) }),
        ("gwp-fossil", Header.fossilMethane, sets.map { .number($0.fossilMethane) }),
        ("gwp-biogenic", Header.biogenicMethane, sets.map { .number($0.biogenicMethane) }),
        ("gwp-n2o", Header.potentialN2O, sets.map { .number($0.nitrousOxide) }),
        ("gwp-source", Header.source, sets.map { .text($0.source) }),
      ])
  }
}
