public import Emissions
public import SupplierWorkbooks
public import XLSX

/// A supplier's workbook read, computed and checked; sheets with a row for each part are gone through once.
public struct WorkbookExamination {
  /// What the workbook says, its parts among it.
  public var workbook: SupplierWorkbook
  /// What was computed from it.
  public var calculation: Calculation
  /// Every finding, those about the file and its formulas among them.
  public var report: ValidationReport
  /// Which filled cells were read as what, and which were not.
  public var account: CellAccount

  /// A supplier's workbook read up to its parts, before anything is computed.
  public struct Beginning {
    /// What it says beside its parts; company figures may be taken from elsewhere before the examination goes on.
    public var workbook: SupplierWorkbook
    fileprivate let reader: WorkbookReader
    fileprivate let source: SupplierWorkbookReader
    fileprivate let lists: ReferenceLists

    /// Reads everything but the sheets with a row for each part.
    ///
    /// - Parameters:
    ///   - reader: the file.
    ///   - located: what the tool's definition found in it.
    ///   - lists: the lists that the workbook chooses from, and the factors.
    ///   - visibleOnly: whether parts in hidden or filtered rows are left out.
    /// - Throws: `XLSXError` where a sheet cannot be read.
    public init(
      of reader: WorkbookReader, located: LocatedTemplate, lists: ReferenceLists, visibleOnly: Bool = false
    ) throws(XLSXError) {
      self.reader = reader
      self.lists = lists
      source = SupplierWorkbookReader(reader, located: located, lists: lists, visibleOnly: visibleOnly)
      workbook = try source.readCompany()
    }
  }

  /// Computes the company's figures, reads the parts and checks all of it.
  ///
  /// - Parameters:
  ///   - beginning: the workbook as far as it was read.
  ///   - options: choices that overrule those of the workbook.
  ///   - asOf: the day that counts as today.
  /// - Throws: `XLSXError` where a sheet cannot be read.
  public init(_ beginning: Beginning, options: Calculation.Options = .init(), asOf: CalendarDate) throws(XLSXError) {
    let (reader, source, lists) = (beginning.reader, beginning.source, beginning.lists)
    var workbook = beginning.workbook
    // What a part's computed cells should hold follows from the totals: they come before the parts.
    var calculation = Calculation(workbook, lists: lists, options: options)
    let begun = workbook
    let parts = Parts { [calculation] in
      PartsPass(begun.located, ComputedCells(begun, calculation, lists: lists), reader.styles)
    }
    try parts.read(source, begun, PartFigures(workbook, calculation.allocation, lists: lists))
    workbook.parts = parts.rows
    workbook.setAside[.parts] = source.partsSetAside
    workbook.hiddenParts = source.hiddenParts
    workbook.merged[.parts] = parts.merged
    calculation.parts = parts.figures
    calculation.withdrawUnclearPrices(workbook)

    let notes = source.formNotes
    var pass = IntegrityPass(
      reader: reader, workbook: workbook, computed: ComputedCells(workbook, calculation, lists: lists),
      findings: RuleContext.findings(in: workbook, calculation, lists, asOf: asOf))
    try pass.check(notes: notes)
    if let (found, account, disagreements) = parts.pass?.finish() {
      pass.findings.append(contentsOf: found)
      pass.account.sheets.append(account)
      pass.disagreements += disagreements
    }
    pass.checkAccount()
    // Choices of the command line are unknown to the workbook's formulas.
    if options == Calculation.Options() { pass.hearWitness(lists: lists) }
    account = pass.account
    workbook.formNotes = notes?.byPartRow ?? [:]
    self.workbook = workbook
    self.calculation = calculation
    report = ValidationReport(
      findings: pass.findings.sorted(
        sheets: reader.sheets.map { $0.name }, others: workbook.companySource?.sheets ?? []))
  }

  /// Every finding, and some of whoever prepared the workbook, in the order of sheets and cells.
  ///
  /// - Parameters:
  ///   - others: the other findings.
  ///   - sheets: the names of the sheets in the order of their tabs.
  /// - Returns: all of them; those that say the same of many cells are one.
  public func findings(with others: [Finding], sheets: [String]) -> [Finding] {
    var findings = FindingCollector()
    for finding in others + report.findings { findings.add(finding) }
    return findings.sorted(sheets: sheets, others: workbook.companySource?.sheets ?? [])
  }

  /// The parts as they are read, each with its figures; begun again where merged cells turn up at their end.
  private final class Parts {
    private let begin: () -> PartsPass?
    private(set) var rows: [PartRow] = []
    private(set) var figures: [Calculation.Part] = []
    private(set) var pass: PartsPass?
    private(set) var merged: [MergedUse] = []

    init(_ begin: @escaping () -> PartsPass?) { self.begin = begin }

    func read(
      _ source: SupplierWorkbookReader, _ workbook: SupplierWorkbook, _ figures: PartFigures
    ) throws(XLSXError) {
      merged = try source.readParts(of: workbook, begin: restart) { row, part in
        guard let part else {
          self.pass?.check(row, nil, as: source.partsSetAside.last?.row == row.index ? .setAside : .other)
          return
        }
        let result = figures.part(part)
        self.pass?.check(row, part.mpn.isEmpty ? nil : result, as: .entry)
        self.rows.append(part)
        self.figures.append(result)
      }
    }

    private func restart() {
      pass = begin()
      rows.removeAll()
      figures.removeAll()
    }
  }
}
