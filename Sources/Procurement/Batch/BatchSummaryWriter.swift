internal import JSON
internal import GreenQuote
internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Writes the summary of a batch as its files are taken up: `summary.csv`, `summary.json` and `summary.html`.
///
/// All appear at the end, complete. Memory does not grow with the number of files, but for the page, which shows so
/// many and no more.
final class BatchSummaryWriter {
  private(set) var counts = BatchCounts()
  private var survey = SurveyTally()
  private let questions: [TemplateDefinition.Question]
  private let csv: OutputFile
  private let json: OutputFile
  private let folder: String
  private let source: String
  private let asOf: String
  private let page: (BatchSummary) throws -> String
  private var shown: [BatchFile] = []
  private var isFirst = true
  private var pending = (csv: "", json: "")

  static let columns = [
    "file", "state", "kind", "supplier", "parts", "parts_without_figures", "errors", "warnings", "notes", "reason",
    "detail", "outputs",
  ]

  /// Begins the summary of a batch.
  ///
  /// - Parameters:
  ///   - folder: the folder of the results.
  ///   - source: the folder that is looked through, as the user named it.
  ///   - asOf: the day that counts as today, `yyyy-mm-dd`.
  ///   - page: makes the page `summary.html` of a summary.
  /// - Throws: `XLSXError` where a file of the summary cannot be begun; `TemplateDefinitionError` where the survey of
  ///   the built-in tool cannot be read.
  init(folder: String, source: String, asOf: String, page: @escaping (BatchSummary) throws -> String) throws {
    self.folder = folder
    questions = try TemplateDefinition.builtIn("emission-calculation-tool").survey
    self.source = source
    self.asOf = asOf
    self.page = page
    csv = try OutputFile(path: folder + "/summary.csv", force: true)
    json = try OutputFile(path: folder + "/summary.json", force: true)
    pending.csv = CSVText.byteOrderMark + CSVText.line(Self.columns)
    let folderText = try JSONText.line(source)
    pending.json =
      "{\"schema\":\"greenquote.batch/1\",\"program\":\"greenquote \(ProgramVersion.current)\",\"as_of\":\"\(asOf)\",\"folder\":\(folderText),\n"
      + "\"files\":["
  }

  func add(_ submission: SubmissionOverview) throws {
    if submission.kind == WorkbookKind.tool.rawValue {
      survey.add(SurveyResponse(submission.survey, questions: questions))
    }
    try add(BatchFile(submission))
  }

  func add(_ file: BatchFile) throws {
    counts.add(file)
    if shown.count < BatchSummary.fileLimit { shown.append(file) }
    let fields = [
      file.file, file.state.rawValue, file.kind ?? "", file.supplier ?? "", String(file.parts),
      String(file.partsWithoutFigures),
      String(file.errors), String(file.warnings), String(file.notes), file.reason ?? "", file.detail ?? "",
      file.outputs.joined(separator: " | "),
    ]
    pending.csv += CSVText.line(fields)
    pending.json += (isFirst ? "\n" : ",\n") + (try JSONText.line(file))
    isFirst = false
    if pending.csv.utf8.count > 1 << 16 { try flush() }
  }

  private func flush() throws {
    try csv.write(pending.csv)
    try json.write(pending.json)
    pending = ("", "")
  }

  func finish() throws {
    let readiness = SurveyReadiness(survey, questions: questions)
    pending.json +=
      "\n],\n\"counts\":" + (try JSONText.line(counts)) + ",\n\"survey\":" + (try JSONText.line(readiness)) + "}\n"
    try flush()
    try csv.commit()
    try json.commit()
    let html = try page(
      BatchSummary(source: source, asOf: asOf, counts: counts, files: shown, survey: readiness, questions: questions))
    try OutputFile.write(to: folder + "/summary.html", force: true) { try $0.write(html) }
  }
}
