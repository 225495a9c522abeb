public struct MaterialRow: Sendable {
  /// 1-based.
  public var row: Int
  public var mpn: Observation<String>
  public var material: Observation<String>
  /// In g.
  public var partMass: Observation<Double>
  /// In g.
  public var preConsumer: Observation<Double>
  /// In g.
  public var postConsumer: Observation<Double>
  /// In g.
  public var reutilization: Observation<Double>
  public var process: Observation<String>
}
