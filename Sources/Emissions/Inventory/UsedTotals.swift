/// The totals that products are allocated from.
public struct UsedTotals: Hashable, Sendable {
  /// Direct emissions; `nil` where they are not known.
  public var scope1: Mass<CO2e>?
  /// Emissions of bought energy by the chosen method; `nil` where they are not known.
  public var scope2: Mass<CO2e>?
  /// Renewable energy of all sources; `nil` where it is not known.
  public var renewable: Energy?
  /// Non-renewable energy of all sources; `nil` where it is not known.
  public var nonRenewable: Energy?

  /// Totals of these figures.
  public init(scope1: Mass<CO2e>?, scope2: Mass<CO2e>?, renewable: Energy?, nonRenewable: Energy?) {
    self.scope1 = scope1
    self.scope2 = scope2
    self.renewable = renewable
    self.nonRenewable = nonRenewable
  }

  /// Scope 1 and Scope 2 together; `nil` where either is missing.
  public var emissions: Mass<CO2e>? {
    guard let scope1, let scope2 else { return nil }
    return scope1 + scope2
  }
}
