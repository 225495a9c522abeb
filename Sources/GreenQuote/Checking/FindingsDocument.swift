public import Emissions
internal import SupplierWorkbooks
public import Validation
internal import XLSX

/// The findings of files as JSON: `greenquote.findings/1`, described by the schema that `greenquote validate --schema` prints.
///
/// Every key is always there, with `null` where there is nothing.
public struct FindingsDocument: Sendable {
  /// The version of the form: another where a reader of the old one would misunderstand the new. New keys do not change it.
  public static let schema = "greenquote.findings/1"

  /// The JSON Schema (draft 2020-12) of this form.
  public static var jsonSchema: String? { Asset(named: "findings-1.schema.json")?.text }

  public struct Counts: Sendable {
    public var errors, warnings, notes: Int
  }

  /// Why a file could not be read: a code that stays, and words.
  public struct Reason: Sendable {
    public var code, message: String
  }

  public struct File: Sendable {
    /// As the caller named it.
    public var file, kind, verdict: String
    public var counts: Counts
    public var reason: Reason?
    public var findings: [Entry]
  }

  public struct Entry: Sendable {
    public var rule: String
    public var variant: String?
    public var severity: String
    /// Where the cells are in another file than the one that was checked.
    public var file: String?
    public var sheet: String?
    /// `C5:C9`, one for each run of cells.
    public var cells: [String]
    public var count: Int
    public var field, value: String?
    public var message, remedy: String
    public var suggestion: String?
  }

  public var schema = FindingsDocument.schema
  public var program = "greenquote " + ProgramVersion.current
  /// `en` or `zh`: that of labels, messages and remedies.
  public var language: String
  /// The day that counted as today.
  public var asOf: String
  public var files: [File]

  /// - Parameter asOf: the day that counted as today.
  public init(_ results: [ValidationResult], catalogue: MessageCatalogue, asOf: CalendarDate) {
    language = catalogue.language.code
    self.asOf = asOf.description
    files = results.map { File($0, catalogue) }
  }
}

extension FindingsDocument.File {
  init(_ result: ValidationResult, _ catalogue: MessageCatalogue) {
    file = result.file
    kind = result.kind.rawValue
    verdict = result.verdict.rawValue
    counts = .init(errors: result.count(.error), warnings: result.count(.warning), notes: result.count(.note))
    reason = result.problem.map { .init(code: $0.key, message: catalogue.reason($0)) }
    findings = result.findings.map { FindingsDocument.Entry($0, catalogue) }
  }
}

extension FindingsDocument.Entry {
  init(_ finding: Finding, _ catalogue: MessageCatalogue) {
    rule = finding.rule
    variant = finding.variant.isEmpty ? nil : finding.variant
    severity = finding.severity.rawValue
    file = finding.file
    sheet = finding.sheet
    cells = finding.cellRanges.map(\.description)
    count = finding.count
    field = finding.field?[catalogue.language]
    value = finding.value
    message = catalogue.message(finding)
    remedy = catalogue.remedy(finding)
    suggestion = finding.suggestion
  }
}

#if !hasFeature(Embedded)
  extension FindingsDocument: Encodable {
    enum CodingKeys: String, CodingKey {
      case schema, program, language, files
      case asOf = "as_of"
    }
  }
  extension FindingsDocument.Counts: Encodable {}
  extension FindingsDocument.Reason: Encodable {}

  extension FindingsDocument.File: Encodable {
    enum CodingKeys: String, CodingKey { case file, kind, verdict, counts, reason, findings }

    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(file, forKey: .file)
      try keys.encode(kind, forKey: .kind)
      try keys.encode(verdict, forKey: .verdict)
      try keys.encode(counts, forKey: .counts)
      try keys.encode(reason, forKey: .reason)
      try keys.encode(findings, forKey: .findings)
    }
  }

  extension FindingsDocument.Entry: Encodable {
    enum CodingKeys: String, CodingKey { case rule, variant, severity, file, sheet, cells, count, field, value, message, remedy, suggestion }

    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(rule, forKey: .rule)
      try keys.encode(variant, forKey: .variant)
      try keys.encode(severity, forKey: .severity)
      try keys.encode(file, forKey: .file)
      try keys.encode(sheet, forKey: .sheet)
      try keys.encode(cells, forKey: .cells)
      try keys.encode(count, forKey: .count)
      try keys.encode(field, forKey: .field)
      try keys.encode(value, forKey: .value)
      try keys.encode(message, forKey: .message)
      try keys.encode(remedy, forKey: .remedy)
      try keys.encode(suggestion, forKey: .suggestion)
    }
  }
#endif
