import SupplierWorkbooks
import Validation

/// Prints findings grouped by sheet, each with its cells, message and remedy.
struct FindingPrinter {
  let catalogue: MessageCatalogue
  let paint: Paint
  /// Takes the lines; messages of the terminal by default.
  var write: (TerminalText) -> Void = { Terminal.message($0) }

  func print(_ findings: [Finding], file: String, verdict: Verdict, verbose: Bool) {
    print(findings, file: file, verdict: verdict, least: verbose ? .note : .warning)
  }

  /// Shows the findings of a file sheet by sheet, each with its remedy, and a line that counts them.
  ///
  /// - Parameters:
  ///   - findings: in the order of the workbook.
  ///   - file: its name.
  ///   - verdict: on the file as a whole.
  ///   - least: the severity from which on findings are shown; all of them are counted.
  func print(_ findings: [Finding], file: String, verdict: Verdict, least: Severity) {
    var heading: String?
    for finding in findings where finding.severity >= least {
      // Sheets of another file are named with it.
      let sheet = finding.elsewhere.isEmpty ? finding.sheet : catalogue.phrase("html.workbook")
      let place = [finding.file, sheet].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
      if !place.isEmpty, place != heading {
        write(paint.bold(place))
        heading = place
      }
      write(line(finding))
      let remedy = catalogue.remedy(finding)
      if !remedy.isEmpty { write("      \(paint.dim(catalogue.phrase("remedy", ["text": remedy])))") }
    }
    func count(_ severity: Severity) -> String {
      String(findings.count(of: severity))
    }
    write(
      TerminalText(
        catalogue.phrase(
          "verdict.line",
          [
            "file": file, "verdict": catalogue.phrase("verdict." + verdict.rawValue), "errors": count(.error),
            "warnings": count(.warning),
            "notes": count(.note),
          ])))
    guard verdict == .check else { return }
    let rules = findings.reduce(into: [String]()) { rules, finding in
      if finding.raisesDoubt, !rules.contains(finding.rule) { rules.append(finding.rule) }
    }
    write(
      paint.yellow(
        catalogue.phrase("verdict.check-line", ["rules": rules.map { "[\($0)]" }.joined(separator: " ")])))
  }

  private func line(_ finding: Finding) -> TerminalText {
    let word = catalogue.phrase("severity." + finding.severity.rawValue)
    let severity =
      switch finding.severity {
      case .error: paint.red(word)
      case .warning: paint.yellow(word)
      case .note: paint.dim(word)
      }
    var place = finding.cells.isEmpty ? "" : finding.ranges + "  "
    if finding.count > 1 { place += "(" + catalogue.phrase("places", ["count": String(finding.count)]) + ")  " }
    return "  \(severity)  \(place)\(catalogue.messageWithCode(finding))"
  }
}
