import Emissions
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

/// What was written of a completion, and what could not be.
struct CompletionResult {
  struct Failure {
    var message: String
    var status: ExitStatus
  }

  var form: String?
  var copy: String?
  var annotated: String?
  /// Settings that were written into the copy, by the id of their field.
  var settings: [FieldID: String] = [:]
  /// Notes about inputs that stand in the copy in another spelling.
  var copyFindings: [Finding] = []
  /// What came of completing a customer's form; `nil` where none was given.
  var outcome: FormWriter.Outcome?
  var failures: [Failure] = []
}

/// Writes the outputs of a completion, each by itself: what is wrong with one costs no other.
struct CompletionWriter {
  private(set) var result = CompletionResult()

  private let completion: Completion
  private let reader: WorkbookReader
  private let catalogue: MessageCatalogue
  private let replacesExisting: Bool
  private let plan: OutputPlan

  /// A writer of the outputs of one completion.
  ///
  /// - Parameters:
  ///   - completion: what was computed.
  ///   - reader: the workbook of the completion, still open.
  ///   - catalogue: the messages in the language of the outputs.
  ///   - replacesExisting: whether files that exist may be replaced.
  ///   - plan: says which outputs may replace their own input.
  init(
    _ completion: Completion, _ reader: WorkbookReader, catalogue: MessageCatalogue, replacesExisting: Bool,
    plan: OutputPlan
  ) {
    self.completion = completion
    self.reader = reader
    self.catalogue = catalogue
    self.replacesExisting = replacesExisting
    self.plan = plan
  }

  /// The customer's form, or a fresh one where there is none.
  mutating func writeForm(
    _ form: WorkbookReader?, by definitions: TemplateDefinitions, visibleOnly: Bool, to path: String
  ) {
    attempt("form") { writer in
      guard let form else {
        try FormWriter.writeFresh(writer.completion, by: definitions.form, to: path, force: writer.mayReplace(path))
        writer.result.form = path
        return
      }
      let outcome = try FormWriter.complete(
        form: form, by: definitions, with: writer.completion, to: path, force: writer.mayReplace(path),
        visibleOnly: visibleOnly)
      writer.result.outcome = outcome
      if outcome.isWritten { writer.result.form = path }
    }
  }

  /// The workbook with the computed value in every formula cell.
  mutating func writeCopy(options: Calculation.Options, to path: String) {
    attempt("copy") { writer in
      let outcome = try ToolCopyWriter.write(
        writer.completion, of: writer.reader, options: options, to: path, force: writer.mayReplace(path))
      writer.result.settings = outcome.settings
      writer.result.copyFindings = outcome.findings
      writer.result.copy = path
    }
  }

  /// The workbook with a note on every cell that something is the matter with.
  mutating func writeAnnotated(to path: String) {
    attempt("annotated") { writer in
      let completion = writer.completion
      try AnnotatedCopyWriter.write(
        writer.reader, findings: completion.findings, verdict: completion.verdict, located: completion.workbook.located,
        catalogue: writer.catalogue, asOf: completion.asOf, to: path, force: writer.mayReplace(path))
      writer.result.annotated = path
    }
  }

  /// Whether a file that exists may be replaced: also one that GreenQuote wrote and nobody has changed since.
  private func mayReplace(_ path: String) -> Bool {
    replacesExisting || plan.isOwnInput(path) || PackageSeal.greenQuote.isIntact(at: path)
  }

  /// - Parameters:
  ///   - output: which output is written, as the catalogues name it.
  ///   - write: writes it; what it throws is noted, and the other outputs are written all the same.
  private mutating func attempt(_ output: String, _ write: (inout CompletionWriter) throws -> Void) {
    do {
      try write(&self)
    } catch let error as XLSXError {
      fail(output, catalogue.message(error), .unreadable)
    } catch let error as OperationError {
      fail(output, catalogue.message(error), error.finding == nil ? .unreadable : .findings)
    } catch {
      fail(output, "\(error)", .unreadable)
    }
  }

  private mutating func fail(_ output: String, _ problem: String, _ status: ExitStatus) {
    let words = ["output": catalogue.phrase("output." + output), "problem": problem]
    result.failures.append(.init(message: catalogue.phrase("output.unwritten", words), status: status))
  }
}
