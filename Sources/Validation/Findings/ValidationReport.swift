/// What validating a workbook came to.
public struct ValidationReport: Sendable {
  /// The findings in the order of sheets and rows, repeats folded into one.
  public var findings: [Finding]

  /// What the findings come to together.
  public var verdict: Verdict { Verdict(findings) }
}
