/// How a workbook wants to be calculated: ECMA-376 Part 1, 18.2.2.
public struct CalculationProperties: Hashable, Sendable {
  /// Whether it computes with numbers as they are displayed, rounded.
  public var isRoundedAsDisplayed = false
  /// Whether every formula is computed when the workbook is opened.
  public var isFullOnLoad = false
  /// Whether cells that depend on themselves are computed again and again.
  public var isIterative = false
  /// How often such cells are computed at most.
  public var iterations = 100
  /// The greatest change after which they are not computed again.
  public var iterationChange = 0.001

  /// Those of a workbook that says nothing of it.
  public init() {}
}
