public import Emissions
internal import SupplierWorkbooks
public import Validation
internal import XLSX

/// The findings of files as JSON: `greenquote.findings/1`, described by the schema that `greenquote validate --schema`
/// prints.
///
/// Every key is always there, with `null` where there is nothing.
public struct FindingsDocument: Sendable {
  /// The version of the form: another where a reader of the old one would misunderstand the new.
  ///
  /// New keys do not change it.
  public static let schema = "greenquote.findings/1"

  /// The JSON Schema (draft 2020-12) of this form.
  public static var jsonSchema: String? { Asset(named: "findings-1.schema.json")?.text }

  /// How many cells of a file have findings, by severity.
  public struct Counts: Sendable {
    /// How many cells have findings of each severity.
    public var errors, warnings, notes: Int
  }

  /// Why a file could not be read: a code that stays, and words.
  public struct Reason: Sendable {
    /// A code that stays the same in every version and language; and the reason in words.
    public var code, message: String
  }

  /// One file that was checked, and what was found in it.
  public struct File: Sendable {
    /// The file as the caller named it; the kind of workbook (`tool`, `form`, `company`, `unknown`); the verdict on it.
    public var file, kind, verdict: String
    /// How many cells have findings, by severity.
    public var counts: Counts
    /// Why the file could not be read; `nil` where it could.
    public var reason: Reason?
    /// What was found, in the order of sheets and cells; empty where the file could not be read.
    public var findings: [Entry]
    /// Which filled cells of each sheet were read; empty for a file that is no tool.
    public var account: [Account]
    /// How the workbook's own formulas, evaluated from its inputs, compare with the figures; `nil` where they were not
    /// heard.
    public var doubleEntry: DoubleEntry?
  }

  /// Two independent calculations of the same workbook: GreenQuote's, and the workbook's own formulas.
  public struct DoubleEntry: Sendable {
    /// Whether every formula that was evaluated comes to what GreenQuote computes, to nine digits.
    public var agrees: Bool
    /// The cells of totals and of rows of energy that were compared.
    public var cells: Int
    /// The cells of parts that were compared.
    public var partCells: Int
    /// The rows in which they stand; the formulas of all other rows are the same, filled down.
    public var partRows: Int
    /// The cells in which the two differ.
    public var differing: Int
    /// The cells whose formulas could not be evaluated.
    public var notEvaluated: Int
    /// The greatest relative difference among those that agree.
    public var greatestDifference: Double
  }

  /// What became of the filled cells of one sheet; no contents, so that it may be handed on.
  public struct Account: Sendable {
    /// The name of the sheet.
    public var sheet: String
    /// How many cells were read as a field, an entry, a computed cell, a label, or set aside.
    public var field, entry, computed, label, setAside: Int
    /// The cells that nothing reads, in A1 notation.
    public var unread: [String]
  }

  /// Cells of a sheet, in A1 notation.
  public struct Place: Sendable {
    /// The name of the sheet.
    public var sheet: String
    /// One range for each run of cells.
    public var cells: [String]
  }

  /// One finding, with its texts in the document's language.
  public struct Entry: Sendable {
    /// The id of the rule, such as `L03`.
    public var rule: String
    /// Which of the rule's messages applies; `nil` for a rule that has only one.
    public var variant: String?
    /// How grave it is: `error`, `warning` or `note`.
    public var severity: String
    /// Whether it casts doubt on a figure, so that a workbook without errors is to be checked.
    public var raisesDoubt: Bool
    /// The file that holds the cells, where that is another than the one that was checked; else `nil`.
    public var file: String?
    /// The name of the sheet; `nil` where the finding belongs to none.
    public var sheet: String?
    /// The cells in A1 notation, such as `C5:C9`: one range for each run of cells.
    public var cells: [String]
    /// Cells of the same note on other sheets.
    public var elsewhere: [Place]
    /// How many cells these are.
    public var count: Int
    /// The label of the field, and what stands in the cell; each `nil` where there is none.
    public var field, value: String?
    /// What is wrong, and what to do about it.
    public var message, remedy: String
    /// What could be typed instead; `nil` where nothing can be proposed.
    public var suggestion: String?
  }

  /// Always the version of the JSON form, by which readers know it.
  public var schema = FindingsDocument.schema
  /// The program that made the document, and its version.
  public var program = "greenquote " + ProgramVersion.current
  /// The language of labels, messages and remedies: `en` or `zh`.
  public var language: String
  /// The day that counted as today, `yyyy-mm-dd`.
  public var asOf: String
  /// One entry for each file that was checked, in the order given.
  public var files: [File]

  /// The document of what came of checking files.
  ///
  /// - Parameters:
  ///   - results: what came of each file.
  ///   - catalogue: the messages in the document's language.
  ///   - asOf: the day that counted as today.
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
    account = result.account?.sheets.map { FindingsDocument.Account($0) } ?? []
    doubleEntry = result.doubleEntry.map { .init($0) }
  }
}

extension FindingsDocument.DoubleEntry {
  init(_ entry: Validation.DoubleEntry) {
    agrees = entry.agrees
    cells = entry.cells
    partCells = entry.partCells
    partRows = entry.partRows
    differing = entry.differing
    notEvaluated = entry.notEvaluated
    greatestDifference = entry.greatestDifference
  }
}

extension FindingsDocument.Account {
  init(_ account: CellAccount.Sheet) {
    sheet = account.name
    field = account.claimed[.field] ?? 0
    entry = account.claimed[.entry] ?? 0
    computed = account.claimed[.computed] ?? 0
    label = account.claimed[.label] ?? 0
    setAside = account.claimed[.setAside] ?? 0
    unread = account.unclaimed.flatMap { $0.cells }.ranges.map { $0.description }
  }
}

extension FindingsDocument.Entry {
  init(_ finding: Finding, _ catalogue: MessageCatalogue) {
    rule = finding.rule
    variant = finding.variant.isEmpty ? nil : finding.variant
    severity = finding.severity.rawValue
    raisesDoubt = finding.raisesDoubt
    file = finding.file
    sheet = finding.sheet
    cells = finding.cellRanges.map { $0.description }
    elsewhere = finding.elsewhere.map { .init(sheet: $0.sheet, cells: $0.cells.ranges.map { $0.description }) }
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
  extension FindingsDocument.Place: Encodable {}

  extension FindingsDocument.File: Encodable {
    enum CodingKeys: String, CodingKey {
      case file, kind, verdict, counts, reason, findings, account
      case doubleEntry = "double_entry"
    }

    /// Writes the file with every key, `null` where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(file, forKey: .file)
      try keys.encode(kind, forKey: .kind)
      try keys.encode(verdict, forKey: .verdict)
      try keys.encode(counts, forKey: .counts)
      try keys.encode(reason, forKey: .reason)
      try keys.encode(findings, forKey: .findings)
      try keys.encode(account, forKey: .account)
      try keys.encode(doubleEntry, forKey: .doubleEntry)
    }
  }

  extension FindingsDocument.DoubleEntry: Encodable {
    enum CodingKeys: String, CodingKey {
      case agrees, cells, differing
      case partCells = "part_cells"
      case partRows = "part_rows"
      case notEvaluated = "not_evaluated"
      case greatestDifference = "greatest_difference"
    }
  }

  extension FindingsDocument.Account: Encodable {
    enum CodingKeys: String, CodingKey {
      case sheet, field, entry, computed, label, unread
      case setAside = "set_aside"
    }
  }

  extension FindingsDocument.Entry: Encodable {
    enum CodingKeys: String, CodingKey {
      case rule, variant, severity, file, sheet, cells, elsewhere, count, field, value, message, remedy, suggestion
      case raisesDoubt = "raises_doubt"
    }

    /// Writes the finding with every key, `null` where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(rule, forKey: .rule)
      try keys.encode(variant, forKey: .variant)
      try keys.encode(severity, forKey: .severity)
      try keys.encode(raisesDoubt, forKey: .raisesDoubt)
      try keys.encode(file, forKey: .file)
      try keys.encode(sheet, forKey: .sheet)
      try keys.encode(cells, forKey: .cells)
      try keys.encode(elsewhere, forKey: .elsewhere)
      try keys.encode(count, forKey: .count)
      try keys.encode(field, forKey: .field)
      try keys.encode(value, forKey: .value)
      try keys.encode(message, forKey: .message)
      try keys.encode(remedy, forKey: .remedy)
      try keys.encode(suggestion, forKey: .suggestion)
    }
  }
#endif
