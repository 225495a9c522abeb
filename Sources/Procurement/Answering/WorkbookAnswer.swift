internal import JSON
public import GreenQuote
internal import Glibc
internal import SupplierWorkbooks
public import Validation
internal import XLSX

/// Answers one file as a supplier's partner would: the completed form, the findings, an annotated copy, and what a register keeps of it.
public struct WorkbookAnswer: Sendable {
  /// Where the answer goes.
  public struct Outputs: Sendable, Hashable, Codable {
    /// The completed form of a tool workbook.
    public var form: String
    /// The findings as JSON.
    public var findings: String
    /// A copy with a note on every cell that something is the matter with; written where there is something.
    public var annotated: String
    /// The folder from which on the answer names them; without it by their whole paths.
    public var base: String?

    public init(form: String, findings: String, annotated: String) {
      self.form = form
      self.findings = findings
      self.annotated = annotated
    }

    var all: [String] { [form, findings, annotated] }

    func named(_ path: String) -> String {
      guard let base, path.hasPrefix(base + "/") else { return path }
      return String(path.dropFirst(base.count + 1))
    }
  }

  private let check: WorkbookCheck
  private let catalogue: MessageCatalogue
  private let options: OperationOptions
  private let fingerprint: String

  /// Reads factor files and definitions once for all files.
  ///
  /// - Throws: `FactorError` and `TemplateDefinitionError` where one cannot be used.
  public init(options: OperationOptions, catalogue: MessageCatalogue) throws {
    var options = options
    // Results of an earlier run are replaced one by one; whether that is wanted is asked before the first.
    options.force = true
    options.toolDefinition = try options.definition(.tool)
    options.formDefinition = try options.definition(.form)
    options.companyDefinition = try options.definition(.company)
    check = try WorkbookCheck(options: options)
    self.catalogue = catalogue
    self.options = options
    fingerprint = try options.fingerprint()
  }

  /// Examines a file and writes the outputs, if any are wanted. Never changes the file; that it cannot be read is an answer too.
  ///
  /// - Parameters:
  ///   - file: as the answer is to call it.
  ///   - modified: when the content was last changed, where the file itself does not tell: `yyyy-mm-ddThh:mm:ssZ`.
  /// - Throws: `XLSXError` where an output cannot be written; none is left then.
  public func answer(_ path: String, file: String, modified: String? = nil, outputs: Outputs? = nil) throws -> Submission {
    let digest: ContentDigest
    do {
      digest = try ContentDigest(path: path)
    } catch {
      // Whatever the matter is, the reader has words for it.
      return submission(try examination(path, file), file)
    }
    var examination = try examination(path, file)
    var written: [String: String] = [:]
    if let outputs {
      do {
        written = try write(examination, path, file, to: outputs)
      } catch {
        for output in outputs.all { unlink(output) }
        throw error
      }
    }
    if !digest.isUnchanged(at: path) {
      for output in outputs?.all ?? [] { unlink(output) }
      written = [:]
      examination = WorkbookCheck.Examination(
        result: ValidationResult(file: file, kind: .unknown, findings: [], problem: XLSXError(.changedWhileReading, file: file)))
      return submission(examination, file)
    }
    var submission = submission(examination, file)
    submission.sha256 = digest.sha256
    submission.size = digest.size
    submission.modified = modified ?? digest.modifiedTime
    submission.outputs = written.mapValues { outputs?.named($0) ?? $0 }
    return submission
  }

  private func examination(_ path: String, _ file: String) throws -> WorkbookCheck.Examination {
    var examination = try check.examine(path, keepsRows: true)
    examination.result.file = file
    return examination
  }

  private func submission(_ examination: WorkbookCheck.Examination, _ file: String) -> Submission {
    Submission(
      examination, file: file, options: fingerprint, asOf: options.asOf, message: examination.result.problem.map { catalogue.reason($0) })
  }

  private func write(_ examination: WorkbookCheck.Examination, _ path: String, _ file: String, to outputs: Outputs) throws
    -> [String: String]
  {
    var written: [String: String] = [:]
    let result = examination.result
    if let completion = examination.completion, !completion.rows.isEmpty {
      try FormWriter.writeFresh(completion, to: outputs.form, options: options)
      written["form"] = outputs.form
    }
    if result.problem == nil, !result.findings.isEmpty {
      do {
        try AnnotatedCopyWriter.write(
          file: path, findings: result.findings, verdict: result.verdict, located: result.located, catalogue: catalogue,
          asOf: options.asOf, to: outputs.annotated, options: options)
        written["annotated"] = outputs.annotated
      } catch let error as XLSXError where error.code == .cannotExtend || error.code == .invalidContent {
        // The findings stand beside it all the same.
      }
    }
    let text = try JSONText.of(FindingsDocument([result], catalogue: catalogue, asOf: options.asOf))
    try OutputFile.write(to: outputs.findings, force: true) { try $0.write(text + "\n") }
    written["findings"] = outputs.findings
    // What an earlier version of the file had and this one has not.
    for output in outputs.all where !written.values.contains(output) { unlink(output) }
    return written
  }
}
