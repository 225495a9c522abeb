internal import Emissions
import ArgumentParser
import Cryptography
import Glibc
import Procurement
import GreenQuote
import Pages
import SupplierWorkbooks
import Validation
import XLSX

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Answer a folder of returned files: tool workbooks and forms, in sub-folders too.",
    discussion: """
      For each file the results stand under its own path in the folder named by --output: the completed form, the findings as JSON, and \
      an annotated copy where there are errors or warnings; beside them summary.csv, summary.html and summary.json. The same content twice is \
      answered once. A file that takes too long or too much memory is stopped and reported; no file stops the others.

      Ctrl-C finishes the files in hand. After that, or after a crash, --resume goes on: what was answered by the same version with the \
      same options and has not changed is not answered again. The exit status is that of the worst file.
      """)

  @Argument(help: ArgumentHelp("The folder of the returned files.", valueName: "folder"))
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder of the results; it is made where there is none.", valueName: "folder"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Record the submissions in this register, which is made where there is none.", valueName: "file.sqlite"))
  var register: String?

  @Flag(help: "Go on with what an earlier run began, and skip what has not changed since.")
  var resume = false

  @Flag(help: "Replace the results of an earlier run.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var workers: WorkerOptions
  @OptionGroup var calculation: CalculationOptions
  @OptionGroup var strictness: StrictOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    var plan = OutputPlan()
    calculation.plan(&plan)
    common.plan(&plan)
    plan.writes(register, "the register")
    for name in ["summary.csv", "summary.html", "summary.json"] { plan.writes("\(output)/\(name)", name) }
    try plan.check()
  }

  func run() throws {
    try common.reporting { catalogue in
      let counts = try answer(catalogue)
      if counts.hasUnreadable { throw ExitStatus.unreadable }
      if counts.hasFindings || counts.hasDoubts && strictness.strict { throw ExitStatus.findings }
    }
  }

  private func answer(_ catalogue: MessageCatalogue) throws -> BatchCounts {
    let target = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    var choices = calculation
    if resume, choices.asOf == nil { choices.asOf = BatchRun.day(ofRunIn: target).flatMap { CalendarDate(iso: $0) } }
    // What cannot be used is said once, and not by each process.
    let settings = try choices.settings(ofMany: true)
    let definitions = try common.templateDefinitions()
    let fingerprint = try AnswerFingerprint.text(of: settings, definitions)
    let day = settings.asOf.description
    var options = BatchRun.Options(
      folder: folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder, output: target,
      key: "greenquote \(ProgramVersion.current) \(fingerprint) language=\(common.messages ?? catalogue.language.code)",
      asOf: day)
    options.register = register
    options.jobs = workers.count
    options.resumes = resume
    options.force = force
    options.hasPasswords = try common.opener().hasPasswords
    options.limits = workers.limits
    options.workerArguments =
      ["worker", "--input", "jobs", "--as-of", day] + choices.arguments + common.arguments(catalogue)

    let interruption = Interruption()
    let progress = ProgressLine(isShown: !quiet && Terminal.standardErrorIsTerminal, catalogue: catalogue)
    let run = try BatchRun(options, catalogue: catalogue, summaryPage: BatchSummaryPage(catalogue: catalogue).html)
    var last: BatchRun.Progress?
    let counts: BatchCounts
    do {
      counts = try run.run(shouldStop: { interruption.hasCome }) {
        last = $0
        progress.show($0)
      }
    } catch {
      progress.clear()
      throw error
    }
    progress.clear()
    if run.isInterrupted {
      Terminal.message(
        catalogue.phrase("batch.interrupted", ["done": String(last?.done ?? 0), "files": String(last?.files ?? 0)]))
      throw ExitStatus.interrupted
    }
    if !quiet { printCounts(counts, target, catalogue) }
    return counts
  }

  private func printCounts(_ counts: BatchCounts, _ target: String, _ catalogue: MessageCatalogue) {
    var words = ["files": String(counts.files)]
    for state in BatchFile.State.allCases { words[state.rawValue] = String(counts[state]) }
    Terminal.output(catalogue.phrase("batch.counts", words))
    Terminal.output(
      catalogue.phrase("batch.parts", ["parts": String(counts.parts), "without": String(counts.partsWithoutFigures)]))
    Terminal.output(catalogue.phrase("batch.summary", ["path": target + "/summary.html"]))
    if let register { Terminal.output(catalogue.phrase("batch.register", ["path": register])) }
  }
}
