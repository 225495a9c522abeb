internal import SupplierWorkbooks
public import XLSX

/// Gathers findings and folds those that say the same of many cells of a column into one.
struct FindingCollector {
  private struct Key: Hashable {
    var key: String
    var severity: Severity
    var file: String?
    var sheet: String?
    var column: Int?
    var field: LocalizedText?
    var arguments: [String: LocalizedText]
  }

  /// Cells that are kept of one folded finding; beyond it only their number.
  private static let cellLimit = 10_000

  private var findings: [Finding] = []
  private var positions: [Key: Int] = [:]

  mutating func add(_ finding: Finding) {
    let column = finding.cells.count == 1 ? finding.cells.first?.column : nil
    guard column != nil else {
      findings.append(finding)
      return
    }
    let key = Key(
      key: finding.key, severity: finding.severity, file: finding.file, sheet: finding.sheet, column: column, field: finding.field,
      arguments: finding.arguments
    )
    if let position = positions[key] {
      findings[position].count += 1
      if findings[position].cells.count < Self.cellLimit { findings[position].cells += finding.cells }
      // A suggestion is for one cell.
      if findings[position].value != finding.value { findings[position].suggestion = nil }
    } else {
      positions[key] = findings.count
      findings.append(finding)
    }
  }

  /// In the order of sheets, then of cells; findings without a place first, those in another file last.
  ///
  /// - Parameter others: the sheets of other files.
  func sorted(sheets: [String], others: [String] = []) -> [Finding] {
    let order = Dictionary(sheets.enumerated().map { ($1, $0) }) { first, _ in first }
    let otherOrder = Dictionary(others.enumerated().map { ($1, $0) }) { first, _ in first }
    func place(_ finding: Finding) -> (Int, Int, Int) {
      let known = finding.file == nil ? order : otherOrder
      let offset = finding.file == nil ? 0 : sheets.count + 1
      let sheet = offset + (finding.sheet.map { known[$0] ?? known.count } ?? -1)
      return (sheet, finding.cells.first?.row ?? 0, finding.cells.first?.column ?? 0)
    }
    return findings.enumerated().sorted { left, right in
      let (first, second) = (place(left.element), place(right.element))
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }
}

extension Finding {
  /// The places, those below each other as one range.
  public var cellRanges: [CellRange] {
    var ranges: [CellRange] = []
    for cell in cells.sorted(by: { ($0.column, $0.row) < ($1.column, $1.row) }) {
      if let last = ranges.last, last.last.column == cell.column, last.last.row + 1 == cell.row {
        ranges[ranges.count - 1] = CellRange(last.first, cell)
      } else {
        ranges.append(CellRange(cell, cell))
      }
    }
    return ranges
  }

  /// The places as a person writes them: `C5:C9, C12`.
  public var ranges: String {
    guard !cells.isEmpty else { return "" }
    let ranges = cellRanges
    let shown = ranges.prefix(8).map(\.description).joined(separator: ", ")
    return ranges.count > 8 || count > cells.count ? shown + ", …" : shown
  }
}
