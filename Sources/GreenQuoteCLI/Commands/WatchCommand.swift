import ArgumentParser
import Emissions
import Procurement
import GreenQuote
import Validation
import XLSX

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Answer each workbook as it arrives in a folder.",
    discussion: """
      A file is taken when it has not changed for a moment. Its answer appears in the folder named by --output: the completed form, the \
      findings as JSON, and an annotated copy where there are findings. Then the original moves to done/ inside the inbox, or to \
      rejected/ where it has errors or cannot be read. Nothing is overwritten: a second tool.xlsx becomes 'tool (2).xlsx'. After a crash \
      the next run goes on. Folders on a network, of which the system tells no changes, are looked at every two seconds.
      """)

  @Argument(help: ArgumentHelp("The folder where files arrive.", valueName: "inbox"))
  var inbox: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder of the answers; it is made where there is none.", valueName: "outbox"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Record the submissions in this register, which is made where there is none.", valueName: "file.sqlite"))
  var register: String?

  @Option(help: ArgumentHelp("How long a file must not have changed.", valueName: "seconds"))
  var patience = 1.0

  @Option(help: ArgumentHelp("How often to look where the system tells of no change.", valueName: "seconds"))
  var interval = 2.0

  @Flag(help: "End when everything that is there has been answered.")
  var once = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var workers: WorkerOptions
  @OptionGroup var calculation: CalculationOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(0.05...3600).contains(patience) || !(0.05...3600).contains(interval) {
      throw ValidationError("--patience and --interval are from 0.05 to 3600 s.")
    }
    var plan = OutputPlan()
    calculation.plan(&plan)
    common.plan(&plan)
    plan.writes(register, "the register")
    try plan.check()
  }

  func run() throws {
    try common.reporting { catalogue in
      // What cannot be used is said once, and not by each process.
      _ = try AnswerFingerprint.text(of: calculation.settings(ofMany: true), common.templateDefinitions())
      var options = WatchRun.Options(inbox: Self.folder(inbox), outbox: Self.folder(output))
      options.register = register
      options.jobs = workers.count
      options.limits = workers.limits
      options.patience = patience
      options.interval = interval
      options.isOnce = once
      options.asOf = calculation.asOf?.description
      options.workerArguments = ["worker", "--input", "jobs"] + calculation.arguments + common.arguments(catalogue)
      let interruption = Interruption()
      let run = try WatchRun(options, catalogue: catalogue)
      if !quiet, !once { Terminal.message(catalogue.phrase("watch.begins", ["folder": inbox])) }
      try run.run(
        shouldStop: { interruption.hasCome },
        report: { answered in
          guard !quiet else { return }
          Terminal.output(
            catalogue.phrase(
              "watch.answered",
              [
                "file": answered.file.file, "state": BatchFile.words(answered.file.state, catalogue),
                "original": answered.original,
              ]))
        },
        complain: { Terminal.message($0) })
    }
  }

  private static func folder(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
