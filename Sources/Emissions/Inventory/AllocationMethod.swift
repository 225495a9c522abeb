/// How a company's totals are shared out to its parts.
public enum AllocationMethod: String, Hashable, Sendable, CaseIterable {
  /// In proportion to the price of a part, over the company's revenue.
  case economic
  /// In proportion to the mass of a part, over the mass of all goods made.
  case mass
  /// The same share for every piece.
  case units
}
