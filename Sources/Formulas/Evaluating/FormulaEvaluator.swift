internal import XLSX

/// Evaluates formulas and cells of a workbook on demand: what it holds of the workbook, and what it knows already.
final class FormulaEvaluator {
  let workbook: WorkbookReader
  let limits: FormulaLimits
  /// How the workbook counts days.
  let calendar: FormulaCalendar
  /// The functions by their names in capitals.
  private let functions: [String: FormulaFunction]
  /// The day that `TODAY` gives, as a serial number; `nil` where no one said.
  let today: Double?
  /// Where random numbers are; `nil` where there are none.
  private var random: UInt64?
  private let names: FormulaNames
  @exclusivity(unchecked) private var sheets: [FormulaSheet?]
  /// Values that take the place of what cells hold, by sheet.
  private var replacements: [Int: [CellReference: CellValue]] = [:]
  @exclusivity(unchecked) private var sheetIndices: [String: Int?] = [:]
  private lazy var tables = FormulaTables(workbook)
  private(set) lazy var external = ExternalBooks(workbook)
  @exclusivity(unchecked) private var faults: [FormulaCell: FormulaFault] = [:]
  /// Where the workbook wants cells computed again and again that depend on themselves: whether one was met, and the
  /// cells that were evaluated, with what they held before.
  private var isCyclic = false
  private var iterated: [(sheet: FormulaSheet, index: Int, before: CellValue)] = []
  /// Whether the cells that formulas read are noted.
  private let isTracing: Bool
  private(set) var readCells: Set<FormulaCell> = []
  @exclusivity(unchecked) private var memory = FormulaMemory()
  @exclusivity(unchecked) private var steps = 0
  /// How many steps there may be until the cell that is asked for is evaluated.
  @exclusivity(unchecked) private var stepLimit = 0
  @exclusivity(unchecked) private var textBytes = 0
  @exclusivity(unchecked) private var depth = 0

  /// How deep nodes may stand one within the other before the cells that they need are evaluated on their own.
  private static let cellDepth = 96
  private static let maximumDepth = 400

  init(
    _ workbook: WorkbookReader, functions: [String: FormulaFunction], limits: FormulaLimits, today: Double?,
    seed: UInt64?, isTracing: Bool = false
  ) {
    self.workbook = workbook
    calendar = FormulaCalendar(system: workbook.dateSystem)
    self.functions = functions
    self.limits = limits
    self.today = today
    random = seed
    self.isTracing = isTracing
    names = FormulaNames(workbook.definedNames)
    sheets = [FormulaSheet?](repeating: nil, count: workbook.sheets.count)
  }

  /// Puts values in the place of what cells hold.
  func replace(_ values: [CellReference: CellValue], on sheet: Int) {
    replacements[sheet, default: [:]].merge(values) { _, new in new }
  }

  // MARK: Values

  /// The value of a cell; the cells that it waits for are evaluated before it, so that a chain of cells of any length
  /// needs no more of the stack than a short one.
  func settledValue(at place: FormulaCell) throws(FormulaFault) -> CellValue {
    try settle(at: place) { (evaluator) throws(FormulaInterruption) in try evaluator.value(at: place) }
  }

  /// The value that a formula has in a cell, whatever the cell holds.
  func settledValue(of formula: String, at place: FormulaCell) throws(FormulaFault) -> CellValue {
    var node: FormulaNode?
    return try settle(at: place) { (evaluator) throws(FormulaInterruption) in
      if let node { return try evaluator.cellValue(of: node, at: place) }
      let parsed = try evaluator.parsed(formula, on: place.sheet)
      node = parsed
      return try evaluator.cellValue(of: parsed, at: place)
    }
  }

  private func settle(
    at place: FormulaCell, _ evaluate: (FormulaEvaluator) throws(FormulaInterruption) -> CellValue
  ) throws(FormulaFault) -> CellValue {
    stepLimit = min(limits.steps, steps + limits.stepsPerCell)
    isCyclic = false
    iterated = []
    defer { iterated = [] }
    var value = try settleOnce(at: place, evaluate)
    guard isCyclic else { return value }
    // Excel begins with what the file stores: what has settled there stays.
    for round in 0..<workbook.calculation.iterations {
      let change = iterated.reduce(0) { max($0, Self.change($1.before, $1.sheet.value($1.index))) }
      if change <= workbook.calculation.iterationChange {
        if round == 0 { for cell in iterated where !cell.before.isBlank { cell.sheet.set(cell.index, cell.before) } }
        return round == 0 ? try settleOnce(at: place, evaluate) : value
      }
      for cell in iterated { cell.sheet.set(cell.index, .pending) }
      memory = FormulaMemory()
      iterated = []
      value = try settleOnce(at: place, evaluate)
    }
    throw .circular(sheet: workbook.sheets[place.sheet].name, cell: place.reference)
  }

  /// By how much a value changed; texts that differ never settle.
  private static func change(_ before: CellValue, _ after: CellValue) -> Double {
    if case .number(let after) = after {
      if case .number(let before) = before { return abs(after - before) }
      return before.isBlank ? abs(after) : .infinity
    }
    return before == after ? 0 : .infinity
  }

  private func settleOnce(
    at place: FormulaCell, _ evaluate: (FormulaEvaluator) throws(FormulaInterruption) -> CellValue
  ) throws(FormulaFault) -> CellValue {
    var queue: [FormulaCell] = []
    var queued: Set<FormulaCell> = []
    defer { for cell in queue { setState(of: cell, .pending, from: .waiting) } }
    while true {
      depth = 0
      let next = queue.last
      do throws(FormulaInterruption) {
        guard let next else { return try evaluate(self) }
        setState(of: next, .pending, from: .waiting)
        _ = try value(at: next)
        queued.remove(next)
        queue.removeLast()
      } catch {
        switch error {
        case .waiting(let needed):
          guard queued.insert(needed).inserted else { throw circular(needed) }
          if let next { setState(of: next, .waiting, from: .pending) }
          queue.append(needed)
        case .fault(let fault):
          // The cell that waits for it meets the fault by itself.
          guard let next else { throw fault }
          queued.remove(next)
          queue.removeLast()
        case .error, .unsupported, .malformed, .tooLarge: throw fault(error, at: next ?? place)
        }
      }
    }
  }

  private func setState(of place: FormulaCell, _ state: FormulaSheet.State, from old: FormulaSheet.State) {
    guard let sheet = sheets[place.sheet],
      let index = sheet.index(row: place.reference.row, column: place.reference.column), sheet.state(index) == old
    else { return }
    sheet.set(index, state)
  }

  // MARK: Cells

  /// The value of a cell that a formula needs.
  func value(at place: FormulaCell) throws(FormulaInterruption) -> CellValue {
    try value(sheet: place.sheet, row: place.reference.row, column: place.reference.column)
  }

  func value(sheet: Int, row: Int, column: Int) throws(FormulaInterruption) -> CellValue {
    try step()
    let cells = try cells(of: sheet)
    guard let index = cells.index(row: row, column: column) else {
      try cells.require(rows: row...row)
      return .blank
    }
    return try value(cells, index, sheet: sheet, row: row)
  }

  /// The value of a cell by its position.
  func value(_ cells: FormulaSheet, _ index: Int, sheet: Int, row: Int) throws(FormulaInterruption) -> CellValue {
    if isTracing {
      readCells.insert(FormulaCell(sheet: sheet, reference: CellReference(row: row, column: cells.column(index))))
    }
    if cells.state(index) == .known { return cells.value(index) }
    return try evaluatedValue(cells, index, sheet: sheet, row: row)
  }

  private func evaluatedValue(_ cells: FormulaSheet, _ index: Int, sheet: Int, row: Int)
    throws(FormulaInterruption) -> CellValue
  {
    let place = FormulaCell(sheet: sheet, reference: CellReference(row: row, column: cells.column(index)))
    switch cells.state(index) {
    case .known: return cells.value(index)
    case .fault: throw .fault(faults[place] ?? circular(place))
    case .active, .waiting:
      guard workbook.calculation.isIterative else { throw .fault(circular(place)) }
      isCyclic = true
      return Self.shown(cells.value(index))
    case .pending, .filled: break
    }
    guard depth < Self.cellDepth else { throw .waiting(for: place) }
    let state = cells.state(index)
    cells.set(index, .active)
    do throws(FormulaInterruption) {
      let value = try own(cells, index, state, at: place)
      if case .text(let text) = value {
        textBytes += text.utf8.count
        guard textBytes <= limits.textBytes else { throw .tooLarge(.characters) }
      }
      if workbook.calculation.isIterative { iterated.append((cells, index, cells.value(index))) }
      cells.set(index, value)
      return value
    } catch {
      if case .waiting = error {
        cells.set(index, state)
        throw error
      }
      let fault = fault(error, at: place)
      faults[place] = fault
      cells.set(index, .fault)
      throw .fault(fault)
    }
  }

  /// What the formula of a cell gives.
  private func own(_ cells: FormulaSheet, _ index: Int, _ state: FormulaSheet.State, at place: FormulaCell)
    throws(FormulaInterruption) -> CellValue
  {
    if state == .filled, let master = cells.masters[place.reference] {
      let array = try array(at: FormulaCell(sheet: place.sheet, reference: master))
      let (row, column) = (place.reference.row - master.row, place.reference.column - master.column)
      return Self.shown(array.spread(row: row, column: column))
    }
    guard let program = cells.program(index) else { return cells.value(index) }
    if program.pattern.arrayRange != nil { return Self.shown(try array(at: place).first) }
    return try cellValue(of: try node(of: program, at: place), at: place)
  }

  /// What the array formula of a cell gives.
  private func array(at place: FormulaCell) throws(FormulaInterruption) -> FormulaArray {
    if let array = memory.arrays[place] { return array }
    let cells = try cells(of: place.sheet)
    guard let index = cells.index(row: place.reference.row, column: place.reference.column),
      let program = cells.program(index)
    else { throw .unsupported("an array") }
    if cells.state(index) == .pending {
      // Marked as being evaluated also where one of its other cells is asked for first.
      cells.set(index, .active)
      defer { cells.set(index, .pending) }
      return try newArray(program, at: place)
    }
    return try newArray(program, at: place)
  }

  private func newArray(_ program: FormulaProgram, at place: FormulaCell) throws(FormulaInterruption) -> FormulaArray {
    let context = FormulaContext(evaluator: self, sheet: place.sheet, cell: place.reference, mode: .array)
    let range = program.pattern.arrayRange ?? CellRange(place.reference, place.reference)
    let whole: FormulaArray
    do throws(FormulaInterruption) {
      whole = try context.array(try context.content(try node(of: program, at: place)))
    } catch {
      guard case .error(let error) = error else { throw error }
      whole = FormulaArray(.error(error))
    }
    // Of the result no more is kept than its cells show.
    let array = whole.spread(
      rows: range.last.row - range.first.row + 1, columns: range.last.column - range.first.column + 1
    )
    memory.arrays[place] = array
    return array
  }

  /// What a formula gives in a cell; never `.blank`.
  private func cellValue(of node: FormulaNode, at place: FormulaCell) throws(FormulaInterruption) -> CellValue {
    let context = FormulaContext(evaluator: self, sheet: place.sheet, cell: place.reference, mode: .single)
    do throws(FormulaInterruption) {
      let value = try node.value(context)
      return Self.shown(value)
    } catch {
      guard case .error(let error) = error else { throw error }
      return .error(error)
    }
  }

  /// A value as a cell with a formula shows it: nothing is 0.
  private static func shown(_ value: CellValue) -> CellValue { value.isBlank ? .number(0) : value }

  // MARK: Formulas

  /// The node of a cell's formula: one for all the cells into which it was filled.
  private func node(of program: FormulaProgram, at place: FormulaCell) throws(FormulaInterruption) -> FormulaNode {
    let row = place.reference.row
    switch program.tree {
    case .shared(let node): return node
    case .ownOfRow: return try parsed(program.pattern.text(inRow: row), on: place.sheet)
    case .unknown: break
    }
    let text = program.pattern.text(inRow: row)
    try requireEvaluable(text)
    let (expression, ownRows) = try FormulaParser.parse(text, ownRow: row, limit: limits.formulaBytes)
    guard ownRows == program.pattern.rowCount else {
      program.tree = .ownOfRow
      return try parsed(text, on: place.sheet)
    }
    let node = try FormulaCompiler(self, sheet: place.sheet).node(expression, isWhole: true)
    program.tree = .shared(node)
    return node
  }

  /// The node of a formula.
  func parsed(_ formula: String, on sheet: Int) throws(FormulaInterruption) -> FormulaNode {
    try requireEvaluable(formula)
    let expression = try FormulaParser.parse(formula, limit: limits.formulaBytes)
    return try FormulaCompiler(self, sheet: sheet).node(expression, isWhole: true)
  }

  private func requireEvaluable(_ formula: String) throws(FormulaInterruption) {
    guard !formula.isEmpty else { throw .unsupported("a table of results") }
    if workbook.calculation.isRoundedAsDisplayed { throw .unsupported("precision as displayed") }
    try step(8 + formula.utf8.count / 8)
  }

  /// The function of that name, in capitals.
  func function(named name: String) -> FormulaFunction? { functions[name] }

  // MARK: Sheets, names and tables

  /// The position of a worksheet by its name.
  func sheetIndex(_ name: String) -> Int? {
    if let known = sheetIndices[name] { return known }
    let sheet = workbook.sheet(named: name)
    let index = sheet.flatMap { sheet in workbook.sheets.firstIndex { $0.name == sheet.name } }
    let found = index.flatMap { isWorksheet($0) ? $0 : nil }
    sheetIndices[name] = .some(found)
    return found
  }

  func isWorksheet(_ index: Int) -> Bool { workbook.sheets[index].kind == .worksheet }

  /// Whether a cell holds a formula, or an array formula fills it.
  func hasFormula(at place: FormulaCell) throws(FormulaFault) -> Bool {
    do throws(FormulaInterruption) {
      let cells = try cells(of: place.sheet)
      return cells.masters[place.reference] != nil
        || cells.formula(row: place.reference.row, column: place.reference.column) != nil
    } catch {
      throw fault(error, at: place)
    }
  }

  /// Takes rows for a sheet, which is not read then: what formulas need of other rows is a fault.
  func supply(_ rows: [WorksheetRow], of index: Int) throws(FormulaInterruption) {
    let sheet = FormulaSheet(limit: limits.cellsPerSheet, knownRows: Set(rows.map { $0.index }))
    for row in rows { try sheet.append(row) }
    try sheet.finish(replacing: replacements[index] ?? [:])
    sheets[index] = sheet
  }

  /// Steps of a trace, of which many may be asked for.
  private static let tracingSteps = 2_000_000

  /// The same evaluator before anything was evaluated, noting what cells are read.
  func tracing() -> FormulaEvaluator {
    var limits = limits
    limits.steps = min(limits.steps, Self.tracingSteps)
    let other = FormulaEvaluator(
      workbook, functions: functions, limits: limits, today: today, seed: random, isTracing: true)
    other.replacements = replacements
    return other
  }

  /// The cells of a sheet, read when they are first needed.
  func cells(of index: Int) throws(FormulaInterruption) -> FormulaSheet {
    if let sheet = sheets[index] { return sheet }
    let sheet = FormulaSheet(limit: limits.cellsPerSheet)
    var interruption: FormulaInterruption?
    do throws(XLSXError) {
      try workbook.read(
        workbook.sheets[index],
        row: { (row) throws(XLSXError) in
          do throws(FormulaInterruption) { try sheet.append(row) } catch {
            interruption = error
            throw XLSXError(.cannotRead, detail: "stopped")
          }
        })
    } catch {
      throw interruption ?? .fault(.unreadable(error))
    }
    try sheet.finish(replacing: replacements[index] ?? [:])
    sheets[index] = sheet
    return sheet
  }

  /// Whether a name is defined as seen from a sheet.
  func isDefined(_ name: String, on index: Int) -> Bool { names.name(name, sheet: workbook.sheets[index].name) != nil }

  /// The formula of a defined name, as it reads in a cell: a sheet's own name goes before the workbook's.
  func node(named name: String, of sheet: String?, in context: FormulaContext) throws(FormulaInterruption)
    -> FormulaNode?
  {
    guard let known = names.name(name, sheet: sheet ?? workbook.sheets[context.sheet].name) else {
      if name.uppercased().hasPrefix("_XL") { throw .unsupported("a name that is not defined") }
      return nil
    }
    let formula = try known.formula(in: context.cell)
    if let node = known.nodes[formula] { return node }
    let node = try parsed(formula, on: context.sheet)
    if known.nodes.count < 1000 { known.nodes[formula] = node }
    return node
  }

  /// The table of that name.
  func table(named name: String) -> WorkbookTable? { tables.table(named: name) }

  /// The table around a cell.
  func table(around cell: CellReference, on sheet: Int) -> WorkbookTable? {
    tables.table(around: cell, on: workbook.sheets[sheet].name)
  }

  /// The next random number, from 0 up to below 1: SplitMix64.
  func nextRandom() throws(FormulaInterruption) -> Double {
    guard var state = random else { throw .unsupported("a random number") }
    state &+= 0x9E37_79B9_7F4A_7C15
    random = state
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((value ^ (value >> 31)) >> 11) * 0x1p-53
  }

  // MARK: Limits

  /// Counts operations and reads of cells.
  func step(_ count: Int = 1) throws(FormulaInterruption) {
    steps += count
    guard steps <= stepLimit else { throw .tooLarge(.steps) }
  }

  /// Goes into a node.
  func enter() throws(FormulaInterruption) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      depth -= 1
      throw .tooLarge(.levels)
    }
    try step()
  }

  /// Comes back from a node.
  func leave() { depth -= 1 }

  // MARK: Rectangles

  /// The values of a rectangle, kept where it is of some size.
  func array(of area: FormulaArea) throws(FormulaInterruption) -> FormulaArray {
    if area.isSingle {
      return FormulaArray(
        try value(sheet: area.sheet, row: area.range.first.row, column: area.range.first.column))
    }
    if let known = memory.areas[area] { return known }
    let array = try FormulaArray(area, self)
    memory.keep(array, of: area, limit: limits.arrayElements)
    return array
  }

  /// Where values first stand in a single row or column, kept for those who look for others.
  func positions(in area: FormulaArea) throws(FormulaInterruption) -> FormulaPositions {
    if let known = memory.positions[area] { return known }
    let positions = FormulaPositions(try array(of: area))
    memory.positions[area] = positions
    return positions
  }

  /// Where each value stands in a single row or column, kept for those who count others.
  func matches(in area: FormulaArea) throws(FormulaInterruption) -> FormulaMatches {
    if let known = memory.matches[area] { return known }
    let matches = FormulaMatches(try array(of: area), calendar)
    memory.matches[area] = matches
    return matches
  }

  /// Hands on the cells of a rectangle that hold something, row by row.
  func forEachCell(
    of area: FormulaArea, _ body: (CellReference, CellValue) throws(FormulaInterruption) -> Void
  ) throws(FormulaInterruption) {
    let sheet = try cells(of: area.sheet)
    try sheet.require(rows: area.range.first.row...area.range.last.row)
    var position = sheet.position(ofRow: area.range.first.row)
    while position < sheet.rows.count, Int(sheet.rows[position]) <= area.range.last.row {
      let row = Int(sheet.rows[position])
      let indices = sheet.indices(
        rowAt: position, from: area.range.first.column, to: area.range.last.column)
      try step(indices.count)
      for index in indices {
        let value = try value(sheet, index, sheet: area.sheet, row: row)
        if !value.isBlank { try body(CellReference(row: row, column: sheet.column(index)), value) }
      }
      position += 1
    }
  }

  // MARK: Faults

  private func circular(_ place: FormulaCell) -> FormulaFault {
    .circular(sheet: workbook.sheets[place.sheet].name, cell: place.reference)
  }

  private func fault(_ interruption: FormulaInterruption, at place: FormulaCell) -> FormulaFault {
    let sheet = workbook.sheets[place.sheet].name
    return switch interruption {
    case .fault(let fault): fault
    case .unsupported(let what): .unsupported(what, sheet: sheet, cell: place.reference)
    case .malformed(let what): .malformed(what, sheet: sheet, cell: place.reference)
    case .tooLarge(let limit): .tooLarge(limit, sheet: sheet, cell: place.reference)
    case .error(let error): .unsupported(error.rawValue, sheet: sheet, cell: place.reference)
    case .waiting: .circular(sheet: sheet, cell: place.reference)
    }
  }
}

extension FormulaArray {
  /// What stands in the cells of a rectangle.
  convenience init(_ area: FormulaArea, _ evaluator: FormulaEvaluator) throws(FormulaInterruption) {
    let sheet = try evaluator.cells(of: area.sheet)
    let range = area.range
    let filled = max(0, min(range.last.row, sheet.lastRow) - range.first.row + 1)
    let columns = area.columns
    guard filled * columns <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
    var values = [CellValue](repeating: .blank, count: filled * columns)
    try evaluator.forEachCell(of: area) { (cell, value) throws(FormulaInterruption) in
      values[(cell.row - range.first.row) * columns + cell.column - range.first.column] = value
    }
    self.init(rows: area.rows, columns: columns, filledRows: filled, values: values, rest: .blank)
  }
}
