public import Emissions
public import SupplierWorkbooks
public import Validation
public import XLSX

/// What came of completing a form from a supplier's workbook: everything that a writer or a report needs.
public struct Completion: Sendable {
  /// A part without figures, and why.
  public struct LeftOut: Sendable, Hashable {
    /// Why a part has no figures: it has no number, price or shipped amount that can be read, the company's revenue, an
    /// exchange rate or totals are missing, its price may be in two currencies, it is more than all that was made, the
    /// workbook's own formulas give no figures, or its number stands twice.
    public enum Reason: String, Sendable, Hashable {
      case mpn, price, revenue, exchange, currency, beyond, totals, figures, duplicate
    }
    /// The part, by its place among those of the workbook.
    public var part: Int
    /// The row of the part on its sheet, 1-based.
    public var row: Int
    /// The name of the sheet, where it was added to that of the parts.
    public var addedSheet: String?
    /// The manufacturer's part number; empty where there is none.
    public var mpn: String
    /// Why it has no figures.
    public var reason: Reason
  }

  /// The factors and lists of this calculation, a user's own factors among them.
  public var lists: ReferenceLists
  /// The supplier's workbook, as it was read.
  public var workbook: SupplierWorkbook
  /// The figures of the company and of each part.
  public var calculation: Calculation
  /// What the rules found in the workbook, in the order of sheets and cells.
  public var findings: [Finding]
  /// The lines of the form, in the order of the parts.
  public var rows: FormRows
  /// The parts that have no line in the form, in the order of their rows.
  public var leftOut: [LeftOut]
  /// The day that counts as today.
  public var asOf: CalendarDate
  /// Which filled cells of the workbook were read as what, and which were not.
  public var account: CellAccount
  /// How the workbook's own formulas compare with the figures; `nil` where they were not heard.
  public var doubleEntry: DoubleEntry?

  /// What the findings come to.
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

  /// How many cells have an error or a warning; how many kinds of notes there are.
  public func count(_ severity: Severity) -> Int {
    findings.count(of: severity)
  }
}

extension Completion {
  /// Steps, factors and totals can be shown of figures that GreenQuote computes alone.
  ///
  /// - Throws: ``OperationError`` with `X08` where the workbook's own formulas give the figures of the parts.
  public func requireOwnFigures() throws(OperationError) {
    let definition = workbook.located.definition
    guard definition.statesFigures else { return }
    throw .refused(Finding("X08", .error, arguments: ["kind": definition.title]), file: workbook.file)
  }

  /// Reads a supplier's workbook, computes every figure and applies every rule.
  ///
  /// It writes nothing.
  ///
  /// - Parameters:
  ///   - reader: the supplier's workbook.
  ///   - recognition: what the workbook is, where that is known already.
  ///   - definitions: by which workbooks are recognised and read.
  ///   - settings: what figures depend on besides the workbook.
  ///   - company: a workbook that the supplier already had, from which the company figures are taken.
  /// - Throws: ``OperationError`` where a sheet cannot be read, where the workbook is no emission calculation tool, or
  ///   where the two workbooks do not go together.
  public init(
    of reader: WorkbookReader, recognised recognition: Recognition? = nil, by definitions: TemplateDefinitions,
    settings: CompletionSettings, company: WorkbookReader? = nil
  ) throws(OperationError) {
    let recognition = try reading { () throws(XLSXError) in
      if let recognition { return recognition }
      return try Recognition(of: reader, by: definitions)
    }
    var tool = try Self.tool(recognition, reader, hasCompany: company != nil)
    try tool.add(settings.addedSheets, mayLack: settings.mayLackAddedSheets, file: reader.path)
    let located = tool
    lists = settings.lists
    asOf = settings.asOf
    if located.definition.statesFigures,
      settings.options != Calculation.Options() || !settings.factorFiles.isEmpty
    {
      let kind = ["kind": located.definition.title]
      throw .refused(Finding("X08", .error, variant: "options", arguments: kind), file: reader.path)
    }
    let own = try WorkbookFigures(of: reader, located: located, asOf: settings.asOf)
    var beginning = try reading { () throws(XLSXError) in
      try WorkbookExamination.Beginning(
        of: own.reader, located: located, lists: settings.lists, visibleOnly: settings.visibleOnly)
    }
    var options = settings.options
    if let company {
      try CompanyFigures.take(
        from: company, into: &beginning.workbook, by: definitions, lists: settings.lists, options: &options)
    }
    let (begun, chosen) = (beginning, options)
    let examination = try reading { () throws(XLSXError) in
      try WorkbookExamination(begun, options: chosen, asOf: settings.asOf)
    }
    workbook = examination.workbook
    calculation = examination.calculation
    let doubts = own.findings(of: examination.workbook)
    findings =
      doubts.isEmpty
      ? examination.report.findings : examination.findings(with: doubts, sheets: reader.sheets.map { $0.name })
    account = examination.account
    doubleEntry = examination.doubleEntry
    leftOut = []
    // Every part that stands twice has a finding.
    let conflicting = findings.contains { $0.rule == "P01" } ? Self.conflictingParts(workbook) : []
    let candidates = workbook.parts.indices.lazy.filter { !conflicting.contains($0) }
    rows = FormRows(of: candidates, workbook, calculation, responseDate: asOf.serial(in: .from1900))
    guard rows.count < workbook.parts.count else { return }
    let listed = Set(rows.parts)
    for index in workbook.parts.indices where !listed.contains(index) {
      let part = workbook.parts[index]
      let reason = conflicting.contains(index) ? LeftOut.Reason.duplicate : Self.reason(part, calculation.parts[index])
      let sheet = part.addition == 0 ? nil : workbook.sheetName(part.sheet)
      leftOut.append(
        LeftOut(part: index, row: part.row, addedSheet: sheet, mpn: part.mpn.value ?? "", reason: reason))
    }
  }

  /// Finds out where everything is in a tool; a list of parts alone needs company figures from elsewhere.
  private static func tool(_ recognition: Recognition, _ reader: WorkbookReader, hasCompany: Bool)
    throws(OperationError) -> LocatedTemplate
  {
    switch (recognition.kind, recognition.located) {
    case (.tool, let located?):
      if recognition.isPartsAlone, !hasCompany {
        throw .refused(Finding("K03", .error, sheet: located.sheets[.parts]?.name), file: reader.path)
      }
      return located
    case (.form, let located?):
      throw .refused(Finding("X03", .error, arguments: ["kind": located.definition.title]), file: reader.path)
    case (.company, let located?):
      throw .refused(
        Finding("X03", .error, variant: "company", arguments: ["kind": located.definition.title]), file: reader.path)
    default: throw .refused(Finding("X04", .error), file: reader.path)
    }
  }

  /// Parts that stand twice with different prices: nobody can tell which is right.
  private static func conflictingParts(_ workbook: SupplierWorkbook) -> Set<Int> {
    var met = MetParts()
    // Parts that are the same are of one group: the place of the first of them.
    var groups: [Int: Int] = [:]
    var conflicting: Set<Int> = []
    for (index, part) in workbook.parts.enumerated() {
      guard let mpn = part.mpn.value else { continue }
      guard let other = met.note(mpn, of: part.mfg.value, at: index) else { continue }
      let group = groups[other] ?? other
      groups[index] = group
      if !workbook.parts[other].hasFigures(of: part) {
        conflicting.insert(group)
      }
    }
    return conflicting.union(groups.filter { conflicting.contains($0.value) }.keys)
  }

  private static func reason(_ part: PartRow, _ result: Calculation.Part) -> LeftOut.Reason {
    if part.mpn.value == nil { return .mpn }
    return switch result.problem {
    case .priceMissing: .price
    case .revenueMissing: .revenue
    case .exchangeRateMissing: .exchange
    case .priceCurrencyUnclear: .currency
    case .shareBeyondTotal, .figureBeyondMeasure: .beyond
    case .statedFigureMissing: .figures
    default: .totals
    }
  }
}
