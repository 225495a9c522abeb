internal import Emissions
public import XLSX

/// Reads a filled emission calculation tool into typed observations.
public final class SupplierWorkbookReader {
  let workbook: WorkbookReader
  let located: LocatedTemplate
  let lists: ReferenceLists
  let observer: CellObserver
  /// The rows of the sheet of the parts that is read that are no parts, as far as it was read.
  public internal(set) var partsSetAside: [SetAside] = []
  let visibleOnly: Bool
  let uncalculated: UncalculatedInputs
  /// The parts in hidden rows of that sheet that were left out, as far as they were read.
  public internal(set) var hiddenParts: [PartRow] = []

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
    uncalculated = UncalculatedInputs(workbook)
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
    for sheet in located.ids(of: .parts) {
      let before = result.parts
      result.merged[sheet] = try reader.readParts(
        of: result, on: sheet, begin: { result.parts = before },
        row: { _, part in if let part { result.parts.append(part) } })
      result.setAside[sheet] = reader.partsSetAside
    }
    result.evaluatedInputs = reader.evaluatedInputs
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
    for id in located.ids(of: .energy) {
      if let sheet = located.sheets[id], let table = sheet.table { try readEnergy(sheet, table, into: &result) }
    }
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

  /// The inputs that are formulas for which the file stores no value, with what they come to, of all that was read.
  public var evaluatedInputs: [EvaluatedInput] { uncalculated.evaluated }

  /// What takes the notes from the rows of the sheet that shows the form; `nil` where the workbook has none.
  public var formNotes: FormNotes? { FormNotes(located, observer: observer) }

  // MARK: Single fields

  func fields(of sheet: LocatedTemplate.Sheet) throws(XLSXError) -> FieldObserver {
    let last = sheet.fields.values.map { $0.reference.row }.max() ?? 0
    var worksheet = try workbook.head(of: sheet.sheet, rows: last)
    let inputs = Set(sheet.fields.values.filter { $0.definition.role != .computed }.map { $0.reference })
    worksheet.rows = worksheet.rows.map { uncalculated.calculated($0, on: sheet.name) { inputs.contains($0) } }
    return FieldObserver(worksheet: worksheet, sheet: sheet, observer: observer, readsWords: true)
  }

  func match(_ list: ListID) -> (String) -> ListMatch<String>? {
    { [located] in located.definition.match(of: list, meant: $0)?.map { $0.id } }
  }

  // Once for all parts.
  lazy var matchCurrency = match(.currency)
  lazy var matchAllocation = match(.allocation)

  /// A currency's sign or code beside an amount in that currency changes nothing; another is another unit.
  func currencyFactor(_ currency: String?) -> (String) -> Double? {
    { typed in currency.flatMap { UnitText.isCurrency(typed, $0) ? 1 : nil } }
  }

  // MARK: Tables

  /// Reads the columns of a table that are not computed, on its sheet and on those that were added to it.
  ///
  /// - Parameters:
  ///   - id: the sheet of the table.
  ///   - used: the columns that make a row count, if anything is in one of them.
  ///   - key: the column that names an entry.
  ///   - amounts: the columns whose sum a row of totals has.
  ///   - result: gets the rows that are no entries, and what merged cells gave to the rows that they cover.
  /// - Returns: the rows that count.
  /// - Throws: `XLSXError` where a sheet cannot be read.
  func readTable(
    _ id: SheetID, used: [ColumnID], key: ColumnID, amounts: [ColumnID], into result: inout SupplierWorkbook
  ) throws(XLSXError) -> [TableRow] {
    var rows: [TableRow] = []
    for id in located.ids(of: id) {
      rows += try readSheet(id, used: used, key: key, amounts: amounts, into: &result)
    }
    return rows
  }

  private func readSheet(
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
      return try workbook.read(sheet.sheet, columns: columns.numbers) { [observer, lists, uncalculated] row in
        guard row.index > headerRow,
          let shown = merged.shown(
            uncalculated.calculated(row, on: sheet.name) { _ in true }, isUsed: { TableRow.isFilled($0, usedColumns) })
        else { return }
        let scale = unit.flatMap { shown[$0]?.text }.flatMap { lists.energyUnit($0) }.flatMap {
          lists.kilowattHours(per: $0)
        }
        if let aside = sieve.setAside(shown, scale: scale ?? 1) { return setAside.append(aside) }
        rows.append(
          TableRow(row: shown, columns: columns, observer: observer, marks: marks, addition: id.addition))
      }.mergedRanges
    }
    let merged = MergedCells(try read(MergedCells([], table)), table)
    if !merged.isEmpty { _ = try read(merged) }
    result.setAside[id] = setAside
    result.merged[id] = merged.uses
    return rows
  }
}
