import ArgumentParser
import Cryptography
import Emissions
import JSON
import Pages
import Procurement
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check tool workbooks and forms, told apart by their contents; change nothing.",
    discussion: """
      Verdicts: ready; check (no error, but a finding casts doubt on a figure); incomplete (mandatory cells are empty); invalid (other \
      errors); unreadable. The exit status is that of the worst file; check counts with --strict only. JSON follows the schema that --schema prints. In CSV, a field that a spreadsheet program would take for a formula has an \
      apostrophe before it. The reports show cells of the workbooks, prices among them: they are for the supplier's own use.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv, html }

  @Argument(help: ArgumentHelp("Workbooks (.xlsx).", valueName: "file"))
  var files: [String] = []

  @Option(help: "text, json, csv or html.")
  var format = Format.text

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write an annotated copy of each file with errors or warnings, under its own name, into this folder.",
      valueName: "folder"))
  var annotate: String?

  @Flag(help: "Replace existing files.")
  var force = false

  @Flag(help: "Print the JSON Schema of --format json and do nothing else.")
  var schema = false

  @Flag(name: .shortAndLong, help: "In text, only errors, and only files that have some.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "In text, notes too; the other formats always have them.")
  var verbose = false

  @OptionGroup var calculation: CalculationOptions
  @OptionGroup var strictness: StrictOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if schema {
      let given =
        (files.isEmpty ? [] : ["files"]) + (output == nil ? [] : ["--output"]) + (annotate == nil ? [] : ["--annotate"])
        + (strictness.strict ? ["--strict"] : [])
      try IgnoredOptions.refuse(
        given + calculation.given + common.givenForReading, "--schema prints the schema and checks nothing")
      return
    }
    if files.isEmpty { throw ValidationError("Name at least one file.") }
    try plan.check()
  }

  /// Every file of the command.
  private var plan: OutputPlan {
    var plan = OutputPlan()
    plan.reads(files, "a workbook that is checked")
    calculation.plan(&plan)
    common.plan(&plan)
    plan.writes(output, "the output")
    if let annotate {
      for file in files { plan.writes(OutputName.inFolder(annotate, named: file), "the annotated copy of \(file)") }
    }
    return plan
  }

  func run() throws {
    try common.reporting { catalogue in
      if schema {
        Terminal.output(whole: FindingsDocument.jsonSchema ?? "", as: .json)
        return
      }
      let settings = try calculation.settings(ofMany: files.count > 1)
      let opener = try common.opener()
      let check = WorkbookCheck(
        by: try common.templateDefinitions(), settings: settings, keepsExcerpts: format == .html
      ) { (path) throws(XLSXError) in try opener.open(path) }
      var results: [ValidationResult] = []
      var isCopyMissing = false
      var isArchiveUnread = false
      let unpacker = ArchiveUnpacker()
      for file in files {
        if files.count > 1, Self.isLockFile(file) {
          Terminal.message(catalogue.phrase("validate.skipped", ["file": file]))
          continue
        }
        for part in Self.parts(of: file) where part.skipping == nil {
          if let problem = part.archiveProblem {
            Terminal.message("\(part.path): \(catalogue.phrase("archive." + problem.rawValue))")
            isArchiveUnread = true
            continue
          }
          let content: String
          do throws(XLSXError) {
            content = try part.entry.map { (entry) throws(XLSXError) in try unpacker.unpack(entry, of: file) } ?? file
          } catch {
            results.append(ValidationResult(file: part.path, kind: .unknown, findings: [], problem: error))
            continue
          }
          var examination = check.examine(content)
          examination.result.file = part.path
          if let annotate, !writeCopy(of: examination, into: annotate, catalogue, settings.asOf) {
            isCopyMissing = true
          }
          if part.entry != nil { unpacker.remove(content) }
          results.append(examination.result)
        }
      }
      if let output {
        let text = try render(results, catalogue, settings.asOf)
        try OutputFile.write(to: output, force: force) { try $0.write(text) }
      } else if format == .text {
        text(results, catalogue).forEach { Terminal.output($0) }
      } else {
        Terminal.output(whole: try render(results, catalogue, settings.asOf), as: format == .json ? .json : .other)
      }
      if isCopyMissing || isArchiveUnread { throw ExitStatus.unreadable }
      if let status = status(results) { throw status }
    }
  }

  /// The file itself; of a ZIP archive of several the files in it.
  private static func parts(of file: String) -> [FolderScan.File] {
    guard file.lowercased().hasSuffix(".zip"), FileIdentity(path: file) != nil else {
      return [FolderScan.File(path: file)]
    }
    return FolderScan.files(inArchive: file, named: file)
  }

  /// A copy of a file that can be read; where it cannot be made it is said why, and the other files go on.
  private func writeCopy(
    of examination: WorkbookCheck.Examination, into folder: String, _ catalogue: MessageCatalogue, _ asOf: CalendarDate
  ) -> Bool {
    let result = examination.result
    guard let reader = examination.reader, result.problem == nil else { return true }
    guard result.findings.contains(where: { $0.severity > .note }) else {
      if !quiet { Terminal.message(catalogue.phrase("annotate.nothing", ["file": result.file])) }
      return true
    }
    do throws(XLSXError) {
      try AnnotatedCopyWriter.write(
        reader, findings: result.findings, verdict: result.verdict, located: result.located, catalogue: catalogue,
        asOf: asOf,
        to: OutputName.inFolder(folder, named: Self.nameOfCopy(result.file)), force: force)
      return true
    } catch {
      let words = ["output": catalogue.phrase("output.annotated"), "problem": catalogue.message(error)]
      Terminal.message(catalogue.phrase("output.unwritten", words))
    }
    return false
  }

  /// A file's own name; of one in a ZIP archive, with that of the archive and its folders before it.
  private static func nameOfCopy(_ file: String) -> String {
    let parts = file.split(separator: "/")
    guard let archive = parts.dropLast().lastIndex(where: { $0.lowercased().hasSuffix(".zip") }) else { return file }
    return parts[archive...].joined(separator: " - ")
  }

  private func render(_ results: [ValidationResult], _ catalogue: MessageCatalogue, _ asOf: CalendarDate) throws
    -> String
  {
    switch format {
    case .text: text(results, catalogue).map { $0.shown + "\n" }.joined()
    case .json: try JSONText.of(FindingsDocument(results, catalogue: catalogue, asOf: asOf)) + "\n"
    case .csv: FindingsTable(catalogue: catalogue).csv(results)
    case .html: try FindingsPage(catalogue: catalogue, asOf: asOf).html(results)
    }
  }

  private func text(_ results: [ValidationResult], _ catalogue: MessageCatalogue) -> [TerminalText] {
    var lines: [TerminalText] = []
    let paint = common.paint(onTerminal: output == nil && Terminal.standardOutputIsTerminal)
    let printer = FindingPrinter(catalogue: catalogue, paint: paint) { lines.append($0) }
    for result in results where !quiet || result.verdict != .ready {
      if let problem = result.problem {
        lines.append("\(result.file): \(catalogue.phrase("verdict.unreadable")): \(catalogue.reason(problem))")
      } else {
        if results.count > 1, !result.findings.isEmpty { lines.append(paint.bold("== " + result.file)) }
        printer.print(
          result.findings, file: result.file, verdict: result.verdict,
          least: quiet ? .error : verbose ? .note : .warning)
      }
    }
    return lines
  }

  /// Such as `~$tool.xlsx`.
  private static func isLockFile(_ path: String) -> Bool { path.split(separator: "/").last?.hasPrefix("~$") ?? false }

  /// That of the worst file; `nil` where all are ready.
  private func status(_ results: [ValidationResult]) -> ExitStatus? {
    results.compactMap { strictness.status($0.verdict) }.max { $0.rawValue < $1.rawValue }
  }
}
