/// What all findings of a workbook come to.
public enum Verdict: String, Sendable, Hashable {
  /// No error.
  case ready
  /// A mandatory cell is missing, and nothing else is wrong.
  case incomplete
  /// Any other error.
  case invalid
  /// The file could not be read at all.
  case unreadable

  public init(_ findings: [Finding]) {
    let errors = findings.filter { $0.severity == .error }
    self = errors.isEmpty ? .ready : errors.allSatisfy(\.isMissingInput) ? .incomplete : .invalid
  }
}
