internal import XLSX

/// A function of the formula language.
struct FormulaFunction: Sendable {
  /// How an argument is taken.
  enum Parameter: Sendable {
    /// A single value: of an array each element in turn.
    case value
    /// A reference or an array as it is.
    case reference
    /// The same, and what is computed of rectangles within it is computed of each cell.
    case array
  }

  typealias Body = @Sendable (FormulaArguments) throws(FormulaInterruption) -> FormulaOperand
  typealias LazyBody = @Sendable (FormulaContext, [FormulaNode]) throws(FormulaInterruption) -> FormulaOperand

  enum Evaluation: Sendable {
    /// Of the arguments' values; the last parameters go on for further arguments.
    case eager([Parameter], repeating: Int, Body)
    /// Of the arguments as they are written, some of which may not be evaluated at all.
    case lazy(LazyBody)
  }

  let name: String
  let counts: ClosedRange<Int>
  let evaluation: Evaluation

  /// The most arguments that Excel takes.
  static let maximumCount = 255

  /// A function of values that gives a value.
  static func values(
    _ name: String, _ counts: ClosedRange<Int>,
    _ body: @escaping @Sendable (FormulaArguments) throws(FormulaInterruption) -> CellValue
  ) -> FormulaFunction {
    FormulaFunction(
      name: name, counts: counts,
      evaluation: .eager([.value], repeating: 1) { (arguments) throws(FormulaInterruption) in
        .value(try body(arguments))
      })
  }

  /// A function of which some arguments are references or arrays.
  static func ranges(
    _ name: String, _ counts: ClosedRange<Int>, _ parameters: [Parameter] = [.reference], repeating: Int = 1,
    _ body: @escaping Body
  ) -> FormulaFunction {
    FormulaFunction(name: name, counts: counts, evaluation: .eager(parameters, repeating: repeating, body))
  }

  /// A function that evaluates only those arguments that it needs.
  static func lazy(_ name: String, _ counts: ClosedRange<Int>, _ body: @escaping LazyBody) -> FormulaFunction {
    FormulaFunction(name: name, counts: counts, evaluation: .lazy(body))
  }

  /// The function of a name in capitals; `nil` where it is not known.
  static func named(_ name: String) -> FormulaFunction? { known[name] }

  /// The names of all functions that are evaluated.
  static var names: [String] { known.keys.sorted() }

  private static let groups: [[FormulaFunction]] = [
    logical, information, mathematics, trigonometry, combinatorics, matrices, rounding, sums, subtotals, statistics,
    conditional, lookup,
    texts, dates, dateParts, annuities, cashFlows, depreciation, coupons, bonds, distributions,
    samples, counts, description, regression, engineering,
    complex, database, dynamicArrays, textParts,
  ]

  private static let known: [String: FormulaFunction] = {
    var known: [String: FormulaFunction] = [:]
    for group in groups {
      for function in group { known[function.name] = function }
    }
    return known
  }()
}

extension FormulaContext {
  /// What the call of a function gives.
  func call(_ call: FormulaCall) throws(FormulaInterruption) -> FormulaOperand {
    guard let function = call.function else { throw .unsupported("the function \(call.name)") }
    guard function.counts.contains(call.arguments.count) else {
      throw .malformed("the number of arguments of \(call.name)")
    }
    do throws(FormulaInterruption) {
      if let month = try monthOfDayWithoutYear(call) { return .number(Double(month)) }
      switch function.evaluation {
      case .lazy(let body): return try body(self, call.arguments)
      case .eager(let parameters, let repeating, let body):
        return try self.call(body, call.arguments, parameters, repeating: repeating)
      }
    } catch {
      guard case .error(let error) = error else { throw error }
      return .value(.error(error))
    }
  }

  /// What `MONTH(DATEVALUE("1 May"))` gives in whatever year it is; `nil` for other calls.
  private func monthOfDayWithoutYear(_ call: FormulaCall) throws(FormulaInterruption) -> Int? {
    guard call.name == "MONTH", case .call(let inner) = call.arguments[0], inner.name == "DATEVALUE",
      inner.arguments.count == 1, case .value(.text(let text)) = try content(inner.arguments[0])
    else { return nil }
    return try FormulaDateText.month(ofDayWithoutYear: text)
  }

  private func call(
    _ body: FormulaFunction.Body, _ nodes: [FormulaNode], _ parameters: [FormulaFunction.Parameter], repeating: Int
  ) throws(FormulaInterruption) -> FormulaOperand {
    var operands: [FormulaOperand] = []
    operands.reserveCapacity(nodes.count)
    /// The arguments that are arrays where values are taken.
    var lifted: [Int] = []
    for (index, node) in nodes.enumerated() {
      let position =
        index < parameters.count
        ? index : parameters.count - repeating + (index - parameters.count) % repeating
      switch parameters[position] {
      case .value:
        if case .missing = node {
          operands.append(.missing)
          continue
        }
        let operand = try content(node)
        if case .array = operand { lifted.append(index) }
        operands.append(operand)
      case .reference: operands.append(try operand(node))
      case .array: operands.append(try forced.operand(node))
      }
    }
    if lifted.isEmpty { return try body(FormulaArguments(self, operands)) }
    return try lift(lifted.map { operands[$0] }) { (values) throws(FormulaInterruption) in
      var single = operands
      for (index, value) in zip(lifted, values) { single[index] = .value(value) }
      let arguments = FormulaArguments(self, single)
      switch try content(try body(arguments)) {
      case .value(let value): return value
      case .array(let array): return array.first
      case .area, .union, .missing: return .error(.value)
      }
    }
  }
}
