/// A formula as a tree: it can be written with names, written with numbers, and worked out, and all three say the same.
indirect enum Expression: Sendable {
  /// A value with a name: an input, a factor or the result of an earlier step.
  case term(Explanation.Term)
  /// A number that belongs to the formula itself, such as 1000.
  case constant(Double)
  case sum([Expression])
  case difference(Expression, Expression)
  case product([Expression])
  case quotient(Expression, Expression)
  case greater(Expression, Expression)
  case lesser(Expression, Expression)

  /// Worked out from left to right, in doubles.
  var value: Double {
    switch self {
    case .term(let term): term.value
    case .constant(let value): value
    case .sum(let parts): parts.reduce(0) { $0 + $1.value }
    case .difference(let left, let right): left.value - right.value
    case .product(let parts): parts.dropFirst().reduce(parts.first?.value ?? 1) { $0 * $1.value }
    case .quotient(let left, let right): left.value / right.value
    case .greater(let left, let right): max(left.value, right.value)
    case .lesser(let left, let right): min(left.value, right.value)
    }
  }

  /// The named values, each once, in the order in which they are first used.
  var terms: [Explanation.Term] {
    var found: [Explanation.Term] = []
    var seen: Set<Explanation.Term> = []
    visit { if seen.insert($0).inserted { found.append($0) } }
    return found
  }

  private func visit(_ body: (Explanation.Term) -> Void) {
    switch self {
    case .term(let term): body(term)
    case .constant: break
    case .sum(let parts), .product(let parts): for part in parts { part.visit(body) }
    case .difference(let left, let right), .quotient(let left, let right), .greater(let left, let right),
      .lesser(let left, let right):
      left.visit(body)
      right.visit(body)
    }
  }

  /// How tightly the outermost operation binds.
  private var precedence: Int {
    switch self {
    case .sum(let parts): parts.count == 1 ? parts[0].precedence : 1
    case .product(let parts): parts.count == 1 ? parts[0].precedence : 2
    case .difference: 1
    case .quotient: 2
    case .term, .constant, .greater, .lesser: 3
    }
  }

  /// Written out, each term as the caller wants it; brackets only where they are needed.
  func written(_ term: (Explanation.Term) -> String) -> String {
    func operand(_ expression: Expression, atLeast precedence: Int) -> String {
      let text = expression.written(term)
      return expression.precedence < precedence ? "(\(text))" : text
    }
    switch self {
    case .term(let leaf): return term(leaf)
    case .constant(let value): return Explanation.number(value)
    case .sum(let parts): return parts.map { operand($0, atLeast: 1) }.joined(separator: " + ")
    case .difference(let left, let right): return operand(left, atLeast: 1) + " − " + operand(right, atLeast: 2)
    case .product(let parts): return parts.map { operand($0, atLeast: 2) }.joined(separator: " × ")
    case .quotient(let left, let right): return operand(left, atLeast: 2) + " ÷ " + operand(right, atLeast: 3)
    case .greater(let left, let right): return "max(\(left.written(term)), \(right.written(term)))"
    case .lesser(let left, let right): return "min(\(left.written(term)), \(right.written(term)))"
    }
  }

  /// The expression with the names of its values.
  var formula: String { written { $0.name } }

  /// The expression with numbers at full precision.
  var calculation: String { written { Explanation.number($0.value) } }
}
