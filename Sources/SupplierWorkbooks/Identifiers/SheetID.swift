/// The id of a sheet, or of another of its layout that was added to it.
public struct SheetID: DefinitionID {
  /// The id, as definitions write it.
  public let text: String
  /// 0 for the sheet of the definition; 1 for the first that was added to it, and so on.
  public let addition: UInt8

  /// The id that definitions write so.
  public init(_ text: String) { self.init(text, addition: 0) }

  private init(_ text: String, addition: UInt8) {
    self.text = text
    self.addition = addition
  }

  /// The id of a sheet added to this one, counted from 1; of 0 the sheet itself.
  public func adding(_ number: UInt8) -> SheetID { SheetID(text, addition: number) }
  /// The sheet of the definition that this one was added to; itself for one that was not.
  public var original: SheetID { adding(0) }
  /// Whether it is an added sheet.
  public var isAdded: Bool { addition > 0 }

  /// Orders ids by their texts, added sheets after the one of the definition.
  public static func < (left: SheetID, right: SheetID) -> Bool {
    (left.text, left.addition) < (right.text, right.addition)
  }
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
