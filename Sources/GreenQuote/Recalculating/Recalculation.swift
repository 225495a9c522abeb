public import Emissions
internal import Formulas
public import XLSX

/// Every formula of a workbook evaluated, and compared with the values that the file stores for it.
///
/// The workbook's own formulas count and nothing else: what kind of workbook it is does not matter. What cannot be
/// evaluated keeps what is stored.
public struct Recalculation {
  /// The number of cells whose formulas were evaluated.
  public private(set) var evaluated = 0
  /// Of these, the cells that store another value, though it may differ in its last digits alone.
  public private(set) var changed = 0
  /// Of these, the cells that store another value by more than the last digits.
  public private(set) var differing = 0
  /// Of these, the cells that store no value.
  public private(set) var missing = 0
  /// The cells whose formulas could not be evaluated, by reason, in the order in which the first of each was met.
  public private(set) var unevaluated: [UnevaluatedFormulas] = []

  private let reader: WorkbookReader
  private let formulas: EvaluatedFormulas
  /// The sheets in which values change.
  private var changedSheets: [WorkbookReader.Sheet] = []

  /// Evaluates every formula of a workbook.
  ///
  /// - Parameters:
  ///   - reader: the workbook.
  ///   - asOf: the day that counts as today.
  ///   - difference: is handed each cell that stores another value by more than the last digits, in the order of sheets
  ///     and cells.
  /// - Throws: ``OperationError`` where a sheet cannot be read.
  public init(
    of reader: WorkbookReader, asOf: CalendarDate, difference: (CellDifference) -> Void = { _ in }
  ) throws(OperationError) {
    self.reader = reader
    formulas = EvaluatedFormulas(of: reader, asOf: asOf, limits: EvaluatedFormulas.wideLimits, seed: 1)
    do throws(XLSXError) {
      try reader.requireAllSheets()
      for sheet in reader.sheets where sheet.kind == .worksheet { try evaluate(sheet, difference) }
    } catch {
      throw .workbook(error)
    }
  }

  private mutating func evaluate(
    _ sheet: WorkbookReader.Sheet, _ difference: (CellDifference) -> Void
  ) throws(XLSXError) {
    let cells = try reader.resultCells(of: sheet)
    let before = changed
    while let cell = try cells.next() {
      switch formulas.result(of: cell, on: sheet.name) {
      case .failure(let fault):
        if case .unreadable(let error) = fault { throw error }
        note(fault, at: CellPlace(sheet: sheet.name, cell: cell.reference))
      case .success(let value):
        evaluated += 1
        guard !value.isIdentical(to: cell.value) else { continue }
        changed += 1
        if cell.value.isBlank {
          missing += 1
        } else if !value.agrees(with: cell.value) {
          differing += 1
          difference(
            CellDifference(
              place: CellPlace(sheet: sheet.name, cell: cell.reference), stored: cell.value, evaluated: value))
        }
      }
    }
    if changed > before { changedSheets.append(sheet) }
  }

  private mutating func note(_ fault: FormulaFault, at place: CellPlace) {
    let reason = UnevaluatedFormulas.Reason(fault)
    if let index = unevaluated.firstIndex(where: { $0.reason == reason }) {
      unevaluated[index].count += 1
    } else {
      unevaluated.append(UnevaluatedFormulas(reason: reason, count: 1, first: place, cause: CellPlace(fault)))
    }
  }

  /// Writes the workbook with the values that its formulas have; nothing else in it changes.
  ///
  /// Where a formula could not be evaluated, programs are told to calculate when they open the file. Where nothing
  /// differs, the copy is the same to the byte.
  ///
  /// - Parameters:
  ///   - path: where the workbook goes.
  ///   - force: whether a file that exists may be replaced.
  /// - Returns: whether the workbook carried a digital signature, which the written one has no more.
  /// - Throws: ``OperationError``.
  @discardableResult
  public func write(to path: String, force: Bool) throws(OperationError) -> Bool {
    let editor = WorkbookEditor(reader)
    try reading { () throws(XLSXError) in
      for sheet in changedSheets {
        try editor.setResults(in: sheet.name) { [formulas] cell in
          guard case .success(let value) = formulas.result(of: cell, on: sheet.name),
            !value.isIdentical(to: cell.value)
          else { return nil }
          return value
        }
      }
      editor.calculatesOnLoad = !unevaluated.isEmpty
      try editor.write(to: path, force: force)
    }
    return editor.invalidatesSignature
  }
}
