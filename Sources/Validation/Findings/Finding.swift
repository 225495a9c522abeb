public import SupplierWorkbooks
public import XLSX

/// Something that a rule found in a workbook: which rule, where, and with which values.
///
/// Its words come from a ``MessageCatalogue``.
public struct Finding: Sendable, Hashable {
  /// The stable code of the rule, such as `M01`.
  public var rule: String
  /// Which of the rule's messages; empty where it has one only.
  public var variant: String
  /// How much it matters.
  public var severity: Severity
  /// The file, where it is another than the one that is looked at.
  public var file: String?
  /// The name of the sheet; `nil` for the file as a whole.
  public var sheet: String?
  /// The cells, in order; one for each place where the same was found.
  public var cells: [CellReference]
  /// The same on other sheets of the file: of notes alone, which are folded over sheets.
  public var elsewhere: [Place] = []
  /// How many places there are; more than `cells` where the list was cut.
  public var count: Int
  /// The label of the field or column.
  public var field: LocalizedText?
  /// What stands in the (first) cell, as the user sees it.
  public var value: String?
  /// What the message names, by placeholder.
  public var arguments: [String: LocalizedText]
  /// What to put instead, where that is certain.
  public var suggestion: String?

  /// Cells of a sheet.
  public struct Place: Sendable, Hashable {
    /// The name of the sheet.
    public var sheet: String
    /// The cells, in order.
    public var cells: [CellReference]
  }

  /// A finding in at most one cell.
  public init(
    _ rule: String, _ severity: Severity, variant: String = "", sheet: String? = nil, cell: CellReference? = nil,
    field: LocalizedText? = nil,
    value: String? = nil, arguments: [String: LocalizedText] = [:], suggestion: String? = nil
  ) {
    self.rule = rule
    self.variant = variant
    self.severity = severity
    self.sheet = sheet
    cells = cell.map { [$0] } ?? []
    count = 1
    self.field = field
    self.value = value
    self.arguments = arguments
    self.suggestion = suggestion
  }

  /// Whether it says no more than that a mandatory cell is empty.
  public var isMissingInput: Bool { rule == "M01" || ["C01.missing", "C01.company", "C01.source"].contains(key) }

  /// The key of its message in the catalogues: `M01` or `M01.number`.
  public var key: String { variant.isEmpty ? rule : rule + "." + variant }
}
