/// The Scope 2 figure that counts: GHG Protocol Scope 2 Guidance, chapter 1 (both are always reported).
public enum Scope2Method: String, Hashable, Sendable, CaseIterable { case market, location }

/// What the reader of a calculation may choose.
public struct CalculationSettings: Hashable, Sendable {
  /// Which report's global warming potentials weigh methane and nitrous oxide.
  public var warmingPotentials = WarmingPotentialSet.ar5
  /// Which of the two Scope 2 figures counts.
  public var scope2Method = Scope2Method.market
  /// A custom factor wins over the one of the lists.
  public var customFactorOverrides = false
  /// The market-based method uses the residual mix where a region has one.
  public var usesResidualMix = false

  /// The usual choices: AR5, market-based, listed factors before custom ones, no residual mix.
  public init() {}
}
