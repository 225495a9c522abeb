public import XLSX

/// Calculates cells of a workbook from their formulas, on demand.
///
/// Only what is known to be Excel's value is a value; everything else is a ``FormulaFault``. Each sheet is read once,
/// when the first of its cells is needed; each cell is evaluated once. Numbers are IEEE doubles, added up from left to
/// right; a sum or difference that is zero but for the last bits is 0, and comparisons look at fifteen digits.
///
/// Nothing outside of the workbook is opened: of other workbooks the values count that this one keeps of them. Confined
/// to one task, as its reader is.
public final class WorkbookCalculation {
  private let workbook: WorkbookReader
  private let evaluator: FormulaEvaluator

  /// Calculates a workbook.
  ///
  /// - Parameters:
  ///   - workbook: the workbook.
  ///   - limits: what calculating may take at most.
  ///   - today: what `TODAY` and `NOW` give, as a serial number of the workbook's date system (days, with hours behind
  ///     the point); without it they are not evaluated.
  ///   - seed: what random numbers begin with; without it `RAND` and its like are not evaluated.
  public init(
    _ workbook: WorkbookReader, limits: FormulaLimits = FormulaLimits(), today: Double? = nil, seed: UInt64? = nil
  ) {
    self.workbook = workbook
    evaluator = FormulaEvaluator(
      workbook, functions: FormulaFunction.known, limits: limits, today: today, seed: seed)
  }

  /// The names of all functions that are evaluated, in capitals and in order.
  public static var functionNames: [String] { FormulaFunction.known.keys.sorted() + ["LAMBDA", "LET"] }

  /// Puts values in the place of what cells hold, before anything is evaluated: inputs as somebody understood them.
  ///
  /// - Parameters:
  ///   - values: the values by their cells.
  ///   - sheet: the name of the sheet, compared without regard to case.
  /// - Throws: ``FormulaFault`` where there is no such sheet.
  public func replace(_ values: [CellReference: CellValue], on sheet: String) throws(FormulaFault) {
    evaluator.replace(values, on: try index(of: sheet))
  }

  /// The value of a cell: what its formula gives, or what it stores where it has none.
  ///
  /// - Parameters:
  ///   - cell: where it stands.
  ///   - sheet: the name of its sheet, compared without regard to case.
  /// - Returns: the value; of a formula never `.blank`, since an empty cell that it refers to counts as 0.
  /// - Throws: ``FormulaFault`` where the value is not sure.
  public func value(at cell: CellReference, in sheet: String) throws(FormulaFault) -> CellValue {
    try evaluator.settledValue(at: FormulaCell(sheet: try index(of: sheet), reference: cell))
  }

  /// The value that a formula has in a cell, whatever the cell holds.
  ///
  /// - Parameters:
  ///   - formula: the formula, without an equals sign.
  ///   - cell: where it would stand.
  ///   - sheet: the name of the cell's sheet, compared without regard to case.
  /// - Returns: the value; never `.blank`.
  /// - Throws: ``FormulaFault`` where the value is not sure.
  public func value(of formula: String, at cell: CellReference, in sheet: String) throws(FormulaFault) -> CellValue {
    try evaluator.settledValue(of: formula, at: FormulaCell(sheet: try index(of: sheet), reference: cell))
  }

  /// Takes rows for a worksheet, which is not read then: a formula that needs any other row of it has no value.
  ///
  /// - Parameters:
  ///   - rows: the rows, in order; values that take the place of others are put in before.
  ///   - sheet: the name of the worksheet, compared without regard to case.
  /// - Throws: ``FormulaFault`` where there is no such worksheet, or there are too many cells.
  public func supply(_ rows: [WorksheetRow], of sheet: String) throws(FormulaFault) {
    let index = try index(of: sheet)
    do throws(FormulaInterruption) { try evaluator.supply(rows, of: index) } catch {
      throw .tooLarge(.cells, sheet: sheet, cell: rows.first?.cells.first?.reference ?? "A1")
    }
  }

  /// The cells on which a cell's value depends, whether directly or by other formulas.
  ///
  /// - Parameters:
  ///   - cell: where it stands.
  ///   - sheet: the name of its sheet, compared without regard to case.
  /// - Returns: the cells that were read, by the names of their sheets; of choices not taken nothing.
  /// - Throws: ``FormulaFault`` where the value is not sure.
  public func precedents(of cell: CellReference, in sheet: String) throws(FormulaFault) -> [String:
    Set<CellReference>]
  {
    let tracing = evaluator.tracing()
    _ = try tracing.settledValue(at: FormulaCell(sheet: try index(of: sheet), reference: cell))
    var precedents: [String: Set<CellReference>] = [:]
    for place in tracing.readCells where place.reference != cell || workbook.sheets[place.sheet].name != sheet {
      precedents[workbook.sheets[place.sheet].name, default: []].insert(place.reference)
    }
    return precedents
  }

  /// Whether a cell's value is that of a formula, which no value has taken the place of.
  ///
  /// - Parameters:
  ///   - cell: where it stands.
  ///   - sheet: the name of its sheet, compared without regard to case.
  /// - Returns: whether it is; also for the cells that an array formula fills.
  /// - Throws: ``FormulaFault`` where there is no such sheet, or it cannot be read.
  public func hasFormula(at cell: CellReference, in sheet: String) throws(FormulaFault) -> Bool {
    try evaluator.hasFormula(at: FormulaCell(sheet: try index(of: sheet), reference: cell))
  }

  private func index(of sheet: String) throws(FormulaFault) -> Int {
    guard let index = evaluator.sheetIndex(sheet) else { throw .unknownSheet(sheet) }
    return index
  }
}
