/// What one company answered to a survey: which options of which questions, nothing that tells who it was.
public struct SurveyResponse: Hashable, Sendable {
  /// How a question is answered.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// One option is chosen.
    case single
    /// Any number of options, each by itself.
    case multiple
    /// A text in words of one's own.
    case text
  }

  /// A question that was asked, with its answer.
  public struct Entry: Hashable, Sendable {
    /// The id of the question.
    public var question: String
    /// How it is answered.
    public var kind: Kind
    /// How many options there are to choose from.
    public var options: Int
    /// The indices of the chosen options, none of them where all were denied and beside a text; `nil` for no answer.
    public var chosen: Set<Int>?

    /// A question with its answer.
    public init(question: String, kind: Kind, options: Int, chosen: Set<Int>?) {
      self.question = question
      self.kind = kind
      self.options = options
      self.chosen = chosen
    }

    /// The options that exist; `nil` for no answer, to which anything but one option of a single choice comes.
    var counted: Set<Int>? {
      guard let known = chosen?.filter({ (0..<max(0, options)).contains($0) }) else { return nil }
      return kind == .single && known.count != 1 ? nil : known
    }
  }

  /// The questions in the order of the sheet, each once.
  public var entries: [Entry]

  /// The answers to these questions.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// Whether any question has an answer.
  public var isAnswered: Bool { entries.contains { $0.counted != nil } }
}
