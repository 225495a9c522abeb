internal import XLSX

/// Finds the questions of the survey and the options below them by what their rows say, wherever they have moved to.
struct SurveyLocator {
  private let questions: [TemplateDefinition.Question]
  /// Folded forms of the questions, each with the index of the question.
  private let questionForms: [FoldedText: Int]
  /// The options of multiple choices, for each question: by the folded form the index of the option.
  private let optionForms: [[FoldedText: Int]]

  init(_ definition: TemplateDefinition) {
    questions = definition.survey
    questionForms = Self.forms(questions.map { $0.text })
    optionForms = questions.map { $0.kind == .multiple ? Self.forms($0.options) : [:] }
  }

  /// The forms that lead to one of the texts only.
  static func forms(_ texts: [LocalizedText]) -> [FoldedText: Int] {
    var forms: [FoldedText: Int] = [:]
    var doubtful: Set<FoldedText> = []
    for (index, text) in texts.enumerated() {
      for form in Set((text.spellings + [text.inline]).flatMap { LabelText.candidates($0) }) {
        if forms.updateValue(index, forKey: form) != nil { doubtful.insert(form) }
      }
    }
    for form in doubtful { forms[form] = nil }
    return forms
  }

  /// A text of the sheet with the forms under which it may be known.
  private struct Label {
    var row: Int
    var column: Int
    var forms: [FoldedText]
  }

  /// - Returns: `nil` where none of the questions stands in the sheet.
  func locate(in worksheet: Worksheet) -> LocatedSurvey? {
    let labels = worksheet.rows.flatMap { row in
      row.cells.compactMap { cell in
        Self.forms(of: cell).map { Label(row: row.index, column: cell.reference.column, forms: $0) }
      }
    }
    guard let labelColumn = labelColumn(labels) else { return nil }
    var located = LocatedSurvey(
      labelColumn: labelColumn, answerColumn: labelColumn + 1,
      questions: Array(repeating: LocatedSurvey.Question(), count: questions.count))
    var current: Int?
    for label in labels where label.column == labelColumn {
      if let question = current, let option = option(label.forms, of: question),
        located.questions[question].optionRows[option] == nil
      {
        located.questions[question].optionRows[option] = label.row
      } else if let question = question(label.forms) {
        guard located.questions[question].row == nil else { continue }
        located.questions[question].row = label.row
        current = question
      } else if let (question, option) = soleOption(label.forms, after: current, in: located) {
        // The label of its question was changed.
        located.questions[question].optionRows[option] = label.row
        current = question
      }
    }
    if let column = answerColumn(labels, above: located) { located.answerColumn = column }
    return located
  }

  /// The column in which most of the questions stand.
  private func labelColumn(_ labels: [Label]) -> Int? {
    var found: [Int: Set<Int>] = [:]
    for label in labels {
      if let question = question(label.forms) { found[label.column, default: []].insert(question) }
    }
    return found.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
  }

  /// The nearest header above the questions that says so.
  private func answerColumn(_ labels: [Label], above located: LocatedSurvey) -> Int? {
    let first = located.questions.compactMap { $0.row }.min() ?? 0
    let header = Self.forms([SurveyLayout.answerHeader])
    return labels.last { label in
      label.row < first && label.column > located.labelColumn && label.forms.contains { header[$0] != nil }
    }?.column
  }

  private static func forms(of cell: Cell) -> [FoldedText]? {
    guard case .text(let text) = cell.value, text.utf8.count < 400 else { return nil }
    return LabelText.candidates(text)
  }

  private func question(_ forms: [FoldedText]) -> Int? { forms.lazy.compactMap { questionForms[$0] }.first }

  private func option(_ forms: [FoldedText], of question: Int) -> Int? {
    forms.lazy.compactMap { optionForms[question][$0] }.first
  }

  /// An option that of all questions further down only one has.
  private func soleOption(_ forms: [FoldedText], after current: Int?, in located: LocatedSurvey) -> (
    question: Int, option: Int
  )? {
    let found = questions.indices.dropFirst(current.map { $0 + 1 } ?? 0).compactMap { question in
      located.questions[question].row == nil ? option(forms, of: question).map { (question, $0) } : nil
    }
    return found.count == 1 ? found.first : nil
  }
}
