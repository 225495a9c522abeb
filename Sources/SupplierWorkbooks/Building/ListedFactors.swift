public import Emissions
public import XLSX

/// The factors that a tool's own formulas look up, found in its hidden sheet by the texts beside them.
public struct ListedFactors: Sendable {
  /// The name of the sheet; the template's own where the workbook lacks it.
  public let sheetName: String
  private var blocks: [String: Block] = [:]

  private struct Block: Sendable {
    /// The columns by what stands in the header.
    var columns: [String: Int] = [:]
    /// The rows by what stands in the first column.
    var rows: [String: Int] = [:]
  }

  /// Reads the sheet `Lists`, under whatever name; a workbook without it lists nothing.
  ///
  /// - Throws: `XLSXError` where the sheet cannot be read.
  public init(_ reader: WorkbookReader) throws(XLSXError) {
    let candidates =
      [reader.sheet(named: ListsSheet.name)].compactMap { $0 } + reader.sheets.filter { $0.name != ListsSheet.name }
    var name: String?
    for sheet in candidates where name == nil && sheet.kind == .worksheet {
      let texts = try Self.texts(sheet, reader)
      guard texts.contains(where: { $0.value == ListsSheet.Title.sheet }) else { continue }
      name = sheet.name
      typealias Title = ListsSheet.Title
      for title in [Title.fuels, Title.grid, Title.residualMix, Title.potentials] {
        blocks[title] = Self.block(title, texts)
      }
    }
    sheetName = name ?? ListsSheet.name
  }

  private static func texts(_ sheet: WorkbookReader.Sheet, _ reader: WorkbookReader) throws(XLSXError)
    -> [CellReference: String]
  {
    var texts: [CellReference: String] = [:]
    try reader.read(sheet) { row in
      for cell in row.cells {
        if case .text(let text) = cell.value, !cell.hasFormula { texts[cell.reference] = text }
      }
    }
    return texts
  }

  /// The columns from the title to the next empty one, and the rows below.
  private static func block(_ title: String, _ texts: [CellReference: String]) -> Block? {
    guard let place = texts.first(where: { $0.value == title })?.key else { return nil }
    var block = Block()
    var column = place.column
    while let header = texts[CellReference(row: place.row + 1, column: column)] {
      block.columns[header] = column
      column += 1
    }
    var row = place.row + 2
    while let key = texts[CellReference(row: row, column: place.column)] {
      block.rows[key] = row
      row += 1
    }
    return block
  }

  /// The cells of an own factor and what they are to hold; `nil` where the sheet has no row for it.
  public func cells(for own: FactorProvenance, lists: ReferenceLists) -> [CellReference: CellValue]? {
    cells(of: own.key, source: Self.source(own), lists)
  }

  /// The cells of a factor and the numbers that GreenQuote has for them; empty where the sheet has no row for it.
  public func numbers(of key: FactorKey, lists: ReferenceLists) -> [CellReference: Double] {
    (cells(of: key, source: "", lists) ?? [:]).compactMapValues {
      if case .number(let number) = $0 { number } else { nil }
    }
  }

  private func cells(of key: FactorKey, source: String, _ lists: ReferenceLists) -> [CellReference: CellValue]? {
    typealias Header = ListsSheet.Header
    let library = lists.library
    switch key {
    case .fuel(let id, let unit, let region):
      guard let factor = library.factor(fuel: id, unit: unit, region: region),
        let fuel = lists.fuels.first(where: { $0.id == id }),
        let unit = lists.fuelUnits.first(where: { $0.id == unit.rawValue })
      else { return nil }
      var values: [String: CellValue] =
        if region == .usCanada {
          [
            Header.carbonDioxideUS: .number(factor.carbonDioxide), Header.methaneUS: .number(factor.methane),
            Header.nitrousOxideUS: .number(factor.nitrousOxide),
          ]
        } else {
          [
            Header.carbonDioxide: .number(factor.carbonDioxide), Header.methane: .number(factor.methane),
            Header.nitrousOxide: .number(factor.nitrousOxide), Header.fuelEnergy: .number(factor.kilowattHours),
          ]
        }
      values[region == .usCanada ? Header.sourceUS : Header.sourceOther] = .text(source)
      return cells(ListsSheet.Title.fuels, row: fuel.shown + "|" + unit.shown, values)
    case .gridCountry(let code): return grid(library.grid(country: code), source, lists)
    case .gridSubdivision(let code): return grid(library.grid(subdivision: code), source, lists)
    case .residualMix(let code):
      guard let mix = library.residualMix(country: code), let country = lists.countries.first(where: { $0.id == code })
      else { return nil }
      return cells(
        ListsSheet.Title.residualMix, row: country.shown,
        [Header.gridFactor: .number(mix.factor.kilogramsPerKilowattHour), Header.source: .text(source)])
    case .warmingPotential(let gas): return potentials(gas, library)
    }
  }

  private func grid(_ factor: GridFactor?, _ source: String, _ lists: ReferenceLists) -> [CellReference:
    CellValue]?
  {
    guard let factor, let country = lists.countries.first(where: { $0.id == factor.country }) else { return nil }
    let subdivision = lists.subdivisions[factor.country]?.first { $0.id == factor.subdivision }
    return cells(
      ListsSheet.Title.grid, row: country.shown + "|" + (subdivision?.shown ?? ""),
      [
        ListsSheet.Header.gridFactor: .number(factor.factor.kilogramsPerKilowattHour),
        ListsSheet.Header.year: .text(factor.year),
        ListsSheet.Header.source: .text(source),
      ])
  }

  /// The sets that take something from this gas; none for a gas that no fuel needs.
  private func potentials(_ gas: String, _ library: FactorLibrary) -> [CellReference: CellValue]? {
    var result: [CellReference: CellValue] = [:]
    for set in WarmingPotentialSet.allCases {
      let gases = Set(set.gases(forBiogenic: false) + set.gases(forBiogenic: true))
      guard gases.contains(gas) else { continue }
      let potentials = library.warmingPotentials(set)
      let own = gases.sorted().compactMap { gas in
        library.provenance(of: .warmingPotential(gas: gas)).map { gas + ": " + Self.source($0) }
      }
      let values: [String: CellValue] = [
        ListsSheet.Header.fossilMethane: .number(potentials.fossilMethane),
        ListsSheet.Header.biogenicMethane: .number(potentials.biogenicMethane),
        ListsSheet.Header.potentialN2O: .number(potentials.nitrousOxide),
        ListsSheet.Header.source: .text(own.joined(separator: "; ")),
      ]
      guard let cells = cells(ListsSheet.Title.potentials, row: set.rawValue.uppercased(), values) else { return nil }
      result.merge(cells) { $1 }
    }
    return result
  }

  private func cells(_ title: String, row key: String, _ values: [String: CellValue]) -> [CellReference: CellValue]? {
    guard let block = blocks[title], let row = block.rows[key] else { return nil }
    var cells: [CellReference: CellValue] = [:]
    for (header, value) in values {
      guard let column = block.columns[header] else { return nil }
      cells[CellReference(row: row, column: column)] = value
    }
    return cells
  }

  /// The source as the factor file says it, and which file that is; without the folders it lies in.
  private static func source(_ own: FactorProvenance) -> String {
    let name = own.file.split(separator: "/").last.map(String.init) ?? own.file
    return "\(own.source) [\(name), line \(own.line)]"
  }

  /// The factors that a workbook's formulas look up, also those that weigh nothing in the figures.
  public static func factorsNeeded(by workbook: SupplierWorkbook, _ inventory: Inventory) -> Set<FactorKey> {
    var keys = inventory.factorsUsed
    let set = inventory.settings.warmingPotentials
    for gas in set.gases(forBiogenic: false) + set.gases(forBiogenic: true) { keys.insert(.warmingPotential(gas: gas)) }
    for combustion in inventory.combustions.values { keys.formUnion([combustion.other.key, combustion.usCanada.key]) }
    var countries = workbook.regions.compactMap { $0.country.value }
    if case .country(let code) = inventory.activity.electricityFactor { countries.append(code) }
    for country in countries {
      keys.insert(.gridCountry(country))
      if inventory.settings.usesResidualMix { keys.insert(.residualMix(country: country)) }
    }
    for row in workbook.regions { if let code = row.subdivision.value { keys.insert(.gridSubdivision(code)) } }
    return keys
  }
}
