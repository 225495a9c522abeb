/// What only the form asks for, of one part.
public struct FormNote: Sendable {
  public var countryOfOrigin: Observation<String>
  public var energyCertificates: Observation<String>
  public var remarks: Observation<String>
}
