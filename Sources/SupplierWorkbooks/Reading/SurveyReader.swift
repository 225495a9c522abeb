internal import XLSX

/// Reads the answers to the survey: options in any of their spellings, Yes and No as people write them.
struct SurveyReader {
  let definition: TemplateDefinition
  let worksheet: Worksheet
  let located: LocatedSurvey?
  let observer: CellObserver

  func read() -> SurveyAnswers {
    let answers = definition.survey.enumerated().map { index, question in
      SurveyAnswers.Answer(question: question.id, content: content(of: question, located?.questions[index] ?? .init()))
    }
    return SurveyAnswers(answers: answers, optionCounts: definition.survey.map { $0.options.count })
  }

  private func content(
    of question: TemplateDefinition.Question, _ rows: LocatedSurvey.Question
  ) -> SurveyAnswers.Answer.Content {
    switch question.kind {
    case .single:
      return .single(observe(rows.row, list: ListID(question.id)) { Self.option($0, of: question.options) })
    case .multiple:
      return .multiple(
        question.options.indices.map { index in
          observe(rows.optionRows[index], list: .yesNo) { line($0, option: question.options[index]) }
        })
    case .text:
      guard let row = rows.row, let located else { return .text(.absent) }
      let reference = CellReference(row: row, column: located.answerColumn)
      return .text(observer.text(worksheet[reference], at: reference))
    }
  }

  /// What the cell of that row means.
  ///
  /// Options come first: one of them may be called `没有`, which says nothing elsewhere.
  private func observe<Value>(_ row: Int?, list: ListID, _ meaning: (String) -> ListMatch<Value>?) -> Observation<Value>
  {
    guard let row, let located else { return .absent }
    let reference = CellReference(row: row, column: located.answerColumn)
    let cell = worksheet[reference]
    let shown: String
    switch cell?.value {
    case .text(let text)?: shown = text
    case .number(let number)?: shown = CellObserver.plain(number)
    case .boolean(let truth)?: shown = truth ? "TRUE" : "FALSE"
    default: shown = ""
    }
    if !shown.isEmpty, let match = meaning(shown) {
      if match.isExact { return Observation(reference, .value(match.entry)) }
      return Observation(
        reference, .lenient(match.entry, .listVariant(TypedText.trimmed(shown), written: match.written)))
    }
    return observer.entry(cell, at: reference, list: list) { _ in nil }
  }

  // MARK: Single choices

  private static func option(_ text: String, of options: [LocalizedText]) -> ListMatch<Int>? {
    guard text.utf8.count < 400, let index = index(of: text, SurveyLocator.forms(options)) ?? agreement(text, options)
    else { return nil }
    return match(index, text, options[index])
  }

  /// The option that the whole text says, else the one that all its parts say which say any: `Yes 否` is no answer.
  private static func index(of text: String, _ forms: [FoldedText: Int]) -> Int? {
    if let whole = forms[FoldedText(folding: text)] { return whole }
    let parts = Set(LabelText.candidates(text).compactMap { forms[$0] })
    return parts.count == 1 ? parts.first : nil
  }

  /// The option that says Yes or No, where the text does.
  private static func agreement(_ text: String, _ options: [LocalizedText]) -> Int? {
    guard let meaning = YesNoText.meaning(text) else { return nil }
    return options.firstIndex { YesNoText.meaning($0.english) == meaning }
  }

  // MARK: Lines of multiple choices

  /// Yes, No, or the option once more, which says that it applies.
  private func line(_ text: String, option: LocalizedText) -> ListMatch<Bool>? {
    guard text.utf8.count < 400 else { return nil }
    if let meaning = YesNoText.meaning(text) ?? Self.plainMeaning(text) { return match(meaning) { $0.contains(text) } }
    return Self.index(of: text, SurveyLocator.forms([option])) == nil ? nil : match("yes") { _ in false }
  }

  /// Yes or No without what does not matter around it.
  private static func plainMeaning(_ text: String) -> String? {
    let meanings = Set(LabelText.candidates(text).compactMap { YesNoText.meaning($0.text) })
    return meanings.count == 1 ? meanings.first : nil
  }

  private func match(_ meaning: String, isExact: ([String]) -> Bool) -> ListMatch<Bool> {
    guard let entry = definition.entry(of: .yesNo, id: meaning) else {
      return ListMatch(meaning == "yes", isExact: true, written: meaning)
    }
    let spellings = [entry.written, entry.text.inline] + entry.text.spellings
    return ListMatch(meaning == "yes", isExact: isExact(spellings), written: entry.written)
  }

  private static func match(_ index: Int, _ text: String, _ option: LocalizedText) -> ListMatch<Int> {
    ListMatch(index, isExact: option.inline == text || option.spellings.contains(text), written: option.inline)
  }
}
