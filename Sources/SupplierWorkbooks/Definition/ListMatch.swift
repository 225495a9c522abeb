/// The entry of a list that a text means.
public struct ListMatch<Entry: Sendable>: Sendable {
  /// What the text means.
  public var entry: Entry
  /// The text is one of the spellings of the list, not only one that means the same.
  public var isExact: Bool
  /// The spelling that the list writes.
  public var written: String
  /// What else the text may mean, as the list writes it; empty where it has one meaning only.
  public var alternatives: [String] = []

  /// A match with an entry that the list writes so.
  public init(_ entry: Entry, isExact: Bool, written: String) {
    self.entry = entry
    self.isExact = isExact
    self.written = written
  }

  /// The match of something else that this entry stands for.
  public func map<Other: Sendable>(_ transform: (Entry) -> Other) -> ListMatch<Other> {
    var match = ListMatch<Other>(transform(entry), isExact: isExact, written: written)
    match.alternatives = alternatives
    return match
  }
}
