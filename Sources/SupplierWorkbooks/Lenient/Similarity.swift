/// How alike two texts are, for suggesting what somebody meant.
public enum Similarity {
  /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours; no text is edited twice at
  /// one place.
  ///
  /// - Returns: `nil` where it takes more than `limit` of them.
  public static func distance(_ one: String, _ other: String, limit: Int) -> Int? {
    guard abs(one.unicodeScalars.count - other.unicodeScalars.count) <= limit else { return nil }
    let first = Array(one.unicodeScalars), second = Array(other.unicodeScalars)
    if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in 1...first.count {
      var current = [row] + Array(repeating: 0, count: second.count)
      for column in 1...second.count {
        let cost = first[row - 1] == second[column - 1] ? 0 : 1
        var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
        if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
          best = min(best, beforeLast[column - 2] + 1)
        }
        current[column] = best
      }
      if let least = current.min(), least > limit { return nil }
      (beforeLast, last) = (last, current)
    }
    return last[second.count] <= limit ? last[second.count] : nil
  }

  /// Something that may have been meant, with all its spellings.
  public struct Candidate: Sendable, Hashable {
    /// How it is shown and written.
    public var shown: String
    /// The spellings after folding, see ``LabelText``.
    var spellings: [String]

    /// A candidate with its spellings; `fold` takes away what does not matter in comparing.
    public init(_ shown: String, spellings: [String] = [], fold: (String) -> String = { LabelText.folded($0) }) {
      self.shown = shown
      self.spellings = Array(Set(([shown] + spellings).map(fold)))
    }
  }

  /// What is nearest to a text.
  public struct Nearest: Sendable, Hashable {
    /// Nearest first, at most three, none that differs in more than a third of the text.
    public var shown: [String]
    /// The one that is a single slip of the finger away, if there is one only.
    public var certain: String?

    /// The nearest candidates; none by default.
    public init(shown: [String] = [], certain: String? = nil) {
      self.shown = shown
      self.certain = certain
    }
  }

  /// What may have been meant by a text.
  ///
  /// - Parameters:
  ///   - text: as it was typed.
  ///   - candidates: what there is to mean.
  ///   - fold: takes away what does not matter in comparing; as for the candidates.
  /// - Returns: the candidates that differ least; none for a text that is like none of them.
  public static func nearest(
    to text: String, among candidates: some Sequence<Candidate>, fold: (String) -> String = { LabelText.folded($0) }
  ) -> Nearest {
    let wanted = fold(text)
    // Long texts are no slips of a finger, and comparing them takes long.
    guard (1...60).contains(wanted.count) else { return Nearest() }
    let limit = max(1, wanted.count / 3)
    var found: [(shown: String, distance: Int)] = []
    for candidate in candidates {
      let distances = candidate.spellings.compactMap { distance(wanted, $0, limit: min(limit, $0.count - 1)) }
      if let least = distances.min() { found.append((candidate.shown, least)) }
    }
    found = found.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }.map {
      $0.element
    }
    let slips = found.prefix { $0.distance <= 1 }
    return Nearest(
      shown: found.prefix(3).map { $0.shown }, certain: slips.count == 1 && wanted.count >= 4 ? slips.first?.shown : nil
    )
  }
}
