/// What validating a workbook came to.
public struct ValidationReport: Sendable {
  /// The errors and warnings in the order of sheets and rows, repeats folded into one; after them one note of each kind.
  public var findings: [Finding]

  init(findings: [Finding]) { self.findings = findings.foldingNotes() }

  /// What the findings come to together.
  public var verdict: Verdict { Verdict(findings) }
}
