/// What all findings of a workbook come to.
public enum Verdict: String, Sendable, Hashable {
  /// There is no error.
  case ready
  /// A mandatory cell is missing, and nothing else is wrong.
  case incomplete
  /// There is an error of any other kind.
  case invalid
  /// The file could not be read at all.
  case unreadable

  /// What the findings of a workbook that could be read come to.
  public init(_ findings: [Finding]) {
    let errors = findings.filter { $0.severity == .error }
    self = errors.isEmpty ? .ready : errors.allSatisfy { $0.isMissingInput } ? .incomplete : .invalid
  }
}
