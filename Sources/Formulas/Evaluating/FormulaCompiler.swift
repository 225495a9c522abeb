internal import XLSX

/// Makes of what a formula says what can be evaluated: sheets, functions and variables are looked up once.
struct FormulaCompiler {
  private let evaluator: FormulaEvaluator
  /// The sheet on which the formula stands.
  private let sheet: Int
  /// The names of LET and LAMBDA around, in small letters.
  private var variables: Set<String> = []

  init(_ evaluator: FormulaEvaluator, sheet: Int) {
    self.evaluator = evaluator
    self.sheet = sheet
  }

  /// Makes the node of an expression.
  ///
  /// - Parameters:
  ///   - expression: what the formula says.
  ///   - isWhole: whether it is the whole formula.
  /// - Returns: the node.
  /// - Throws: `.malformed` for a wrong number of arguments.
  func node(_ expression: FormulaExpression, isWhole: Bool = false) throws(FormulaInterruption) -> FormulaNode {
    switch expression {
    case .value(let value): return ValueNode(value)
    case .missing: return MissingNode()
    case .array(let array): return ArrayNode(array)
    case .reference(let reference):
      guard let name = reference.sheet else { return ReferenceNode(reference, sheet: nil) }
      guard let index = evaluator.sheetIndex(name) else {
        return UnsupportedNode("a reference to a sheet that is missing")
      }
      return ReferenceNode(reference, sheet: index)
    case .sheets(let first, let last, let reference):
      guard let one = evaluator.sheetIndex(first), let other = evaluator.sheetIndex(last) else {
        return UnsupportedNode("a reference to a sheet that is missing")
      }
      return SheetsNode(min(one, other)...max(one, other), reference)
    case .external(let book, let reference):
      return ExternalNode(book: book, reference)
    case .table(let name, let selection): return try table(name, selection)
    case .name(let name, let sheet): return try self.name(name, sheet: sheet)
    case .call(let name, let arguments): return try call(name, arguments)
    case .application(let function, let arguments):
      return ApplicationNode(try node(function), try nodes(arguments))
    case .negative(let expression): return UnaryNode(.negative, try node(expression))
    case .percent(let expression): return UnaryNode(.percent, try node(expression))
    case .binary: return try binary(expression, isWhole: isWhole)
    case .span(let first, let last): return ReferencesNode(.span, try nodes([first, last]))
    case .intersection(let left, let right): return ReferencesNode(.intersection, try nodes([left, right]))
    case .union(let expressions): return ReferencesNode(.union, try nodes(expressions))
    case .single(let expression): return SingleNode(try node(expression))
    case .spilled(let expression): return SpilledNode(try node(expression))
    case .unsupported(let what): return UnsupportedNode(what)
    }
  }

  private func nodes(_ expressions: [FormulaExpression]) throws(FormulaInterruption) -> [FormulaNode] {
    var nodes: [FormulaNode] = []
    nodes.reserveCapacity(expressions.count)
    for expression in expressions { nodes.append(try node(expression)) }
    return nodes
  }

  private func binary(_ expression: FormulaExpression, isWhole: Bool) throws(FormulaInterruption) -> FormulaNode {
    var chain: [(operation: FormulaOperator, node: FormulaNode)] = []
    var first = expression
    while case .binary(let operation, let left, let right) = first {
      chain.append((operation, try node(right)))
      first = left
    }
    return BinaryNode(try node(first), chain.reversed(), isWhole: isWhole)
  }

  // MARK: Names

  private func name(_ name: String, sheet: String?) throws(FormulaInterruption) -> FormulaNode {
    let key = Self.key(name)
    if sheet == nil, variables.contains(key) { return VariableNode(key) }
    if sheet == nil, !evaluator.isDefined(name, on: self.sheet),
      let table = evaluator.table(named: name)
    {
      return try self.table(table.name, TableSelection())
    }
    return NameNode(name, sheet: sheet)
  }

  /// A name without the prefix that files write before those of LET and LAMBDA.
  private static func key(_ name: String) -> String {
    var key = Substring(name.lowercased())
    for prefix in ["_xlpm.", "_xlop."] where key.hasPrefix(prefix) { key = key.dropFirst(prefix.utf8.count) }
    return String(key)
  }

  private func table(_ name: String?, _ selection: TableSelection) throws(FormulaInterruption) -> FormulaNode {
    guard let name else { return TableAroundNode(selection) }
    guard let table = evaluator.table(named: name), let sheet = evaluator.sheetIndex(table.sheet) else {
      return UnsupportedNode("a table that is missing")
    }
    return TableNode(table, sheet: sheet, selection)
  }

  // MARK: Calls

  private func call(_ name: String, _ arguments: [FormulaExpression]) throws(FormulaInterruption) -> FormulaNode {
    switch name {
    case "LET": return try binding(arguments)
    case "LAMBDA": return try lambda(arguments)
    default: break
    }
    let key = Self.key(name)
    if variables.contains(key) { return ApplicationNode(VariableNode(key), try nodes(arguments)) }
    guard let function = evaluator.function(named: name) else {
      if evaluator.isDefined(name, on: sheet) {
        return ApplicationNode(NameNode(name, sheet: nil), try nodes(arguments))
      }
      return UnsupportedNode("the function \(name)")
    }
    guard function.counts.contains(arguments.count) else {
      throw .malformed("the number of arguments of \(name)")
    }
    let call = CallNode(function, try nodes(arguments))
    if name == "MONTH", case .call("DATEVALUE", let texts) = arguments[0], texts.count == 1 {
      return MonthNode(of: try node(texts[0]), otherwise: call)
    }
    return call
  }

  private func binding(_ arguments: [FormulaExpression]) throws(FormulaInterruption) -> FormulaNode {
    guard arguments.count >= 3, !arguments.count.isMultiple(of: 2), let last = arguments.last else {
      throw .malformed("the number of arguments of LET")
    }
    var inner = self
    var bindings: [(name: String, node: FormulaNode)] = []
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      guard case .name(let name, nil) = arguments[index] else { throw .malformed("a name of LET is missing") }
      let key = Self.key(name)
      bindings.append((key, try inner.node(arguments[index + 1])))
      inner.variables.insert(key)
    }
    return LetNode(bindings, try inner.node(last))
  }

  private func lambda(_ arguments: [FormulaExpression]) throws(FormulaInterruption) -> FormulaNode {
    guard let last = arguments.last else { throw .malformed("the number of arguments of LAMBDA") }
    var inner = self
    var names: [String] = []
    for argument in arguments.dropLast() {
      let key: String
      switch argument {
      case .name(let name, nil): key = Self.key(name)
      default: throw .malformed("a name of LAMBDA is missing")
      }
      names.append(key)
      inner.variables.insert(key)
    }
    return LambdaNode(names, try inner.node(last))
  }
}
