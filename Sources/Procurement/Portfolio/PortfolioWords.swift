package import SupplierWorkbooks
package import Validation

/// The words of the portfolio report in one language.
package struct PortfolioWords {
  package let catalogue: MessageCatalogue
  private let questions: [String: TemplateDefinition.Question]

  package init(_ catalogue: MessageCatalogue) throws(TemplateDefinitionError) {
    self.catalogue = catalogue
    let survey = try TemplateDefinition.builtIn("emission-calculation-tool").survey
    questions = Dictionary(survey.map { ($0.id, $0) }) { first, _ in first }
  }

  package var language: Language { catalogue.language }
  package var htmlLanguage: String { catalogue.htmlLanguage }

  /// A phrase of the report; numbers are grouped.
  package func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
    catalogue.phrase("portfolio." + key, arguments)
  }

  package func severity(_ severity: Severity) -> String { catalogue.phrase("severity." + severity.rawValue) }

  package func verdict(_ verdict: String) -> String { known("verdict." + verdict) ?? verdict }

  package func kind(_ kind: String) -> String { known("kind." + kind) ?? kind }

  /// For a narrow column.
  package func shortKind(_ kind: String) -> String { known("portfolio.kind." + kind) ?? kind }

  /// An unknown source is called as in the register.
  package func source(_ source: String) -> String { known("portfolio.source." + source) ?? source }

  /// A rule of another version has no words.
  package func rule(_ rule: String) -> String { known("portfolio.rule." + rule) ?? "" }

  /// Why a part has no figures.
  package func reason(_ reason: String) -> String {
    reason.isEmpty ? self("missing.empty") : known("reason." + reason) ?? reason
  }

  package func question(_ id: String) -> String { questions[id]?.text[language] ?? id }

  package func option(_ index: Int, of id: String) -> String {
    guard let options = questions[id]?.options, options.indices.contains(index) else { return String(index + 1) }
    return options[index][language]
  }

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
