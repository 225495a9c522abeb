internal import SupplierWorkbooks
internal import XLSX
public import Validation

/// The findings of files as CSV for spreadsheet programs: RFC 4180, in UTF-8 with a byte order mark, by which Excel tells the encoding.
///
/// One row for each finding, and one without a rule for each file that could not be read. A field that a spreadsheet program would take
/// for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end) has an apostrophe before it.
public struct FindingsTable {
  public static let columns = [
    "file", "kind", "verdict", "severity", "rule", "variant", "sheet", "cells", "count", "field", "value", "message", "remedy",
    "suggestion",
  ]

  private let catalogue: MessageCatalogue

  public init(catalogue: MessageCatalogue) { self.catalogue = catalogue }

  public func csv(_ results: [ValidationResult]) -> String {
    "\u{FEFF}" + ([Self.columns] + results.flatMap(rows)).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private func rows(_ result: ValidationResult) -> [[String]] {
    let start = [result.file, result.kind.rawValue, result.verdict.rawValue]
    if let problem = result.problem {
      return [start + [Severity.error.rawValue, "", problem.key, "", "", "1", "", "", catalogue.reason(problem), "", ""]]
    }
    return result.findings.map { finding in
      let place = [finding.file, finding.sheet].compactMap { $0 }.joined(separator: ": ")
      return start + [
        finding.severity.rawValue, finding.rule, finding.variant, place,
        finding.cellRanges.map(\.description).joined(separator: " "), String(finding.count), finding.field?[catalogue.language] ?? "",
        finding.value ?? "", catalogue.message(finding), catalogue.remedy(finding), finding.suggestion ?? "",
      ]
    }
  }

  /// Scalar by scalar: a mark after a quote or comma makes another character of it for Swift, but not for whoever reads the file.
  static func field(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) { text = "'" + text }
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
    var quoted: String.UnicodeScalarView = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
