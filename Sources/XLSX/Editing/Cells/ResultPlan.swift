/// New results for the formulas of a worksheet, asked for row by row while it is written.
struct ResultPlan: WorksheetPlan {
  let rowCount: Int
  let cellCount: Int
  private(set) var added: CellRange?

  private let rows: ResultRows
  private let result: (Cell) -> CellValue?
  private let details: WorksheetDetails
  /// The next row in which a result changes.
  private var next: (index: Int, isStored: Bool, cells: [SheetPlan.PlannedCell])?

  /// Looks through a sheet.
  ///
  /// - Parameters:
  ///   - sheet: the worksheet.
  ///   - reader: its workbook.
  ///   - inserted: how many rows and cells are inserted by edits before.
  ///   - result: gives the result of a cell that holds one; `nil` for what it holds. Asked for the same cell again, it
  ///     gives the same.
  /// - Throws: `XLSXError` where the part is damaged.
  init(
    _ sheet: WorkbookReader.Sheet, of reader: WorkbookReader, inserted: (rows: Int, cells: Int),
    result: @escaping (Cell) -> CellValue?
  ) throws(XLSXError) {
    let all = ResultRows(try reader.rows(of: sheet))
    while let row = try all.next() {
      for (cell, isStored) in row.cells where !isStored && result(cell) != nil {
        added = added.map { $0.union(cell.reference) } ?? CellRange(cell.reference, cell.reference)
      }
    }
    rowCount = all.rowCount + inserted.rows
    cellCount = all.cellCount + inserted.cells
    details = added == nil ? WorksheetDetails() : try reader.head(of: sheet, rows: 0).details
    rows = ResultRows(try reader.rows(of: sheet))
    self.result = result
    try advance()
  }

  private mutating func advance() throws(XLSXError) {
    next = nil
    while let row = try rows.next() {
      var cells: [SheetPlan.PlannedCell] = []
      for (cell, isStored) in row.cells {
        guard let value = result(cell) else { continue }
        do throws(XLSXError) { try CellEdit.cachedValue(value).check() } catch {
          throw XLSXError(error.code, cell: cell.reference, detail: error.detail)
        }
        cells.append(
          SheetPlan.PlannedCell(
            column: cell.reference.column, exists: isStored, style: nil, formula: .keep,
            content: SheetPlan.content(value, isResult: true) { _ in nil }))
      }
      guard cells.isEmpty else {
        next = (row.index, row.isStored, cells)
        return
      }
    }
  }

  var nextMissingRow: Int? { next.flatMap { $0.isStored ? nil : $0.index } }

  func columnStyle(_ column: Int) -> Int? { details.columnStyle(column) }

  mutating func takeMissingRow() throws(XLSXError) -> [SheetPlan.PlannedCell] {
    let cells = next?.cells ?? []
    try advance()
    return cells
  }

  func concerns(row: Int, after cellCount: Int) -> Bool { next?.index == row }

  mutating func takeCells(inRow row: Int) throws(XLSXError) -> [SheetPlan.PlannedCell] { try takeMissingRow() }

  func dissolved(at cellNumber: Int) -> [SheetExamination.SharedGroup] { [] }
}
