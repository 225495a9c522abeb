public import SupplierWorkbooks
public import XLSX

/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Something was read leniently.
  case note
  /// A person should look.
  case warning
  /// The part's figures would be wrong or refused on upload.
  case error

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Something that a rule found in a workbook: which rule, where, and with which values. Its words come from a ``MessageCatalogue``.
public struct Finding: Sendable, Hashable {
  /// The stable code of the rule, such as `M01`.
  public var rule: String
  /// Which of the rule's messages; empty where it has one only.
  public var variant: String
  public var severity: Severity
  /// The file, where it is another than the one that is looked at.
  public var file: String?
  public var sheet: String?
  /// The cells, in order; one for each place where the same was found.
  public var cells: [CellReference]
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

  /// A mandatory cell is empty, and nothing in it is wrong.
  public var isMissingInput: Bool { rule == "M01" || key == "C01.missing" || key == "C01.company" }

  /// The key of its message in the catalogues: `M01` or `M01.number`.
  public var key: String { variant.isEmpty ? rule : rule + "." + variant }
}

/// What all findings of a workbook, or of one of its rows, come to.
public enum Verdict: String, Sendable, Hashable {
  /// No error.
  case ready
  /// A mandatory cell is missing, and nothing else is wrong.
  case incomplete
  /// Any other error.
  case invalid
  /// The file could not be read at all.
  case unreadable

  public init(_ findings: [Finding]) {
    let errors = findings.filter { $0.severity == .error }
    self = errors.isEmpty ? .ready : errors.allSatisfy(\.isMissingInput) ? .incomplete : .invalid
  }
}
