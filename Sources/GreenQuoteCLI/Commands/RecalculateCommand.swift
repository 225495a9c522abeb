import ArgumentParser
import Emissions
import GreenQuote
import JSON
import Procurement
import SupplierWorkbooks
import Validation
import XLSX

struct RecalculateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recalculate",
    abstract: "Evaluate every formula of any workbook and store the values; nothing else in the file changes.",
    discussion: """
      Cells whose formulas cannot be evaluated keep what they store, and the workbook is marked so that Excel calculates it when it opens \
      it. Where no value changes, the output is the same file to the byte.

      With --check nothing is written: the cells that store another value than their formula has are listed (beyond a billionth of \
      it), with exit status 1 where there are some.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "A workbook (.xlsx, .xlsm).")
  var workbook: String

  @Option(name: .shortAndLong, help: "Where the workbook with the values goes.")
  var output: String?

  @Flag(help: "List the cells whose stored values differ, and write nothing.")
  var check = false

  @Option(help: "The list of --check: text or json.")
  var format: Format?

  @Option(help: ArgumentHelp("The day that counts as today.", valueName: "yyyy-mm-dd"))
  var asOf: CalendarDate?

  @Flag(help: "Exit with status 1 where a formula could not be evaluated, too.")
  var strict = false

  @Flag(help: "Replace an existing file.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors; of --check the cells alone.")
  var quiet = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    switch (check, output) {
    case (false, nil): throw ValidationError("Name the output (-o), or ask for a list of differences (--check).")
    case (true, .some): throw ValidationError("--check writes nothing: leave out --output, or --check.")
    default: break
    }
    if !check, format != nil { throw ValidationError("--format belongs to --check.") }
    if !common.definitions.isEmpty {
      try IgnoredOptions.refuse(["--definition"], "formulas are evaluated whatever kind of workbook it is")
    }
    var plan = OutputPlan()
    plan.reads(workbook, "the workbook")
    common.plan(&plan)
    plan.writes(output, "the output")
    try plan.check()
  }

  func run() throws {
    try common.reporting { catalogue in
      let reader = try common.open(workbook)
      let day = asOf ?? .today
      let recalculation: Recalculation
      switch format ?? .text {
      case .json:
        var differences: [CellDifference] = []
        recalculation = try Recalculation(of: reader, asOf: day) { differences.append($0) }
        let document = RecalculationDocument(
          recalculation, differences: differences, file: workbook, catalogue: catalogue, asOf: day)
        Terminal.output(whole: try JSONText.of(document) + "\n", as: .json)
      case .text:
        recalculation = try Recalculation(of: reader, asOf: day) { difference in
          if check { Terminal.output(Self.line(difference)) }
        }
      }
      if let output {
        let invalidatesSignature = try recalculation.write(to: output, force: force)
        if invalidatesSignature { Terminal.message("\(workbook): \(catalogue.phrase("recalculate.signature"))") }
      }
      if format != .json { say(recalculation, catalogue) }
      if check, recalculation.differing > 0 || strict && recalculation.missing > 0 { throw ExitStatus.findings }
      if strict, !recalculation.unevaluated.isEmpty { throw ExitStatus.findings }
    }
  }

  /// `Parts!B7: 1.5 → 2`.
  private static func line(_ difference: CellDifference) -> String {
    "\(difference.place): \(difference.stored.written) → \(difference.evaluated.written)"
  }

  private func say(_ recalculation: Recalculation, _ catalogue: MessageCatalogue) {
    if quiet { return }
    let unevaluated = recalculation.unevaluated.reduce(0) { $0 + $1.count }
    let counts = [
      "evaluated": recalculation.evaluated, "changed": recalculation.changed, "differing": recalculation.differing,
      "missing": recalculation.missing, "unevaluated": unevaluated,
    ].mapValues { String($0) }
    Terminal.output(
      "\(workbook): \(catalogue.phrase(check ? "recalculate.checked" : "recalculate.counts", counts))")
    for formulas in recalculation.unevaluated {
      var words = [
        "count": String(formulas.count), "reason": catalogue.message(formulas.reason),
        "first": formulas.first.description,
      ]
      words["cause"] = formulas.cause?.description
      let isElsewhere = formulas.cause.map { $0 != formulas.first } ?? false
      let key = isElsewhere ? "recalculate.unevaluated.elsewhere" : "recalculate.unevaluated"
      Terminal.output("  " + catalogue.phrase(key, words))
    }
    if let output { Terminal.output(catalogue.phrase("recalculate.written", ["path": output])) }
  }
}
