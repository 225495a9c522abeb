internal import XLSX

/// Operators from left to right: `A1+B1-C1`, without going into the stack for each.
final class BinaryNode: FormulaNode {
  private let first: FormulaNode
  private let rest: [(operation: FormulaOperator, node: FormulaNode)]
  /// Whether it is the whole formula: then a sum that is zero but for the last bits is 0.
  private let isWhole: Bool

  init(_ first: FormulaNode, _ rest: [(operation: FormulaOperator, node: FormulaNode)], isWhole: Bool) {
    self.first = first
    self.rest = rest
    self.isWhole = isWhole
  }

  override func value(_ context: FormulaContext) throws(FormulaInterruption) -> CellValue {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    var result = try first.value(context)
    let last = rest.count - 1
    for index in 0...last {
      let operation = rest[index].operation
      let right = try rest[index].node.value(context)
      result = try Self.value(operation, result, right, snapping: isWhole && index == last, context)
    }
    return result
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    var result = try context.content(try first.operand(context))
    for (index, (operation, node)) in rest.enumerated() {
      try context.evaluator.step()
      let isLast = isWhole && index == rest.count - 1
      let right = try context.content(try node.operand(context))
      if case .value(let left) = result, case .value(let right) = right {
        do throws(FormulaInterruption) {
          result = .value(try Self.value(operation, left, right, snapping: isLast, context))
        } catch {
          guard case .error(let error) = error else { throw error }
          result = .value(.error(error))
        }
      } else if let lifted = try context.lift(
        try context.array(result), try context.array(right),
        { (left, right) throws(FormulaInterruption) in
          try Self.value(operation, left, right, snapping: isLast, context)
        })
      {
        result = lifted
      } else {
        result = try context.lift([result, right]) { (values) throws(FormulaInterruption) in
          try Self.value(operation, values[0], values[1], snapping: isLast, context)
        }
      }
    }
    return result
  }

  private static func value(
    _ operation: FormulaOperator, _ left: CellValue, _ right: CellValue, snapping isSnapping: Bool,
    _ context: FormulaContext
  ) throws(FormulaInterruption) -> CellValue {
    switch operation {
    case .add, .subtract, .multiply, .divide, .power:
      let calendar = context.evaluator.calendar
      let (left, right) = (try FormulaCoercion.number(left, calendar), try FormulaCoercion.number(right, calendar))
      switch operation {
      case .add: return try FormulaCoercion.result(snapped(left + right, of: left, isSnapping))
      case .subtract: return try FormulaCoercion.result(snapped(left - right, of: left, isSnapping))
      case .multiply: return try FormulaCoercion.result(left * right)
      case .divide:
        guard right != 0 else { throw .error(.divisionByZero) }
        return try FormulaCoercion.result(left / right)
      default: return try FormulaMath.power(left, right)
      }
    case .concatenate:
      let text = try FormulaCoercion.text(left) + FormulaCoercion.text(right)
      let limit = context.evaluator.limits.textLength
      guard text.utf8.count <= limit || text.utf16.count <= limit else { throw .tooLarge(.characters) }
      try context.evaluator.step(text.utf8.count / 16)
      return .text(text)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      if case .text(let left) = left, case .text(let right) = right {
        try context.evaluator.step(min(left.utf8.count, right.utf8.count) / 64)
      }
      return .boolean(try FormulaComparison.isTrue(operation, left, right))
    }
  }

  /// The result of an addition at the end of a formula, 0 where it is nothing but what the last bits leave.
  private static func snapped(_ result: Double, of operand: Double, _ isSnapping: Bool) -> Double {
    isSnapping && result.magnitude < operand.magnitude * 0x1p-49 ? 0 : result
  }
}
