/// Works out what an explanation prints, as a pocket calculator does: numbers, + − × ÷, brackets, min and max.
///
/// With a stack of values and one of operators (Dijkstra's shunting yard), so that it shares neither code nor way with
/// the program's own check, which descends through the text.
package struct Arithmetic {
  private var values: [Double] = []
  private var operators: [String] = []
  /// Whether a number, a bracket or a function is due next, or else an operator.
  private var awaitsOperand = true

  /// What a printed calculation comes to; `nil` where the text is no calculation.
  package static func value(of text: String) -> Double? {
    var arithmetic = Arithmetic()
    var rest = text.replacing(" ", with: "")[...]
    while !rest.isEmpty {
      guard let token = next(&rest), arithmetic.take(token) else { return nil }
    }
    while let last = arithmetic.operators.popLast() {
      guard arithmetic.apply(last) else { return nil }
    }
    return arithmetic.values.count == 1 && !arithmetic.awaitsOperand ? arithmetic.values[0] : nil
  }

  private static func next(_ rest: inout Substring) -> String? {
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    let word = rest.prefix { $0.isLetter }
    let token = !digits.isEmpty ? digits : !word.isEmpty ? word : rest.prefix(1)
    rest = rest.dropFirst(token.count)
    return String(token)
  }

  private mutating func take(_ token: String) -> Bool {
    switch token {
    case "min", "max", "(":
      guard awaitsOperand, token == "(" || operators.last != "min" && operators.last != "max" else { return false }
      operators.append(token)
    case ",", ")":
      guard !awaitsOperand else { return false }
      while let last = operators.last, last != "(" {
        guard apply(operators.removeLast()) else { return false }
      }
      guard operators.last == "(" else { return false }
      if token == "," {
        awaitsOperand = true
        return true
      }
      operators.removeLast()
      if let function = operators.last, function == "min" || function == "max" { return apply(operators.removeLast()) }
    case "+", "−", "×", "÷":
      guard !awaitsOperand else { return false }
      while let last = operators.last, Self.rank(last) >= Self.rank(token) {
        guard apply(operators.removeLast()) else { return false }
      }
      operators.append(token)
      awaitsOperand = true
    default:
      guard awaitsOperand, let number = Double(token) else { return false }
      values.append(number)
      awaitsOperand = false
    }
    return true
  }

  private static func rank(_ token: String) -> Int {
    switch token {
    case "×", "÷": 2
    case "+", "−": 1
    default: 0
    }
  }

  private mutating func apply(_ token: String) -> Bool {
    guard let right = values.popLast(), let left = values.popLast() else { return false }
    switch token {
    case "+": values.append(left + right)
    case "−": values.append(left - right)
    case "×": values.append(left * right)
    case "÷": values.append(left / right)
    case "min": values.append(min(left, right))
    case "max": values.append(max(left, right))
    default: return false
    }
    return true
  }
}
