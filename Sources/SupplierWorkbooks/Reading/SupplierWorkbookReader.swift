internal import Emissions
public import XLSX

/// Reads a filled emission calculation tool into typed observations.
public final class SupplierWorkbookReader {
  private let workbook: WorkbookReader
  private let located: LocatedTemplate
  private let lists: ReferenceLists
  private let observer: CellObserver
  /// The rows of the sheet of the parts that are no parts, as far as it was read.
  public private(set) var partsSetAside: [SetAside] = []
  private let visibleOnly: Bool
  /// The parts in hidden rows that were left out, as far as they were read.
  public private(set) var hiddenParts: [PartRow] = []

  /// Reads a workbook in which the tool's definition found its fields.
  ///
  /// - Parameters:
  ///   - workbook: the workbook, open for reading.
  ///   - located: what the definition found.
  ///   - lists: the lists that the workbook chooses from.
  ///   - visibleOnly: whether parts in hidden or filtered rows are left out.
  public init(
    _ workbook: WorkbookReader, located: LocatedTemplate, lists: ReferenceLists, visibleOnly: Bool = false
  ) {
    self.visibleOnly = visibleOnly
    self.workbook = workbook
    self.located = located
    self.lists = lists
    observer = CellObserver(styles: workbook.styles, dateSystem: workbook.dateSystem)
  }

  /// Reads every input of the workbook.
  ///
  /// - Throws: `XLSXError` where a sheet cannot be read; whatever else is wrong stands in the observations.
  public static func read(_ workbook: WorkbookReader, located: LocatedTemplate, lists: ReferenceLists) throws(XLSXError)
    -> SupplierWorkbook
  {
    let reader = SupplierWorkbookReader(workbook, located: located, lists: lists)
    var result = try reader.readCompany()
    result.merged[.parts] = try reader.readParts(
      of: result, begin: { result.parts.removeAll() }, row: { _, part in if let part { result.parts.append(part) } })
    result.setAside[.parts] = reader.partsSetAside
    if let sheet = located.sheets[.quotewin], let notes = reader.formNotes {
      try workbook.read(sheet.sheet, columns: notes.columns) { notes.take($0) }
      result.formNotes = notes.byPartRow
    }
    return result
  }

  /// Reads everything but the sheets with a row for each part: those of the parts, and of the form with its notes.
  ///
  /// - Throws: `XLSXError` where a sheet cannot be read.
  public func readCompany() throws(XLSXError) -> SupplierWorkbook {
    var result = SupplierWorkbook(
      file: workbook.path, located: located, company: CompanyRecord(), energy: [], electricityFactor: .absent,
      regions: [],
      known: KnownFigures(), parts: [], materials: [], certificates: [], formNotes: [:])
    if let sheet = located.sheets[.company] { result.company = company(try fields(of: sheet)) }
    if let sheet = located.sheets[.summary] {
      let fields = try fields(of: sheet)
      result.known.scope1 = fields.number(.knownScope1)
      result.known.scope2 = fields.number(.knownScope2)
      result.known.renewable = fields.number(.knownRenewable)
      result.known.nonRenewable = fields.number(.knownNonRenewable)
    }
    if let sheet = located.sheets[.energy], let table = sheet.table { try readEnergy(sheet, table, into: &result) }
    result.regions = try readTable(
      .electricityFactor, used: [.country, .subdivision, .consumption, .customFactor], key: .country,
      amounts: [.consumption], into: &result
    ).map { region($0) }
    result.materials = try readTable(
      .secondaryMaterials, used: [.mpn, .material, .partMass, .preConsumer, .postConsumer, .reutilization], key: .mpn,
      amounts: [.partMass, .preConsumer, .postConsumer, .reutilization], into: &result
    ).map { material($0) }
    result.certificates = try readTable(
      .certificates, used: [.mechanism, .trackingSystem, .country, .amount, .certificateID], key: .mechanism,
      amounts: [.amount], into: &result
    ).map { certificate($0) }
    if let sheet = located.sheets[.survey] {
      let rows = try workbook.head(of: sheet.sheet, rows: sheet.survey?.lastRow ?? 0)
      result.survey = SurveyReader(
        definition: located.definition, worksheet: rows, located: sheet.survey, observer: observer
      ).read()
    }
    return result
  }

  /// Reads the sheet of the parts.
  ///
  /// - Parameters:
  ///   - workbook: what else was read.
  ///   - begin: called before the first row; again where merged cells turn up at the end of the sheet, after which all
  ///     rows come once more, as they are shown.
  ///   - deliver: called for each stored row with all of its cells, computed ones too, and the part that it is, if it
  ///     is one; not for parts that are left out.
  /// - Returns: what merged cells gave to the rows that they cover.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  public func readParts(
    of workbook: SupplierWorkbook, begin: () -> Void, row deliver: @escaping (WorksheetRow, PartRow?) -> Void
  ) throws(XLSXError) -> [MergedUse] {
    guard let sheet = located.sheets[.parts], let table = sheet.table else { return [] }
    begin()
    let merged = MergedCells(try readParts(of: workbook, sheet, table, MergedCells([], table), deliver), table)
    if merged.isEmpty { return [] }
    begin()
    _ = try readParts(of: workbook, sheet, table, merged, deliver)
    return merged.uses
  }

  /// One pass; returns the merged cells of the sheet.
  private func readParts(
    of workbook: SupplierWorkbook, _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table,
    _ merged: MergedCells, _ deliver: @escaping (WorksheetRow, PartRow?) -> Void
  ) throws(XLSXError) -> [CellRange] {
    let above = try self.workbook.head(of: sheet.sheet, rows: table.headerRow - 1).rows
    let columns = PartColumns(table, MoneyRemark.statements(in: above, namesCurrency: true))
    let marks = NumberMarks(self.workbook, sheet, table)
    let used = [ColumnID.mpn, .price, .mfg, .customsCode, .mass].compactMap { table.columns[$0]?.column }
    let company = workbook.companySource?.replaced ?? workbook.company
    let currency = company[.priceCurrency].value ?? company[.currency].value
    let money = WorkbookCurrencies(
      revenue: company[.currency].value ?? workbook.company[.currency].value, other: company[.priceCurrency].value)
    var sieve = RowSieve(table, key: .mpn, amounts: [.price], addsUp: false)
    partsSetAside = []
    hiddenParts = []
    return try self.workbook.read(sheet.sheet) { row in
      guard row.index > table.headerRow, let shown = merged.shown(row, isUsed: { TableRow.isFilled($0, used) }) else {
        return deliver(row, nil)
      }
      if let aside = sieve.setAside(shown) {
        self.partsSetAside.append(aside)
        return deliver(row, nil)
      }
      var part = self.part(shown, columns, currency, money, marks)
      workbook.giveCurrency(to: &part)
      guard !self.visibleOnly || !part.isHidden else {
        self.hiddenParts.append(part)
        return
      }
      deliver(row, part)
    }.mergedRanges
  }

  /// What takes the notes from the rows of the sheet that shows the form; `nil` where the workbook has none.
  public var formNotes: FormNotes? { FormNotes(located, observer: observer) }

  // MARK: Single fields

  private func fields(of sheet: LocatedTemplate.Sheet) throws(XLSXError) -> FieldObserver {
    let last = sheet.fields.values.map { $0.reference.row }.max() ?? 0
    return FieldObserver(
      worksheet: try workbook.head(of: sheet.sheet, rows: last), sheet: sheet, observer: observer, readsWords: true)
  }

  private func company(_ fields: FieldObserver) -> CompanyRecord {
    var company = CompanyRecord()
    for field in CompanyField<String>.all {
      guard let definition = fields.sheet.fields[field.id]?.definition else { continue }
      company[field] =
        if let list = definition.list {
          list == .yesNo
            ? fields.answer(field.id, list: list, in: located.definition)
            : fields.entry(field.id, list: list, find: match(list))
        } else {
          fields.text(field.id)
        }
    }
    for field in CompanyField<CalendarDate>.all { company[field] = fields.date(field.id) }
    let currency = company[.currency].value
    for field in CompanyField<Double>.all {
      switch field {
      case .revenue:
        var money = ExpectedMeasure(factor: currencyFactor(currency), isMoney: true, currency: currency)
        money.convertible.remove(.remark)
        company[field] = fields.number(field.id, as: money, fields.moneyRemarks)
      // The words beside a rate name two currencies.
      case .exchangeRate: company[field] = fields.plainNumber(field.id)
      default: company[field] = fields.number(field.id)
      }
    }
    return company
  }

  private func match(_ list: ListID) -> (String) -> ListMatch<String>? {
    { [located] in located.definition.match(of: list, meant: $0)?.map { $0.id } }
  }

  // Once for all parts.
  private lazy var matchCurrency = match(.currency)
  private lazy var matchAllocation = match(.allocation)

  /// A currency's sign or code beside an amount in that currency changes nothing; another is another unit.
  private func currencyFactor(_ currency: String?) -> (String) -> Double? {
    { typed in currency.flatMap { UnitText.isCurrency(typed, $0) ? 1 : nil } }
  }

  // MARK: Tables

  /// Reads the columns of a table that are not computed.
  ///
  /// - Parameters:
  ///   - id: the sheet of the table.
  ///   - used: the columns that make a row count, if anything is in one of them.
  ///   - key: the column that names an entry.
  ///   - amounts: the columns whose sum a row of totals has.
  ///   - result: gets the rows that are no entries, and what merged cells gave to the rows that they cover.
  /// - Returns: the rows that count.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  private func readTable(
    _ id: SheetID, used: [ColumnID], key: ColumnID, amounts: [ColumnID], into result: inout SupplierWorkbook
  ) throws(XLSXError) -> [TableRow] {
    guard let sheet = located.sheets[id], let table = sheet.table else { return [] }
    let inputs = table.columns.filter { $0.value.definition.role != .computed }.map { $0.key }
    let columns = TableColumns(table, only: inputs)
    let (headerRow, usedColumns) = (table.headerRow, used.compactMap { columns[$0]?.number })
    let unit = columns[.unit]?.number
    let marks = NumberMarks(workbook, sheet, table)
    var rows: [TableRow] = []
    var setAside: [SetAside] = []
    func read(_ merged: MergedCells) throws(XLSXError) -> [CellRange] {
      var sieve = RowSieve(table, key: key, amounts: amounts, addsUp: true)
      rows.removeAll()
      setAside.removeAll()
      return try workbook.read(sheet.sheet, columns: columns.numbers) { [observer, lists] row in
        guard row.index > headerRow,
          let shown = merged.shown(row, isUsed: { TableRow.isFilled($0, usedColumns) })
        else { return }
        let scale = unit.flatMap { shown[$0]?.text }.flatMap { lists.energyUnit($0) }.flatMap {
          lists.kilowattHours(per: $0)
        }
        if let aside = sieve.setAside(shown, scale: scale ?? 1) { return setAside.append(aside) }
        rows.append(TableRow(row: shown, columns: columns, observer: observer, marks: marks))
      }.mergedRanges
    }
    let merged = MergedCells(try read(MergedCells([], table)), table)
    if !merged.isEmpty { _ = try read(merged) }
    result.setAside[id] = setAside
    result.merged[id] = merged.uses
    return rows
  }

  private func readEnergy(
    _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table, into result: inout SupplierWorkbook
  )
    throws(XLSXError)
  {
    let last = table.rows.values.max() ?? table.headerRow
    let worksheet = try workbook.head(of: sheet.sheet, rows: last + Self.rowsBelow)
    let columns = TableColumns(table)
    let marks = NumberMarks(workbook, sheet, table)
    let merged = MergedCells(worksheet.details.mergedRanges, table)
    let inputs = table.columns.values.filter { $0.definition.role != .computed && $0.definition.role != .label }
    let inputColumns = inputs.map { $0.column }
    var shown: [Int: WorksheetRow] = [:]
    for row in worksheet.rows where row.index > table.headerRow {
      shown[row.index] = merged.shown(row) { TableRow.isFilled($0, inputColumns) }
    }
    result.merged[.energy] = merged.uses
    for definition in sheet.definition.table?.rows ?? [] {
      for number in 1...max(1, definition.count) {
        let id = definition.id(ofRow: number)
        guard let index = table.rows[id] else { continue }
        let stored = shown[index] ?? worksheet.row(index) ?? WorksheetRow(index: index)
        let row = TableRow(row: stored, columns: columns, observer: observer, marks: marks)
        if definition.kind == .electricityFactor {
          result.electricityFactor = electricityFactor(row)
        } else {
          result.energy.append(energy(row, id: id, definition))
        }
      }
    }
    readOtherSources(sheet, table, columns, in: worksheet, into: &result)
  }

  /// Rows of the energy sheet below those of the template among which more sources are looked for.
  private static let rowsBelow = 500

  /// Rows that the template does not have: a fuel with its unit counts whatever its label says, other amounts are set
  /// aside.
  private func readOtherSources(
    _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table, _ columns: TableColumns, in worksheet: Worksheet,
    into result: inout SupplierWorkbook
  ) {
    let known = Set(table.rows.values)
    let amounts = (ColumnID.months + [.annualTotal]).compactMap { columns[$0]?.number }
    let labelColumns = table.columns.values.filter { $0.definition.role == .label }.map { $0.column }
    var sieve = RowSieve(table, key: .source, amounts: ColumnID.months + [.annualTotal], addsUp: false)
    for stored in worksheet.rows where stored.index > table.headerRow {
      let isEntry = TableRow.isFilled(stored, amounts)
      if known.contains(stored.index) {
        _ = isEntry ? sieve.setAside(stored) : nil
        continue
      }
      guard amounts.contains(where: { !(stored[$0]?.value.isBlank ?? true) }) else { continue }
      if let aside = sieve.setAside(stored) {
        result.setAside[.energy, default: []].append(aside)
        continue
      }
      let row = TableRow(row: stored, columns: columns, observer: observer)
      let label = labelColumns.compactMap { stored[$0]?.text }
      let other = TemplateDefinition.Row(
        id: .added(row: stored.index),
        labels: .init(text: LocalizedText(label.first ?? ""), folded: []), row: stored.index, count: 1, kind: .fuel)
      let source = energy(row, id: other.id, other)
      if let fuel = source.fuel.value, let unit = source.unit.value,
        lists.library.units(of: fuel).contains(where: { $0.rawValue == unit })
      {
        result.energy.append(source)
        continue
      }
      let twin = sheet.definition.table?.rows.first { row in label.contains { row.labels.matches($0) } }
      let place = twin.flatMap { table.rows[$0.id(ofRow: 1)] }
      result.setAside[.energy, default: []].append(
        SetAside(stored, place.map { .secondOfSource(row: $0) } ?? .unknownSource, amounts: amounts))
    }
  }

  private func energy(_ row: TableRow, id: RowID, _ definition: TemplateDefinition.Row) -> EnergyRow {
    var energy = EnergyRow(id: id, kind: definition.kind, row: row.row.index, label: definition.labels.text)
    if definition.kind == .heat {
      energy.heatFactor = heatFactor(row)
    } else if definition.kind == .fuel {
      energy.fuel = row.entry(.fuel, list: .fuel) { [lists] in lists.match(.fuel, $0) }
      if energy.fuel.isEmpty, let fuel = definition.fuel { energy.fuel.outcome = .value(fuel) }
      energy.unit = row.entry(.unit, list: .fuelUnit) { [lists] in lists.match(.fuelUnit, $0) }
    }
    if definition.kind != .fuel {
      energy.unit = row.entry(.unit, list: .energyUnit) { [lists] in lists.match(.energyUnit, $0) }
    }
    readAmounts(of: row, definition, into: &energy)
    energy.usCanadaShare = row.share(.usCanadaShare)
    return energy
  }

  /// Amounts in the unit of the row, as the words around them say that they are meant.
  ///
  /// A unit cell that somebody emptied leaves the unit open, unless the words say the one that the template has there.
  private func readAmounts(of row: TableRow, _ definition: TemplateDefinition.Row, into energy: inout EnergyRow) {
    let isFuel = definition.kind == .fuel
    let factor = factor(to: energy.unit.value ?? definition.unit, isFuel: isFuel)
    var expected = ExpectedMeasure(unit: energy.unit.value ?? definition.unit, factor: factor)
    let said = energy.unit.isInvalid ? [] : statements(row, definition, expected)
    if energy.unit.isEmpty, let unit = definition.unit {
      energy.months = ColumnID.months.map { row.plainNumber($0, factor: factor) }
      energy.annualTotal = row.plainNumber(.annualTotal, factor: factor)
      let amounts = zip(ColumnID.months + [.annualTotal], energy.months + [energy.annualTotal]).filter {
        !$0.1.isEmpty
      }.map { $0.0 }
      let words = amounts.map { row.units($0, said) }
      if !words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { factor($0.unit) == 1 } }) {
        energy.statedUnit = words.joined().first { factor($0.unit) != 1 }?.words
        return
      }
      energy.unit.outcome = .value(unit)
    }
    // A unit that was chosen for the row weighs more than a header or label: both are asked for.
    expected.convertible = [.numberFormat, .unitCell]
    let labels = said.filter { $0.source == .label }
    if case .contradicted(let words) = expected.outcome(of: labels, divisor: 1) {
      energy.unit.outcome = .invalid(.stated(words, expected: expected.unit))
      energy.months = ColumnID.months.map { row.plainNumber($0, factor: factor) }
      energy.annualTotal = row.plainNumber(.annualTotal, factor: factor)
      return
    }
    var monthly = expected
    monthly.period = .month
    energy.months = ColumnID.months.map { row.number($0, as: monthly, said) }
    energy.annualTotal = row.number(.annualTotal, as: expected, said)
  }

  /// What the labels of a row and its unit cell say of the amounts, besides what the definition calls the row and the
  /// unit itself.
  private func statements(
    _ row: TableRow, _ definition: TemplateDefinition.Row, _ expected: ExpectedMeasure
  ) -> [ExpectedMeasure.Statement] {
    var statements: [ExpectedMeasure.Statement] = []
    for column in [ColumnID.source, .sourceZh] {
      guard let label = row.cell(column)?.text,
        let measure = StatedMeasure(label: label, besides: definition.labels.folded)
      else { continue }
      statements.append(.init(measure: measure, source: .label))
    }
    if let unit = row.unitStatement(expected) { statements.append(unit) }
    return statements
  }

  /// How many of a row's unit one of a unit typed beside an amount is.
  private func factor(to unit: String?, isFuel: Bool) -> (String) -> Double? {
    { [lists] typed in
      guard let unit else { return nil }
      if isFuel, lists.fuelUnit(typed) == unit { return 1 }
      if let from = lists.energyUnit(typed).flatMap({ lists.kilowattHours(per: $0) }),
        let to = lists.kilowattHours(per: unit)
      {
        return from >= to ? from / to : 1 / (to / from)
      }
      return UnitText.factor(from: typed, to: unit)
    }
  }

  /// A factor in kgCO2e/kWh, however the unit is typed beside it.
  private func emissionFactor(_ unit: String) -> Double? {
    let parts = unit.split(separator: "/").map(String.init)
    guard parts.count == 2, let mass = UnitText.factor(from: parts[0], to: "kg"),
      let energy = UnitText.factor(from: parts[1], to: "kWh")
    else { return nil }
    return mass / energy
  }

  private func electricityFactor(_ row: TableRow) -> Observation<ElectricityFactorChoice> {
    var expected = ExpectedMeasure(unit: "kgCO2e/kWh", factor: emissionFactor)
    expected.convertible = [.numberFormat, .unitCell]
    let typed = row.number(.fuel, as: expected, row.unitStatement(expected).map { [$0] } ?? [])
    if case .invalid(.stated(let words, let unit)) = typed.outcome {
      return Observation(typed.reference, .invalid(.stated(words, expected: unit)))
    }
    if typed.value != nil { return typed.map { .typed($0) } }
    return row.entry(.fuel, list: .electricityFactor) { text in
      if let weighted = located.definition.match(of: .electricityFactor, meant: text) {
        return weighted.map { _ in .weighted }
      }
      return lists.match(.country, text)?.map { .country($0) }
    }
  }

  private func heatFactor(_ row: TableRow) -> Observation<HeatFactorChoice> {
    let typed = row.number(.fuel, as: ExpectedMeasure(unit: "kgCO2e/kWh", factor: emissionFactor))
    if typed.value != nil { return typed.map { .typed($0) } }
    return row.entry(.fuel, list: .heatFactor) { text in
      located.definition.match(of: .heatFactor, meant: text)?.map { _ in .standard }
    }
  }

  private func region(_ row: TableRow) -> RegionRow {
    let typed = row.entry(.country, list: .country) { [lists] in lists.match(.country, $0) }
    // A country that the lists lack is allowed here: that is what custom factors are for.
    let isListed = typed.value != nil
    let subdivision = row.entry(.subdivision, list: .subdivision) { text in
      typed.value.flatMap { [lists] in lists.match(subdivision: text, of: $0) }
    }
    let unit = row.entry(.unit, list: .energyUnit) { [lists] in lists.match(.energyUnit, $0) }
    var energy = ExpectedMeasure(
      unit: unit.value ?? "kWh", factor: factor(to: unit.value ?? "kWh", isFuel: false))
    energy.convertible = unit.isEmpty ? [] : [.numberFormat, .unitCell]
    let said = row.unitStatement(energy).map { [$0] } ?? []
    return RegionRow(
      row: row.row.index, country: isListed ? typed : row.text(.country), countryIsListed: isListed,
      subdivision: subdivision,
      consumption: row.number(.consumption, as: energy, said), unit: unit,
      customFactor: row.number(.customFactor, as: ExpectedMeasure(unit: "kgCO2e/kWh", factor: emissionFactor)))
  }

  private func part(
    _ row: WorksheetRow, _ columns: PartColumns, _ currency: String?, _ money: WorkbookCurrencies,
    _ marks: NumberMarks
  ) -> PartRow {
    func find(_ column: Int?) -> (cell: Cell?, reference: CellReference)? {
      column.map { (row[$0], CellReference(row: row.index, column: $0)) }
    }
    func text(_ column: Int?) -> Observation<String> {
      find(column).map { observer.text($0.cell, at: $0.reference) } ?? .absent
    }
    func entry(_ column: Int?, _ list: ListID, _ match: (String) -> ListMatch<String>?) -> Observation<String> {
      find(column).map { observer.entry($0.cell, at: $0.reference, list: list, find: match) } ?? .absent
    }
    func number(_ column: Int?, _ factor: (String) -> Double?) -> Observation<Double> {
      find(column).map { observer.number($0.cell, at: $0.reference, marks: marks, factor: factor) } ?? .absent
    }
    var own = entry(columns.currency, .currency, matchCurrency)
    var price = number(columns.price, currencyFactor(own.value ?? currency))
    if let cell = find(columns.price)?.cell, columns.priceMeasure != nil || observer.says(cell) {
      price = observer.restated(price, cell, columns.priceSaid, as: .price)
      if let stated = observer.currencies(of: cell, columns.priceSaid.first) { take(stated, into: &own, &price, money) }
    }
    var mass = number(columns.mass, columns.massExpected.factor)
    if let cell = find(columns.mass)?.cell {
      mass = observer.restated(mass, cell, columns.massSaid, as: columns.massExpected)
    }
    return PartRow(
      row: row.index, isHidden: row.isHidden,
      mpn: find(columns.mpn).map { observer.partNumber($0.cell, at: $0.reference) } ?? .absent,
      price: price, currency: own, mfg: text(columns.mfg),
      customsCode: find(columns.customsCode).map { observer.code($0.cell, at: $0.reference) } ?? .absent,
      allocation: entry(columns.allocation, .allocation, matchAllocation),
      mass: mass,
      stated: columns.stated.map {
        StatedFigures(TableRow(row: row, columns: $0, observer: observer, marks: marks), in: located.definition)
      })
  }

  /// The currency that a header or number format says: the one chosen for the price must be it; without one the price
  /// is in the revenue's, in the other currency of the workbook, or in one that nobody can convert.
  private func take(
    _ stated: StatedCurrencies, into own: inout Observation<String>, _ price: inout Observation<Double>,
    _ money: WorkbookCurrencies
  ) {
    guard price.value != nil else { return }
    if stated.codes.isEmpty || own.value.map({ !stated.codes.contains($0) }) ?? false {
      price.outcome = .invalid(.stated(stated.words, expected: own.value ?? money.revenue))
    }
    guard own.isEmpty, let revenue = money.revenue, !stated.codes.isEmpty, !stated.codes.contains(revenue) else {
      return
    }
    let reference = price.reference
    if let other = money.other, stated.codes.contains(other) {
      own = Observation(reference, .lenient(other, .statedCurrency(stated.words)))
    } else if let code = stated.likeliest {
      own = Observation(reference, .lenient(code, .statedCurrency(stated.words)))
    }
  }

  private func material(_ row: TableRow) -> MaterialRow {
    MaterialRow(
      row: row.row.index, mpn: row.partNumber(.mpn),
      material: row.entry(.material, list: .material, find: match(.material)),
      partMass: row.number(.partMass), preConsumer: row.number(.preConsumer), postConsumer: row.number(.postConsumer),
      reutilization: row.number(.reutilization), process: row.entry(.process, list: .process, find: match(.process)))
  }

  private func certificate(_ row: TableRow) -> CertificateRow {
    CertificateRow(
      row: row.row.index, mechanism: row.entry(.mechanism, list: .mechanism, find: match(.mechanism)),
      trackingSystem: row.text(.trackingSystem),
      country: row.entry(.country, list: .country) { [lists] in lists.match(.country, $0) },
      amount: row.number(.amount), vintage: row.number(.vintage), certificateID: row.text(.certificateID))
  }
}

/// The columns of the parts by their numbers: there are many rows.
private struct PartColumns {
  let mpn: Int?, price: Int?, currency: Int?, mfg: Int?, customsCode: Int?, allocation: Int?, mass: Int?
  /// What the header says of prices, and how masses are expected.
  let priceMeasure: StatedMeasure?
  let priceSaid: [ExpectedMeasure.Statement], massSaid: [ExpectedMeasure.Statement]
  let massExpected: ExpectedMeasure
  /// The figures that the workbook's own formulas give; `nil` where GreenQuote computes them.
  let stated: TableColumns?

  init(_ table: LocatedTemplate.Table, _ remarks: [ExpectedMeasure.Statement]) {
    let isStated = table.columns[.kgco2e]?.definition.isComputedByWorkbook ?? false
    stated = isStated ? TableColumns(table, only: FigureColumns.all) : nil
    func number(_ id: ColumnID) -> Int? {
      table.columns[id].flatMap { $0.definition.role == .computed ? nil : $0.column }
    }
    mpn = number(.mpn)
    price = number(.price)
    currency = number(.currency)
    mfg = number(.mfg)
    customsCode = number(.customsCode)
    allocation = number(.allocation)
    mass = number(.mass)
    // The header is nearer than a remark above the table.
    let header = table.columns[.price]?.statements ?? []
    priceSaid = header.isEmpty ? remarks : header
    priceMeasure = priceSaid.first?.measure
    massSaid = table.columns[.mass]?.statements ?? []
    massExpected = ExpectedMeasure(unit: table.columns[.mass]?.definition.unit, isPerPiece: true)
  }
}
