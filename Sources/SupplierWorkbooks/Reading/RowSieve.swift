internal import XLSX

/// Tells the entries of a table from its totals, footnotes and repeated headers, row by row from the top.
struct RowSieve {
  /// The columns of entries by their numbers.
  private let amounts: [Int]
  private let key: Int?
  private let inputs: Set<Int>
  /// What the header of each column may say.
  private let labels: [Int: TemplateDefinition.Labels]
  private var sums: [Double]
  private var subtotals: [Double]
  /// Whether amounts add up to what a total says: prices do not, and fuels have units of their own.
  private let addsUp: Bool
  private var entries = 0
  private var isBelowOtherHeader = false

  /// Sifts the rows of a table; a total that is not the sum of the amounts is doubtful where they add up.
  init(_ table: LocatedTemplate.Table, key: ColumnID, amounts ids: [ColumnID], addsUp: Bool) {
    self.addsUp = addsUp
    self.key = table.columns[key]?.column
    amounts = ids.compactMap { table.columns[$0]?.column }
    let read = table.columns.values.filter { $0.definition.role != .computed }
    inputs = Set(read.map { $0.column })
    labels = Dictionary(read.map { ($0.column, $0.definition.labels) }) { first, _ in first }
    sums = Array(repeating: 0, count: amounts.count)
    subtotals = sums
  }

  /// Why a row in which something stands is no entry; `nil` for an entry.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - scale: how many of the unit in which amounts are added up one of its unit is.
  /// - Returns: the row as it is set aside.
  mutating func setAside(_ row: WorksheetRow, scale: Double = 1) -> SetAside? {
    if isBelowOtherHeader { return make(row, .belowOtherHeader) }
    let (first, isAlone) = firstText(row)
    if let first {
      if let header = header(row) {
        isBelowOtherHeader = header == .otherHeader
        return make(row, header)
      }
      if RowWords.isTotal(first) { return make(row, isSum(row, scale) ?? true || !addsUp ? .total : .doubtfulTotal) }
      if isAlone, RowWords.isEnd(first) || RowWords.isFootnote(first) { return make(row, .footnote) }
    }
    if entries >= 2, key.flatMap({ row[$0]?.value.isBlank ?? true }) ?? false, isSum(row, scale) == true {
      return make(row, .total)
    }
    add(row, scale)
    return nil
  }

  private mutating func add(_ row: WorksheetRow, _ scale: Double) {
    entries += 1
    for index in amounts.indices {
      guard case .number(let number)? = row[amounts[index]]?.value else { continue }
      sums[index] += number * scale
      subtotals[index] += number * scale
    }
  }

  /// The first text of a row, and whether nothing else was typed into the columns of the table.
  private func firstText(_ row: WorksheetRow) -> (text: String?, isAlone: Bool) {
    var text: String?
    var isAlone = true
    let cells = row.cells.span
    for index in cells.indices where !cells[index].value.isBlank && !cells[index].hasFormula {
      if text == nil, case .text(let found) = cells[index].value {
        text = found
      } else if inputs.contains(cells[index].reference.column) {
        isAlone = false
      }
    }
    return (text, isAlone)
  }

  /// Whether the amounts of a row are the sum of those above; `nil` where it has none.
  private mutating func isSum(_ row: WorksheetRow, _ scale: Double) -> Bool? {
    var isSum = true
    var hasAmount = false
    for index in amounts.indices {
      guard case .number(let number)? = row[amounts[index]]?.value else { continue }
      hasAmount = true
      let amount = number * scale
      func agrees(_ sum: Double) -> Bool { abs(amount - sum) <= 1e-6 * max(abs(amount), abs(sum)) }
      if !agrees(sums[index]), !agrees(subtotals[index]) { isSum = false }
    }
    if hasAmount, isSum { subtotals = subtotals.map { _ in 0 } }
    return hasAmount ? isSum : nil
  }

  /// Whether a row says what the header says: the same, or with other columns.
  private func header(_ row: WorksheetRow) -> SetAside.Reason? {
    // A header has texts where entries have numbers.
    var hasText = false
    for column in amounts { if case .text? = row[column]?.value { hasText = true } }
    guard hasText else { return nil }
    var (same, other) = (0, 0)
    for cell in row.cells {
      guard case .text(let text) = cell.value, text.utf8.count < 400, !cell.hasFormula else { continue }
      if labels[cell.reference.column]?.matches(text) ?? false {
        same += 1
      } else if labels.values.contains(where: { $0.matches(text) }) {
        other += 1
      }
    }
    guard same + other >= 2 else { return nil }
    return other == 0 ? .repeatedHeader : .otherHeader
  }

  private func make(_ row: WorksheetRow, _ reason: SetAside.Reason) -> SetAside {
    SetAside(row, reason, amounts: amounts)
  }
}

extension SetAside {
  /// A row as it was set aside; of its cells those with amounts are named.
  init(_ row: WorksheetRow, _ reason: Reason, amounts: [Int]) {
    var text = ""
    var first: CellReference?
    var cells: [CellReference] = []
    for cell in row.cells where !cell.value.isBlank {
      if amounts.contains(cell.reference.column) { cells.append(cell.reference) }
      if case .text(let found) = cell.value, first == nil {
        text = found
        first = cell.reference
      }
    }
    if cells.isEmpty { cells = first.map { [$0] } ?? [CellReference(row: row.index, column: 1)] }
    self.init(row: row.index, reason: reason, text: text, cells: cells)
  }
}
