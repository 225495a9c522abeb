internal import XLSX

/// The call of a function.
final class CallNode: FormulaNode {
  private let function: FormulaFunction
  private let arguments: [FormulaNode]

  init(_ function: FormulaFunction, _ arguments: [FormulaNode]) {
    self.function = function
    self.arguments = arguments
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    do throws(FormulaInterruption) {
      switch function.evaluation {
      case .lazy(let body): return try body(context, arguments)
      case .eager(let parameters, let repeating, let body):
        return try lifted(body, parameters, repeating: repeating, context)
      }
    } catch {
      guard case .error(let error) = error else { throw error }
      return .value(.error(error))
    }
  }

  override func value(_ context: FormulaContext) throws(FormulaInterruption) -> CellValue {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    if let scalar = function.scalar, context.mode == .single { return try scalar(context, arguments) }
    let operand: FormulaOperand
    switch function.evaluation {
    case .lazy(let body): operand = try body(context, arguments)
    case .eager(let parameters, let repeating, let body):
      if context.mode == .single {
        operand = try body(try single(parameters, repeating: repeating, context))
      } else {
        operand = try lifted(body, parameters, repeating: repeating, context)
      }
    }
    switch operand {
    case .value(let value): return value
    case .array(let array): return array.first
    case .area(let area): return try context.single(area)
    case .missing: return .blank
    case .union: return .error(.value)
    case .lambda: return .error(.calculation)
    }
  }

  private static func parameter(_ index: Int, _ parameters: [FormulaFunction.Parameter], _ repeating: Int)
    -> FormulaFunction.Parameter
  {
    index < parameters.count
      ? parameters[index] : parameters[parameters.count - repeating + (index - parameters.count) % repeating]
  }

  /// The arguments where of arrays no more than the first value is wanted.
  private func single(
    _ parameters: [FormulaFunction.Parameter], repeating: Int, _ context: FormulaContext
  ) throws(FormulaInterruption) -> FormulaArguments {
    var operands: [FormulaOperand] = []
    operands.reserveCapacity(arguments.count)
    for (index, node) in arguments.enumerated() {
      switch Self.parameter(index, parameters, repeating) {
      case .value: operands.append(node.isMissing ? .missing : .value(try context.value(orErrorOf: node)))
      case .reference: operands.append(try node.operand(context))
      case .array: operands.append(try node.operand(context.forced))
      }
    }
    return FormulaArguments(context, operands)
  }

  /// Calls the function for each element of the arrays that stand where it takes values.
  private func lifted(
    _ body: FormulaFunction.Body, _ parameters: [FormulaFunction.Parameter], repeating: Int, _ context: FormulaContext
  ) throws(FormulaInterruption) -> FormulaOperand {
    var operands: [FormulaOperand] = []
    operands.reserveCapacity(arguments.count)
    /// The arguments that are arrays where values are taken.
    var lifted: [Int] = []
    for (index, node) in arguments.enumerated() {
      switch Self.parameter(index, parameters, repeating) {
      case .value:
        if node.isMissing {
          operands.append(.missing)
          continue
        }
        let operand = try context.content(try node.operand(context))
        if case .array = operand { lifted.append(index) }
        operands.append(operand)
      case .reference: operands.append(try node.operand(context))
      case .array: operands.append(try node.operand(context.forced))
      }
    }
    if lifted.isEmpty { return try body(FormulaArguments(context, operands)) }
    return try context.lift(lifted.map { operands[$0] }) { (values) throws(FormulaInterruption) in
      var single = operands
      for (index, value) in zip(lifted, values) { single[index] = .value(value) }
      let arguments = FormulaArguments(context, single)
      switch try context.content(try body(arguments)) {
      case .value(let value): return value
      case .array(let array): return array.first
      case .area, .union, .missing: return .error(.value)
      case .lambda: return .error(.calculation)
      }
    }
  }
}
