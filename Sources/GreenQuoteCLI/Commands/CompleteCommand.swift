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
      changes but the values of formulas that depend on them. The form holds neither revenue nor prices.

      With --company the company figures come from a workbook that the supplier already has, such as the EU's VSME digital template; the \
      parts then stand in a tool without company figures or in a plain sheet of part numbers and prices.
      """)

  @Argument(
    help: "The filled emission calculation tool (.xlsx); with --company a sheet of part numbers and prices is enough.")
  var workbook: String

  @Option(help: "The customer's form to complete.")
  var form: String?

  @Option(help: "A workbook from which the company figures are taken (VSME digital template).")
  var company: String?

  @Option(
    name: .shortAndLong,
    help: "Where the completed form goes. By default beside the workbook or the form, with '-quotewin' in its name.")
  var output: String?

  @Option(help: "Write a copy of the workbook in which every computed cell holds its value.")
  var copy: String?

  @Option(
    help:
      "Write a copy of the workbook with a note on every cell that something is the matter with, and a sheet that lists them."
  )
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
  @OptionGroup var strictness: StrictOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if company != nil, copy != nil {
      throw ValidationError(
        "--copy writes the values of the workbook's own formulas, which know nothing of --company: give one of them.")
    }
    if !calculation.addedSheets.isEmpty, copy != nil {
      throw ValidationError(
        "--copy writes the values of the workbook's own formulas, which leave out the sheets of --add-sheets: give one of them."
      )
    }
    if inPlace, form == nil, copy == nil, annotate == nil {
      throw ValidationError("--in-place belongs to --form, --copy or --annotate.")
    }
    if inPlace, common.passwordFile != nil {
      throw ValidationError(
        "--in-place would leave a workbook without its password: name other files, or leave out --password-file.")
    }
    try plan.check()
  }

  /// Every file of the command.
  private var plan: OutputPlan {
    var plan = OutputPlan(isInPlace: inPlace)
    plan.reads(workbook, "the workbook")
    plan.reads(form, "the customer's form")
    plan.reads(company, "the workbook of the company figures")
    calculation.plan(&plan)
    common.plan(&plan)
    plan.writes(target, "the completed form", over: form)
    plan.writes(copy, "the copy", over: workbook)
    plan.writes(annotate, "the annotated copy", over: workbook)
    return plan
  }

  /// Where the form goes.
  private var target: String { output ?? (inPlace ? form : nil) ?? defaultOutput }

  func run() throws {
    try common.reporting { catalogue in
      let definitions = try common.templateDefinitions()
      let settings = try calculation.settings()
      let reader = try common.open(workbook)
      let formReader = try form.map(common.open)
      if let formReader {
        try FormWriter.requireForm(Recognition(of: formReader, by: definitions), file: formReader.path)
      }
      let completion = try Completion(
        of: reader, by: definitions, settings: settings, company: company.map(common.open))
      var writer = CompletionWriter(completion, reader, catalogue: catalogue, replacesExisting: force, plan: plan)
      if !completion.rows.isEmpty {
        writer.writeForm(formReader, by: definitions, visibleOnly: settings.visibleOnly, to: target)
      }
      if let copy { writer.writeCopy(options: settings.options, to: copy) }
      if let annotate { writer.writeAnnotated(to: annotate) }
      let result = writer.result
      let findings = (completion.findings + (result.outcome?.findings ?? []) + result.copyFindings).foldingNotes()
      let verdict = Verdict(findings)
      if !quiet || verdict != .ready {
        FindingPrinter(catalogue: catalogue, paint: common.paint).print(
          findings, file: workbook, verdict: verdict, verbose: verbose)
      }
      if !quiet { CompletionPrinter(catalogue: catalogue).print(completion, result) }
      for failure in result.failures { Terminal.message(failure.message) }
      if let status = result.failures.map(\.status).max(by: { $0.rawValue < $1.rawValue }) { throw status }
      if let status = strictness.status(verdict) { throw status }
    }
  }

  private var defaultOutput: String {
    OutputName.beside(form ?? workbook, adding: "-quotewin", ending: form == nil ? ".xlsx" : nil)
  }
}
