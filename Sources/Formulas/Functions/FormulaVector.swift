internal import XLSX

/// A single row or column in which values are looked for.
struct FormulaVector {
  /// Which value is found.
  enum Search { case exact, wildcard, greatestUpTo, smallestFrom }

  private let array: FormulaArray
  private let area: FormulaArea?
  private let context: FormulaContext

  /// - Throws: an error of the spreadsheet where it is more than a row or a column.
  init(_ operand: FormulaOperand, _ context: FormulaContext, orElse error: CellError = .notAvailable)
    throws(FormulaInterruption)
  {
    if case .value(.error(let error)) = operand { throw .error(error) }
    array = try context.array(operand)
    guard array.isVector else { throw .error(error) }
    self.context = context
    if case .area(let area) = operand { self.area = area } else { area = nil }
  }

  var length: Int { array.rows == 1 ? array.columns : array.rows }
  var isRow: Bool { array.rows == 1 && array.columns > 1 }

  func value(at index: Int) throws(FormulaInterruption) -> CellValue {
    guard index < length else { throw .error(.reference) }
    return array[index]
  }

  /// The place of a value, counted from 0; `nil` where it is not found.
  func position(of wanted: CellValue, _ search: Search, isReversed: Bool = false) throws(FormulaInterruption) -> Int? {
    if case .error(let error) = wanted { throw .error(error) }
    switch search {
    case .exact, .wildcard:
      if search == .exact || !isPattern(wanted) {
        if let area, !isReversed, array.filledLength > 32 {
          return try context.evaluator.positions(in: area).first(of: wanted)
        }
        return try first(isReversed) { FormulaComparison.isMatch($0, wanted) }
      }
      guard case .text(let text) = wanted else { return nil }
      let wildcard = FormulaWildcard(text)
      try context.evaluator.step(array.textSize)
      return try first(isReversed) { if case .text(let text) = $0 { wildcard.matches(text) } else { false } }
    case .greatestUpTo: return try last(upTo: wanted, isAscending: true)
    case .smallestFrom: return try last(upTo: wanted, isAscending: false)
    }
  }

  private func isPattern(_ value: CellValue) -> Bool {
    guard case .text(let text) = value else { return false }
    return text.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x7E }
  }

  private func first(_ isReversed: Bool, _ isWanted: (CellValue) -> Bool) throws(FormulaInterruption) -> Int? {
    try context.evaluator.step(array.filledLength)
    let places = 0..<array.filledLength
    return isReversed ? places.last { isWanted(array[$0]) } : places.first { isWanted(array[$0]) }
  }

  /// The last value that does not go beyond the wanted one, among values in order; those of other types do not count.
  ///
  /// Excel halves what it searches: of values that are not in order it finds something that depends on how many there
  /// are, but for a wanted value beyond all of them.
  private func last(upTo wanted: CellValue, isAscending: Bool) throws(FormulaInterruption) -> Int? {
    try context.evaluator.step(array.filledLength)
    var found: Int?
    var (isOrdered, isBeyondAll, isRepeated) = (true, true, false)
    var previous: CellValue?
    for index in 0..<array.filledLength {
      let value = array[index]
      guard isSameType(value, wanted) else { continue }
      if let previous {
        let order = try FormulaComparison.order(previous, value)
        if isAscending ? order > 0 : order < 0 { isOrdered = false }
      }
      previous = value
      let order = try FormulaComparison.order(value, wanted)
      if order == 0, found != nil, let last = found, try FormulaComparison.order(array[last], wanted) == 0 {
        isRepeated = true
      }
      if isAscending ? order > 0 : order < 0 { isBeyondAll = false } else { found = index }
    }
    guard isOrdered || isAscending && isBeyondAll else {
      throw .unsupported("a search of the nearest value where values are not in order")
    }
    if !isAscending, isRepeated { throw .unsupported("a search of the nearest value among equal ones") }
    return found
  }

  /// The place of a value, or else of the next one below or above it, in whatever order they are.
  func nearest(to wanted: CellValue, isBelow: Bool, isReversed: Bool) throws(FormulaInterruption) -> Int? {
    if case .error(let error) = wanted { throw .error(error) }
    try context.evaluator.step(array.filledLength)
    var found: Int?
    let places = Array(0..<array.filledLength)
    for index in isReversed ? places.reversed() : places {
      let value = array[index]
      switch value {
      case .blank, .error: continue
      case .number, .text, .boolean: break
      }
      let order = try FormulaComparison.order(value, wanted)
      guard isBelow ? order <= 0 : order >= 0 else { continue }
      if let best = found {
        let change = try FormulaComparison.order(value, array[best])
        guard isBelow ? change > 0 : change < 0 else { continue }
      }
      found = index
    }
    return found
  }

  /// The place of the first or last empty cell.
  func blank(isReversed: Bool) throws(FormulaInterruption) -> Int? {
    try context.evaluator.step(array.filledLength)
    if isReversed, array.filledLength < length { return length - 1 }
    let places = 0..<array.filledLength
    if let place = isReversed ? places.last(where: { array[$0].isBlank }) : places.first(where: { array[$0].isBlank }) {
      return place
    }
    if array.filledLength < length { return array.filledLength }
    // Whether these are empty, too, is left to Excel.
    let isDoubtful = places.contains {
      array[$0] == .number(0) || array[$0] == .text("") || array[$0] == .boolean(false)
    }
    if isDoubtful { throw .unsupported("a search for an empty cell") }
    return nil
  }

  /// The place of a value that is found by halves, or else of the next one below or above it.
  ///
  /// - Throws: `.unsupported` where values are not in order: then nobody knows what Excel finds.
  func halved(to wanted: CellValue, mode: Int, isAscending: Bool) throws(FormulaInterruption) -> Int? {
    var count = array.filledLength
    while count > 0, array[count - 1].isBlank { count -= 1 }
    try context.evaluator.step(count)
    if wanted.isBlank {
      // Empty cells come behind all others.
      guard isAscending, count < length, !(0..<count).contains(where: { array[$0].isBlank }) else {
        throw .unsupported("a search for an empty cell")
      }
      return count
    }
    var last: CellValue?
    for index in 0..<count {
      let value = array[index]
      if value.isBlank { throw .unsupported("a search by halves where values are not in order") }
      if case .error = value { throw .unsupported("a search by halves among errors") }
      if let last {
        let order = try FormulaComparison.order(last, value)
        guard isAscending ? order <= 0 : order >= 0 else {
          throw .unsupported("a search by halves where values are not in order")
        }
      }
      last = value
    }
    // How many go before the wanted one: ascending those below it, descending those not below it.
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let order = try FormulaComparison.order(array[middle], wanted)
      if isAscending ? order < 0 : order >= 0 { low = middle + 1 } else { high = middle }
    }
    let place = isAscending ? low : low - 1
    if place >= 0, place < count, try FormulaComparison.order(array[place], wanted) == 0 { return place }
    if mode == 0 { return nil }
    let next = (mode > 0) == isAscending ? low : low - 1
    guard next >= 0, next < length else { return nil }
    guard next < count else { throw .unsupported("a search by halves among empty cells") }
    return next
  }

  private func isSameType(_ value: CellValue, _ other: CellValue) -> Bool {
    switch (value, other) {
    case (.number, .number), (.text, .text), (.boolean, .boolean): true
    default: false
    }
  }
}
