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
  @OptionGroup var common: CommonOptions

  func validate() throws {
    switch (register, workbook) {
    case (nil, nil):
      throw ValidationError("Name a register (greenquote report R.sqlite) or a workbook (greenquote report --from TOOL.xlsx).")
    case (.some, .some): throw ValidationError("Name either a register or a workbook (--from), not both.")
    case (.some(let register), nil):
      if company != nil || format != nil {
        throw ValidationError("--company and --format belong to --from; a register gives HTML and CSV.")
      }
      try requireOther(than: register)
    case (nil, .some(let workbook)): try requireOther(than: workbook)
    }
  }

  private func requireOther(than input: String) throws {
    if let output, leadToSameFile(output, input) {
      throw ValidationError("The report would replace the \(register == nil ? "workbook" : "register") itself: name another file.")
    }
  }

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
      let path = output ?? OutputName.beside(register, adding: "-report", ending: ".html")
      let tables = try PortfolioReport(portfolio, catalogue: catalogue).write(to: path, force: force)
      Terminal.output(catalogue.phrase("portfolio.written", ["path": path, "count": String(tables.count)]))
    }
  }

  private func reportSupplier(_ workbook: String) throws {
    try common.reporting { catalogue in
      var options = try calculation.operationOptions(common, force: force)
      options.companyFile = company
      let completion = try Completion(ofWorkbook: workbook, options: options)
      let report = try SupplierReport(completion, catalogue: catalogue, options: options)
      switch format ?? (output?.lowercased().hasSuffix(".json") == true ? .json : .xlsx) {
      case .xlsx:
        let path = output ?? OutputName.beside(workbook, adding: "-report", ending: ".xlsx")
        try ReportWorkbook(report, catalogue: catalogue).write(to: path, force: force)
        Terminal.output(catalogue.phrase("report.written", ["path": path]))
      case .json:
        let text = try JSONText.of(report)
        if let output {
          try OutputFile.write(to: output, force: force) { try $0.write(Array((text + "\n").utf8)) }
        } else {
          Terminal.output(text)
        }
      }
      if completion.verdict != .ready {
        FindingPrinter(catalogue: catalogue, paint: common.paint).print(
          completion.findings, file: workbook, verdict: completion.verdict, verbose: false)
        throw ExitStatus.findings
      }
    }
  }
}

/// Names of files that are written beside others.
enum OutputName {
  /// `folder/parts.xlsx` → `folder/parts-quotewin.xlsx`.
  ///
  /// - Parameters:
  ///   - source: the path of the file beside which the new one lies.
  ///   - suffix: stands between the source's name and the ending.
  ///   - ending: of the new name, with its dot; `nil` for that of the source, or `.xlsx` where it has none.
  /// - Returns: the new path.
  static func beside(_ source: String, adding suffix: String, ending: String? = nil) -> String {
    let slash = source.lastIndex(of: "/").map { source.index(after: $0) } ?? source.startIndex
    let dot = source[slash...].lastIndex(of: ".") ?? source.endIndex
    let own = source[dot...]
    return source[..<dot] + suffix + (ending ?? (own.isEmpty ? ".xlsx" : String(own)))
  }
}
