/// Energy attribute certificates of one kind, as a row of the sheet of certificates has them.
public struct CertificateRow: WorkbookRow {
  /// The sheet of the template that has the table.
  public static let table = SheetID.certificates

  /// The row of the sheet, 1-based.
  public var row: Int
  /// 0 on the template's sheet, else the number of the added sheet.
  public var addition: UInt8 = 0
  /// The id of the entry: `ppa`, `vppa`, `bundled`, `unbundled` or `renewable-fuel`.
  public var mechanism: Observation<String>
  /// The name of the system that issued them, as typed.
  public var trackingSystem: Observation<String>
  /// ISO 3166-1 alpha-2 of the country of generation.
  public var country: Observation<String>
  /// The energy that is certified, in MWh.
  public var amount: Observation<Double>
  /// The year of generation.
  public var vintage: Observation<Double>
  /// The number of the certificate or contract.
  public var certificateID: Observation<String>
}
