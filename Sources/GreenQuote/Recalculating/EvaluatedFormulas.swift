internal import Emissions
internal import Formulas
internal import SupplierWorkbooks
internal import XLSX

/// The results of a workbook's formulas, which are the same whenever they are asked for.
final class EvaluatedFormulas {
  private let calculation: WorkbookCalculation
  /// What could not be evaluated, by sheet.
  private var faults: [String: [CellReference: FormulaFault]] = [:]
  /// Sheets that cannot be evaluated at all.
  private var refused: [String: FormulaFault] = [:]

  /// The formulas of a workbook.
  ///
  /// - Parameters:
  ///   - reader: the workbook.
  ///   - asOf: the day that counts as today.
  ///   - limits: what evaluating may take.
  ///   - seed: what random numbers begin with; without it formulas that draw them have no value.
  init(of reader: WorkbookReader, asOf: CalendarDate, limits: FormulaLimits, seed: UInt64? = nil) {
    calculation = WorkbookCalculation(
      reader, limits: limits, today: asOf.serial(in: reader.dateSystem), seed: seed)
  }

  /// What a workbook that somebody asked to be evaluated may take: sheets as large as Excel's, some minutes.
  static let wideLimits: FormulaLimits = {
    var limits = FormulaLimits()
    limits.cellsPerSheet = 1 << 24
    limits.steps = 2_000_000_000
    limits.textBytes = 1 << 30
    return limits
  }()

  /// Puts values in the place of what cells hold, before anything is evaluated.
  func replace(_ values: [CellReference: CellValue], on sheet: String) throws(FormulaFault) {
    try calculation.replace(values, on: sheet)
  }

  /// The result of a cell that holds one.
  func result(of cell: Cell, on sheet: String) -> Result<CellValue, FormulaFault> {
    if let fault = refused[sheet] ?? faults[sheet]?[cell.reference] { return .failure(fault) }
    do throws(FormulaFault) {
      return .success(try calculation.value(at: cell.reference, in: sheet))
    } catch {
      faults[sheet, default: [:]][cell.reference] = error
      // A sheet of too many cells would be read again for each formula that needs one of them.
      if case .tooLarge(.cells, _, _) = error { refused[sheet] = error }
      return .failure(error)
    }
  }
}
