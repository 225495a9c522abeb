/// How much of one unit another one is.
public struct UnitConversion: Hashable, Sendable {
  /// The unit that is converted, such as `MWh`.
  public var from: String
  /// The unit that it is converted to, such as `kWh`.
  public var to: String
  /// One `from` is this many `to`.
  public var factor: Double
  /// The document that defines it.
  public var source: String
}
