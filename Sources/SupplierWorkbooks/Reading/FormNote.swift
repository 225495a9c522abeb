/// What only the form asks for, of one part.
public struct FormNote: Sendable {
  /// The country in which the part was made, as typed.
  public var countryOfOrigin: Observation<String>
  /// The certificates of its energy, in words.
  public var energyCertificates: Observation<String>
  /// Whatever else is to be said.
  public var remarks: Observation<String>
}
