/// How many answered what: the sum of any number of answer sheets.
///
/// Sums of parts of them, merged in whatever order, are the sum of all of them.
public struct SurveyTally: Hashable, Sendable {
  /// The answers to one question.
  public struct Question: Hashable, Sendable {
    /// How the question is answered.
    public fileprivate(set) var kind: SurveyResponse.Kind
    /// How many sheets answer this question; in a multiple choice, any of its lines, if only with No.
    public fileprivate(set) var respondents = 0
    /// How many sheets answer other questions, but not this one.
    public fileprivate(set) var unanswered = 0
    /// How often each option was chosen, in the order of the options.
    public fileprivate(set) var counts: [Int]

    fileprivate init(_ kind: SurveyResponse.Kind, options: Int) {
      self.kind = kind
      counts = Array(repeating: 0, count: kind == .text ? 0 : max(0, options))
    }

    /// How many texts were written.
    public var texts: Int { kind == .text ? respondents : 0 }

    /// The share of the respondents who chose an option; those of a multiple choice do not add up to 100 %.
    ///
    /// - Returns: `nil` where nobody answered, and for an option that there is not.
    public func share(of option: Int) -> SurveyShare? {
      counts.indices.contains(option) ? SurveyShare(counts[option], of: respondents) : nil
    }

    /// The shares of all options, in their order.
    public var shares: [SurveyShare?] { counts.indices.map { share(of: $0) } }

    fileprivate mutating func add(_ entry: SurveyResponse.Entry) {
      widen(to: entry.kind, options: entry.kind == .text ? 0 : entry.options)
      guard let chosen = entry.counted else {
        unanswered += 1
        return
      }
      respondents += 1
      for option in chosen where counts.indices.contains(option) { counts[option] += 1 }
    }

    fileprivate mutating func merge(_ other: Question) {
      widen(to: other.kind, options: other.counts.count)
      respondents += other.respondents
      unanswered += other.unanswered
      for (option, count) in other.counts.enumerated() { counts[option] += count }
    }

    /// Makes room for the options of another edition of the sheet.
    ///
    /// A question of two kinds counts as the one that claims less.
    private mutating func widen(to other: SurveyResponse.Kind, options: Int) {
      if rank(other) > rank(kind) { kind = other }
      let missing = options - counts.count
      if missing > 0 { counts += Array(repeating: 0, count: missing) }
    }

    private func rank(_ kind: SurveyResponse.Kind) -> Int { SurveyResponse.Kind.allCases.firstIndex(of: kind) ?? 0 }
  }

  /// The answers to each question, by its id.
  public private(set) var questions: [String: Question] = [:]
  /// How many sheets have any answer.
  public private(set) var respondents = 0
  /// The sheets without any: those who sent them are no respondents to any question.
  public private(set) var emptySheets = 0

  /// The sum of no answer sheets.
  public init() {}

  /// The sum of these answer sheets.
  public init(_ responses: some Sequence<SurveyResponse>) {
    for response in responses { add(response) }
  }

  /// The answers to the question of that id; `nil` where no sheet asked it.
  public subscript(question: String) -> Question? { questions[question] }

  /// Counts one more answer sheet.
  public mutating func add(_ response: SurveyResponse) {
    guard response.isAnswered else {
      emptySheets += 1
      return
    }
    respondents += 1
    for entry in response.entries {
      questions[entry.question, default: Question(entry.kind, options: entry.options)].add(entry)
    }
  }

  /// Adds what was counted elsewhere; in whatever order, the sum is the same.
  public mutating func merge(_ other: SurveyTally) {
    respondents += other.respondents
    emptySheets += other.emptySheets
    for (id, question) in other.questions {
      questions[id, default: Question(question.kind, options: question.counts.count)].merge(question)
    }
  }

  /// The sum of both.
  public func merging(_ other: SurveyTally) -> SurveyTally {
    var sum = self
    sum.merge(other)
    return sum
  }
}
