/// Where the answers to a survey stand: one row for each question, below a question with several answers one for each
/// of them.
public struct SurveyLayout: Sendable {
  /// A row of the sheet.
  public struct Row: Sendable {
    /// The number of the row, 1-based; the answer stands in column C.
    public var row: Int
    /// The question that the row belongs to.
    public var question: TemplateDefinition.Question
    /// The answer that this row asks about; `nil` for the row of the question itself.
    public var option: LocalizedText?
    /// Whether something is to be filled in: not beside a question whose answers follow below.
    public var isAnswer: Bool

    /// What the drop-down list offers, as written; empty where any text may stand.
    public func choices(_ definition: TemplateDefinition) -> [String] {
      if option != nil { return definition.lists[.yesNo]?.map({ $0.written }) ?? [] }
      return question.kind == .single ? question.options.map { $0.inline } : []
    }
  }

  /// The row of the headers, 1-based.
  public static let headerRow = 4
  /// The column of the answers among the inputs of a tool.
  static let answerColumn = ColumnID("answer")

  static let numberHeader = LocalizedText("No.", [.chinese: "编号"])
  static let questionHeader = LocalizedText("Question", [.chinese: "问题"])
  static let answerHeader = LocalizedText("Answer", [.chinese: "回答"])

  /// The rows below the header, in the order of the questions.
  public var rows: [Row] = []

  /// Lays out the questions of a definition.
  public init(_ definition: TemplateDefinition) {
    for question in definition.survey {
      rows.append(Row(row: nextRow, question: question, option: nil, isAnswer: question.kind != .multiple))
      guard question.kind == .multiple else { continue }
      for option in question.options {
        rows.append(Row(row: nextRow, question: question, option: option, isAnswer: true))
      }
    }
  }

  private var nextRow: Int { (rows.last?.row ?? Self.headerRow) + 1 }
}
