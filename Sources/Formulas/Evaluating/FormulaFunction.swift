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
  /// What gives a single value where one is wanted, without arrays.
  typealias ScalarBody = @Sendable (FormulaContext, [FormulaNode]) throws(FormulaInterruption) -> CellValue
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
  /// A shorter way to a single value.
  var scalar: ScalarBody?

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

  /// The same function with a shorter way to a single value.
  func scalar(_ body: @escaping ScalarBody) -> FormulaFunction {
    var function = self
    function.scalar = body
    return function
  }
}
