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
  /// How the workbook's own formulas compare with what was computed; `nil` where they were not heard: where choices were
  /// made that they do not know, or the workbook has none.
  public var doubleEntry: DoubleEntry?

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
    let figures = PartFigures(workbook, calculation.allocation, lists: lists)
    var passes: [PartsPass] = []
    for sheet in begun.located.ids(of: .parts) {
      let parts = Parts { [calculation] in
        PartsPass(sheet, of: begun, ComputedCells(begun, calculation, lists: lists), reader.styles)
      }
      try parts.read(source, sheet, begun, figures)
      // The first are taken as they lie: a copy of many parts is large.
      if workbook.parts.isEmpty { workbook.parts = parts.rows } else { workbook.parts += parts.rows }
      workbook.setAside[sheet] = source.partsSetAside
      workbook.hiddenParts += source.hiddenParts
      workbook.merged[sheet] = parts.merged
      if calculation.parts.isEmpty { calculation.parts = parts.figures } else { calculation.parts += parts.figures }
      if let pass = parts.pass { passes.append(pass) }
    }
    calculation.withdrawUnclearPrices(workbook)
    workbook.evaluatedInputs = source.evaluatedInputs

    let notes = source.formNotes
    var pass = IntegrityPass(
      reader: reader, workbook: workbook, computed: ComputedCells(workbook, calculation, lists: lists),
      findings: RuleContext.findings(in: workbook, calculation, lists, asOf: asOf))
    try pass.check(notes: notes)
    for (found, account, witnessed) in passes.lazy.map({ $0.finish() }) {
      pass.findings.append(contentsOf: found)
      pass.account.sheets.append(account)
      pass.witnessed.add(witnessed, of: account.name)
    }
    pass.checkAccount()
    // Choices of the command line are unknown to the workbook's formulas.
    if options == Calculation.Options() { try pass.hearWitness(on: calculation.inventory, lists: lists) }
    account = pass.account
    doubleEntry = pass.doubleEntry
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
      _ source: SupplierWorkbookReader, _ sheet: SheetID, _ workbook: SupplierWorkbook, _ figures: PartFigures
    ) throws(XLSXError) {
      merged = try source.readParts(of: workbook, on: sheet, begin: restart) { row, part in
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
