internal import XLSX

/// What all findings of each row come to: a bit for each row with an error, however many there are.
public struct RowVerdicts: Sendable, Hashable {
  private struct RowSet: Sendable, Hashable {
    var words: [UInt64] = []

    func contains(_ row: Int) -> Bool {
      let index = row / 64
      return words.indices.contains(index) && words[index] & (1 << UInt64(row % 64)) != 0
    }

    mutating func insert(_ row: Int) {
      let index = row / 64
      if index >= words.count { words += Array(repeating: 0, count: index + 1 - words.count) }
      words[index] |= 1 << UInt64(row % 64)
    }
  }

  private var invalid: [String: RowSet] = [:]
  private var incomplete: [String: RowSet] = [:]

  mutating func take(_ finding: Finding) {
    guard finding.severity == .error, finding.file == nil, let sheet = finding.sheet else { return }
    for cell in finding.cells {
      if finding.isMissingInput {
        incomplete[sheet, default: RowSet()].insert(cell.row)
      } else {
        invalid[sheet, default: RowSet()].insert(cell.row)
      }
    }
  }

  /// - Parameter row: 1-based.
  public func verdict(sheet: String, row: Int) -> Verdict {
    if invalid[sheet]?.contains(row) == true { return .invalid }
    return incomplete[sheet]?.contains(row) == true ? .incomplete : .ready
  }
}

/// What validating a workbook came to.
public struct ValidationReport: Sendable {
  /// In the order of sheets and rows, repeats folded.
  public var findings: [Finding]
  /// The good rows of a workbook with bad ones are still good.
  public var rows: RowVerdicts

  public var verdict: Verdict { Verdict(findings) }
}
