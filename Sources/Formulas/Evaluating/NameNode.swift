internal import XLSX

/// A defined name, whose formula stands where the name is used.
final class NameNode: FormulaNode {
  private let name: String
  private let sheet: String?

  init(_ name: String, sheet: String?) {
    self.name = name
    self.sheet = sheet
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    guard let node = try context.evaluator.node(named: name, of: sheet, in: context) else {
      return .value(.error(.name))
    }
    var inner = context
    inner.scope = nil
    // Names are array formulas.
    if !(node is ReferenceNode) { inner.mode = .array }
    return try node.operand(inner)
  }
}

/// A variable of LET or LAMBDA.
final class VariableNode: FormulaNode {
  private let name: String

  init(_ name: String) { self.name = name }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.step()
    guard let operand = context.scope?.operand(of: name) else { return .value(.error(.name)) }
    return operand
  }
}

/// What names of LET and LAMBDA stand for, the last ones first.
final class FormulaScope {
  private let name: String
  private let operand: FormulaOperand
  private let outer: FormulaScope?
  /// How many names there are.
  let depth: Int

  init(_ name: String, _ operand: FormulaOperand, outer: FormulaScope?) {
    self.name = name
    self.operand = operand
    self.outer = outer
    depth = (outer?.depth ?? 0) + 1
  }

  /// What a name stands for, in small letters; `nil` where it is none of these.
  func operand(of name: String) -> FormulaOperand? {
    var scope: FormulaScope? = self
    while let known = scope {
      if known.name == name { return known.operand }
      scope = known.outer
    }
    return nil
  }
}

/// LET: names and what they stand for, and what is computed of them.
final class LetNode: FormulaNode {
  private let bindings: [(name: String, node: FormulaNode)]
  private let body: FormulaNode

  init(_ bindings: [(name: String, node: FormulaNode)], _ body: FormulaNode) {
    self.bindings = bindings
    self.body = body
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    var inner = context
    for (name, node) in bindings {
      inner.scope = FormulaScope(name, try node.operand(inner), outer: inner.scope)
    }
    return try body.operand(inner)
  }
}

/// LAMBDA: a function.
final class LambdaNode: FormulaNode {
  private let names: [String]
  private let body: FormulaNode

  init(_ names: [String], _ body: FormulaNode) {
    self.names = names
    self.body = body
  }

  override func operand(_ context: FormulaContext) -> FormulaOperand {
    .lambda(Closure(names: names, body: body, context: context))
  }

  private struct Closure: FormulaClosure {
    var names: [String]
    var body: FormulaNode
    var context: FormulaContext

    var count: Int { names.count }

    func result(of arguments: [FormulaOperand]) throws(FormulaInterruption) -> FormulaOperand {
      guard arguments.count <= names.count else { throw .error(.value) }
      try context.evaluator.enter()
      defer { context.evaluator.leave() }
      var inner = context
      for (index, name) in names.enumerated() {
        inner.scope = FormulaScope(
          name, index < arguments.count ? arguments[index] : .missing, outer: inner.scope)
      }
      return try body.operand(inner)
    }
  }
}

/// The call of a function that a formula makes.
final class ApplicationNode: FormulaNode {
  private let function: FormulaNode
  private let arguments: [FormulaNode]

  init(_ function: FormulaNode, _ arguments: [FormulaNode]) {
    self.function = function
    self.arguments = arguments
  }

  override func operand(_ context: FormulaContext) throws(FormulaInterruption) -> FormulaOperand {
    try context.evaluator.enter()
    defer { context.evaluator.leave() }
    let function = try function.operand(context)
    switch function {
    case .lambda(let closure):
      var operands: [FormulaOperand] = []
      for node in arguments { operands.append(try node.operand(context)) }
      do throws(FormulaInterruption) { return try closure.result(of: operands) } catch {
        guard case .error(let error) = error else { throw error }
        return .value(.error(error))
      }
    case .value(.error): return function
    case .value, .array, .area, .union, .missing: return .value(.error(.reference))
    }
  }
}
