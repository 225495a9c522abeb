/// Where a workbook keeps the answers to the survey.
public struct LocatedSurvey: Sendable, Hashable {
  /// The rows of one question, 1-based.
  public struct Question: Sendable, Hashable {
    /// The row of the question itself; `nil` where its label was not found.
    public var row: Int?
    /// The rows of its options by their index, where there is a row for each of them.
    public var optionRows: [Int: Int] = [:]
  }

  /// The column of questions and options, 1-based.
  public var labelColumn: Int
  /// The column of the answers, 1-based.
  public var answerColumn: Int
  /// The questions, as many as the definition has, in its order.
  public var questions: [Question]

  /// How many of the questions were found.
  public var foundQuestions: Int { questions.count { $0.row != nil || !$0.optionRows.isEmpty } }
  /// The last row of all; 0 where none was found.
  public var lastRow: Int { questions.flatMap { [$0.row ?? 0] + $0.optionRows.values }.max() ?? 0 }
}
