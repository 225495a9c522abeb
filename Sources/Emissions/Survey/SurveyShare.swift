/// A share of the respondents, to two decimals of a percentage.
public struct SurveyShare: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The share in hundredths of a percent, rounded half up: 5265 for 129 of 245.
  public let hundredths: Int

  /// The share that a count has of the respondents; `nil` where there is nobody to be a share of.
  public init?(_ count: Int, of respondents: Int) {
    guard respondents > 0, count >= 0, count <= respondents else { return nil }
    // In whole numbers: no binary fraction decides which way a half goes.
    hundredths = Int((Int64(count) * 20_000 + Int64(respondents)) / (2 * Int64(respondents)))
  }

  /// The share in percent, 0 to 100.
  public var percent: Double { Double(hundredths) / 100 }

  /// The share in percent with two decimals, without the sign: `52.65`.
  public var description: String {
    let cents = hundredths % 100
    return "\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// Whether the left share is smaller than the right one.
  public static func < (left: SurveyShare, right: SurveyShare) -> Bool { left.hundredths < right.hundredths }
}
