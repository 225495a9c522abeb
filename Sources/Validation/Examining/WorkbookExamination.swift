public import Emissions
public import SupplierWorkbooks
public import XLSX

/// A supplier's workbook read, computed and checked; sheets with a row for each part are gone through once.
public struct WorkbookExamination {
  public var workbook: SupplierWorkbook
  public var calculation: Calculation
  /// Every finding, those about the file and its formulas among them.
  public var report: ValidationReport

  /// - Parameters:
  ///   - located: what the tool's definition found.
  ///   - asOf: the day that counts as today.
  ///   - options: gets the workbook before its parts are read, and may change what it says of the company.
  /// - Throws: `XLSXError` where a sheet cannot be read; what `options` throws.
  public init(
    of reader: WorkbookReader, located: LocatedTemplate, lists: ReferenceLists, asOf: CalendarDate,
    options: (inout SupplierWorkbook) throws -> Calculation.Options = { _ in .init() }
  ) throws {
    let source = SupplierWorkbookReader(reader, located: located, lists: lists)
    var workbook = try source.readCompany()
    let options = try options(&workbook)
    // What a part's computed cells should hold follows from the totals: they come before the parts.
    var calculation = Calculation(workbook, lists: lists, options: options)
    let partsPass = PartsPass(located, ComputedCells(workbook, calculation, lists: lists))
    let parts = try Self.parts(of: source, workbook, PartFigures(workbook, calculation.allocation, lists: lists), partsPass)
    workbook.parts = parts.rows
    calculation.parts = parts.figures

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
      findings: pass.findings.sorted(sheets: reader.sheets.map(\.name), others: workbook.companySource?.sheets ?? []))
  }

  private static func parts(
    of source: SupplierWorkbookReader, _ workbook: SupplierWorkbook, _ figures: PartFigures, _ pass: PartsPass?
  ) throws -> (rows: [PartRow], figures: [Calculation.Part]) {
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
