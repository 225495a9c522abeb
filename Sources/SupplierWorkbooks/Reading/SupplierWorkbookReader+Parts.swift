public import XLSX

/// The sheet of the parts.
extension SupplierWorkbookReader {
  /// Reads the sheet of the parts, or one that was added to it.
  ///
  /// - Parameters:
  ///   - workbook: what else was read.
  ///   - id: which of them.
  ///   - begin: called before the first row; again where merged cells turn up at the end of the sheet, after which all
  ///     rows come once more, as they are shown.
  ///   - deliver: called for each stored row with all of its cells, computed ones too, and the part that it is, if it
  ///     is one; not for parts that are left out.
  /// - Returns: what merged cells gave to the rows that they cover.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  public func readParts(
    of workbook: SupplierWorkbook, on id: SheetID = .parts, begin: () -> Void,
    row deliver: @escaping (WorksheetRow, PartRow?) -> Void
  ) throws(XLSXError) -> [MergedUse] {
    guard let sheet = located.sheets[id], let table = sheet.table else { return [] }
    begin()
    let merged = MergedCells(try readParts(of: workbook, sheet, table, MergedCells([], table), deliver), table)
    if merged.isEmpty { return [] }
    begin()
    _ = try readParts(of: workbook, sheet, table, merged, deliver)
    return merged.uses
  }

  /// One pass; returns the merged cells of the sheet.
  func readParts(
    of workbook: SupplierWorkbook, _ sheet: LocatedTemplate.Sheet, _ table: LocatedTemplate.Table,
    _ merged: MergedCells, _ deliver: @escaping (WorksheetRow, PartRow?) -> Void
  ) throws(XLSXError) -> [CellRange] {
    let above = try self.workbook.head(of: sheet.sheet, rows: table.headerRow - 1).rows
    let columns = PartColumns(table, MoneyRemark.statements(in: above, namesCurrency: true))
    let marks = NumberMarks(self.workbook, sheet, table)
    let inputs = Set(table.columns.values.filter { $0.definition.role != .computed }.map { $0.column })
    let used = [ColumnID.mpn, .price, .mfg, .customsCode, .mass].compactMap { table.columns[$0]?.column }
    let company = workbook.companySource?.replaced ?? workbook.company
    let currency = company[.priceCurrency].value ?? company[.currency].value
    let money = WorkbookCurrencies(
      revenue: company[.currency].value ?? workbook.company[.currency].value, other: company[.priceCurrency].value)
    var sieve = RowSieve(table, key: .mpn, amounts: [.price], addsUp: false)
    let addition = sheet.definition.id.addition
    partsSetAside = []
    hiddenParts = []
    return try self.workbook.read(sheet.sheet) { row in
      guard row.index > table.headerRow else { return deliver(row, nil) }
      let calculated = self.uncalculated.calculated(row, on: sheet.name) { inputs.contains($0.column) }
      guard let shown = merged.shown(calculated, isUsed: { TableRow.isFilled($0, used) }) else {
        return deliver(row, nil)
      }
      if let aside = sieve.setAside(shown) {
        self.partsSetAside.append(aside)
        return deliver(row, nil)
      }
      var part = self.part(shown, columns, currency, money, marks)
      part.addition = addition
      workbook.giveCurrency(to: &part)
      guard !self.visibleOnly || !part.isHidden else {
        self.hiddenParts.append(part)
        return
      }
      deliver(row, part)
    }.mergedRanges
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
