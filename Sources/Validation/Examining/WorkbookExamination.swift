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
    /// - Throws: `XLSXError` where a sheet cannot be read.
    public init(of reader: WorkbookReader, located: LocatedTemplate, lists: ReferenceLists) throws(XLSXError) {
      self.reader = reader
      self.lists = lists
      source = SupplierWorkbookReader(reader, located: located, lists: lists)
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
    let partsPass = PartsPass(workbook.located, ComputedCells(workbook, calculation, lists: lists))
    let parts = try Self.parts(
      of: source, workbook, PartFigures(workbook, calculation.allocation, lists: lists), partsPass)
    workbook.parts = parts.rows
    calculation.parts = parts.figures
    calculation.withdrawUnclearPrices(workbook)

    let notes = source.formNotes
    var pass = IntegrityPass(
      reader: reader, workbook: workbook, computed: ComputedCells(workbook, calculation, lists: lists),
      findings: RuleContext.findings(in: workbook, calculation, lists, asOf: asOf))
    try pass.check(notes: notes)
    if let partsPass { pass.findings.append(contentsOf: partsPass.finish()) }
    workbook.formNotes = notes?.byPartRow ?? [:]
    self.workbook = workbook
    self.calculation = calculation
    report = ValidationReport(
      findings: pass.findings.sorted(
        sheets: reader.sheets.map { $0.name }, others: workbook.companySource?.sheets ?? []))
  }

  private static func parts(
    of source: SupplierWorkbookReader, _ workbook: SupplierWorkbook, _ figures: PartFigures, _ pass: PartsPass?
  ) throws(XLSXError) -> (rows: [PartRow], figures: [Calculation.Part]) {
    var rows: [PartRow] = []
    var results: [Calculation.Part] = []
    try source.readParts(of: workbook) { row, part in
      guard let part else {
        pass?.check(row, nil)
        return
      }
      let result = figures.part(part)
      pass?.check(row, part.mpn.isEmpty ? nil : result)
      rows.append(part)
      results.append(result)
    }
    return (rows, results)
  }
}
