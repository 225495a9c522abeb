import ArgumentParser
import JSON
import Procurement
import Pages
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Of a register: the portfolio of all suppliers as one HTML page with plots. Of a tool (--from): the reports that customers ask for.",
    discussion: """
      greenquote report R.sqlite -o report.html: emissions, energy mix, carbon intensity with outliers, verdicts, findings, survey and \
      changes of all suppliers in a register; the same figures as CSV beside it. It holds neither revenue nor prices.

      greenquote report --from TOOL.xlsx: emissions, energy, secondary materials and customs codes of one company and of each part. For \
      the supplier's own use: it holds totals per unit of revenue, from which revenue and prices could be derived. Pass on single sheets \
      only.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case xlsx, json }

  @Argument(help: ArgumentHelp("The register of which the portfolio is shown (.sqlite).", valueName: "register"))
  var register: String?

  @Option(name: .customLong("from"), help: "The filled emission calculation tool (.xlsx).")
  var workbook: String?

  @Option(
    name: .shortAndLong,
    help: """
      Where the report goes. By default beside the register or workbook, with '-report' in its name (.html or .xlsx); JSON to standard \
      output.
      """)
  var output: String?

  @Option(help: "A workbook from which the company figures are taken (VSME digital template).")
  var company: String?

  @Option(help: "xlsx or json. By default what the output's name says, else xlsx.")
  var format: Format?

  @Flag(help: "Replace an existing file.")
  var force = false

  @OptionGroup var calculation: CalculationOptions
  @OptionGroup var strictness: StrictOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    switch (register, workbook) {
    case (nil, nil):
      throw ValidationError(
        "Name a register (greenquote report R.sqlite) or a workbook (greenquote report --from TOOL.xlsx).")
    case (.some, .some): throw ValidationError("Name either a register or a workbook (--from), not both.")
    case (.some, nil):
      if company != nil || format != nil {
        throw ValidationError("--company and --format belong to --from; a register gives HTML and CSV.")
      }
      try IgnoredOptions.refuse(
        calculation.given + common.givenForReading + (strictness.strict ? ["--strict"] : []),
        "a register holds figures that were computed already; this belongs to --from")
    case (nil, .some): break
    }
    var plan = OutputPlan()
    plan.reads(register, "the register")
    plan.reads(workbook, "the workbook")
    plan.reads(company, "the workbook of the company figures")
    calculation.plan(&plan)
    common.plan(&plan)
    if let register {
      let page = output ?? Self.page(beside: register)
      plan.writes(page, "the report")
      for table in PortfolioTables.Table.allCases {
        plan.writes(PortfolioReport.path(of: table, beside: page), "a table of the report")
      }
    } else if let workbook {
      plan.writes(chosenFormat == .json ? output : output ?? Self.workbook(beside: workbook), "the report")
    }
    try plan.check()
  }

  private static func page(beside register: String) -> String {
    OutputName.beside(register, adding: "-report", ending: ".html")
  }
  private static func workbook(beside tool: String) -> String {
    OutputName.beside(tool, adding: "-report", ending: ".xlsx")
  }

  private var chosenFormat: Format { format ?? (output?.lowercased().hasSuffix(".json") == true ? .json : .xlsx) }

  func run() throws {
    if let register {
      try reportPortfolio(register)
    } else if let workbook {
      try reportSupplier(workbook)
    }
  }

  private func reportPortfolio(_ register: String) throws {
    try common.reporting { catalogue in
      let portfolio: Portfolio
      do {
        portfolio = try Portfolio(Register(path: register, isReadOnly: true))
      } catch let error as RegisterError {
        Terminal.message(error.description)
        throw ExitStatus.unreadable
      }
      let path = output ?? Self.page(beside: register)
      let tables = try PortfolioReport(portfolio, catalogue: catalogue).write(to: path, force: force)
      Terminal.output(catalogue.phrase("portfolio.written", ["path": path, "count": String(tables.count)]))
    }
  }

  private func reportSupplier(_ workbook: String) throws {
    try common.reporting { catalogue in
      let reader = try common.open(workbook)
      let completion = try Completion(
        of: reader, by: common.templateDefinitions(), settings: calculation.settings(),
        company: company.map(common.open))
      try completion.requireOwnFigures()
      let report: SupplierReport
      do throws(ExplanationError) {
        report = try SupplierReport(completion, catalogue: catalogue, of: reader)
      } catch {
        throw common.said(error, of: workbook, catalogue)
      }
      switch chosenFormat {
      case .xlsx:
        let path = output ?? Self.workbook(beside: workbook)
        try ReportWorkbook(report, catalogue: catalogue).write(to: path, force: force)
        Terminal.output(catalogue.phrase("report.written", ["path": path]))
      case .json:
        let text = try JSONText.of(report)
        if let output {
          try OutputFile.write(to: output, force: force) { try $0.write(Array((text + "\n").utf8)) }
        } else {
          Terminal.output(whole: text + "\n", as: .json)
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
