public import XLSX

/// Company figures taken from a workbook that the supplier already had, each with the cells that it comes from.
public struct CompanySource: Sendable {
  /// A cell that was read for a figure.
  public struct Source: Sendable, Hashable {
    /// The id of the definition's field.
    public var id: FieldID
    /// What the field is called.
    public var label: LocalizedText
    /// The name of the sheet.
    public var sheet: String
    /// The cell that was read.
    public var reference: CellReference
    /// How the cell was found.
    public var recognition: LocatedTemplate.Recognition
    /// What was read, as text; `nil` where there is nothing.
    public var value: String?
  }

  /// A figure, and what it was made of.
  public struct Figure: Sendable, Hashable {
    /// The id that the emission calculation tool gives the figure: `revenue`, `known-scope1`.
    public var id: FieldID
    /// What the figure is called.
    public var label: LocalizedText
    /// The unit of the figure: for an amount of money, the code of the currency.
    public var unit: String?
    /// The figure as text; `nil` where the workbook does not have it.
    public var value: String?
    /// What it was made of; where nothing was found, what was looked at.
    public var sources: [Source]
    /// Fields that would have come first, or that a sum lacks.
    public var missing: [LocalizedText]
    /// How the figure was put together; `nil` for a single field.
    public var rule: TemplateDefinition.Total.Rule?

    /// The name of the sheet at which a finding about the figure stands.
    public var sheet: String?
  }

  /// A total of the workbook's own that its figures do not add up to.
  public struct Disagreement: Sendable, Hashable {
    /// The cell with the total.
    public var total: Source
    /// What the total says, in the same unit as `sum`.
    public var value: Double
    /// What the figures add up to.
    public var sum: Double
    /// The unit of both; `nil` for amounts without.
    public var unit: String?
  }

  /// The file as the caller named it.
  public var file: String
  /// Where the definition's fields were found in the file.
  public var located: LocatedTemplate
  /// What the workbook says; all else is absent.
  public var company = CompanyRecord()
  /// The totals that the workbook knows; absent where it lacks them.
  public var known = KnownFigures()
  /// The figures in the order of the definition.
  public var figures: [Figure] = []
  /// The sheets of the file, in the order of its tabs.
  public var sheets: [String]
  /// Totals that do not agree with the figures, in the order of the definition.
  public var disagreements: [Disagreement] = []
  /// The method of the Scope 2 figure, `market` or `location`; `nil` where there is none.
  public var scope2Method: String?
  /// What the workbook of the parts says of the company, where it says anything.
  public var replaced = CompanyRecord()

  /// A source of which nothing is read yet.
  public init(file: String, located: LocatedTemplate) {
    self.file = file
    self.located = located
    sheets = located.sheetNames
  }

  /// The figure of that id; `nil` where the definition names none.
  public func figure(_ id: FieldID) -> Figure? { figures.first { $0.id == id } }
}
