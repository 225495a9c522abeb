/// What validating a workbook came to.
public struct ValidationReport: Sendable {
  /// In the order of sheets and rows, repeats folded.
  public var findings: [Finding]

  /// What the findings come to together.
  public var verdict: Verdict { Verdict(findings) }
}
