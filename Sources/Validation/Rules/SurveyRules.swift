internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// L01, M05: answers to the survey that were read leniently, or not understood.
  ///
  /// All of it is optional: no figure depends on it.
  mutating func checkSurvey() {
    guard let survey = workbook.survey, let sheet = workbook.located.sheets[.survey] else { return }
    // The same mark on many lines is said once.
    let lines = Place(
      sheet: sheet.name, field: sheet.definition.title ?? sheet.definition.labels.text, isMandatory: false,
      isNumber: false)
    let yesNo = (workbook.located.definition.lists[.yesNo] ?? []).map { (text: $0.text, written: $0.written) }
    for (question, answer) in zip(workbook.located.definition.survey, survey.answers) {
      let place = Place(sheet: sheet.name, field: question.text, isMandatory: false, isNumber: false)
      switch answer.content {
      case .single(let observed):
        checkAnswer(observed, at: place, lenient: place, answers: question.options.map { ($0, $0.inline) })
      case .multiple(let observed):
        for line in observed { checkAnswer(line, at: place, lenient: lines, answers: yesNo) }
      case .text(let observed):
        // However a text was typed, it is one.
        if observed.isInvalid { observe(observed, at: place, isNeeded: false) }
      }
    }
  }

  private mutating func checkAnswer<Value: ReadValue>(
    _ observation: Observation<Value>, at place: Place, lenient: Place,
    answers: [(text: LocalizedText, written: String)]
  ) {
    guard case .invalid(let why) = observation.outcome else { return observe(observation, at: lenient) }
    guard case .notInList(let text, _) = why else { return observe(observation, at: place, isNeeded: false) }
    let candidates = answers.map { Similarity.Candidate($0.written, spellings: $0.text.spellings) }
    add(
      "M05", .warning, variant: "answer", at: place, observation.reference, value: text,
      arguments: ["expected": answers.map { $0.text }.joined(separator: LocalizedText("; "))],
      suggestion: Similarity.nearest(to: text, among: candidates).certain)
  }
}
