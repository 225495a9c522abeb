public struct RegionRow: Sendable {
  /// 1-based.
  public var row: Int
  /// ISO 3166-1 alpha-2 where the lists know the country, else the text as typed.
  public var country: Observation<String>
  public var countryIsListed: Bool
  /// ISO 3166-2.
  public var subdivision: Observation<String>
  public var consumption: Observation<Double>
  public var unit: Observation<String>
  /// kgCO2e/kWh.
  public var customFactor: Observation<Double>
}
