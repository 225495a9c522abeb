/// Figures that take the place of computed ones, each by itself.
public struct KnownTotals: Sendable, Hashable {
  /// Direct emissions (Scope 1); `nil` where the company does not know them.
  public var scope1: Mass<CO2e>?
  /// Emissions of bought energy.
  public var scope2: Mass<CO2e>?
  /// Renewable energy of all sources.
  public var renewable: Energy?
  /// Non-renewable energy of all sources.
  public var nonRenewable: Energy?

  /// Totals of which none is known.
  public init() {}
}
