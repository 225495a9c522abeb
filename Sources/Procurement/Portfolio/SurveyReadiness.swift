internal import Emissions
internal import SupplierWorkbooks

/// How many suppliers chose which answer in the survey of the latest submission in which they answered any of it.
public struct SurveyReadiness: Sendable, Hashable, Encodable {
  /// A question with its options.
  public struct Question: Sendable, Hashable, Encodable {
    /// The id of the question in the definition of the survey.
    public var id: String
    /// Whether several options may be chosen.
    public var isMultiple: Bool
    /// How many suppliers answered this question.
    public var respondents: Int
    /// How many suppliers answered other questions, but not this one.
    public var unanswered: Int
    /// How many chose each option.
    public var counts: [Int]

    enum CodingKeys: String, CodingKey { case question, kind, respondents, unanswered, counts, shares }

    /// Writes the answers with keys that stay the same in every version.
    public func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(id, forKey: .question)
      try keys.encode(isMultiple ? "multiple" : "single", forKey: .kind)
      try keys.encode(respondents, forKey: .respondents)
      try keys.encode(unanswered, forKey: .unanswered)
      try keys.encode(counts, forKey: .counts)
      // In percent, as text: the two decimals belong to the figure.
      try keys.encode(
        counts.indices.map { SurveyShare(counts[$0], of: respondents)?.description ?? "" }, forKey: .shares)
    }

    /// The share of the respondents who chose an option, in hundredths of a percent, rounded half up: 5265 is 52.65 %.
    public func share(_ option: Int) -> Int {
      counts.indices.contains(option) ? SurveyShare(counts[option], of: respondents)?.hundredths ?? 0 : 0
    }
  }

  /// Suppliers that answered at least one question.
  public var respondents = 0
  /// The questions, each with its counts.
  public var questions: [Question] = []

  /// Counts of no answers.
  public init() {}

  /// Counts the answers of each respondent once.
  init(_ answers: [[Submission.Answer]], questions: [TemplateDefinition.Question]) {
    self.init(SurveyTally(answers.map { SurveyResponse($0, questions: questions) }), questions: questions)
  }

  init(_ tally: SurveyTally, questions: [TemplateDefinition.Question]) {
    respondents = tally.respondents
    self.questions = questions.filter { $0.kind != .text }.map { question in
      let counted = tally[question.id]
      return Question(
        id: question.id, isMultiple: question.kind == .multiple, respondents: counted?.respondents ?? 0,
        unanswered: counted?.unanswered ?? 0, counts: counted?.counts ?? question.options.map { _ in 0 })
    }
  }
}

extension SurveyResponse {
  /// The answers that a submission holds, to be counted.
  init(_ answers: [Submission.Answer], questions: [TemplateDefinition.Question]) {
    let given = Dictionary(grouping: answers, by: \.question)
    self.init(
      questions.map { question in
        Entry(
          question: question.id, kind: Kind(rawValue: question.kind.rawValue) ?? .text, options: question.options.count,
          chosen: given[question.id].map { Set($0.compactMap(\.option)) })
      })
  }
}
