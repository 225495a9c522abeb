/// The id of a sheet.
public struct SheetID: DefinitionID {
  /// The id, as definitions write it.
  public let text: String

  /// The id that definitions write so.
  public init(_ text: String) { self.text = text }
}

extension SheetID {
  // The emission calculation tool
  /// What to fill, and where the figures come from.
  public static let instructions = SheetID("instructions")
  /// Who the supplier is, and what it earns.
  public static let company = SheetID("company")
  /// Fuels, electricity and heat of the year, a row for each source.
  public static let energy = SheetID("energy")
  /// The regions in which electricity was bought.
  public static let electricityFactor = SheetID("electricity-factor")
  /// The figures of the company as a whole.
  public static let summary = SheetID("summary")
  /// Part numbers and prices.
  public static let parts = SheetID("parts")
  /// Recycled materials of parts.
  public static let secondaryMaterials = SheetID("secondary-materials")
  /// Certificates for the energy that was bought.
  public static let certificates = SheetID("certificates")
  /// The form, as it will be written.
  public static let quotewin = SheetID("quotewin")
  /// Questions of the customer.
  public static let survey = SheetID("survey")
  /// Factors and lists that formulas look up; hidden.
  public static let lists = SheetID("lists")

  // The form
  /// Figures of each part.
  public static let sustainability = SheetID("sustainability")
}
