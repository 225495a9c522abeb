/// The id of a row that has a meaning of its own, such as a source of energy.
public struct RowID: DefinitionID {
  /// The id, as definitions write it.
  public let text: String

  /// The id that definitions write so.
  public init(_ text: String) { self.text = text }

  /// The id of a row that somebody added to a table of the template.
  static func added(row: Int) -> RowID { RowID("added row \(row)") }

  /// Whether the row is one of the template's, and none that somebody added.
  public var isOfTemplate: Bool { !text.hasPrefix("added ") }
}

extension RowID {
  // Energy: those that are not fuels
  /// Electricity from the grid without contract.
  public static let gridElectricity = RowID("grid-electricity")
  /// Electricity covered by power purchase agreements.
  public static let ppaElectricity = RowID("ppa-electricity")
  /// The factor of electricity.
  public static let electricityFactor = RowID("electricity-factor")
  /// Electricity generated on site from renewable sources.
  public static let onSiteRenewable = RowID("on-site-renewable")
  /// Electricity supplied together with its certificates.
  public static let bundledSupply = RowID("bundled-supply")
  /// Certificates bought apart from the electricity.
  public static let unbundledCertificates = RowID("unbundled-certificates")
  /// A renewable fuel for generation.
  public static let renewableFuel = RowID("renewable-fuel")
  /// Heat and steam bought from others.
  public static let purchasedHeat = RowID("purchased-heat")
}
