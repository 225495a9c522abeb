internal import SupplierWorkbooks
internal import XLSX
public import Validation

/// The findings of files as CSV, in UTF-8 with a byte order mark.
///
/// One row for each finding, and one without a rule for each file that could not be read.
public struct FindingsTable {
  /// The names of the columns, in order; they are the same in every language.
  public static let columns = [
    "file", "kind", "verdict", "severity", "rule", "variant", "sheet", "cells", "count", "field", "value", "message",
    "remedy",
    "suggestion",
  ]

  private let catalogue: MessageCatalogue

  /// A table with messages and labels in the catalogue's language.
  public init(catalogue: MessageCatalogue) { self.catalogue = catalogue }

  /// The table as CSV with its header, line ends as in RFC 4180.
  public func csv(_ results: [ValidationResult]) -> String {
    CSVText.byteOrderMark + ([Self.columns] + results.flatMap(rows)).map(CSVText.line).joined()
  }

  private func rows(_ result: ValidationResult) -> [[String]] {
    let start = [result.file, result.kind.rawValue, result.verdict.rawValue]
    if let problem = result.problem {
      return [
        start + [Severity.error.rawValue, "", problem.key, "", "", "1", "", "", catalogue.reason(problem), "", ""]
      ]
    }
    return result.findings.map { finding in
      let place = [finding.file, finding.sheet].compactMap { $0 }.joined(separator: ": ")
      return start + [
        finding.severity.rawValue, finding.rule, finding.variant, place,
        finding.cellRanges.map { $0.description }.joined(separator: " "), String(finding.count),
        finding.field?[catalogue.language] ?? "",
        finding.value ?? "", catalogue.message(finding), catalogue.remedy(finding), finding.suggestion ?? "",
      ]
    }
  }
}
