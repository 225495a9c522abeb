internal import Emissions
public import XLSX

/// What must stand in the input cells of a tool so that its own formulas come to what GreenQuote computes: entries of
/// lists as the lists spell them, numbers as numbers.
///
/// GreenQuote understands more than formulas do, which compare letter by letter and take a text for nothing.
public struct FormulaInputs {
  /// The cells by sheet, each with what must stand in it.
  public private(set) var values: [SheetID: [CellReference: CellValue]] = [:]

  /// Whether cells that are read in another unit than the workbook's own are among them.
  private let includesRestated: Bool
  private let definition: TemplateDefinition
  private let lists: ReferenceLists

  /// The inputs of a workbook as its formulas need them.
  ///
  /// - Parameters:
  ///   - workbook: the workbook as it was read.
  ///   - lists: how entries are written.
  ///   - includesRestated: whether amounts are among them that headers or number formats say to be in another unit; in
  ///     a copy of the workbook, which says so too, they stay as they are.
  ///   - partRows: the rows of parts that are wanted, by sheet; `nil` for all.
  public init(
    _ workbook: SupplierWorkbook, lists: ReferenceLists, includesRestated: Bool, partRows: [SheetID: Set<Int>]? = nil
  ) {
    self.includesRestated = includesRestated
    definition = workbook.located.definition
    self.lists = lists
    // Company figures of another workbook stand in no cell of this one.
    if workbook.companySource == nil { addCompany(workbook) }
    addEnergy(workbook)
    for row in workbook.regions {
      add(row.country, row.sheet) { code in lists.countries.first { $0.id == code }?.shown }
      add(row.subdivision, row.sheet) { code in
        row.country.value.flatMap { lists.subdivisions[$0] }?.first { $0.id == code }?.shown
      }
      addUnit(row.unit, row.sheet)
      add(row.consumption, row.sheet)
      add(row.customFactor, row.sheet)
    }
    for part in workbook.parts {
      if let partRows, partRows[part.sheet]?.contains(part.row) != true { continue }
      // A currency that a header or number format says stands in no cell of its own.
      if part.currency.reference != part.price.reference { addEntry(part.currency, .currency, part.sheet) }
      addEntry(part.allocation, .allocation, part.sheet)
      add(part.price, part.sheet)
      add(part.mass, part.sheet)
    }
    for row in workbook.materials {
      addEntry(row.process, .process, row.sheet)
      for mass in [row.partMass, row.preConsumer, row.postConsumer, row.reutilization] {
        add(mass, row.sheet)
      }
    }
  }

  private mutating func addCompany(_ workbook: SupplierWorkbook) {
    let company = workbook.company
    addEntry(company[.currency], .currency, .company)
    addEntry(company[.priceCurrency], .currency, .company)
    addEntry(company[.role], .role, .company)
    addEntry(company[.scope2Method], .scope2Method, .company)
    addEntry(company[.warmingPotentials], .warmingPotentials, .company)
    addEntry(company[.customFactorOverrides], .yesNo, .company)
    addEntry(company[.residualMix], .yesNo, .company)
    for amount in [company[.revenue], company[.exchangeRate], company[.totalMass], company[.totalUnits]] {
      add(amount, .company)
    }
    for figure in [workbook.known.scope1, workbook.known.scope2, workbook.known.renewable, workbook.known.nonRenewable]
    {
      add(figure, .summary)
    }
  }

  private mutating func addEnergy(_ workbook: SupplierWorkbook) {
    for row in workbook.energy where row.isUsed {
      if row.kind == .fuel {
        add(row.fuel, row.sheet) { [lists] id in lists.fuels.first { $0.id == id }?.shown }
        add(row.unit, row.sheet) { [lists] id in lists.fuelUnits.first { $0.id == id }?.shown }
      } else {
        addUnit(row.unit, row.sheet)
      }
      for amount in row.months + [row.annualTotal, row.usCanadaShare] { add(amount, row.sheet) }
      if case .typed(let factor)? = row.heatFactor.value { add(row.heatFactor.map { _ in factor }, row.sheet) }
    }
    switch workbook.electricityFactor.value {
    case .typed(let factor): add(workbook.electricityFactor.map { _ in factor }, .energy)
    case .country(let code):
      add(workbook.electricityFactor.map { _ in code }, .energy) { [lists] in
        lists.countries.first { $0.id == code }?.shown ?? $0
      }
    case .weighted where !workbook.electricityFactor.isEmpty:
      addEntry(workbook.electricityFactor.map { _ in "weighted" }, .electricityFactor, .energy)
    case .weighted, nil: break
    }
  }

  private mutating func addUnit(_ observation: Observation<String>, _ sheet: SheetID) {
    add(observation, sheet) { [lists] id in lists.energyUnits.first { $0.entry.id == id }?.entry.shown }
  }

  private mutating func addEntry(_ observation: Observation<String>, _ list: ListID, _ sheet: SheetID) {
    add(observation, sheet) { [definition] in definition.entry(of: list, id: $0)?.written }
  }

  private mutating func add(
    _ observation: Observation<String>, _ sheet: SheetID, written: (String) -> String?
  ) {
    guard let cell = observation.reference, let text = observation.value.flatMap(written) else { return }
    values[sheet, default: [:]][cell] = .text(text)
  }

  /// Numbers as they were read: from texts, with units of their own, out of merged cells.
  private mutating func add(_ observation: Observation<Double>, _ sheet: SheetID) {
    guard let cell = observation.reference, let number = observation.value else { return }
    // Where a unit cell said so, it no longer does: the unit is written as the list has it.
    if !includesRestated, case .lenient(_, .restated(let words, _, _)) = observation.outcome, words.source != .unitCell
    {
      return
    }
    values[sheet, default: [:]][cell] = .number(number)
  }
}
