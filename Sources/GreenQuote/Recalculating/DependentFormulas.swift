internal import Emissions
internal import Formulas
internal import XLSX

/// The formulas of a workbook whose values change when other cells do.
struct DependentFormulas {
  /// The number of cells that get another value.
  private(set) var refreshed = 0
  /// The number of cells whose formulas could not be evaluated: nobody knows whether their values change.
  private(set) var unevaluated = 0

  /// Whether any cell of a workbook holds a formula.
  static func exist(in reader: WorkbookReader) throws(XLSXError) -> Bool {
    for sheet in reader.sheets where sheet.kind == .worksheet {
      if try reader.resultCells(of: sheet).next() != nil { return true }
    }
    return false
  }

  /// Gives the formulas that depend on written cells their new values; all others keep what is stored.
  ///
  /// A formula depends on them if it has one value with what the cells held and another with what is written.
  ///
  /// - Parameters:
  ///   - editor: writes the workbook; programs are told to calculate it where a formula cannot be evaluated.
  ///   - written: what is written into cells without formulas, by sheet.
  ///   - others: sheets whose formulas somebody else gives their values.
  ///   - asOf: the day that counts as today.
  /// - Throws: ``OperationError`` where a sheet cannot be read.
  init(
    refreshedBy editor: WorkbookEditor, written: [String: [CellReference: CellValue]],
    besides others: Set<String> = [], asOf: CalendarDate
  ) throws(OperationError) {
    let reader = editor.reader
    let before = EvaluatedFormulas(of: reader, asOf: asOf, limits: FormulaLimits())
    let after = EvaluatedFormulas(of: reader, asOf: asOf, limits: FormulaLimits())
    do throws(FormulaFault) {
      for (sheet, values) in written { try after.replace(values, on: sheet) }
    } catch {
      // The cells were found in these sheets.
      return
    }
    /// The new value of a cell; `nil` for what it stores.
    func result(of cell: Cell, on sheet: String) -> CellValue? {
      guard case .success(let new) = after.result(of: cell, on: sheet), !new.isIdentical(to: cell.value) else {
        return nil
      }
      if case .success(let old) = before.result(of: cell, on: sheet), new.isIdentical(to: old) { return nil }
      return new
    }
    try reading { () throws(XLSXError) in
      for sheet in reader.sheets where sheet.kind == .worksheet && !others.contains(sheet.name) {
        let cells = try reader.resultCells(of: sheet)
        let own = written[sheet.name] ?? [:]
        let count = refreshed
        while let cell = try cells.next() {
          if own[cell.reference] != nil { continue }
          if case .failure = after.result(of: cell, on: sheet.name) { unevaluated += 1 }
          if result(of: cell, on: sheet.name) != nil { refreshed += 1 }
        }
        if refreshed > count { try editor.setResults(in: sheet.name) { result(of: $0, on: sheet.name) } }
      }
    }
    if unevaluated > 0 { editor.calculatesOnLoad = true }
  }
}
