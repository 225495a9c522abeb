/// What all findings of a workbook come to.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// There is no error, and nothing casts doubt on a figure.
  case ready
  /// There is no error, but a finding casts doubt on a figure: a person must look before it is used.
  case check
  /// A mandatory cell is missing, and nothing else is wrong.
  case incomplete
  /// There is an error of any other kind.
  case invalid
  /// The file could not be read at all.
  case unreadable

  /// What the findings of a workbook that could be read come to.
  public init(_ findings: [Finding]) {
    let errors = findings.filter { $0.severity == .error }
    if errors.isEmpty {
      self = findings.contains { $0.raisesDoubt } ? .check : .ready
    } else {
      self = errors.allSatisfy { $0.isMissingInput } ? .incomplete : .invalid
    }
  }
}
