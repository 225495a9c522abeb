public struct CertificateRow: Sendable {
  /// 1-based.
  public var row: Int
  public var mechanism: Observation<String>
  public var trackingSystem: Observation<String>
  public var country: Observation<String>
  /// In MWh.
  public var amount: Observation<Double>
  public var vintage: Observation<Double>
  public var certificateID: Observation<String>
}
