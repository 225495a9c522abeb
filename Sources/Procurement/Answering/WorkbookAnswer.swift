public import Cryptography
internal import JSON
public import GreenQuote
internal import Glibc
public import SupplierWorkbooks
public import Validation
internal import XLSX

/// Answers one file as a supplier's partner would: the completed form, the findings, an annotated copy, and what a
/// register keeps of it.
public struct WorkbookAnswer: Sendable {
  private let check: WorkbookCheck
  private let catalogue: MessageCatalogue
  private let definitions: TemplateDefinitions
  private let settings: CompletionSettings
  private let fingerprint: String

  /// Answers with these definitions, settings and way of opening files, all read once for all files.
  ///
  /// - Throws: `TemplateDefinitionError` where a file of factors or definitions cannot be read any more.
  public init(
    by definitions: TemplateDefinitions, settings: CompletionSettings, opener: WorkbookOpener,
    catalogue: MessageCatalogue
  ) throws(TemplateDefinitionError) {
    check = WorkbookCheck(by: definitions, settings: settings) { (path) throws(XLSXError) in try opener.open(path) }
    self.catalogue = catalogue
    self.definitions = definitions
    self.settings = settings
    fingerprint = try AnswerFingerprint.text(of: settings, definitions)
  }

  /// Examines a file and writes the outputs, if any are wanted.
  ///
  /// Never changes the file; that it cannot be read is an answer too. Each output is written by itself: one that cannot
  /// be written is named in the answer, and the others are there. The file is opened once, and hashed once.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - file: as the answer is to call it.
  ///   - modified: when the content was last changed, where the file itself does not tell: `yyyy-mm-ddThh:mm:ssZ`.
  ///   - known: the digest of the content, where it is known already; made anew where the file has changed since.
  ///   - outputs: where the outputs go; `nil` to write none.
  /// - Returns: what came of the file, ready for the register.
  public func answer(
    _ path: String, file: String, modified: String? = nil, digest known: ContentDigest? = nil,
    outputs: AnswerOutputs? = nil
  ) -> Submission {
    let digest: ContentDigest
    do {
      digest = try known.flatMap { $0.isUnchanged(at: path) ? $0 : nil } ?? ContentDigest(path: path)
    } catch {
      // Whatever the matter is, the reader has words for it.
      return submission(examination(path, file), file)
    }
    let examination = examination(path, file)
    var written = Written()
    if let outputs { written = write(examination, file, to: outputs) }
    guard digest.isUnchanged(at: path) else {
      for output in outputs?.all ?? [] { unlink(output) }
      let changed = XLSXError(.changedWhileReading, file: file)
      return submission(
        .init(result: ValidationResult(file: file, kind: .unknown, findings: [], problem: changed)), file)
    }
    var submission = submission(examination, file)
    submission.sha256 = digest.sha256
    submission.size = digest.size
    submission.modified = modified ?? digest.modifiedTime
    submission.outputs = written.paths.mapValues { outputs?.named($0) ?? $0 }
    submission.unwritten = written.failures.isEmpty ? nil : written.failures
    return submission
  }

  private func examination(_ path: String, _ file: String) -> WorkbookCheck.Examination {
    var examination = check.examine(path, keepsRows: true)
    examination.result.file = file
    return examination
  }

  private func submission(_ examination: WorkbookCheck.Examination, _ file: String) -> Submission {
    Submission(
      examination, file: file, options: fingerprint, asOf: settings.asOf,
      message: examination.result.problem.map { catalogue.reason($0) })
  }

  /// What was written, and what not, by the kind of output.
  private struct Written {
    var paths: [String: String] = [:]
    var failures: [String: Submission.Unwritten] = [:]
  }

  private func failure(_ kind: String, _ reason: String, _ problem: String) -> Submission.Unwritten {
    let words = ["output": catalogue.phrase("output." + kind), "problem": problem]
    return .init(reason: reason, message: catalogue.phrase("output.unwritten", words))
  }

  /// Results of an earlier run are replaced one by one; whether that is wanted is asked before the first.
  private func write(_ examination: WorkbookCheck.Examination, _ file: String, to outputs: AnswerOutputs) -> Written {
    var written = Written()
    let result = examination.result
    func attempt(_ kind: String, _ path: String, _ write: () throws -> Void) {
      do {
        try write()
        written.paths[kind] = path
      } catch let error as XLSXError {
        written.failures[kind] = failure(kind, error.key, catalogue.reason(error))
      } catch OperationError.workbook(let error) {
        written.failures[kind] = failure(kind, error.key, catalogue.reason(error))
      } catch OperationError.refused(let finding, _) {
        written.failures[kind] = failure(kind, finding.key, catalogue.message(finding))
      } catch {
        written.failures[kind] = failure(kind, "output", "\(error)")
      }
    }
    if let completion = examination.completion, !completion.rows.isEmpty {
      attempt("form", outputs.form) {
        try FormWriter.writeFresh(completion, by: definitions.form, to: outputs.form, force: true)
      }
    }
    if let reader = examination.reader, result.findings.contains(where: { $0.severity > .note }) {
      attempt("annotated", outputs.annotated) {
        try AnnotatedCopyWriter.write(
          reader, findings: result.findings, verdict: result.verdict, located: result.located, catalogue: catalogue,
          asOf: settings.asOf, to: outputs.annotated, force: true)
      }
    }
    attempt("findings", outputs.findings) {
      let text = try JSONText.of(FindingsDocument([result], catalogue: catalogue, asOf: settings.asOf))
      try OutputFile.write(to: outputs.findings, force: true) { try $0.write(text + "\n") }
    }
    // What an earlier version of the file had and this one has not.
    for output in outputs.all where !written.paths.values.contains(output) { unlink(output) }
    return written
  }
}
