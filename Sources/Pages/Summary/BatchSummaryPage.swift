internal import GreenQuote
public import Procurement
internal import Emissions
internal import Mustache
public import SupplierWorkbooks
public import Validation

/// The summary of a batch as one HTML page that needs nothing beside itself; links lead to the results in the same
/// folder.
public struct BatchSummaryPage: Sendable {
  private let catalogue: MessageCatalogue

  /// A page in the language of a catalogue.
  ///
  /// - Parameter catalogue: the words of the page.
  public init(catalogue: MessageCatalogue) { self.catalogue = catalogue }

  private static let template = "summary.mustache"
  private static let words = [
    "question", "respondents", "answer", "count", "share", "files", "nothing", "find", "state", "all", "file", "kind",
    "supplier", "parts",
    "errors", "warnings", "outputs", "footer",
  ]

  /// The same summary always gives the same text.
  ///
  /// - Throws: `TemplateDefinitionError` where the page's template is none.
  public func html(_ summary: BatchSummary) throws(TemplateDefinitionError) -> String {
    guard let asset = Asset(named: Self.template) else {
      throw TemplateDefinitionError(file: Self.template, problem: "no such template")
    }
    HTMLEscaping.registered
    do {
      return try MustacheTemplate(string: asset.text).render(view(summary))
    } catch {
      throw TemplateDefinitionError(file: Self.template, problem: "\(error)")
    }
  }

  private func view(_ summary: BatchSummary) -> PageView {
    let (counts, files) = (summary.counts, summary.files)
    let hidden = counts.files - files.count
    let states = BatchFile.State.allCases.map { state in
      StateView(
        name: state.rawValue, label: label(state), count: counts[state], shown: grouped(counts[state]),
        isAny: counts[state] > 0)
    }
    return PageView(
      languageTag: catalogue.htmlLanguage, title: catalogue.phrase("summary.title"),
      lead: catalogue.phrase(
        "summary.lead",
        [
          "folder": summary.source, "files": grouped(counts.files), "day": summary.asOf,
          "version": ProgramVersion.current,
        ]),
      partsLead: catalogue.phrase(
        "summary.parts-lead",
        [
          "tools": grouped(counts.kinds["tool"] ?? 0), "forms": grouped(counts.kinds["form"] ?? 0),
          "parts": grouped(counts.parts),
          "without": grouped(counts.partsWithoutFigures), "errors": grouped(counts.errors),
          "warnings": grouped(counts.warnings),
        ]),
      barLabel: states.filter(\.isAny).map { "\($0.label): \($0.shown)" }.joined(separator: ", "),
      words: Dictionary(uniqueKeysWithValues: Self.words.map { ($0, catalogue.phrase("summary." + $0)) }),
      states: states,
      isEmpty: files.isEmpty, files: files.map(view),
      more: hidden > 0 ? catalogue.phrase("summary.more", ["count": grouped(hidden)]) : nil,
      survey: view(summary.survey, summary.questions)
    )
  }

  private func view(_ survey: SurveyReadiness, _ questions: [TemplateDefinition.Question]) -> SurveyView? {
    guard survey.respondents > 0 else { return nil }
    let texts = Dictionary(questions.map { ($0.id, $0) }) { first, _ in first }
    return SurveyView(
      heading: catalogue.phrase("summary.survey"),
      remark: catalogue.phrase("summary.survey-remark", ["count": grouped(survey.respondents)]),
      rows: survey.questions.flatMap { question in
        question.counts.indices.map { option in
          let isFirst = option == 0
          let text = texts[question.id]
          return SurveyRowView(
            question: isFirst ? text?.text[catalogue.language] ?? question.id : "",
            respondents: isFirst ? grouped(question.respondents) : "",
            option: text?.options[option][catalogue.language] ?? String(option + 1),
            count: grouped(question.counts[option]),
            share: SurveyShare(question.counts[option], of: question.respondents).map { $0.description + " %" } ?? "–")
        }
      })
  }

  private func view(_ file: BatchFile) -> FileView {
    let isAnswered = file.kind != nil
    func number(_ value: Int) -> String { isAnswered ? grouped(value) : "" }
    return FileView(
      name: file.file, state: file.state.rawValue, label: label(file.state),
      kind: file.kind.map { catalogue.phrase("kind." + $0) } ?? "",
      supplier: file.supplier ?? "",
      parts: isAnswered
        ? grouped(file.parts) + (file.partsWithoutFigures > 0 ? " + " + grouped(file.partsWithoutFigures) : "") : "",
      errors: number(file.errors), warnings: number(file.warnings), detail: detail(file),
      outputs: file.outputs.map { OutputView(link: Self.link($0), label: label(ofOutput: $0)) })
  }

  private func label(_ state: BatchFile.State) -> String { BatchFile.words(state, catalogue) }

  private func detail(_ file: BatchFile) -> String? {
    switch file.state {
    case .duplicate: catalogue.phrase("summary.same-as", ["file": file.detail ?? ""])
    case .skipped: file.reason.map { catalogue.phrase("summary.skipped." + $0) }
    default: file.detail
    }
  }

  private func label(ofOutput path: String) -> String {
    if path.hasSuffix(".findings.json") { return catalogue.phrase("summary.output.findings") }
    return path.hasSuffix("-quotewin.xlsx")
      ? catalogue.phrase("summary.output.form") : catalogue.phrase("summary.output.annotated")
  }

  /// A relative link: whatever is not plain in a path is written as its bytes.
  static func link(_ path: String) -> String {
    "./"
      + path.utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: String(UnicodeScalar(byte))
        default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      }.joined()
  }

  /// A number with groups of thousands: `12,345`.
  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return String(digits.enumerated().flatMap { ($0 > 0 && (digits.count - $0) % 3 == 0) ? [",", $1] : [$1] })
  }
}

private struct PageView {
  let languageTag, title, lead, partsLead, barLabel: String
  let words: [String: String]
  let states: [StateView]
  let isEmpty: Bool
  let files: [FileView]
  let more: String?
  let survey: SurveyView?
}

private struct SurveyView {
  let heading, remark: String
  let rows: [SurveyRowView]
}

private struct SurveyRowView {
  let question, respondents, option, count, share: String
}

private struct StateView {
  let name, label: String
  let count: Int
  let shown: String
  let isAny: Bool
}

private struct FileView {
  let name, state, label, kind, supplier, parts, errors, warnings: String
  let detail: String?
  let outputs: [OutputView]
}

private struct OutputView {
  let link, label: String
}
