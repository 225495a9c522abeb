internal import SupplierWorkbooks
internal import XLSX

/// Gathers findings and folds those that say the same of many cells of a column into one; memory does not grow with
/// their number.
struct FindingCollector {
  /// What folded findings have in common.
  private struct Group: Hashable {
    var key: String
    var severity: Severity
    var file: String?
    var sheet: String?
    var column: Int?
    var field: LocalizedText?
  }

  /// What a message says: findings of a group that differ in it are told apart.
  private struct Words: Hashable {
    var group: Int
    var value: String?
    var arguments: [String: LocalizedText]
  }

  /// Findings of a group beyond those that are told apart.
  private struct Rest {
    var position: Int
    var examples: [String]
    var hasMore = false
  }

  /// Cells that are kept of one folded finding; beyond it only their number.
  private static let cellLimit = 10_000
  /// Different values of a column that one rule tells apart; the others are one finding with a few of them as examples.
  private static let valueLimit = 20
  private static let exampleLimit = 5

  private var findings: [Finding] = []
  private var groups: [Group: Int] = [:]
  private var sizes: [Int] = []
  private var positions: [Words: Int] = [:]
  private var rests: [Int: Rest] = [:]

  mutating func add(_ finding: Finding) {
    guard finding.cells.count == 1, let column = finding.cells.first?.column else {
      findings.append(finding)
      return
    }
    let group = Group(
      key: finding.key, severity: finding.severity, file: finding.file, sheet: finding.sheet, column: column,
      field: finding.field)
    let number = groups[group] ?? sizes.count
    if number == sizes.count {
      groups[group] = number
      sizes.append(0)
    }
    let words = Words(group: number, value: finding.value, arguments: finding.arguments)
    if let position = positions[words] {
      fold(finding, into: position)
      // A suggestion is for one wording of a mistake.
      if findings[position].suggestion != finding.suggestion { findings[position].suggestion = nil }
    } else if sizes[number] < Self.valueLimit {
      sizes[number] += 1
      positions[words] = findings.count
      findings.append(finding)
    } else {
      addToRest(finding, number)
    }
  }

  /// Whether an error was found in a row of a sheet, among the cells that are kept.
  func hasError(on sheet: String, row: Int) -> Bool {
    findings.contains { finding in
      finding.severity == .error && finding.sheet == sheet && finding.cells.contains { $0.row == row }
    }
  }

  /// Adds what another collector has folded; findings of one rule are in one of the two.
  mutating func append(contentsOf other: FindingCollector) {
    findings += other.findings
  }

  private mutating func fold(_ finding: Finding, into position: Int) {
    findings[position].count += finding.count
    if findings[position].cells.count < Self.cellLimit { findings[position].cells += finding.cells }
  }

  private mutating func addToRest(_ finding: Finding, _ group: Int) {
    guard var rest = rests[group] else {
      rests[group] = Rest(position: findings.count, examples: finding.value.map { [$0] } ?? [])
      findings.append(finding)
      return
    }
    fold(finding, into: rest.position)
    findings[rest.position].suggestion = nil
    if let value = finding.value, !rest.hasMore, !rest.examples.contains(value) {
      if rest.examples.count < Self.exampleLimit { rest.examples.append(value) } else { rest.hasMore = true }
      findings[rest.position].value = rest.examples.joined(separator: ", ") + (rest.hasMore ? ", …" : "")
    }
    for (name, argument) in finding.arguments where findings[rest.position].arguments[name] != argument {
      findings[rest.position].arguments[name] = LocalizedText("…")
    }
    rests[group] = rest
  }

  /// All findings in the order of sheets, then of cells; those without a place first, those in another file last.
  ///
  /// - Parameters:
  ///   - sheets: the sheets of the file in the order of its tabs.
  ///   - others: the sheets of other files.
  /// - Returns: the findings, those of one place in the order in which they were added.
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
    }.map { $0.element }
  }
}
