public struct PartRow: Sendable {
  /// 1-based.
  public var row: Int
  /// By hand or by a filter.
  public var isHidden: Bool
  public var mpn: Observation<String>
  public var price: Observation<Double>
  /// ISO 4217; empty for the revenue's.
  public var currency: Observation<String>
  public var mfg: Observation<String>
  public var customsCode: Observation<String>
  /// `economic`, `mass` or `units`.
  public var allocation: Observation<String>
  /// In kg.
  public var mass: Observation<Double>
}
