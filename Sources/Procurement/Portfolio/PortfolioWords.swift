package import SupplierWorkbooks
package import Validation

/// The words of the portfolio report in one language.
package struct PortfolioWords {
  /// The messages that the words are taken from.
  package let catalogue: MessageCatalogue
  private let questions: [String: TemplateDefinition.Question]

  /// Words in the language of a catalogue, with the survey's questions from the built-in tool.
  package init(_ catalogue: MessageCatalogue) throws(TemplateDefinitionError) {
    self.catalogue = catalogue
    let survey = try TemplateDefinition.builtIn("emission-calculation-tool").survey
    questions = Dictionary(survey.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The language of the words.
  package var language: Language { catalogue.language }
  /// The language as HTML names it, such as `zh-Hans`.
  package var htmlLanguage: String { catalogue.htmlLanguage }

  /// A phrase of the report; numbers are grouped.
  package func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
    catalogue.phrase("portfolio." + key, arguments)
  }

  /// The word for a severity.
  package func severity(_ severity: Severity) -> String { catalogue.phrase("severity." + severity.rawValue) }

  /// The word for a verdict; the verdict itself where it is not known.
  package func verdict(_ verdict: String) -> String { known("verdict." + verdict) ?? verdict }

  /// The word for a kind of workbook; the kind itself where it is not known.
  package func kind(_ kind: String) -> String { known("kind." + kind) ?? kind }

  /// The word for a kind of workbook, short enough for a narrow column.
  package func shortKind(_ kind: String) -> String { known("portfolio.kind." + kind) ?? kind }

  /// The word for a source of energy; one that is not known is called as in the register.
  package func source(_ source: String) -> String { known("portfolio.source." + source) ?? source }

  /// What a rule is about, in a few words; empty for a rule of another version, which has none.
  package func rule(_ rule: String) -> String { known("portfolio.rule." + rule) ?? "" }

  /// The suppliers that a rule concerns, or the first of them.
  package func names(_ rule: Portfolio.RuleCount) -> String {
    rule.names.joined(separator: "; ") + (rule.suppliers > rule.names.count ? "; …" : "")
  }

  /// Why a part has no figures.
  package func reason(_ reason: String) -> String {
    reason.isEmpty ? self("missing.empty") : known("reason." + reason) ?? reason
  }

  /// The text of a question of the survey; its id where the question is not known.
  package func question(_ id: String) -> String { questions[id]?.text[language] ?? id }

  /// The text of a question's option, counted from 0; its number from 1 where the option is not known.
  package func option(_ index: Int, of id: String) -> String {
    guard let options = questions[id]?.options, options.indices.contains(index) else { return String(index + 1) }
    return options[index][language]
  }

  /// The reporting period in words; a calendar year is called by its number.
  package func period(_ supplier: Portfolio.Supplier) -> String {
    switch (supplier.periodStart, supplier.periodEnd) {
    case (let start?, let end?):
      // A calendar year is called by its number.
      start.hasSuffix("-01-01") && end == start.prefix(5) + "12-31"
        ? String(start.prefix(4)) : self("period", ["start": start, "end": end])
    case (let start?, nil): start
    case (nil, let end?): end
    case (nil, nil): "–"
    }
  }

  private func known(_ key: String) -> String? { catalogue.phrases[key] }
}
