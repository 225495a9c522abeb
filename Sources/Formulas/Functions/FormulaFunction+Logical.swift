internal import XLSX

extension FormulaFunction {
  /// Decisions; what is not chosen is not evaluated.
  static let logical: [FormulaFunction] = [
    lazy("IF", 1...3) { (context, nodes) throws(FormulaInterruption) in
      switch try context.content(nodes[0]) {
      case .array(let conditions): return try context.chosen(conditions, nodes)
      case let condition:
        let isTrue = try FormulaCoercion.boolean(try context.array(condition).first)
        return try context.branch(isTrue, nodes)
      }
    }
    .scalar { (context, nodes) throws(FormulaInterruption) in
      let isTrue = try FormulaCoercion.boolean(try nodes[0].value(context))
      let index = isTrue ? 1 : 2
      guard index < nodes.count else { return .boolean(isTrue) }
      return nodes[index].isMissing ? .number(0) : try nodes[index].value(context)
    },
    lazy("IFERROR", 2...2) { (context, nodes) throws(FormulaInterruption) in
      try context.replacing(nodes) { _ in true }
    }
    .scalar { (context, nodes) throws(FormulaInterruption) in
      let value = try context.value(orErrorOf: nodes[0])
      guard case .error = value else { return value }
      return try nodes[1].value(context)
    },
    lazy("IFNA", 2...2) { (context, nodes) throws(FormulaInterruption) in
      try context.replacing(nodes) { $0 == .notAvailable }
    }
    .scalar { (context, nodes) throws(FormulaInterruption) in
      let value = try context.value(orErrorOf: nodes[0])
      guard case .error(.notAvailable) = value else { return value }
      return try nodes[1].value(context)
    },
    lazy("IFS", 2...maximumCount) { (context, nodes) throws(FormulaInterruption) in
      guard nodes.count.isMultiple(of: 2) else { throw .malformed("the number of arguments of IFS") }
      for index in stride(from: 0, to: nodes.count, by: 2)
      where try FormulaCoercion.boolean(try context.value(nodes[index])) {
        return try context.operand(nodes[index + 1])
      }
      throw .error(.notAvailable)
    },
    lazy("SWITCH", 3...maximumCount) { (context, nodes) throws(FormulaInterruption) in
      let value = try context.value(nodes[0])
      var index = 1
      while index + 1 < nodes.count {
        if try FormulaComparison.isTrue(.equal, value, try context.value(nodes[index])) {
          return try context.operand(nodes[index + 1])
        }
        index += 2
      }
      guard index < nodes.count else { throw .error(.notAvailable) }
      return try context.operand(nodes[index])
    },
    lazy("CHOOSE", 2...maximumCount) { (context, nodes) throws(FormulaInterruption) in
      let index = try FormulaCoercion.number(try context.value(nodes[0])).rounded(.towardZero)
      guard index >= 1, index < Double(nodes.count) else { throw .error(.value) }
      return try context.operand(nodes[Int(index)])
    },
    ranges("AND", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .value(.boolean(try arguments.booleans().allSatisfy { $0 }))
    },
    ranges("OR", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .value(.boolean(try arguments.booleans().contains(true)))
    },
    ranges("XOR", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .value(.boolean(try arguments.booleans().count { $0 } % 2 == 1))
    },
    values("NOT", 1...1) { (arguments) throws(FormulaInterruption) in .boolean(!(try arguments.boolean(0))) },
    values("TRUE", 0...0) { _ in .boolean(true) },
    values("FALSE", 0...0) { _ in .boolean(false) },
  ]
}

extension FormulaContext {
  /// A single value of a node; of an array nothing is known.
  func value(_ node: FormulaNode) throws(FormulaInterruption) -> CellValue {
    switch try content(node) {
    case .value(let value): return value
    case .array(let array) where array.isSingle: return array.first
    case .array: throw .unsupported("a choice among arrays")
    case .area, .union, .missing: throw .error(.value)
    case .lambda: throw .error(.calculation)
    }
  }

  /// What follows a condition; what is left out is 0, and where nothing stands, a truth value.
  fileprivate func branch(_ isTrue: Bool, _ nodes: [FormulaNode]) throws(FormulaInterruption) -> FormulaOperand {
    let index = isTrue ? 1 : 2
    guard index < nodes.count else { return .value(.boolean(isTrue)) }
    let operand = try operand(nodes[index])
    if case .missing = operand { return .number(0) }
    return operand
  }

  /// What follows each of several conditions.
  fileprivate func chosen(_ conditions: FormulaArray, _ nodes: [FormulaNode]) throws(FormulaInterruption)
    -> FormulaOperand
  {
    // Excel takes arrays here in array formulas only, other programs in others, too.
    guard mode != .forced || nodes[0].isConstantArray else {
      throw .unsupported("IF with an array in a formula that is none of an array")
    }
    let array = self.array
    let yes = try array.content(try array.branch(true, nodes))
    let no = try array.content(try array.branch(false, nodes))
    return try lift([.array(conditions), yes, no]) { (values) throws(FormulaInterruption) in
      try FormulaCoercion.boolean(values[0]) ? values[1] : values[2]
    }
  }

  /// The first node's value, or the second's where it is one of those errors.
  fileprivate func replacing(_ nodes: [FormulaNode], _ isMeant: (CellError) -> Bool) throws(FormulaInterruption)
    -> FormulaOperand
  {
    func isReplaced(_ value: CellValue) -> Bool { if case .error(let error) = value { isMeant(error) } else { false } }
    switch try content(nodes[0]) {
    case .array(let array):
      guard array.values.contains(where: isReplaced) || isReplaced(array.rest) else { return .array(array) }
      return try lift([.array(array), try content(nodes[1])]) { (values) in
        isReplaced(values[0]) ? values[1] : values[0]
      }
    case .value(let value):
      if !isReplaced(value) { return .value(value) }
      let other = try operand(nodes[1])
      if case .missing = other { return .value(.blank) }
      return other
    case let operand: return operand
    }
  }
}

extension FormulaArguments {
  /// The truth values of the arguments; texts in cells are none.
  fileprivate func booleans() throws(FormulaInterruption) -> [Bool] {
    var booleans: [Bool] = []
    try forEachValue { (value, origin, _) throws(FormulaInterruption) in
      if case .text(let text) = value {
        if origin == .cells || text.isEmpty { return }
        if count > 1, !["TRUE", "FALSE"].contains(text.uppercased()) {
          throw .unsupported("a text among truth values")
        }
      }
      booleans.append(try FormulaCoercion.boolean(value))
    }
    if booleans.isEmpty { throw .error(.value) }
    return booleans
  }
}
