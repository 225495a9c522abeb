internal import XLSX

/// A part of a formula, ready to be evaluated.
class FormulaNode {
  /// Whether it is an argument that was left out between commas.
  var isMissing: Bool { false }
  /// Whether it is an array that is written out.
  var isConstantArray: Bool { false }

  /// What it gives: a reference stays one.
  func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    throw .unsupported("nothing")
  }

  /// The single value that it gives where one is wanted; of an array its first.
  ///
  /// Only for formulas that are none of an array: ranges are the cell in the formula's row or column.
  func value(_ context: FormulaContext) throws(FormulaInterruption) -> CellValue {
    switch try context.content(try operand(context)) {
    case .value(let value): return value
    case .array(let array): return array.first
    case .area, .union, .missing: return .error(.value)
    case .lambda: return .error(.calculation)
    }
  }
}

/// A value that is written out.
final class ValueNode: FormulaNode {
  private let value: CellValue

  init(_ value: CellValue) { self.value = value }

  override func operand(_ context: FormulaContext) -> FormulaOperand { .value(value) }
  override func value(_ context: FormulaContext) -> CellValue { value }
}

final class MissingNode: FormulaNode {
  override var isMissing: Bool { true }

  override func operand(_ context: FormulaContext) -> FormulaOperand { .missing }
  override func value(_ context: FormulaContext) -> CellValue { .blank }
}

final class ArrayNode: FormulaNode {
  private let array: FormulaArray

  init(_ array: FormulaArray) { self.array = array }

  override var isConstantArray: Bool { true }
  override func operand(_ context: FormulaContext) -> FormulaOperand { .array(array) }
  override func value(_ context: FormulaContext) -> CellValue { array.first }
}

final class UnsupportedNode: FormulaNode {
  private let what: String

  init(_ what: String) { self.what = what }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    throw .unsupported(what)
  }
}

/// A sign before a value, or a percent sign behind it.
final class UnaryNode: FormulaNode {
  enum Operation { case negative, percent }

  private let operation: Operation
  private let node: FormulaNode

  init(_ operation: Operation, _ node: FormulaNode) {
    self.operation = operation
    self.node = node
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    switch try context.content(try node.operand(context)) {
    case .array(let array):
      return try context.lift(array) { (value) throws(FormulaInterruption) in try result(value, context) }
    case .value(let value):
      do throws(FormulaInterruption) { return .value(try result(value, context)) } catch {
        guard case .error(let error) = error else { throw error }
        return .value(.error(error))
      }
    case .area, .union, .missing, .lambda: return .value(.error(.value))
    }
  }

  override func value(_ context: FormulaContext) throws(FormulaInterruption) -> CellValue {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    return try result(try node.value(context), context)
  }

  private func result(_ value: CellValue, _ context: FormulaContext) throws(FormulaInterruption) -> CellValue {
    let number = try FormulaCoercion.number(value, context.evaluator.calendar)
    return .number(operation == .negative ? -number : number / 100)
  }
}

/// `@`: a single value of a rectangle.
final class SingleNode: FormulaNode {
  private let node: FormulaNode

  init(_ node: FormulaNode) { self.node = node }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    .value(try value(context))
  }

  override func value(_ context: FormulaContext) throws(FormulaInterruption) -> CellValue {
    var single = context
    single.mode = .single
    return try node.value(single)
  }
}
