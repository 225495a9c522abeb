internal import XLSX

extension FormulaFunction {
  /// Counts, sums and means of the cells that meet criteria.
  static let conditional: [FormulaFunction] = [
    ranges("COUNTIF", 2...2, [.reference, .value]) { (arguments) throws(FormulaInterruption) in
      try arguments.requireAreas([0])
      let met = try FormulaSelection(arguments, pairs: [(0, 1)])
      return .number(Double(met.count))
    },
    ranges("COUNTIFS", 2...maximumCount - 1, [.reference, .value], repeating: 2) {
      (arguments) throws(FormulaInterruption) in
      .number(Double(try FormulaSelection(arguments, from: 0).count))
    },
    ranges("SUMIF", 2...3, [.reference, .value, .reference]) { (arguments) throws(FormulaInterruption) in
      .value(try FormulaCoercion.result(try arguments.selectedNumbers().reduce(0, +)))
    },
    ranges("AVERAGEIF", 2...3, [.reference, .value, .reference]) { (arguments) throws(FormulaInterruption) in
      let numbers = try arguments.selectedNumbers()
      guard !numbers.isEmpty else { throw .error(.divisionByZero) }
      return .value(try FormulaCoercion.result(numbers.reduce(0, +) / Double(numbers.count)))
    },
    ranges("SUMIFS", 3...maximumCount, [.reference, .reference, .value], repeating: 2) {
      (arguments) throws(FormulaInterruption) in
      .value(try FormulaCoercion.result(try arguments.numbersOfFirst().reduce(0, +)))
    },
    ranges("AVERAGEIFS", 3...maximumCount, [.reference, .reference, .value], repeating: 2) {
      (arguments) throws(FormulaInterruption) in
      let numbers = try arguments.numbersOfFirst()
      guard !numbers.isEmpty else { throw .error(.divisionByZero) }
      return .value(try FormulaCoercion.result(numbers.reduce(0, +) / Double(numbers.count)))
    },
    ranges("MINIFS", 3...maximumCount, [.reference, .reference, .value], repeating: 2) {
      (arguments) throws(FormulaInterruption) in .number(try arguments.numbersOfFirst().min() ?? 0)
    },
    ranges("MAXIFS", 3...maximumCount, [.reference, .reference, .value], repeating: 2) {
      (arguments) throws(FormulaInterruption) in .number(try arguments.numbersOfFirst().max() ?? 0)
    },
  ]
}

/// The cells that meet criteria, one after the other in rectangles of the same size.
private struct FormulaSelection {
  /// The places, counted from 0, as far as the rectangles of the criteria store anything.
  private(set) var places: [(row: Int, column: Int)] = []
  let rows: Int
  let columns: Int
  /// The rows that were looked at one by one.
  let filledRows: Int
  /// Whether cells that store nothing meet all criteria.
  private(set) var includesRest: Bool

  /// The number of cells that meet the criteria.
  var count: Int { places.count + (includesRest ? (rows - filledRows) * columns : 0) }

  /// Criteria from an argument on: a rectangle and what its cells are to be, each.
  init(_ arguments: FormulaArguments, from first: Int, minimum: Int = 0) throws(FormulaInterruption) {
    guard (arguments.count - first).isMultiple(of: 2) else { throw .malformed("the number of criteria") }
    try arguments.requireAreas(stride(from: first, to: arguments.count, by: 2).map { $0 })
    try self.init(
      arguments, pairs: stride(from: first, to: arguments.count, by: 2).map { ($0, $0 + 1) }, minimum: minimum)
  }

  /// Criteria by pairs: which argument is a rectangle, and which says what its cells are to be.
  ///
  /// So many rows are looked at one by one at least, as far as there are so many.
  init(_ arguments: FormulaArguments, pairs: [(Int, Int)], minimum: Int = 0) throws(FormulaInterruption) {
    var arrays: [FormulaArray] = []
    var criteria: [FormulaCriterion] = []
    for (range, criterion) in pairs {
      arrays.append(try arguments.array(range))
      criteria.append(try FormulaCriterion(try arguments.value(criterion), arguments.calendar))
    }
    let (rows, columns) = (arrays[0].rows, arrays[0].columns)
    guard arrays.allSatisfy({ $0.rows == rows && $0.columns == columns }) else { throw .error(.value) }
    (self.rows, self.columns) = (rows, columns)
    filledRows = min(rows, arrays.reduce(minimum) { max($0, $1.filledRows) })
    includesRest = true
    for (array, criterion) in zip(arrays, criteria) {
      if includesRest { includesRest = try criterion.matches(array.rest) }
    }
    guard filledRows * columns <= arguments.evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
    if let candidates = try Self.candidates(arguments, pairs, criteria, arrays) {
      try arguments.evaluator.step(candidates.count * arrays.count)
      for row in candidates where row < filledRows {
        var isMet = true
        for (array, criterion) in zip(arrays, criteria) where isMet { isMet = try criterion.matches(array[row, 0]) }
        if isMet { places.append((row, 0)) }
      }
      return
    }
    try arguments.evaluator.step(arrays.reduce(filledRows * columns * arrays.count) { $0 + $1.textSize })
    for row in 0..<filledRows {
      for column in 0..<columns {
        var isMet = true
        for (array, criterion) in zip(arrays, criteria) where isMet {
          isMet = try criterion.matches(array[row, column])
        }
        if isMet { places.append((row, column)) }
      }
    }
  }
}

extension FormulaSelection {
  /// The rows that may meet the criteria, where one of them is a single value in a long column: many formulas ask so.
  private static func candidates(
    _ arguments: FormulaArguments, _ pairs: [(Int, Int)], _ criteria: [FormulaCriterion], _ arrays: [FormulaArray]
  ) throws(FormulaInterruption) -> [Int]? {
    for (index, (range, _)) in pairs.enumerated() {
      guard arrays[index].columns == 1, arrays[index].filledRows > 64, criteria[index].equalValue != nil,
        case .area(let area) = arguments.operands[range],
        let rows = try arguments.evaluator.matches(in: area).places(of: criteria[index])
      else { continue }
      return rows
    }
    return nil
  }
}

extension FormulaArguments {
  fileprivate func requireAreas(_ indices: [Int]) throws(FormulaInterruption) {
    for index in indices { _ = try area(index) }
  }

  /// The numbers of SUMIF and AVERAGEIF: of the third argument, from its first cell on.
  fileprivate func selectedNumbers() throws(FormulaInterruption) -> [Double] {
    let range = try area(0)
    let target = isMissing(2) ? range : try area(2)
    return try numbers(at: target.range.first, sheet: target.sheet) { (minimum) throws(FormulaInterruption) in
      try FormulaSelection(self, pairs: [(0, 1)], minimum: minimum)
    }
  }

  /// The numbers of SUMIFS and its like: of the first argument, which is as large as the others.
  fileprivate func numbersOfFirst() throws(FormulaInterruption) -> [Double] {
    let (target, range) = (try area(0), try area(1))
    guard target.rows == range.rows, target.columns == range.columns else { throw .error(.value) }
    return try numbers(at: target.range.first, sheet: target.sheet) { (minimum) throws(FormulaInterruption) in
      try FormulaSelection(self, from: 1, minimum: minimum)
    }
  }

  /// The numbers in the cells that are selected, the first of the rectangle being that cell.
  private func numbers(
    at first: CellReference, sheet: Int, _ select: (Int) throws(FormulaInterruption) -> FormulaSelection
  ) throws(FormulaInterruption) -> [Double] {
    let stored = max(0, try evaluator.cells(of: sheet).lastRow - first.row + 1)
    let selection = try select(stored)
    var numbers: [Double] = []
    for place in selection.places {
      let reference = CellReference(row: first.row + place.row, column: first.column + place.column)
      guard reference.row <= CellReference.maximumRow, reference.column <= CellReference.maximumColumn else { continue }
      switch try evaluator.value(at: FormulaCell(sheet: sheet, reference: reference)) {
      case .number(let number): numbers.append(number)
      case .error(let error): throw .error(error)
      case .blank, .text, .boolean: break
      }
    }
    return numbers
  }
}
