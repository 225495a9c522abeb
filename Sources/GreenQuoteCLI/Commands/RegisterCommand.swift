import ArgumentParser
import Procurement
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Ask a register of submissions, export it, and bring registers together.",
    subcommands: [QueryCommand.self, ExportCommand.self, MergeCommand.self])
}

extension RegisterCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

  struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "query", abstract: "Answer one of the usual questions, or one in SQL.",
      discussion: "Questions:\n"
        + RegisterView.allCases.map { "  \($0.option): \($0.summary)." }.joined(separator: "\n")
        + "\n\nEach is a view of the same name, with _ for -, that any program which reads SQLite can use.")

    @Argument(help: ArgumentHelp("The register.", valueName: "file.sqlite"))
    var register: String

    @Argument(
      help: "The question.",
      transform: { text in
        guard let view = RegisterView(option: text) else {
          throw ValidationError(
            "There is no question '\(text)'; there are \(RegisterView.allCases.map(\.option).joined(separator: ", ")).")
        }
        return view
      })
    var question: RegisterView?

    @Option(help: ArgumentHelp("A SELECT of your own; nothing can be changed by it.", valueName: "select"))
    var sql: String?

    @Option(help: ArgumentHelp("Of large-changes: by more than this share.", valueName: "share"))
    var threshold: Double?

    @Option(help: "csv or json.")
    var format = Format.csv

    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @Flag(help: "Replace an existing file.")
    var force = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
      try common.refuseReadingOptions()
      guard (question == nil) != (sql == nil) else {
        throw ValidationError("Name a question, or give a SELECT with --sql.")
      }
      if let threshold {
        guard question == .largeChanges else {
          throw ValidationError("--threshold belongs to the question large-changes.")
        }
        guard threshold >= 0, threshold.isFinite else { throw ValidationError("--threshold is a share such as 0.2.") }
      }
      var plan = OutputPlan()
      plan.reads(register, "the register")
      common.plan(&plan)
      plan.writes(output, "the answer")
      try plan.check()
    }

    func run() throws {
      try common.reporting { _ in
        let register = try Register(path: register, isReadOnly: true)
        let table: RegisterTable
        if let question {
          table = try register.answer(question, threshold: threshold)
        } else {
          table = try register.answer(sql: sql ?? "")
        }
        let text = try format == .csv ? table.csv : table.json
        if let output {
          try OutputFile.write(to: output, force: force) { try $0.write(text) }
        } else {
          Terminal.output(whole: text, as: format == .json ? .json : .other)
        }
      }
    }
  }

  struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write everything that a register holds: as CSV a file for each table into a folder, as JSON one file.",
      discussion: "The same submissions always give the same bytes, in whatever order they came in.")

    @Argument(help: ArgumentHelp("The register.", valueName: "file.sqlite"))
    var register: String

    @Option(name: .shortAndLong, help: "The folder, or with --format json the file.")
    var output: String

    @Option(help: "csv or json.")
    var format = Format.csv

    @Flag(help: "Replace existing files.")
    var force = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
      try common.refuseReadingOptions()
      var plan = OutputPlan()
      plan.reads(register, "the register")
      common.plan(&plan)
      switch format {
      case .csv: for name in Register.exportedTables { plan.writes("\(output)/\(name).csv", "a table") }
      case .json: plan.writes(output, "the document")
      }
      try plan.check()
    }

    func run() throws {
      try common.reporting { _ in
        let register = try Register(path: register, isReadOnly: true)
        switch format {
        case .csv: try register.exportTables(to: output, force: force)
        case .json:
          try register.exportDocument(to: output, force: force)
        }
      }
    }
  }

  struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Bring submissions of other registers, or of files that 'greenquote worker' wrote, into a register.",
      discussion: """
        The order makes no difference, and what is there already changes nothing. Only of a content that was answered with other options, on \
        another day or by another version, the answer that comes last stays.
        """)

    @Argument(
      help: ArgumentHelp("The register that takes them; it is made where there is none.", valueName: "file.sqlite"))
    var register: String

    @Argument(help: ArgumentHelp("Registers, or files with a line of JSON for each submission.", valueName: "file"))
    var sources: [String]

    @Flag(name: .shortAndLong, help: "Print nothing but errors.")
    var quiet = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
      try common.refuseReadingOptions()
      var plan = OutputPlan()
      plan.reads(sources, "a source")
      common.plan(&plan)
      plan.writes(register, "the register")
      try plan.check()
    }

    func run() throws {
      try common.reporting { catalogue in
        let target = try Register(path: register)
        var total = RegisterMerge.Outcome()
        for source in sources { total += try RegisterMerge.merge(source, into: target) }
        if !quiet {
          Terminal.output(
            catalogue.phrase(
              "register.merged",
              [
                "added": String(total.recorded.added), "replaced": String(total.recorded.replaced),
                "unchanged": String(total.recorded.unchanged),
                "left": String(total.recorded.left + total.failures.count),
              ]))
        }
        for failure in total.failures.prefix(20) { Terminal.message(failure) }
        if !total.failures.isEmpty { throw ExitStatus.unreadable }
      }
    }
  }
}
