import ArgumentParser
import GreenQuote
import SupplierWorkbooks
import Validation
import XLSX

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "The reports that customers ask for: emissions, energy, secondary materials and customs codes, of the company and of each part.",
    discussion: """
      For the supplier's own use: the report holds totals per unit of revenue, from which revenue and prices could be derived. Pass on \
      single sheets only.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case xlsx, json }

  @Option(name: .customLong("from"), help: "The filled emission calculation tool (.xlsx).")
  var workbook: String

  @Option(
    name: .shortAndLong, help: "Where the report goes. By default beside the workbook, with '-report' in its name; JSON to standard output."
  )
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
    if let output, leadToSameFile(output, workbook) {
      throw ValidationError("The report would replace the workbook itself: name another file.")
    }
  }

  func run() throws {
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
  /// - Parameter ending: of the new name; `nil` for that of the source, or `.xlsx` where it has none.
  static func beside(_ source: String, adding suffix: String, ending: String? = nil) -> String {
    let slash = source.lastIndex(of: "/").map { source.index(after: $0) } ?? source.startIndex
    let dot = source[slash...].lastIndex(of: ".") ?? source.endIndex
    let own = source[dot...]
    return source[..<dot] + suffix + (ending ?? (own.isEmpty ? ".xlsx" : String(own)))
  }
}
