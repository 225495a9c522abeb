import ArgumentParser
import Emissions
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

struct CompleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "Complete the QuoteWin sustainability form from a filled emission calculation tool.",
    discussion: """
      Without --form a fresh form is written. With a customer's form, its rows are completed in a copy, and nothing else in that file \
      changes. The form holds neither revenue nor prices.

      With --company the company figures come from a workbook that the supplier already has, such as the EU's VSME digital template; the \
      parts then stand in a tool without company figures or in a plain sheet of part numbers and prices.
      """)

  @Argument(help: "The filled emission calculation tool (.xlsx); with --company a sheet of part numbers and prices is enough.")
  var workbook: String

  @Option(help: "The customer's form to complete.")
  var form: String?

  @Option(help: "A workbook from which the company figures are taken (VSME digital template).")
  var company: String?

  @Option(
    name: .shortAndLong, help: "Where the completed form goes. By default beside the workbook or the form, with '-quotewin' in its name.")
  var output: String?

  @Option(help: "Write a copy of the workbook in which every computed cell holds its value.")
  var copy: String?

  @Option(help: "Write a copy of the workbook with a note on every cell that something is the matter with, and a sheet that lists them.")
  var annotate: String?

  @Flag(help: "Allow the form (--form) or the workbook (--copy, --annotate) to be its own output.")
  var inPlace = false

  @Flag(help: "Replace existing files.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print notes too.")
  var verbose = false

  @OptionGroup var calculation: CalculationOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let output, leadToSameFile(output, workbook) {
      throw ValidationError("The output would replace the workbook itself: name another file.")
    }
    if let output, let company, leadToSameFile(output, company) {
      throw ValidationError("The output would replace the workbook of the company figures: name another file.")
    }
    if company != nil, copy != nil {
      throw ValidationError("--copy writes the values of the workbook's own formulas, which know nothing of --company: give one of them.")
    }
    if let annotate {
      if let company, leadToSameFile(annotate, company) {
        throw ValidationError("The annotated copy would replace the workbook of the company figures: name another file.")
      }
      if annotate == copy || annotate == output {
        throw ValidationError("The annotated copy would replace another output: name another file.")
      }
    }
    if inPlace, form == nil, copy == nil, annotate == nil {
      throw ValidationError("--in-place belongs to --form, --copy or --annotate.")
    }
    if inPlace { return }
    if let annotate, leadToSameFile(annotate, workbook) {
      throw ValidationError("To annotate the workbook itself, give --in-place.")
    }
    if let form, let output, leadToSameFile(form, output) {
      throw ValidationError("To complete the form in its own file, give --in-place.")
    }
    if let copy, leadToSameFile(copy, workbook) {
      throw ValidationError("To write computed values into the workbook itself, give --in-place.")
    }
  }

  func run() throws {
    try common.reporting { catalogue in
      var options = try calculation.operationOptions(common, force: force)
      options.companyFile = company
      let completion = try Completion(ofWorkbook: workbook, options: options)
      if copy != nil { try ToolCopyWriter.requireRoom(for: completion, options: options) }
      let result = try write(completion, options, catalogue)
      let findings = completion.findings + (result.outcome?.findings ?? [])
      let verdict = Verdict(findings)
      if !quiet || verdict != .ready {
        FindingPrinter(catalogue: catalogue, paint: common.paint).print(findings, file: workbook, verdict: verdict, verbose: verbose)
      }
      if !quiet { CompletionPrinter(catalogue: catalogue).print(completion, result) }
      if verdict != .ready { throw ExitStatus.findings }
    }
  }

  private func write(_ completion: Completion, _ options: OperationOptions, _ catalogue: MessageCatalogue) throws -> CompletionResult {
    var result = CompletionResult()
    if !completion.rows.isEmpty {
      let target = output ?? (inPlace ? form : nil) ?? defaultOutput
      if let form {
        var options = options
        if inPlace, leadToSameFile(form, target) { options.force = true }
        let outcome = try FormWriter.complete(form: form, with: completion, to: target, options: options)
        result.outcome = outcome
        if outcome.isWritten { result.form = target }
      } else {
        try FormWriter.writeFresh(completion, to: target, options: options)
        result.form = target
      }
    }
    if let copy {
      var options = options
      if inPlace, leadToSameFile(copy, workbook) { options.force = true }
      result.settings = try ToolCopyWriter.write(completion, to: copy, options: options)
      result.copy = copy
    }
    if let annotate {
      var options = options
      if inPlace, leadToSameFile(annotate, workbook) { options.force = true }
      try AnnotatedCopyWriter.write(completion, catalogue: catalogue, to: annotate, options: options)
      result.annotated = annotate
    }
    return result
  }

  private var defaultOutput: String { OutputName.beside(form ?? workbook, adding: "-quotewin", ending: form == nil ? ".xlsx" : nil) }
}

/// What was written.
struct CompletionResult {
  var form: String?
  var copy: String?
  var annotated: String?
  var settings: [String: String] = [:]
  /// Of a customer's form.
  var outcome: FormWriter.Outcome?
}
