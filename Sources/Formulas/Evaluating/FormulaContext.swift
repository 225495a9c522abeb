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
  let mode: Mode

  /// The same where a function takes an array.
  var forced: FormulaContext {
    mode == .single ? FormulaContext(evaluator: evaluator, sheet: sheet, cell: cell, mode: .forced) : self
  }

  private var array: FormulaContext {
    FormulaContext(evaluator: evaluator, sheet: sheet, cell: cell, mode: .array)
  }

  // MARK: Nodes

  /// What a node gives: a reference stays one.
  func operand(_ node: FormulaNode) throws(FormulaInterruption) -> FormulaOperand {
    try evaluator.enter()
    defer { evaluator.leave() }
    switch node {
    case .value(let value): return .value(value)
    case .missing: return .missing
    case .array(let array): return .array(array)
    case .reference(let range, let name): return .area(FormulaArea(sheet: try index(of: name), range: range))
    case .name(let name, let sheet): return try named(name, sheet: sheet)
    case .call(let call): return try self.call(call)
    case .negative(let node):
      return try lift([try content(node)]) { (values) throws(FormulaInterruption) in
        .number(-(try FormulaCoercion.number(values[0])))
      }
    case .percent(let node):
      return try lift([try content(node)]) { (values) throws(FormulaInterruption) in
        .number(try FormulaCoercion.number(values[0]) / 100)
      }
    case .binary: return try binary(node, snapping: false)
    case .span, .intersection, .union:
      do throws(FormulaInterruption) { return try reference(node) } catch {
        guard case .error(let error) = error else { throw error }
        return .value(.error(error))
      }
    case .single(let node):
      let single = FormulaContext(evaluator: evaluator, sheet: sheet, cell: cell, mode: .single)
      switch try single.content(node) {
      case .array(let array): return .value(array.first)
      case let operand: return operand
      }
    case .unsupported(let what): throw .unsupported(what)
    }
  }

  /// What a node gives as a value or an array; if it is the whole formula, a sum that is zero but for the last bits is 0.
  func content(_ node: FormulaNode, snapping isSnapping: Bool = false) throws(FormulaInterruption) -> FormulaOperand {
    if isSnapping, case .binary = node {
      try evaluator.enter()
      defer { evaluator.leave() }
      return try binary(node, snapping: true)
    }
    return try content(try operand(node))
  }

  /// A reference as what stands in its cells: in all of them, or in that of the formula's own row or column.
  func content(_ operand: FormulaOperand) throws(FormulaInterruption) -> FormulaOperand {
    switch operand {
    case .value, .array: return operand
    case .missing: return .value(.blank)
    case .union: return .value(.error(.value))
    case .area(let area):
      if area.isSingle { return .value(try evaluator.value(at: area.cell(row: 0, column: 0))) }
      if mode != .single { return .array(try evaluator.array(of: area)) }
      let range = area.range
      let place: CellReference? =
        if area.columns == 1, (range.first.row...range.last.row).contains(cell.row) {
          CellReference(row: cell.row, column: range.first.column)
        } else if area.rows == 1, (range.first.column...range.last.column).contains(cell.column) {
          CellReference(row: range.first.row, column: cell.column)
        } else {
          nil
        }
      guard let place else { return .value(.error(.value)) }
      return .value(try evaluator.value(at: FormulaCell(sheet: area.sheet, reference: place)))
    }
  }

  func array(_ operand: FormulaOperand) throws(FormulaInterruption) -> FormulaArray {
    switch operand {
    case .value(let value): return FormulaArray(value)
    case .array(let array): return array
    case .missing: return FormulaArray(.blank)
    case .area(let area): return try evaluator.array(of: area)
    case .union: throw .error(.value)
    }
  }

  // MARK: References

  private func index(of name: String?) throws(FormulaInterruption) -> Int {
    guard let name else { return sheet }
    guard let index = evaluator.sheetIndex(name) else { throw .unsupported("a reference to a sheet that is missing") }
    return index
  }

  private func named(_ name: String, sheet: String?) throws(FormulaInterruption) -> FormulaOperand {
    guard let node = try evaluator.node(named: name, of: sheet, in: self) else {
      // It may be that of a table, which stands elsewhere, or of a variable.
      guard !evaluator.hasTables, !name.uppercased().hasPrefix("_XL") else {
        throw .unsupported("a name that is not defined")
      }
      return .value(.error(.name))
    }
    if case .reference = node { return try operand(node) }
    // Names are array formulas.
    return try array.operand(node)
  }

  /// What an operator makes of references.
  private func reference(_ node: FormulaNode) throws(FormulaInterruption) -> FormulaOperand {
    switch node {
    case .span(let left, let right): return try span(try areas(left), try areas(right))
    case .intersection(let left, let right): return try intersection(try areas(left), try areas(right))
    case .union(let nodes):
      var all: [FormulaArea] = []
      for node in nodes { all += try areas(node) }
      return .union(all)
    default: return try operand(node)
    }
  }

  /// The rectangles that a node refers to.
  private func areas(_ node: FormulaNode) throws(FormulaInterruption) -> [FormulaArea] {
    switch try operand(node) {
    case .area(let area): return [area]
    case .union(let areas): return areas
    case .value(.error(let error)): throw .error(error)
    case .value, .array, .missing: throw .error(.value)
    }
  }

  private func span(_ left: [FormulaArea], _ right: [FormulaArea]) throws(FormulaInterruption) -> FormulaOperand {
    guard left.count == 1, right.count == 1, left[0].sheet == right[0].sheet else { throw .error(.value) }
    let range = left[0].range.union(right[0].range.first).union(right[0].range.last)
    return .area(FormulaArea(sheet: left[0].sheet, range: range))
  }

  private func intersection(_ left: [FormulaArea], _ right: [FormulaArea]) throws(FormulaInterruption)
    -> FormulaOperand
  {
    var common: [FormulaArea] = []
    for one in left {
      for other in right { if let area = one.intersection(other) { common.append(area) } }
    }
    guard let first = common.first else { throw .error(.null) }
    return common.count == 1 ? .area(first) : .union(common)
  }

  // MARK: Operators

  /// A chain of operators from left to right, without going into the stack for each.
  private func binary(_ node: FormulaNode, snapping: Bool) throws(FormulaInterruption) -> FormulaOperand {
    var chain: [(FormulaOperator, FormulaNode)] = []
    var first = node
    while case .binary(let operation, let left, let right) = first {
      chain.append((operation, right))
      first = left
    }
    var result = try content(first)
    for (index, (operation, right)) in chain.reversed().enumerated() {
      try evaluator.step()
      let isLast = snapping && index == chain.count - 1
      let right = try content(right)
      if case .value(let left) = result, case .value(let right) = right {
        do throws(FormulaInterruption) {
          result = .value(try value(operation, left, right, snapping: isLast))
        } catch {
          guard case .error(let error) = error else { throw error }
          result = .value(.error(error))
        }
      } else {
        result = try lift([result, right]) { (values) throws(FormulaInterruption) in
          try value(operation, values[0], values[1], snapping: isLast)
        }
      }
    }
    return result
  }

  private func value(
    _ operation: FormulaOperator, _ left: CellValue, _ right: CellValue, snapping: Bool
  ) throws(FormulaInterruption) -> CellValue {
    switch operation {
    case .add, .subtract, .multiply, .divide, .power:
      let (left, right) = (try FormulaCoercion.number(left), try FormulaCoercion.number(right))
      switch operation {
      case .add: return try FormulaCoercion.result(snapped(left + right, of: left, snapping))
      case .subtract: return try FormulaCoercion.result(snapped(left - right, of: left, snapping))
      case .multiply: return try FormulaCoercion.result(left * right)
      case .divide:
        guard right != 0 else { throw .error(.divisionByZero) }
        return try FormulaCoercion.result(left / right)
      default: return try FormulaMath.power(left, right)
      }
    case .concatenate:
      let text = try FormulaCoercion.text(left) + FormulaCoercion.text(right)
      guard text.utf8.count <= evaluator.limits.textLength || text.utf16.count <= evaluator.limits.textLength else {
        throw .tooLarge(.characters)
      }
      try evaluator.step(text.utf8.count / 16)
      return .text(text)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      if case .text(let left) = left, case .text(let right) = right {
        try evaluator.step(min(left.utf8.count, right.utf8.count) / 64)
      }
      return .boolean(try FormulaComparison.isTrue(operation, left, right))
    }
  }

  /// The result of an addition at the end of a formula, 0 where it is nothing but what the last bits leave.
  private func snapped(_ result: Double, of operand: Double, _ isSnapping: Bool) -> Double {
    isSnapping && result.magnitude < operand.magnitude * 0x1p-49 ? 0 : result
  }

  // MARK: Arrays

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
      case .missing, .area, .union: arrays.append(FormulaArray(.error(.value)))
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
    for row in 0..<filled {
      for column in 0..<columns { values.append(try element(arrays.map { $0.spread(row: row, column: column) })) }
    }
    let rest = filled < rows ? try element(arrays.map { $0.isSingle ? $0.first : $0.rest }) : .blank
    return .array(FormulaArray(rows: rows, columns: columns, filledRows: filled, values: values, rest: rest))
  }
}

extension FormulaArray {
  /// What stands in the cells of a rectangle.
  init(_ area: FormulaArea, _ evaluator: FormulaEvaluator) throws(FormulaInterruption) {
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

extension FormulaEvaluator {
  /// Hands on the cells of a rectangle that hold something, row by row.
  func forEachCell(
    of area: FormulaArea, _ body: (CellReference, CellValue) throws(FormulaInterruption) -> Void
  ) throws(FormulaInterruption) {
    let sheet = try cells(of: area.sheet)
    var index = sheet.position(ofRow: area.range.first.row)
    while index < sheet.rows.count, sheet.rows[index].index <= area.range.last.row {
      for cell in sheet.rows[index].cells where cell.reference.column >= area.range.first.column {
        if cell.reference.column > area.range.last.column { break }
        try step()
        let value = try value(of: cell, at: FormulaCell(sheet: area.sheet, reference: cell.reference))
        if !value.isBlank { try body(cell.reference, value) }
      }
      index += 1
    }
  }
}
