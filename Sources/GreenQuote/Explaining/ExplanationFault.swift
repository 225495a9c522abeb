public import Validation

/// A step whose formula does not come to the figure that was computed: an error of the program, never one of the
/// workbook.
///
/// An explanation with such a step is not shown at all: an auditor who redoes it would come to another figure.
public struct ExplanationFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The section and the step in it, such as `2.6`.
  public var step: String
  /// What the step computes.
  public var title: String
  /// The formula with numbers, as it would have been printed.
  public var calculation: String
  /// What that comes to; `nil` where it cannot be worked out.
  public var printed: Double?
  /// The figure of the calculation, in the unit of the step.
  public var computed: Double

  /// `nil` where the step is right: its expression and its printed calculation both come to its printed result.
  init?(_ step: Explanation.Step, _ expression: Expression) {
    let computed = step.result.value
    let printed = PrintedCalculation.value(of: step.calculation)
    let result = PrintedCalculation.value(of: Explanation.number(computed))
    if let printed, let result, Self.agree(printed, result), Self.agree(expression.value, computed) { return nil }
    self.step = step.number
    title = step.title
    calculation = step.calculation
    self.printed = printed
    self.computed = computed
  }

  /// Numbers are printed in full; only the order of additions and multiplications may differ, in the last of some 16
  /// digits.
  private static func agree(_ left: Double, _ right: Double) -> Bool {
    left == right || abs(left - right) <= 1e-12 * max(abs(left), abs(right))
  }

  /// What a person is told, in the catalogue's language.
  public func message(_ catalogue: MessageCatalogue) -> String {
    catalogue.phrase(
      "explain.fault",
      [
        "step": step, "title": title, "calculation": calculation,
        "printed": printed.map { Explanation.number($0) } ?? "–",
        "computed": Explanation.number(computed),
      ])
  }

  /// The fault in English, for logs; users get the catalogue's message.
  public var description: String {
    "step \(step) (\(title)): \(calculation) comes to \(printed.map { Explanation.number($0) } ?? "nothing"), computed was \(computed)"
  }
}
