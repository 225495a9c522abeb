internal import SupplierWorkbooks

/// How many suppliers chose which answer in the survey of the latest submission in which they answered any of it.
public struct SurveyReadiness: Sendable, Hashable {
  /// A question with its options.
  public struct Question: Sendable, Hashable {
    public var id: String
    /// Whether several options may be chosen.
    public var isMultiple: Bool
    /// Whoever the shares are of: those who answered this question, or, where several options may be chosen, the survey.
    public var respondents: Int
    /// How many chose each option.
    public var counts: [Int]

    /// In hundredths of a percent, rounded half up: 5265 is 52.65 %.
    public func share(_ option: Int) -> Int {
      guard respondents > 0, counts.indices.contains(option) else { return 0 }
      return (counts[option] * 20_000 + respondents) / (2 * respondents)
    }
  }

  /// Suppliers that answered at least one question.
  public var respondents = 0
  public var questions: [Question] = []

  public init() {}

  /// Counts the answers of each respondent once.
  init(_ answers: [[Submission.Answer]], questions: [TemplateDefinition.Question]) {
    let answers = answers.filter { !$0.isEmpty }
    respondents = answers.count
    let chosen = answers.map { answers in
      answers.reduce(into: [String: Set<Int>]()) { chosen, answer in
        if let option = answer.option { chosen[answer.question, default: []].insert(option) }
      }
    }
    self.questions = questions.filter { $0.kind != .text }.map { question in
      let sets = chosen.compactMap { $0[question.id] }
      let isMultiple = question.kind == .multiple
      return Question(
        id: question.id, isMultiple: isMultiple, respondents: isMultiple ? respondents : sets.count,
        counts: question.options.indices.map { option in sets.count { $0.contains(option) } })
    }
  }
}
