internal import XLSX

/// The cells of a worksheet that hold something, as formulas need them.
struct FormulaSheet {
  struct Row {
    var index: Int
    var isHidden: Bool
    /// The cells that hold a value or a formula, in order of columns.
    var cells: [Cell]
  }

  private(set) var rows: [Row] = []
  /// The cell with the array formula whose result fills a cell.
  private(set) var masters: [CellReference: CellReference] = [:]
  private var count = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Takes in a row of the sheet.
  ///
  /// - Throws: `.cells` where there are more than may be.
  mutating func append(_ row: WorksheetRow) throws(FormulaInterruption) {
    let cells = row.cells.filter { !$0.value.isBlank || $0.hasFormula }
    guard !cells.isEmpty else { return }
    count += cells.count
    guard count <= limit else { throw .tooLarge(.cells) }
    let isOrdered = zip(cells, cells.dropFirst()).allSatisfy { $0.reference.column < $1.reference.column }
    rows.append(
      Row(
        index: row.index, isHidden: row.isHidden,
        cells: isOrdered ? cells : cells.sorted { $0.reference.column < $1.reference.column }))
  }

  /// Brings what was taken in into order; cells that an array formula fills are held even where they store nothing.
  mutating func finish() throws(FormulaInterruption) {
    if !zip(rows, rows.dropFirst()).allSatisfy({ $0.index < $1.index }) { rows.sort { $0.index < $1.index } }
    for row in rows {
      for cell in row.cells {
        guard let range = cell.arrayRange, range.first != range.last else { continue }
        count += (range.last.row - range.first.row + 1) * (range.last.column - range.first.column + 1)
        guard count <= limit else { throw .tooLarge(.cells) }
        for row in range.first.row...range.last.row {
          for column in range.first.column...range.last.column {
            let place = CellReference(row: row, column: column)
            if place != cell.reference { masters[place] = cell.reference }
          }
        }
      }
    }
    for place in masters.keys.sorted() where self[place] == nil { insert(Cell(place, .blank)) }
  }

  /// Puts a cell in the place of what stands there.
  mutating func replace(_ cell: Cell) {
    let row = position(ofRow: cell.reference.row)
    if row < rows.count, rows[row].index == cell.reference.row,
      let column = rows[row].cells.firstIndex(where: { $0.reference == cell.reference })
    {
      rows[row].cells[column] = cell
    } else {
      insert(cell)
    }
  }

  private mutating func insert(_ cell: Cell) {
    let index = position(ofRow: cell.reference.row)
    if index < rows.count, rows[index].index == cell.reference.row {
      let place = rows[index].cells.firstIndex { $0.reference.column > cell.reference.column }
      rows[index].cells.insert(cell, at: place ?? rows[index].cells.count)
    } else {
      rows.insert(Row(index: cell.reference.row, isHidden: false, cells: [cell]), at: index)
    }
  }

  /// The position of the first row with that number or a later one.
  func position(ofRow row: Int) -> Int {
    var (low, high) = (0, rows.count)
    // Most sheets store all of their first rows.
    if row >= 1, row <= rows.count, rows[row - 1].index == row { return row - 1 }
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].index < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  subscript(_ reference: CellReference) -> Cell? {
    let index = position(ofRow: reference.row)
    guard index < rows.count, rows[index].index == reference.row else { return nil }
    let cells = rows[index].cells
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].reference.column < reference.column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].reference.column == reference.column ? cells[low] : nil
  }

  /// The number of the last row that holds something; 0 where none does.
  var lastRow: Int { rows.last?.index ?? 0 }
}
