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
  private var last: (pattern: FormulaPattern, place: Int)?

  mutating func note(_ cell: Cell, should: CellValue) {
    guard let pattern = cell.formulaPattern, let place = place(of: pattern) else { return }
    alikes[place].count += 1
    if alikes[place].examples.count < Self.exampleLimit { alikes[place].examples.append((cell, should)) }
  }

  private mutating func place(of pattern: FormulaPattern) -> Int? {
    // Nearly always that of the row above.
    if let last, last.pattern === pattern { return last.place }
    var place = places[pattern]
    if place == nil, alikes.count < Self.formulaLimit {
      place = alikes.count
      alikes.append(Alike())
      places[pattern] = place
    }
    last = place.map { (pattern, $0) }
    return place
  }
}
