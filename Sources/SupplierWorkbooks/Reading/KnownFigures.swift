/// Figures that the supplier knows already; each takes the place of the computed one.
public struct KnownFigures: Sendable {
  /// Scope 1, in tCO2e.
  public var scope1: Observation<Double> = .absent
  /// Scope 2, in tCO2e.
  public var scope2: Observation<Double> = .absent
  /// Renewable energy, in MWh.
  public var renewable: Observation<Double> = .absent
  /// Non-renewable energy, in MWh.
  public var nonRenewable: Observation<Double> = .absent

  /// Figures of which none is known.
  public init() {}
}
