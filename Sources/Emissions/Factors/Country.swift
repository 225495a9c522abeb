/// A system that issues energy attribute certificates in a country.
public struct TrackingSystem: Hashable, Sendable {
  /// The country in which the system issues certificates, ISO 3166-1 alpha-2.
  public var country: String
  /// What the system is called, such as `GEC`.
  public var name: String
  /// What must be so for its certificates to count; may be empty.
  public var constraint: String
  /// The document that says so.
  public var source: String
}

/// A country or territory of ISO 3166-1.
public struct Country: Hashable, Sendable {
  /// The code of two letters: ISO 3166-1 alpha-2.
  public var alpha2: String
  /// The code of three letters: ISO 3166-1 alpha-3.
  public var alpha3: String
  /// The short name in English.
  public var english: String
  /// The short name in Chinese; may be empty.
  public var chinese: String
}
