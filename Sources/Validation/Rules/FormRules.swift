public import SupplierWorkbooks

/// Rules about a form that a customer sent.
public enum FormRules {
  /// M08, M09, F01, F02: whether the form has the columns that it should.
  public static func findings(in located: LocatedTemplate, sheets: [String]) -> [Finding] {
    var collector = FindingCollector()
    TemplateRules.check(located) { collector.add($0) }
    return collector.sorted(sheets: sheets)
  }
}
