public import Emissions
public import SupplierWorkbooks
internal import XLSX

/// Applies the rules of company figures to a workbook that a supplier already had, by itself.
public enum CompanyValidator {
  /// All findings: what it lacks as a source of company figures, and what is wrong with those that it has.
  ///
  /// - Parameters:
  ///   - source: the figures, as they were read.
  ///   - tool: the definition of the emission calculation tool, for which they are meant.
  ///   - lists: the factor data.
  ///   - options: choices that overrule those of the workbook.
  ///   - asOf: the day that counts as today.
  /// - Returns: the findings in the order of sheets and cells.
  public static func findings(
    in source: CompanySource, for tool: TemplateDefinition, lists: ReferenceLists,
    options: Calculation.Options = .init(), asOf: CalendarDate
  ) -> [Finding] {
    let workbook = SupplierWorkbook(of: source, by: tool)
    let calculation = Calculation(workbook, lists: lists, options: options)
    var context = RuleContext(workbook: workbook, calculation: calculation, lists: lists, asOf: asOf)
    context.checkCompanySource()
    context.checkCompany()
    context.checkKnownFigures()
    return context.findings.sorted(sheets: [], others: source.sheets).map { finding in
      var finding = finding
      finding.file = nil
      // Said of the workbook itself, not of one that was named beside another.
      if finding.variant == "company" { finding.variant = "source" }
      return finding
    }
  }
}
