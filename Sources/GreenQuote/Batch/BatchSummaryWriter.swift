internal import Emissions
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// Writes the summary of a batch as its files are taken up: `summary.csv`, `summary.json` and `summary.html`.
///
/// All appear at the end, complete. Memory does not grow with the number of files, but for the page, which shows so many and no more.
final class BatchSummaryWriter {
  private(set) var counts = BatchCounts()
  private var survey = SurveyTally()
  private let questions: [TemplateDefinition.Question]
  private let csv: OutputFile
  private let json: OutputFile
  private let folder: String
  private let page: BatchSummaryPage
  private var shown: [BatchFile] = []
  private var isFirst = true
  private var pending = (csv: "", json: "")

  static let columns = [
    "file", "state", "kind", "supplier", "parts", "parts_without_figures", "errors", "warnings", "notes", "reason", "detail", "outputs",
  ]

  /// - Parameter source: the folder that is looked through, as the user named it.
  init(folder: String, source: String, asOf: String, catalogue: MessageCatalogue) throws {
    self.folder = folder
    questions = try TemplateDefinition.builtIn("emission-calculation-tool").survey
    page = BatchSummaryPage(source: source, asOf: asOf, catalogue: catalogue)
    csv = try OutputFile(path: folder + "/summary.csv", force: true)
    json = try OutputFile(path: folder + "/summary.json", force: true)
    pending.csv = "\u{FEFF}" + Self.columns.joined(separator: ",") + "\r\n"
    let source = try JSONText.line(source)
    pending.json =
      "{\"schema\":\"greenquote.batch/1\",\"program\":\"greenquote \(ProgramVersion.current)\",\"as_of\":\"\(asOf)\",\"folder\":\(source),\n"
      + "\"files\":["
  }

  func add(_ submission: SubmissionOverview) throws {
    if submission.kind == ValidationResult.Kind.tool.rawValue { survey.add(SurveyResponse(submission.survey, questions: questions)) }
    try add(BatchFile(submission))
  }

  func add(_ file: BatchFile) throws {
    counts.add(file)
    if shown.count < BatchSummaryPage.fileLimit { shown.append(file) }
    let fields = [
      file.file, file.state.rawValue, file.kind ?? "", file.supplier ?? "", String(file.parts), String(file.partsWithoutFigures),
      String(file.errors), String(file.warnings), String(file.notes), file.reason ?? "", file.detail ?? "",
      file.outputs.joined(separator: " | "),
    ]
    pending.csv += fields.map(FindingsTable.field).joined(separator: ",") + "\r\n"
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
    pending.json += "\n],\n\"counts\":" + (try JSONText.line(counts)) + ",\n\"survey\":" + (try JSONText.line(readiness)) + "}\n"
    try flush()
    try csv.commit()
    try json.commit()
    let html = try page.html(counts, shown, readiness, questions)
    try OutputFile.write(to: folder + "/summary.html", force: true) { try $0.write(html) }
  }
}
