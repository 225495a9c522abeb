public import SupplierWorkbooks
public import XLSX

/// Applies every rule to a supplier's workbook.
public enum WorkbookValidator {
  /// All findings, in the order of sheets and rows; the same on many rows is folded to one.
  ///
  /// - Parameter asOf: the day that counts as today.
  public static func findings(
    in workbook: SupplierWorkbook, calculation: Calculation, lists: ReferenceLists, asOf: CalendarDate, sheets: [String]
  ) -> [Finding] {
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
    return context.findings.sorted(sheets: sheets, others: workbook.companySource?.sheets ?? [])
  }
}
