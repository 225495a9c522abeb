/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Something was read leniently.
  case note
  /// A person should look.
  case warning
  /// The part's figures would be wrong or refused on upload.
  case error

  /// Whether the left one matters less.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
