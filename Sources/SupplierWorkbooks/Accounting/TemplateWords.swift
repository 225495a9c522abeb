/// The texts that a template writes on one of its sheets: labels, headers, titles, hints and headings.
struct TemplateWords {
  private let labels: [TemplateDefinition.Labels]
  private let texts: Set<FoldedText>

  init(_ sheet: TemplateDefinition.Sheet) {
    let columns = sheet.table?.columns ?? []
    labels =
      sheet.fields.flatMap { [$0.labels] + [$0.rowLabels, $0.columnLabels].compactMap { $0 } }
      + columns.map { $0.labels } + (sheet.table?.rows.map { $0.labels } ?? []) + [sheet.labels]
    var texts: Set<FoldedText> = []
    func add(_ text: LocalizedText?) {
      guard let text else { return }
      for form in [text.inline, text.stacked] + text.spellings { texts.insert(FoldedText(folding: form)) }
    }
    add(sheet.title)
    add(sheet.hint)
    for field in sheet.fields {
      add(field.hint)
      if let unit = field.unit { add(LocalizedText(unit)) }
    }
    for heading in InputSheet.sections.values { add(heading) }
    self.texts = texts
  }

  /// Whether a text is one of the template's own.
  func contain(_ text: String) -> Bool {
    if texts.contains(FoldedText(folding: text)) { return true }
    guard text.utf8.count < 400 else { return false }
    return labels.contains { $0.matches(text) }
  }
}
