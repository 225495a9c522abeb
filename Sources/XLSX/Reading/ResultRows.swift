/// The rows of a worksheet with the cells that hold results: those with a formula, and those that an array formula
/// fills, stored or not.
final class ResultRows {
  struct Row {
    var index: Int
    /// Whether the sheet has the row.
    var isStored: Bool
    /// The cells in order of columns, each with whether the row has it.
    var cells: [(cell: Cell, isStored: Bool)]
  }

  /// The number of rows and cells that the sheet has, as far as they were read.
  private(set) var rowCount = 0
  private(set) var cellCount = 0

  private let rows: WorksheetRows
  private var stored: WorksheetRow?
  private var isOver = false
  /// The number of the last row that was looked at.
  private var last = 0
  /// The ranges of the array formulas that go on below it.
  private var arrays: [CellRange] = []
  private var arrayCells = 0

  /// The most cells that the array formulas of a sheet may fill: sixteen whole columns.
  private static let mostArrayCells = 1 << 24

  init(_ rows: WorksheetRows) { self.rows = rows }

  /// The next row that has such cells; `nil` after the last.
  func next() throws(XLSXError) -> Row? {
    while true {
      if stored == nil, !isOver {
        stored = try rows.next()
        isOver = stored == nil
        rowCount += isOver ? 0 : 1
        cellCount += stored?.cells.count ?? 0
      }
      arrays.removeAll { $0.last.row <= last }
      if !arrays.isEmpty, stored?.index ?? .max > last + 1 {
        last += 1
        return Row(index: last, isStored: false, cells: cells(of: WorksheetRow(index: last)))
      }
      guard let row = stored else { return nil }
      stored = nil
      last = row.index
      for cell in row.cells {
        guard let range = cell.arrayRange, range.first == cell.reference, range.last != range.first else { continue }
        arrayCells += (range.last.row - range.first.row + 1) * (range.last.column - range.first.column + 1)
        guard arrayCells <= Self.mostArrayCells else {
          throw XLSXError(
            .invalidContent, cell: cell.reference, detail: "array formulas of more than \(Self.mostArrayCells) cells")
        }
        arrays.append(range)
      }
      let cells = cells(of: row)
      if !cells.isEmpty { return Row(index: row.index, isStored: true, cells: cells) }
    }
  }

  private func cells(of row: WorksheetRow) -> [(cell: Cell, isStored: Bool)] {
    if arrays.isEmpty { return row.cells.lazy.filter { $0.hasFormula }.map { ($0, true) } }
    var columns = Set(row.cells.lazy.filter { $0.hasFormula }.map { $0.reference.column })
    for range in arrays { columns.formUnion(range.first.column...range.last.column) }
    return columns.sorted().map { column in
      if let cell = row[column] { return (cell, true) }
      return (Cell(CellReference(row: row.index, column: column), .blank), false)
    }
  }
}

/// The cells of a worksheet that hold results, pulled one after the other.
///
/// These are the cells with a formula, and those that an array formula fills. Memory does not grow with the number of
/// rows.
///
/// Confined to one task, like the reader.
public final class ResultCells {
  private let rows: ResultRows
  private var cells: ArraySlice<(cell: Cell, isStored: Bool)> = []

  init(_ rows: ResultRows) { self.rows = rows }

  /// The next cell, row by row in order of columns; `nil` after the last.
  ///
  /// A cell that an array formula fills has no formula of its own, unless it is the first; it is `.blank` where the
  /// sheet does not store it.
  ///
  /// - Throws: ``XLSXError``; there are no more cells after that.
  public func next() throws(XLSXError) -> Cell? {
    while cells.isEmpty {
      guard let row = try rows.next() else { return nil }
      cells = row.cells[...]
    }
    return cells.removeFirst().cell
  }
}

extension WorkbookReader {
  /// The cells of a worksheet that hold results of formulas; none of a sheet of another kind.
  ///
  /// - Throws: ``XLSXError`` where the sheet is missing or the shared strings cannot be read.
  public func resultCells(of sheet: Sheet) throws(XLSXError) -> ResultCells {
    ResultCells(ResultRows(try rows(of: sheet)))
  }
}
