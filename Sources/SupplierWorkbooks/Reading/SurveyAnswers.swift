public import Emissions

/// What a supplier answered to the survey, each answer with the cell it was read from.
public struct SurveyAnswers: Sendable, Hashable {
  /// The answer to one question.
  public struct Answer: Sendable, Hashable {
    /// An answer by the kind of its question.
    public enum Content: Sendable, Hashable {
      /// The index of the chosen option.
      case single(Observation<Int>)
      /// Whether each option applies; No is an answer, too.
      case multiple([Observation<Bool>])
      /// What was written; for a question that is answered in words.
      case text(Observation<String>)
    }

    /// The id of the question.
    public var question: String
    /// The answer, as it was read.
    public var content: Content

    /// The chosen option; `nil` for another kind of question, and where there is no answer.
    public var choice: Int? { if case .single(let observed) = content { observed.value } else { nil } }

    /// The options of a multiple choice that were said to apply.
    public var marked: Set<Int> {
      guard case .multiple(let lines) = content else { return [] }
      return Set(lines.indices.filter { lines[$0].value == true })
    }

    /// The text; `nil` for another kind of question, and where there is none.
    public var text: String? { if case .text(let observed) = content { observed.value } else { nil } }

    /// There is an answer that can be understood: to a multiple choice, to any of its lines.
    public var isAnswered: Bool {
      switch content {
      case .single(let observed): observed.value != nil
      case .multiple(let lines): lines.contains { $0.value != nil }
      case .text(let observed): observed.value != nil
      }
    }
  }

  /// The answers, as many as the definition has questions, in its order.
  public var answers: [Answer]
  /// How many options each of the questions has.
  var optionCounts: [Int]

  /// The answer to the question of that id; `nil` where the definition has none.
  public subscript(question: String) -> Answer? { answers.first { $0.question == question } }

  /// Any question has an answer that can be understood.
  public var isAnswered: Bool { answers.contains(where: { $0.isAnswered }) }

  /// The answers without cells and words, for tallying: see `SurveyTally`.
  public var response: SurveyResponse {
    SurveyResponse(
      zip(answers, optionCounts).map { answer, options in
        switch answer.content {
        case .single:
          .init(question: answer.question, kind: .single, options: options, chosen: answer.choice.map { [$0] })
        case .multiple:
          .init(
            question: answer.question, kind: .multiple, options: options,
            chosen: answer.isAnswered ? answer.marked : nil)
        case .text:
          .init(question: answer.question, kind: .text, options: 0, chosen: answer.isAnswered ? [] : nil)
        }
      })
  }
}
