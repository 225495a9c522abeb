internal import XLSX

/// The arguments of a function, evaluated.
struct FormulaArguments {
  let context: FormulaContext
  let operands: [FormulaOperand]

  init(_ context: FormulaContext, _ operands: [FormulaOperand]) {
    self.context = context
    self.operands = operands
  }

  var count: Int { operands.count }
  var evaluator: FormulaEvaluator { context.evaluator }
  /// How the workbook counts days.
  var calendar: FormulaCalendar { evaluator.calendar }

  /// Whether an argument is not given, or left out between commas.
  func isMissing(_ index: Int) -> Bool {
    guard index < operands.count else { return true }
    if case .missing = operands[index] { return true }
    return false
  }

  /// A single value.
  func value(_ index: Int) throws(FormulaInterruption) -> CellValue {
    guard index < operands.count else { return .blank }
    switch try context.content(operands[index]) {
    case .value(let value): return value
    case .array(let array): return array.first
    case .area, .union, .missing: return .error(.value)
    case .lambda: return .error(.calculation)
    }
  }

  func number(_ index: Int) throws(FormulaInterruption) -> Double {
    try FormulaCoercion.number(try value(index), calendar)
  }

  func number(_ index: Int, or standard: Double) throws(FormulaInterruption) -> Double {
    index < operands.count ? try number(index) : standard
  }

  /// A whole number; what stands behind the decimal point is cut off.
  func integer(_ index: Int) throws(FormulaInterruption) -> Int {
    let number = try number(index).rounded(.towardZero)
    guard number.magnitude < 1e15 else { throw .error(.number) }
    return Int(number)
  }

  func integer(_ index: Int, or standard: Int) throws(FormulaInterruption) -> Int {
    index < operands.count ? try integer(index) : standard
  }

  /// A number, as functions take it that once were an add-in's: no truth value, and none may be left out.
  func strictNumber(_ index: Int) throws(FormulaInterruption) -> Double {
    if isMissing(index) { throw .error(.notAvailable) }
    if case .boolean = try value(index) { throw .error(.value) }
    return try number(index)
  }

  /// The same without what stands behind the decimal point.
  func strictInteger(_ index: Int) throws(FormulaInterruption) -> Int {
    let number = try strictNumber(index).rounded(.towardZero)
    guard number.magnitude < 1e15 else { throw .error(.number) }
    return Int(number)
  }

  func text(_ index: Int) throws(FormulaInterruption) -> String {
    let text = try FormulaCoercion.text(try value(index))
    try evaluator.step(text.utf8.count / 16)
    return text
  }

  func boolean(_ index: Int) throws(FormulaInterruption) -> Bool { try FormulaCoercion.boolean(try value(index)) }

  func boolean(_ index: Int, or standard: Bool) throws(FormulaInterruption) -> Bool {
    index < operands.count ? try boolean(index) : standard
  }

  /// All values of an argument in rows and columns.
  func array(_ index: Int) throws(FormulaInterruption) -> FormulaArray { try context.array(operands[index]) }

  /// The rectangle that an argument refers to.
  func area(_ index: Int) throws(FormulaInterruption) -> FormulaArea {
    switch operands[index] {
    case .area(let area): return area
    case .value(.error(let error)): throw .error(error)
    case .value, .array, .union, .missing, .lambda: throw .error(.value)
    }
  }

  /// Where a value of an argument comes from: what is typed as an argument is converted, what stands in cells is not.
  enum Origin { case argument, cells }

  /// Hands on the values of the arguments from one on, with how often they stand there; empty cells are left out.
  func forEachValue(
    from first: Int = 0, _ body: (CellValue, Origin, Int) throws(FormulaInterruption) -> Void
  ) throws(FormulaInterruption) {
    for operand in operands.dropFirst(first) {
      switch operand {
      case .value(let value): try body(value, .argument, 1)
      case .missing: try body(.number(0), .argument, 1)
      case .array(let array):
        try evaluator.step(array.values.count)
        for value in array.values where !value.isBlank { try body(value, .cells, 1) }
        if array.restCount > 0, !array.rest.isBlank { try body(array.rest, .cells, array.restCount) }
      case .area(let area): try forEachValue(of: area, body)
      case .union(let areas): for area in areas { try forEachValue(of: area, body) }
      case .lambda: throw .error(.calculation)
      }
    }
  }

  private func forEachValue(
    of area: FormulaArea, _ body: (CellValue, Origin, Int) throws(FormulaInterruption) -> Void
  ) throws(FormulaInterruption) {
    try evaluator.forEachCell(of: area) { (_, value) throws(FormulaInterruption) in try body(value, .cells, 1) }
  }

  /// Hands on the numbers of the arguments: of cells and arrays those that are numbers, of arguments themselves what
  /// reads as one.
  func forEachNumber(
    from first: Int = 0, _ body: (Double, Int) throws(FormulaInterruption) -> Void
  ) throws(FormulaInterruption) {
    try forEachValue(from: first) { (value, origin, count) throws(FormulaInterruption) in
      switch value {
      case .number(let number): try body(number, count)
      case .error(let error): throw .error(error)
      case .blank, .text, .boolean:
        if origin == .argument { try body(try FormulaCoercion.number(value, calendar), count) }
      }
    }
  }

  /// The numbers of the arguments.
  func numbers(from first: Int = 0) throws(FormulaInterruption) -> [Double] {
    var numbers: [Double] = []
    try forEachNumber(from: first) { (number, count) throws(FormulaInterruption) in
      guard numbers.count + count <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
      for _ in 0..<count { numbers.append(number) }
    }
    return numbers
  }
}
