public import SupplierWorkbooks
public import XLSX

/// Applies every rule to a supplier's workbook.
public enum WorkbookValidator {
  /// All findings that follow from what was read, in the order of sheets and rows; the same on many rows is folded to one.
  ///
  /// - Parameter asOf: the day that counts as today.
  public static func findings(
    in workbook: SupplierWorkbook, calculation: Calculation, lists: ReferenceLists, asOf: CalendarDate, sheets: [String]
  ) -> [Finding] {
    let context = context(workbook, calculation, lists, asOf)
    return context.findings.sorted(sheets: sheets, others: workbook.companySource?.sheets ?? [])
  }

  /// Every finding, those about the file and its formulas among them; reads the sheets that hold formulas once more.
  ///
  /// - Throws: `XLSXError` where a sheet cannot be read.
  public static func report(
    on workbook: SupplierWorkbook, calculation: Calculation, lists: ReferenceLists, asOf: CalendarDate, reader: WorkbookReader
  ) throws -> ValidationReport {
    let context = context(workbook, calculation, lists, asOf)
    var pass = IntegrityPass(
      reader: reader, workbook: workbook, computed: ComputedCells(workbook, calculation, lists: lists), findings: context.findings)
    try pass.check()
    let findings = pass.findings.sorted(sheets: reader.sheets.map(\.name), others: workbook.companySource?.sheets ?? [])
    return ValidationReport(findings: findings, rows: pass.findings.rows)
  }

  private static func context(
    _ workbook: SupplierWorkbook, _ calculation: Calculation, _ lists: ReferenceLists, _ asOf: CalendarDate
  ) -> RuleContext {
    var context = RuleContext(workbook: workbook, calculation: calculation, lists: lists, asOf: asOf)
    context.checkTemplate()
    context.checkCompanySource()
    context.checkCompany()
    context.checkEnergy()
    context.checkRegions()
    context.checkKnownFigures()
    context.checkParts()
    context.checkMaterials()
    context.checkCertificates()
    context.checkSurvey()
    return context
  }
}
