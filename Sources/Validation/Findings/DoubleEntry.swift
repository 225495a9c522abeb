/// How two independent calculations of the same workbook compare: GreenQuote's model, and the workbook's own formulas
/// evaluated from its inputs.
public struct DoubleEntry: Hashable, Sendable {
  /// The cells of totals and rows of energy whose formulas were evaluated and compared.
  public internal(set) var cells = 0
  /// The cells of parts whose formulas were evaluated and compared.
  public internal(set) var partCells = 0
  /// The rows of parts in which they stand; the other rows have the same formulas, filled down.
  public internal(set) var partRows = 0
  /// The rows of parts with formulas of their own that were not compared, since there are too many of them.
  public internal(set) var unheardRows = 0
  /// The cells in which the two differ.
  public internal(set) var differing = 0
  /// The cells whose formulas could not be evaluated.
  public internal(set) var notEvaluated = 0
  /// The greatest difference among those that agree, relative to the larger of the two numbers.
  public internal(set) var greatestDifference = 0.0

  /// Up to which relative difference two numbers are the same: sums of many numbers differ in their last digits.
  public static let tolerance = 1e-6

  /// Whether every formula that was evaluated comes to what GreenQuote computes, to nine digits.
  public var agrees: Bool { differing == 0 && unheardRows == 0 && cells > 0 && greatestDifference <= 1e-9 }
}
