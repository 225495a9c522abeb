internal import XLSX

/// The formulas of a column by their patterns: those that read alike but for the number of their row.
struct ColumnFormulas {
  struct Alike {
    var count = 0
    /// A few of the cells, and what they should hold.
    var examples: [(cell: Cell, should: CellValue)] = []
  }

  /// More different formulas in a column than any person types.
  private static let formulaLimit = 200
  private static let exampleLimit = 20

  private(set) var alikes: [Alike] = []
  private var places: [FormulaPattern: Int] = [:]
  /// The formula of the cell above.
  private var last: FormulaPattern?
  private var lastPlace: Int?

  /// Counts a cell's formula among those like it.
  ///
  /// - Returns: whether it is another one than that of the cell above.
  @discardableResult
  mutating func note(_ cell: Cell, should: CellValue) -> Bool {
    // Nearly always that of the cell above.
    let isAsAbove = cell.hasFormula(last)
    if !isAsAbove { look(up: cell) }
    guard let place = lastPlace else { return !isAsAbove }
    alikes[place].count += 1
    if alikes[place].examples.count < Self.exampleLimit { alikes[place].examples.append((cell, should)) }
    return !isAsAbove
  }

  private mutating func look(up cell: Cell) {
    guard let pattern = cell.formulaPattern else { return lastPlace = nil }
    last = pattern
    lastPlace = places[pattern]
    guard lastPlace == nil, alikes.count < Self.formulaLimit else { return }
    lastPlace = alikes.count
    places[pattern] = alikes.count
    alikes.append(Alike())
  }
}
