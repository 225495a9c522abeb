/// The languages that labels and messages come in.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// A text in every language; a missing one falls back to English.
public struct LocalizedText: Hashable, Sendable {
  public var english: String
  public var chinese: String?

  public init(_ english: String, _ chinese: String? = nil) {
    self.english = english
    self.chinese = chinese
  }

  public subscript(_ language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese ?? english
    }
  }

  /// Both languages on one line: `Coal 煤`.
  public var inline: String { joined(" ") }
  /// Both languages on two lines, as headers stand.
  public var stacked: String { joined("\n") }

  private func joined(_ separator: String) -> String {
    guard let chinese, chinese != english else { return english }
    return english + separator + chinese
  }
}
