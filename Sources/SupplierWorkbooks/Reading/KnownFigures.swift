/// Figures that the supplier knows already; each takes the place of the computed one.
public struct KnownFigures: Sendable {
  /// tCO2e.
  public var scope1: Observation<Double> = .absent
  /// tCO2e.
  public var scope2: Observation<Double> = .absent
  /// MWh.
  public var renewable: Observation<Double> = .absent
  /// MWh.
  public var nonRenewable: Observation<Double> = .absent

  public init() {}
}
