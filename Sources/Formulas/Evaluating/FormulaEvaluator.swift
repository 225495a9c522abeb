public import XLSX

/// Computes cells of a workbook from their formulas, on demand.
///
/// Only what is known to be Excel's value is a value; everything else is a ``FormulaFault``. Each sheet is read once,
/// when the first of its cells is needed; each cell is evaluated once. Numbers are IEEE doubles, added up from left to
/// right; a sum or difference that is zero but for the last bits is 0, and comparisons look at fifteen digits.
///
/// Confined to one task, as its reader is.
public final class FormulaEvaluator {
  /// Where a formula takes the values of other cells with formulas from.
  public enum Precedents: Hashable, Sendable {
    /// From their own formulas.
    case evaluated
    /// From what the file stores for them; from their formulas where it stores nothing.
    case stored
  }

  let workbook: WorkbookReader
  let limits: FormulaLimits
  private var sheets: [Int: FormulaSheet] = [:]
  /// Values that take the place of what cells hold, by sheet.
  private var replacements: [Int: [CellReference: CellValue]] = [:]
  private var sheetIndices: [String: Int?] = [:]
  /// The formulas of names as they read in cells.
  private var nodes: [String: FormulaNode] = [:]
  /// Whether names may be those of tables.
  private(set) lazy var hasTables = workbook.partNames.contains { $0.hasBytes(of: "/tables/") }
  private lazy var names = FormulaNames(workbook.definedNames)
  private var memory = FormulaMemory()
  /// What was evaluated with the other kind of precedents.
  private var otherMemory = FormulaMemory()
  private var precedents = Precedents.evaluated
  /// The cells whose formulas are being evaluated, one needing the next, and those that wait for them.
  private var active: Set<FormulaCell> = []
  private var waiting: Set<FormulaCell> = []
  private var steps = 0
  private var textBytes = 0
  private var depth = 0

  /// How deep nodes may stand one within the other before the cells that they need are evaluated on their own.
  private static let cellDepth = 96
  private static let maximumDepth = 400

  /// Evaluates formulas of a workbook.
  public init(_ workbook: WorkbookReader, limits: FormulaLimits = FormulaLimits()) {
    self.workbook = workbook
    self.limits = limits
  }

  /// Puts values in the place of what cells hold, before anything is evaluated: inputs as somebody understood them.
  ///
  /// - Parameters:
  ///   - values: the values by their cells.
  ///   - sheet: the name of the sheet, compared without regard to case.
  /// - Throws: ``FormulaFault`` where there is no such sheet.
  public func replace(_ values: [CellReference: CellValue], on sheet: String) throws(FormulaFault) {
    replacements[try index(of: sheet), default: [:]].merge(values) { _, new in new }
  }

  // MARK: Values

  /// The value of a cell: what its formula gives, or what it stores where it has none.
  ///
  /// - Parameters:
  ///   - sheet: the name of its sheet, compared without regard to case.
  ///   - cell: where it stands.
  ///   - precedents: where its formula takes the values of other cells from.
  /// - Returns: the value; of a formula never `.blank`, since an empty cell that it refers to counts as 0.
  /// - Throws: ``FormulaFault`` where the value is not sure.
  public func value(sheet: String, cell: CellReference, precedents: Precedents = .evaluated) throws(FormulaFault)
    -> CellValue
  {
    let place = FormulaCell(sheet: try index(of: sheet), reference: cell)
    return try settle(place, precedents) { (evaluator) throws(FormulaInterruption) in try evaluator.own(place) }
  }

  /// The value that a formula has in a cell, whatever the cell holds.
  ///
  /// - Parameters:
  ///   - formula: the formula, without an equals sign.
  ///   - sheet: the name of the cell's sheet, compared without regard to case.
  ///   - cell: where it would stand.
  ///   - precedents: where it takes the values of other cells from.
  /// - Returns: the value; never `.blank`.
  /// - Throws: ``FormulaFault`` where the value is not sure.
  public func evaluated(
    formula: String, on sheet: String, at cell: CellReference, precedents: Precedents = .evaluated
  ) throws(FormulaFault) -> CellValue {
    let place = FormulaCell(sheet: try index(of: sheet), reference: cell)
    return try settle(place, precedents) { (evaluator) throws(FormulaInterruption) in
      try evaluator.value(of: formula, at: place)
    }
  }

  private func index(of sheet: String) throws(FormulaFault) -> Int {
    guard let index = sheetIndex(sheet) else { throw .unknownSheet(sheet) }
    return index
  }

  /// Evaluates something at a cell; the cells that it waits for are evaluated before it, so that a chain of cells of
  /// any length needs no more of the stack than a short one.
  private func settle(
    _ place: FormulaCell, _ precedents: Precedents,
    _ evaluate: (FormulaEvaluator) throws(FormulaInterruption) -> CellValue
  ) throws(FormulaFault) -> CellValue {
    if self.precedents != precedents {
      self.precedents = precedents
      swap(&memory, &otherMemory)
    }
    defer {
      active = []
      waiting = []
    }
    var queue = [place]
    while let next = queue.last {
      depth = 0
      active = []
      waiting.remove(next)
      do throws(FormulaInterruption) {
        if queue.count == 1 {
          return try located(place, remembering: false) { () throws(FormulaInterruption) in try evaluate(self) }
        }
        _ = try value(at: next)
        queue.removeLast()
      } catch {
        switch error {
        case .waiting(let needed):
          guard !waiting.contains(needed), needed != next else { throw circular(needed) }
          waiting.insert(next)
          queue.append(needed)
        case .fault(let fault): throw fault
        case .error, .unsupported, .malformed, .tooLarge: throw fault(error, at: next)
        }
      }
    }
    throw circular(place)
  }

  // MARK: Cells

  /// The value of a cell that a formula needs.
  func value(at place: FormulaCell) throws(FormulaInterruption) -> CellValue {
    try step()
    guard let cell = try cells(of: place.sheet)[place.reference] else { return .blank }
    return try value(of: cell, at: place)
  }

  func value(of cell: Cell, at place: FormulaCell) throws(FormulaInterruption) -> CellValue {
    if !cell.hasFormula {
      let masters = sheets[place.sheet]?.masters ?? [:]
      if masters.isEmpty || masters[cell.reference] == nil { return cell.value }
    }
    if precedents == .stored, !cell.value.isBlank {
      // Not of itself, though.
      if active.contains(place) || waiting.contains(place) { throw .fault(circular(place)) }
      return cell.value
    }
    switch memory.results[place] {
    case .value(let value): return value
    case .fault(let fault): throw .fault(fault)
    case nil: break
    }
    guard depth < Self.cellDepth else { throw .waiting(for: place) }
    return try located(place) { () throws(FormulaInterruption) in try own(place) }
  }

  /// Evaluates a cell's formula, marked as being evaluated; what ends it becomes a fault of this cell.
  private func located(
    _ place: FormulaCell, remembering isRemembering: Bool = true,
    _ evaluate: () throws(FormulaInterruption) -> CellValue
  ) throws(FormulaInterruption) -> CellValue {
    if waiting.contains(place) || !active.insert(place).inserted { throw .fault(circular(place)) }
    defer { active.remove(place) }
    do throws(FormulaInterruption) {
      return try evaluate()
    } catch {
      if case .waiting = error { throw error }
      let fault = fault(error, at: place)
      if isRemembering { memory.results[place] = .fault(fault) }
      throw .fault(fault)
    }
  }

  /// What the formula of a cell gives, or what the cell stores.
  private func own(_ place: FormulaCell) throws(FormulaInterruption) -> CellValue {
    if case .value(let value) = memory.results[place] { return value }
    let sheet = try cells(of: place.sheet)
    if let master = sheet.masters[place.reference] {
      let array = try array(at: FormulaCell(sheet: place.sheet, reference: master))
      let (rows, columns) = (place.reference.row - master.row, place.reference.column - master.column)
      return try remember(array.spread(row: rows, column: columns), at: place)
    }
    guard let cell = sheet[place.reference] else { return .blank }
    guard let formula = cell.formula else { return cell.value }
    if cell.arrayRange != nil { return try remember(try array(at: place).first, at: place) }
    return try remember(try value(of: formula, at: place), at: place)
  }

  private func remember(_ value: CellValue, at place: FormulaCell) throws(FormulaInterruption) -> CellValue {
    let value = value.isBlank ? .number(0) : value
    if case .text(let text) = value {
      textBytes += text.utf8.count
      guard textBytes <= limits.textBytes else { throw .tooLarge(.characters) }
    }
    memory.results[place] = .value(value)
    return value
  }

  /// What the array formula of a cell gives.
  private func array(at place: FormulaCell) throws(FormulaInterruption) -> FormulaArray {
    if let array = memory.arrays[place] { return array }
    guard let formula = try cells(of: place.sheet)[place.reference]?.formula else { throw .unsupported("an array") }
    let context = FormulaContext(evaluator: self, sheet: place.sheet, cell: place.reference, mode: .array)
    let range = try cells(of: place.sheet)[place.reference]?.arrayRange ?? CellRange(place.reference, place.reference)
    let whole = try context.array(try context.content(try parsed(formula), snapping: true))
    // Of the result no more is kept than its cells show.
    let array = whole.spread(
      rows: range.last.row - range.first.row + 1, columns: range.last.column - range.first.column + 1)
    memory.arrays[place] = array
    return array
  }

  private func value(of formula: String, at place: FormulaCell) throws(FormulaInterruption) -> CellValue {
    let context = FormulaContext(evaluator: self, sheet: place.sheet, cell: place.reference, mode: .single)
    switch try context.content(try parsed(formula), snapping: true) {
    case .value(let value): return value.isBlank ? .number(0) : value
    case .array(let array): return array.first.isBlank ? .number(0) : array.first
    case .area, .union, .missing: throw .error(.value)
    }
  }

  private func parsed(_ formula: String) throws(FormulaInterruption) -> FormulaNode {
    guard !formula.isEmpty else { throw .unsupported("a table of results") }
    if workbook.calculation.isRoundedAsDisplayed { throw .unsupported("precision as displayed") }
    return try FormulaParser.parse(formula, limit: limits.formulaBytes)
  }

  // MARK: Sheets and names

  /// The position of a worksheet by its name.
  func sheetIndex(_ name: String) -> Int? {
    if let known = sheetIndices[name] { return known }
    let sheet = workbook.sheet(named: name)
    let index = sheet.flatMap { sheet in workbook.sheets.firstIndex { $0.name == sheet.name } }
    let found = index.flatMap { workbook.sheets[$0].kind == .worksheet ? $0 : nil }
    sheetIndices[name] = .some(found)
    return found
  }

  /// The cells of a sheet, read when they are first needed.
  func cells(of index: Int) throws(FormulaInterruption) -> FormulaSheet {
    if let sheet = sheets[index] { return sheet }
    var sheet = FormulaSheet(limit: limits.cellsPerSheet)
    let listed = workbook.sheets[index]
    var interruption: FormulaInterruption?
    do throws(XLSXError) {
      try workbook.read(
        listed,
        row: { (row) throws(XLSXError) in
          do throws(FormulaInterruption) { try sheet.append(row) } catch {
            interruption = error
            throw XLSXError(.cannotRead, detail: "stopped")
          }
        })
    } catch {
      throw interruption ?? .fault(.unreadable(error))
    }
    try sheet.finish()
    for (cell, value) in replacements[index] ?? [:] { sheet.replace(Cell(cell, value)) }
    sheets[index] = sheet
    return sheet
  }

  /// The formula of a defined name, as it reads in a cell: a sheet's own name goes before the workbook's.
  func node(named name: String, of sheet: String?, in context: FormulaContext) throws(FormulaInterruption)
    -> FormulaNode?
  {
    let scope = sheet ?? workbook.sheets[context.sheet].name
    guard let formula = names.formula(of: name, sheet: scope) else { return nil }
    try step(8 + formula.utf8.count / 8)
    // References of names are relative to the first cell of the sheet.
    let moved = SharedFormula.moved(formula, rows: context.cell.row - 1, columns: context.cell.column - 1)
    if moved.hasBytes(of: "#REF!"), !formula.hasBytes(of: "#REF!") { throw .unsupported("a name beyond the sheet") }
    if let known = nodes[moved] { return known }
    let node = try parsed(moved.hasPrefix("=") ? String(moved.dropFirst()) : moved)
    nodes[moved] = node
    return node
  }

  // MARK: Limits

  /// Counts operations and reads of cells.
  func step(_ count: Int = 1) throws(FormulaInterruption) {
    steps += count
    guard steps <= limits.steps else { throw .tooLarge(.steps) }
  }

  /// Goes into a node.
  func enter() throws(FormulaInterruption) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw .tooLarge(.levels) }
    try step()
  }

  /// Comes back from a node.
  func leave() { depth -= 1 }

  /// The values of a rectangle, kept where it is of some size.
  func array(of area: FormulaArea) throws(FormulaInterruption) -> FormulaArray {
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
