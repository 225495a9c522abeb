internal import XLSX

/// Where a node of a formula is evaluated: the cell in which it stands, and whether it may give arrays.
struct FormulaContext {
  /// What becomes of a rectangle where a single value is wanted.
  enum Mode {
    /// The cell in the row or column of the formula.
    case single
    /// Each of its cells, since a function takes arrays.
    case forced
    /// Each of its cells, since the formula is an array formula.
    case array
  }

  let evaluator: FormulaEvaluator
  let sheet: Int
  let cell: CellReference
  var mode: Mode
  /// What the names of LET and LAMBDA around it stand for.
  var scope: FormulaScope?

  /// The same where a function takes an array.
  var forced: FormulaContext {
    if mode != .single { return self }
    var forced = self
    forced.mode = .forced
    return forced
  }

  /// The same as in an array formula.
  var array: FormulaContext {
    var array = self
    array.mode = .array
    return array
  }

  // MARK: Nodes

  /// What a node gives: a reference stays one.
  func operand(_ node: FormulaNode) throws(FormulaInterruption) -> FormulaOperand { try node.operand(self) }

  /// What a node gives as a value or an array.
  func content(_ node: FormulaNode) throws(FormulaInterruption) -> FormulaOperand {
    try content(try node.operand(self))
  }

  /// The single value of a node, an error among them.
  func value(orErrorOf node: FormulaNode) throws(FormulaInterruption) -> CellValue {
    do throws(FormulaInterruption) { return try node.value(self) } catch {
      guard case .error(let error) = error else { throw error }
      return .error(error)
    }
  }

  /// A reference as what stands in its cells: in all of them, or in that of the formula's own row or column.
  func content(_ operand: FormulaOperand) throws(FormulaInterruption) -> FormulaOperand {
    switch operand {
    case .value, .array: return operand
    case .missing: return .value(.blank)
    case .union: return .value(.error(.value))
    case .lambda: return .value(.error(.calculation))
    case .area(let area):
      if area.isSingle || mode == .single { return .value(try single(area)) }
      return .array(try evaluator.array(of: area))
    }
  }

  /// What stands in a single cell, or in that of a rectangle which is in the formula's row or column.
  func single(_ area: FormulaArea) throws(FormulaInterruption) -> CellValue {
    let range = area.range
    if area.isSingle {
      return try evaluator.value(sheet: area.sheet, row: range.first.row, column: range.first.column)
    }
    if area.columns == 1, (range.first.row...range.last.row).contains(cell.row) {
      return try evaluator.value(sheet: area.sheet, row: cell.row, column: range.first.column)
    }
    if area.rows == 1, (range.first.column...range.last.column).contains(cell.column) {
      return try evaluator.value(sheet: area.sheet, row: range.first.row, column: cell.column)
    }
    return .error(.value)
  }

  func array(_ operand: FormulaOperand) throws(FormulaInterruption) -> FormulaArray {
    switch operand {
    case .value(let value): return FormulaArray(value)
    case .array(let array): return array
    case .missing: return FormulaArray(.blank)
    case .area(let area): return try evaluator.array(of: area)
    case .union: throw .error(.value)
    case .lambda: throw .error(.calculation)
    }
  }

  // MARK: Arrays

  /// Evaluates something for each element of an array.
  func lift(
    _ array: FormulaArray, _ body: (CellValue) throws(FormulaInterruption) -> CellValue
  ) throws(FormulaInterruption) -> FormulaOperand {
    func element(_ value: CellValue) throws(FormulaInterruption) -> CellValue {
      do throws(FormulaInterruption) { return try body(value) } catch {
        guard case .error(let error) = error else { throw error }
        return .error(error)
      }
    }
    try evaluator.step(array.values.count)
    var values: [CellValue] = []
    values.reserveCapacity(array.values.count)
    for value in array.values { values.append(try element(value)) }
    return .array(
      FormulaArray(
        rows: array.rows, columns: array.columns, filledRows: array.filledRows, values: values,
        rest: array.restCount > 0 ? try element(array.rest) : .blank))
  }

  /// Evaluates something for each pair of elements of two arrays of the same size, or of one and a single value.
  ///
  /// - Returns: `nil` for arrays of other sizes.
  func lift(
    _ left: FormulaArray, _ right: FormulaArray,
    _ body: (CellValue, CellValue) throws(FormulaInterruption) -> CellValue
  ) throws(FormulaInterruption) -> FormulaOperand? {
    func element(_ left: CellValue, _ right: CellValue) throws(FormulaInterruption) -> CellValue {
      do throws(FormulaInterruption) { return try body(left, right) } catch {
        guard case .error(let error) = error else { throw error }
        return .error(error)
      }
    }
    let shape = left.isSingle ? right : left
    guard
      left.isSingle || right.isSingle
        || left.rows == right.rows && left.columns == right.columns && left.filledRows == right.filledRows
    else { return nil }
    let count = shape.values.count
    try evaluator.step(count)
    var values: [CellValue] = []
    values.reserveCapacity(count)
    let (one, other) = (left.first, right.first)
    for index in 0..<count {
      values.append(
        try element(left.isSingle ? one : left.values[index], right.isSingle ? other : right.values[index]))
    }
    let rest: CellValue =
      shape.restCount > 0 ? try element(left.isSingle ? one : left.rest, right.isSingle ? other : right.rest) : .blank
    return .array(
      FormulaArray(
        rows: shape.rows, columns: shape.columns, filledRows: shape.filledRows, values: values, rest: rest))
  }

  /// Evaluates something for each element of the arrays among values; errors are values of their own.
  func lift(
    _ operands: [FormulaOperand], _ body: ([CellValue]) throws(FormulaInterruption) -> CellValue
  ) throws(FormulaInterruption) -> FormulaOperand {
    func element(_ values: [CellValue]) throws(FormulaInterruption) -> CellValue {
      do throws(FormulaInterruption) { return try body(values) } catch {
        guard case .error(let error) = error else { throw error }
        return .error(error)
      }
    }
    var arrays: [FormulaArray] = []
    var isArray = false
    for operand in operands {
      switch operand {
      case .array(let array):
        isArray = true
        arrays.append(array)
      case .value(let value): arrays.append(FormulaArray(value))
      case .missing: arrays.append(FormulaArray(.blank))
      case .area, .union, .lambda: arrays.append(FormulaArray(.error(.value)))
      }
    }
    guard isArray else { return .value(try element(arrays.map { $0.first })) }
    let rows = arrays.reduce(1) { max($0, $1.rows) }
    let columns = arrays.reduce(1) { max($0, $1.columns) }
    // Below what the arrays hold, all elements are the same if each array is: not those that end before, or of which
    // one row goes for all.
    let isEven = arrays.allSatisfy { $0.rows == rows && $0.columns == columns || $0.isSingle }
    let filled = isEven ? arrays.reduce(1) { max($0, $1.isSingle ? 1 : $1.filledRows) } : rows
    guard filled * columns <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
    try evaluator.step(filled * columns)
    var values: [CellValue] = []
    values.reserveCapacity(filled * columns)
    var elements = arrays.map { $0.first }
    for row in 0..<filled {
      for column in 0..<columns {
        for index in arrays.indices { elements[index] = arrays[index].spread(row: row, column: column) }
        values.append(try element(elements))
      }
    }
    let rest = filled < rows ? try element(arrays.map { $0.isSingle ? $0.first : $0.rest }) : .blank
    return .array(FormulaArray(rows: rows, columns: columns, filledRows: filled, values: values, rest: rest))
  }
}
