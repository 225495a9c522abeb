internal import Formulas
public import XLSX

/// An input that is a formula for which the file stores no value, and what it comes to.
public struct EvaluatedInput: Sendable, Hashable {
  /// The name of the sheet.
  public var sheet: String
  /// Where it stands.
  public var cell: CellReference
  /// The formula, without an equals sign.
  public var formula: String
  /// What it comes to.
  public var value: CellValue
}

/// Gives inputs that are formulas without a stored value what they come to: files of programs that do not calculate have
/// none.
final class UncalculatedInputs {
  private let workbook: WorkbookReader
  private lazy var calculation = WorkbookCalculation(workbook)
  /// The inputs that got a value, each once.
  private(set) var evaluated: [EvaluatedInput] = []
  private var known: Set<Place> = []

  private struct Place: Hashable {
    var sheet: String
    var cell: CellReference
  }

  init(_ workbook: WorkbookReader) { self.workbook = workbook }

  /// A row with the values of its formulas that have none, in the columns that are inputs.
  func calculated(_ row: WorksheetRow, on sheet: String, isInput: (CellReference) -> Bool) -> WorksheetRow {
    var isComplete = true
    let cells = row.cells.span
    for index in cells.indices where cells[index].value.isBlank && cells[index].hasFormula { isComplete = false }
    if isComplete { return row }
    var calculated = row
    for index in calculated.cells.indices {
      let cell = calculated.cells[index]
      guard cell.value.isBlank, let formula = cell.formula, !formula.isEmpty, isInput(cell.reference) else { continue }
      do throws(FormulaFault) {
        let value = try calculation.value(at: cell.reference, in: sheet)
        calculated.cells[index].value = value
        if known.insert(Place(sheet: sheet, cell: cell.reference)).inserted {
          evaluated.append(EvaluatedInput(sheet: sheet, cell: cell.reference, formula: formula, value: value))
        }
      } catch {
        // It stays without a value, and is reported as such.
        continue
      }
    }
    return calculated
  }
}
