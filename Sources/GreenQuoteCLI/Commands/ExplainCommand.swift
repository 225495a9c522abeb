import ArgumentParser
import JSON
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explain every step of the figures: cells as typed, conversions, factors with their sources, formulas with numbers.",
    discussion: """
      For auditors: each step can be redone with a pocket calculator. The explanation holds revenue and prices; it is for the supplier's \
      own use.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

  @Argument(help: "The filled emission calculation tool (.xlsx).")
  var workbook: String

  @Option(help: "The part number to explain; by default all of them.")
  var part: String?

  @Option(help: "A workbook from which the company figures are taken (VSME digital template).")
  var company: String?

  @Option(help: "text, markdown or json.")
  var format = Format.text

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  @Flag(help: "Replace an existing file.")
  var force = false

  @OptionGroup var calculation: CalculationOptions
  @OptionGroup var strictness: StrictOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    var plan = OutputPlan()
    plan.reads(workbook, "the workbook")
    plan.reads(company, "the workbook of the company figures")
    calculation.plan(&plan)
    common.plan(&plan)
    plan.writes(output, "the explanation")
    try plan.check()
  }

  func run() throws {
    try common.reporting { catalogue in
      let reader = try common.open(workbook)
      let completion = try Completion(
        of: reader, by: common.templateDefinitions(), settings: calculation.settings(),
        company: company.map(common.open))
      try completion.requireOwnFigures()
      let explanation: Explanation
      do throws(ExplanationError) {
        explanation = try Explanation(completion, part.map { .numbered($0) } ?? .all, catalogue: catalogue, of: reader)
      } catch {
        throw common.said(error, of: workbook, catalogue)
      }
      var lines: [String] = []
      switch format {
      case .text: ExplanationText(catalogue: catalogue).write(explanation) { lines.append($0) }
      case .markdown: ExplanationMarkdown(catalogue: catalogue).write(explanation) { lines.append($0) }
      case .json: lines.append(try JSONText.of(explanation))
      }
      let text = lines.joined(separator: "\n")
      if let output {
        try OutputFile.write(to: output, force: force) { try $0.write(Array((text + "\n").utf8)) }
      } else {
        switch format {
        case .text, .markdown: lines.forEach { Terminal.output($0) }
        case .json: Terminal.output(whole: text + "\n", as: .json)
        }
      }
      if completion.verdict != .ready {
        FindingPrinter(catalogue: catalogue, paint: common.paint).print(
          completion.findings, file: workbook, verdict: completion.verdict, verbose: false)
      }
      if let status = strictness.status(completion.verdict) {
        throw status
      }
    }
  }
}
