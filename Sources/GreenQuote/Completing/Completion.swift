public import Emissions
public import SupplierWorkbooks
public import Validation
public import XLSX

/// What came of completing a form from a supplier's workbook: everything that a writer or a report needs.
public struct Completion: Sendable {
  /// A part without figures, and why.
  public struct LeftOut: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable { case mpn, price, revenue, exchange, totals, duplicate }
    /// 1-based, on the sheet of the parts.
    public var row: Int
    public var mpn: String
    public var reason: Reason
  }

  /// The factors and lists of this calculation, a user's own factors among them.
  public var lists: ReferenceLists
  public var workbook: SupplierWorkbook
  public var calculation: Calculation
  public var findings: [Finding]
  /// The lines of the form, in the order of the parts.
  public var rows: FormRows
  public var leftOut: [LeftOut]
  /// The day that counts as today.
  public var asOf: CalendarDate

  public var verdict: Verdict { Verdict(findings) }

  /// Rows of the user's own factor files that the figures were computed with.
  public var usedReplacements: [FactorProvenance] {
    let used = calculation.inventory.factorsUsed
    return lists.library.ownFactors.filter { used.contains($0.key) }
  }

  /// Rows of the user's own factor files that this workbook has no use for.
  public var unusedReplacements: [FactorProvenance] {
    let used = calculation.inventory.factorsUsed
    return lists.library.ownFactors.filter { !used.contains($0.key) }
  }

  public func count(_ severity: Severity) -> Int { findings.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) } }
}

/// Choices of whoever runs an operation.
public struct OperationOptions: Sendable {
  public var calculation = Calculation.Options()
  /// The day that counts as today.
  public var asOf: CalendarDate
  /// Whether existing files may be replaced.
  public var force = false
  public var limits = ReadingLimits()
  /// Definitions to use instead of those in the binary, by kind.
  public var toolDefinition: TemplateDefinition?
  public var formDefinition: TemplateDefinition?
  /// Paths of factor files whose rows win over the published ones; of two with the same row the later.
  public var factorFiles: [String] = []
  public var companyDefinition: TemplateDefinition?
  /// Where those definitions were read from.
  public var definitionFiles: [String] = []
  /// A workbook that the supplier already had, from which the company figures are taken.
  public var companyFile: String?

  public init(asOf: CalendarDate) { self.asOf = asOf }

  /// The factors and lists that these options ask for. Reads the factor files.
  ///
  /// - Throws: `FactorError` with file, line and column of what cannot be used.
  public func referenceLists() throws(FactorError) -> ReferenceLists {
    var files: [FactorLibrary.File] = []
    for path in factorFiles { files.append(try FactorLibrary.File(path: path)) }
    return try .builtIn(replacements: files)
  }

  /// The definition of a kind of workbook: the user's own, else the built-in one.
  public func definition(_ kind: TemplateDefinition.Kind) throws(TemplateDefinitionError) -> TemplateDefinition {
    switch kind {
    case .tool:
      if let toolDefinition { return toolDefinition }
      return try .builtIn("emission-calculation-tool")
    case .form:
      if let formDefinition { return formDefinition }
      return try .builtIn("quotewin-sustainability")
    case .company:
      if let companyDefinition { return companyDefinition }
      return try .builtIn("vsme")
    }
  }
}

/// Why a file is not what an operation needs.
public struct OperationError: Error, Sendable, CustomStringConvertible {
  public var finding: Finding
  public var file: String

  public var description: String { "\(file): \(finding.key)" }
}

extension Completion {
  /// Reads a supplier's workbook, computes every figure and applies every rule. Writes nothing.
  ///
  /// - Throws: `XLSXError` where the file cannot be read; `FactorError` where a factor file cannot be used; ``OperationError`` where the
  ///   workbook is no emission calculation tool.
  public init(ofWorkbook path: String, options: OperationOptions) throws {
    let lists = try options.referenceLists()
    try self.init(of: WorkbookReader(path: path, limits: options.limits), lists: lists, options: options)
  }

  /// - Parameter located: what the tool's definition found, where that is known already.
  init(of reader: WorkbookReader, located: LocatedTemplate? = nil, lists: ReferenceLists, options: OperationOptions) throws {
    self.lists = lists
    let located = try located ?? TemplateLocator.locate(options.definition(.tool), in: reader)
    try Self.requireTool(located, reader, options)
    var options = options
    let examination = try WorkbookExamination(of: reader, located: located, lists: lists, asOf: options.asOf) { workbook in
      try CompanyFigures.take(into: &workbook, lists: lists, options: &options)
      return options.calculation
    }
    workbook = examination.workbook
    calculation = examination.calculation
    findings = examination.report.findings
    asOf = options.asOf
    leftOut = []
    // Every part that stands twice has a finding.
    let conflicting = findings.contains { $0.rule == "P01" } ? Self.conflictingParts(workbook) : []
    let candidates = workbook.parts.indices.lazy.filter { !conflicting.contains($0) }
    rows = FormRows(of: candidates, workbook, calculation, responseDate: options.asOf.serial(in: .from1900))
    guard rows.count < workbook.parts.count else { return }
    let listed = Set(rows.parts)
    for index in workbook.parts.indices where !listed.contains(index) {
      let part = workbook.parts[index]
      let reason = conflicting.contains(index) ? LeftOut.Reason.duplicate : Self.reason(part, calculation.parts[index])
      leftOut.append(LeftOut(row: part.row, mpn: part.mpn.value ?? "", reason: reason))
    }
  }

  private static func requireTool(_ located: LocatedTemplate, _ reader: WorkbookReader, _ options: OperationOptions) throws {
    guard located.sheets["parts"] == nil || located.sheets["company"] == nil else { return }
    let form = try TemplateLocator.locate(options.definition(.form), in: reader)
    if CompanyFigures.isPlainSheet(located), form.sheets.values.first?.table?.column("kgco2") == nil {
      guard options.companyFile == nil else { return }
      throw OperationError(finding: Finding("K03", .error, sheet: located.sheets["parts"]?.name), file: reader.path)
    }
    if let table = form.sheets.values.first?.table, table.columns.count >= 4, located.sheets["company"] == nil {
      throw OperationError(
        finding: Finding("X03", .error, arguments: ["kind": form.definition.title]), file: reader.path)
    }
    let company = try TemplateLocator.locate(options.definition(.company), in: reader)
    if CompanyFigures.isKnown(company) {
      throw OperationError(
        finding: Finding("X03", .error, variant: "company", arguments: ["kind": company.definition.title]), file: reader.path)
    }
    if located.sheets.isEmpty { throw OperationError(finding: Finding("X04", .error), file: reader.path) }
  }

  /// Parts that stand twice with different prices: nobody can tell which is right.
  private static func conflictingParts(_ workbook: SupplierWorkbook) -> Set<Int> {
    var first: [String: Int] = [:]
    first.reserveCapacity(workbook.parts.count)
    var conflicting: Set<Int> = []
    for (index, part) in workbook.parts.enumerated() {
      guard let mpn = part.mpn.value else { continue }
      let key = PartNumber.key(mpn, of: part.mfg.value)
      if let other = first[key] {
        if workbook.parts[other].price.value != part.price.value || workbook.parts[other].currency.value != part.currency.value {
          conflicting.formUnion([other, index])
        }
      } else {
        first[key] = index
      }
    }
    return conflicting
  }

  private static func reason(_ part: PartRow, _ result: Calculation.Part) -> LeftOut.Reason {
    if part.mpn.value == nil { return .mpn }
    return switch result.problem {
    case .priceMissing: .price
    case .revenueMissing: .revenue
    case .exchangeRateMissing: .exchange
    default: .totals
    }
  }
}
