public import GreenQuote
public import Emissions
internal import Mustache
public import SupplierWorkbooks
public import Validation
internal import XLSX

/// The findings of files as one HTML page that needs nothing beside itself: no network, no script.
///
/// It shows cells of the workbooks, prices among them: it is for the supplier and for those who support them.
public struct FindingsPage {
  private let catalogue: MessageCatalogue
  private let asOf: CalendarDate

  /// A page in the language of a catalogue.
  ///
  /// - Parameters:
  ///   - catalogue: the words of the page.
  ///   - asOf: the day that counted as today.
  public init(catalogue: MessageCatalogue, asOf: CalendarDate) {
    self.catalogue = catalogue
    self.asOf = asOf
  }

  private static let template = "findings.mustache"
  /// Findings of a file that are shown; the other formats have all of them.
  private static let findingLimit = 2000

  /// The page as HTML.
  ///
  /// - Parameter results: what came of each file.
  /// - Returns: the whole page, with all that it needs inside.
  /// - Throws: `TemplateDefinitionError` where the page's template is none.
  public func html(_ results: [ValidationResult]) throws(TemplateDefinitionError) -> String {
    guard let asset = Asset(named: Self.template) else {
      throw TemplateDefinitionError(file: Self.template, problem: "no such template")
    }
    HTMLEscaping.registered
    do {
      return try MustacheTemplate(string: asset.text).render(page(results))
    } catch {
      throw TemplateDefinitionError(file: Self.template, problem: "\(error)")
    }
  }

  private static let words = [
    "confidential", "file", "kind", "verdict", "errors", "warnings", "notes", "field", "value", "suggestion", "empty",
    "nothing", "footer",
  ]

  private func page(_ results: [ValidationResult]) -> PageView {
    PageView(
      languageTag: catalogue.htmlLanguage, title: catalogue.phrase("html.title"),
      lead: catalogue.phrase(
        "html.lead", ["files": String(results.count), "day": asOf.description, "version": ProgramVersion.current]),
      words: Dictionary(uniqueKeysWithValues: Self.words.map { ($0, catalogue.phrase("html." + $0)) }),
      showsOverview: results.count > 1, files: results.enumerated().map { file($1, number: $0 + 1) })
  }

  private func file(_ result: ValidationResult, number: Int) -> FileView {
    let (errors, warnings, notes) = (result.count(.error), result.count(.warning), result.count(.note))
    let hidden = result.findings.count - Self.findingLimit
    return FileView(
      number: number, name: result.file, kind: catalogue.phrase("kind." + result.kind.rawValue),
      verdict: catalogue.phrase("verdict." + result.verdict.rawValue), verdictClass: result.verdict.rawValue,
      errors: errors,
      warnings: warnings, notes: notes,
      counts: catalogue.phrase(
        "counts", ["errors": String(errors), "warnings": String(warnings), "notes": String(notes)]),
      reason: result.problem.map { catalogue.reason($0) }, isClean: result.problem == nil && result.findings.isEmpty,
      groups: groups(result), more: hidden > 0 ? catalogue.phrase("html.more", ["count": String(hidden)]) : nil)
  }

  private func groups(_ result: ValidationResult) -> [GroupView] {
    var groups: [GroupView] = []
    for (index, finding) in result.findings.enumerated().prefix(Self.findingLimit) {
      let named = [finding.file, finding.elsewhere.isEmpty ? finding.sheet : nil].compactMap { $0 }.filter {
        !$0.isEmpty
      }.joined(separator: ": ")
      let place = named.isEmpty ? catalogue.phrase("html.workbook") : named
      if groups.last?.place != place { groups.append(GroupView(place: place, findings: [])) }
      groups[groups.count - 1].findings.append(view(finding, result.excerpts[index]))
    }
    return groups
  }

  private func view(_ finding: Finding, _ excerpt: SheetExcerpt?) -> FindingView {
    func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    let (field, value) = (filled(finding.field?[catalogue.language]), filled(finding.value))
    return FindingView(
      severityClass: finding.severity.rawValue, severity: catalogue.phrase("severity." + finding.severity.rawValue),
      icon: finding.severity == .error ? "×" : finding.severity == .warning ? "!" : "i", cells: filled(finding.ranges),
      places: finding.count > 1 ? catalogue.phrase("places", ["count": String(finding.count)]) : nil,
      rule: finding.rule,
      message: catalogue.message(finding), remedy: filled(catalogue.remedy(finding)),
      hasFacts: field != nil || value != nil || finding.suggestion != nil, field: field, value: value,
      suggestion: finding.suggestion,
      excerpt: excerpt.map(view))
  }

  private func view(_ excerpt: SheetExcerpt) -> ExcerptView {
    ExcerptView(
      letters: excerpt.columns.map { CellReference.letters(ofColumn: $0) }, width: excerpt.columns.count + 1,
      rows: excerpt.rows.map { row in
        RowView(
          index: row.index, isHeader: row.isHeader, followsGap: row.followsGap,
          contents: row.cells.map { CellView(text: $0.text, isMarked: $0.isMarked, isBlank: $0.text.isEmpty) })
      })
  }
}

// What the template shows, by the names that it uses. A name that is missing in one of them is looked for in those
// around it, so that no optional one may stand in two of them.

private struct PageView {
  var languageTag, title, lead: String
  var words: [String: String]
  var showsOverview: Bool
  var files: [FileView]
}

private struct FileView {
  var number: Int
  var name, kind, verdict, verdictClass: String
  var errors, warnings, notes: Int
  var counts: String
  var reason: String?
  var isClean: Bool
  var groups: [GroupView]
  var more: String?
}

private struct GroupView {
  var place: String
  var findings: [FindingView]
}

private struct FindingView {
  var severityClass, severity, icon: String
  var cells, places: String?
  var rule, message: String
  var remedy: String?
  var hasFacts: Bool
  var field, value, suggestion: String?
  var excerpt: ExcerptView?
}

private struct ExcerptView {
  var letters: [String]
  var width: Int
  var rows: [RowView]
}

private struct RowView {
  var index: Int
  var isHeader, followsGap: Bool
  var contents: [CellView]
}

private struct CellView {
  var text: String
  var isMarked, isBlank: Bool
}
