/// What a kilowatt-hour from the grid of a country, state or province emits.
public struct GridFactor: Hashable, Sendable {
  /// The code of the country: ISO 3166-1 alpha-2.
  public var country: String
  /// The name of the country in English.
  public var countryEnglish: String
  /// The name of the country in Chinese; may be empty.
  public var countryChinese: String
  /// The code of the state or province, ISO 3166-2; empty for the whole country.
  public var subdivision: String
  /// The name of the state or province in English; empty for the whole country.
  public var subdivisionEnglish: String
  /// The name of the state or province in Chinese; may be empty.
  public var subdivisionChinese: String
  /// What a kilowatt-hour emits.
  public var factor: EnergyFactor
  /// The year of the data, as the source names it.
  public var year: String
  /// The document that the number is from.
  public var source: String
  /// Where that document can be read; may be empty.
  public var sourceURL: String
}

/// What a kilowatt-hour emits that nobody claims by contract or certificate: GHG Protocol Scope 2 Guidance, table 6.3.
public struct ResidualMixFactor: Hashable, Sendable {
  /// The code of the country: ISO 3166-1 alpha-2.
  public var country: String
  /// What a kilowatt-hour emits.
  public var factor: EnergyFactor
  /// The year of the data, as the source names it.
  public var year: String
  /// The document that the number is from.
  public var source: String
}
