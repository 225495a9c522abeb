internal import XLSX

/// The cells of a worksheet that hold something, as formulas need them: what they hold, or what their formulas give.
final class FormulaSheet {
  /// What is known of a cell.
  enum State: UInt8 {
    /// Its value: it holds it, or its formula gives it.
    case known
    /// Its formula, which was not evaluated yet.
    case pending
    /// It is one of the cells of an array formula, which was not evaluated yet.
    case filled
    /// Its formula is being evaluated.
    case active
    /// Its formula waits for other cells.
    case waiting
    /// Its formula has no value.
    case fault
  }

  /// The numbers of the rows that hold something, in order.
  @exclusivity(unchecked) private(set) var rows: [Int32] = []
  /// Where the cells of each row begin; one more than there are rows.
  @exclusivity(unchecked) private var starts: [Int32] = [0]
  @exclusivity(unchecked) private var columns: [UInt16] = []
  @exclusivity(unchecked) private var values: [CellValue] = []
  @exclusivity(unchecked) private var states: [State] = []
  /// The formula of each cell, as a place in ``programs``; -1 for none.
  @exclusivity(unchecked) private var programIndices: [Int32] = []
  @exclusivity(unchecked) private(set) var programs: [FormulaProgram] = []
  private var isHidden: [Bool] = []
  /// The cell with the array formula whose result fills a cell.
  private(set) var masters: [CellReference: CellReference] = [:]
  /// The program of the cell above, by columns.
  private var above: [Int: Int32] = [:]
  /// The columns in which formulas stand.
  private(set) var formulaColumns: Set<Int> = []
  private let limit: Int
  /// The rows that are known, where others were not taken in; `nil` where all were.
  private let knownRows: Set<Int>?

  init(limit: Int, knownRows: Set<Int>? = nil) {
    self.limit = limit
    self.knownRows = knownRows
  }

  /// Makes sure that rows were taken in.
  ///
  /// - Throws: `.unsupported` where one of them was not.
  func require(rows: ClosedRange<Int>) throws(FormulaInterruption) {
    guard let knownRows else { return }
    if rows.count <= knownRows.count, rows.allSatisfy({ knownRows.contains($0) }) { return }
    throw .unsupported("a row that was not read")
  }

  // MARK: Filling

  /// Takes in a row of the sheet.
  ///
  /// - Throws: `.cells` where there are more than may be.
  func append(_ row: WorksheetRow) throws(FormulaInterruption) {
    var last = 0
    var isOrdered = row.index > Int(rows.last ?? 0)
    let count = columns.count
    for cell in row.cells where !cell.value.isBlank || cell.hasFormula {
      if cell.reference.column <= last { isOrdered = false }
      last = cell.reference.column
      append(cell)
    }
    guard columns.count > count else { return }
    guard columns.count <= limit else { throw .tooLarge(.cells) }
    rows.append(Int32(row.index))
    starts.append(Int32(columns.count))
    isHidden.append(row.isHidden)
    if !isOrdered { needsSorting = true }
  }

  private var needsSorting = false

  private func append(_ cell: Cell) {
    columns.append(UInt16(cell.reference.column))
    values.append(cell.value)
    guard let pattern = cell.formulaPattern else {
      states.append(.known)
      programIndices.append(-1)
      return
    }
    states.append(.pending)
    let column = cell.reference.column
    if let known = above[column], programs[Int(known)].pattern === pattern {
      programIndices.append(known)
      return
    }
    let index = Int32(programs.count)
    programs.append(FormulaProgram(pattern))
    above[column] = index
    formulaColumns.insert(column)
    programIndices.append(index)
  }

  /// Brings what was taken in into order, puts values in the place of others, and notes which cells array formulas
  /// fill, also where they store nothing.
  func finish(replacing replacements: [CellReference: CellValue]) throws(FormulaInterruption) {
    above = [:]
    var added: [CellReference: CellValue] = replacements
    for (index, program) in programs.enumerated() {
      guard let range = program.pattern.arrayRange, range.first != range.last else { continue }
      let size = (range.last.row - range.first.row + 1) * (range.last.column - range.first.column + 1)
      guard columns.count + masters.count + size <= limit else { throw .tooLarge(.cells) }
      for row in range.first.row...range.last.row {
        for column in range.first.column...range.last.column {
          let place = CellReference(row: row, column: column)
          if place == range.first { continue }
          masters[place] = range.first
          if added[place] == nil { added[place] = .blank }
        }
      }
      _ = index
    }
    if needsSorting || !added.isEmpty { rebuild(adding: added) }
    for place in masters.keys where replacements[place] == nil {
      if let index = index(row: place.row, column: place.column) { states[index] = .filled }
    }
    for (place, value) in replacements {
      guard let index = index(row: place.row, column: place.column) else { continue }
      values[index] = value
      states[index] = .known
      programIndices[index] = -1
    }
  }

  /// Puts rows and cells into order, and cells between them that are not there.
  private func rebuild(adding added: [CellReference: CellValue]) {
    var all: [(place: CellReference, old: Int)] = []
    all.reserveCapacity(columns.count + added.count)
    var hidden: Set<Int32> = []
    for row in rows.indices {
      if isHidden[row] { hidden.insert(rows[row]) }
      for index in Int(starts[row])..<Int(starts[row + 1]) {
        all.append((CellReference(row: Int(rows[row]), column: Int(columns[index])), index))
      }
    }
    for place in added.keys { all.append((place, -1)) }
    // Of two cells in the same place the first stays; what is added comes last.
    all.sort { ($0.place, $0.old < 0 ? Int.max : $0.old) < ($1.place, $1.old < 0 ? Int.max : $1.old) }
    let (oldValues, oldStates, oldPrograms) = (values, states, programIndices)
    rows = []
    starts = [0]
    columns = []
    values = []
    states = []
    programIndices = []
    isHidden = []
    var last: CellReference?
    for (place, old) in all where place != last {
      last = place
      if rows.last != Int32(place.row) {
        if !rows.isEmpty { starts.append(Int32(columns.count)) }
        rows.append(Int32(place.row))
        isHidden.append(hidden.contains(Int32(place.row)))
      }
      columns.append(UInt16(place.column))
      values.append(old < 0 ? .blank : oldValues[old])
      states.append(old < 0 ? .known : oldStates[old])
      programIndices.append(old < 0 ? -1 : oldPrograms[old])
    }
    if !rows.isEmpty { starts.append(Int32(columns.count)) }
  }

  // MARK: Cells

  /// The position of a cell among those that hold something; `nil` where it holds nothing.
  func index(row: Int, column: Int) -> Int? {
    let position = position(ofRow: row)
    guard position < rows.count, Int(rows[position]) == row else { return nil }
    var (low, high) = (Int(starts[position]), Int(starts[position + 1]))
    // Most rows hold all cells from the first column on.
    let guess = low + column - 1
    if guess < high, columns[guess] == UInt16(truncatingIfNeeded: column) { return guess }
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if Int(columns[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low < end && Int(columns[low]) == column ? low : nil
  }

  /// The position of the first row with that number or a later one.
  func position(ofRow row: Int) -> Int {
    // Most sheets store all of their first rows, or all but some at the top.
    if row >= 1, row <= rows.count, rows[row - 1] == row { return row - 1 }
    if let first = rows.first, row >= Int(first), row - Int(first) < rows.count, rows[row - Int(first)] == row {
      return row - Int(first)
    }
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The number of the last row that holds something; 0 where none does.
  var lastRow: Int { Int(rows.last ?? 0) }
  /// The greatest number of a column that holds something; 0 where none does.
  private(set) lazy var lastColumn = columns.reduce(0) { max($0, Int($1)) }

  /// The number of cells that hold something.
  var count: Int { columns.count }

  func state(_ index: Int) -> State { states[index] }
  func value(_ index: Int) -> CellValue { values[index] }

  /// The formula of a cell by its position.
  func program(_ index: Int) -> FormulaProgram? {
    let program = programIndices[index]
    return program < 0 ? nil : programs[Int(program)]
  }

  func set(_ index: Int, _ state: State) { states[index] = state }

  func set(_ index: Int, _ value: CellValue) {
    values[index] = value
    states[index] = .known
  }

  /// Whether a row is hidden, by its position.
  func isHidden(rowAt position: Int) -> Bool { isHidden[position] }

  /// The positions of the cells of a row, by its position, in columns from one to another.
  func indices(rowAt position: Int, from first: Int, to last: Int) -> Range<Int> {
    let (start, end) = (Int(starts[position]), Int(starts[position + 1]))
    let from = lowerBound(start, end, column: first)
    return from..<lowerBound(from, end, column: last + 1)
  }

  private func lowerBound(_ start: Int, _ end: Int, column: Int) -> Int {
    if start == end || Int(columns[start]) >= column { return start }
    let guess = start + column - Int(columns[start])
    if guess < end, Int(columns[guess]) == column { return guess }
    var (low, high) = (start, end)
    while low < high {
      let middle = (low + high) / 2
      if Int(columns[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func column(_ index: Int) -> Int { Int(columns[index]) }

  /// The range that an array formula fills, by its first cell.
  func arrayRange(of place: CellReference) -> CellRange? {
    index(row: place.row, column: place.column).flatMap { program($0)?.pattern.arrayRange }
  }

  /// The formula of a cell, as it reads there.
  func formula(row: Int, column: Int) -> String? {
    index(row: row, column: column).flatMap { program($0)?.pattern.text(inRow: row) }
  }
}

/// A formula as cells of a column share it.
final class FormulaProgram {
  /// What is known of its tree.
  enum Tree {
    case unknown
    /// The same for every row.
    case shared(FormulaNode)
    /// Another for each row, since its text says the number of the row otherwise than as that of a cell.
    case ownOfRow
  }

  let pattern: FormulaPattern
  var tree = Tree.unknown

  init(_ pattern: FormulaPattern) { self.pattern = pattern }
}
