public import XLSX

/// What merged cells of a table gave to the rows that they cover.
public struct MergedUse: Sendable, Hashable {
  /// A value that a merged range covers, so that nobody sees it.
  public struct Hidden: Sendable, Hashable {
    /// The cell.
    public var reference: CellReference
    /// What it holds.
    public var text: String
  }

  /// The merged cells.
  public var range: CellRange
  /// The column of the first of them.
  public var column: ColumnID
  /// The value that is shown, as text; empty for none.
  public var text: String
  /// The filled rows below the first one that the range covers.
  public var rows: [Int] = []
  /// Other values below it.
  public var hidden: [Hidden] = []
}

/// Gives the value of merged cells to the rows of a table, from the first to the last.
///
/// Down a column the value is that of each row; beside it, in columns of another meaning, there is nothing. What cells
/// under a merged range hold is not seen by anybody, and does not count.
final class MergedCells {
  /// A range with what is known of its first cell.
  private struct Active {
    var position: Int
    var range: CellRange
    var first: Cell?
  }

  private let columns: [Int: ColumnID]
  private let numbers: [Int]
  /// By their first rows, those that come last at the front.
  private var waiting: [Active] = []
  private var active: [Active] = []
  private var noted: [MergedUse] = []

  /// The merged cells that reach into the body of a table, of those of its sheet.
  init(_ ranges: [CellRange], _ table: LocatedTemplate.Table) {
    var columns: [Int: ColumnID] = [:]
    for (id, column) in table.columns where column.definition.role != .computed { columns[column.column] = id }
    self.columns = columns
    numbers = columns.keys.sorted()
    for range in ranges.sorted(by: { $0.first < $1.first }) where range.first != range.last {
      guard range.last.row > table.headerRow, range.first.row > table.headerRow,
        let column = (range.first.column...range.last.column).first(where: { columns[$0] != nil }),
        let id = columns[column]
      else { continue }
      waiting.append(Active(position: noted.count, range: range))
      noted.append(MergedUse(range: range, column: id, text: ""))
    }
    waiting.reverse()
  }

  /// Whether no merged range reaches into the table.
  var isEmpty: Bool { noted.isEmpty }

  /// What came of them, of those that had anything to give or to hide.
  var uses: [MergedUse] { noted.filter { !$0.rows.isEmpty && !$0.text.isEmpty || !$0.hidden.isEmpty } }

  /// A row as it is shown; `nil` where `isUsed` says of what it holds itself that it does not count.
  func shown(_ row: WorksheetRow, isUsed: (WorksheetRow) -> Bool) -> WorksheetRow? {
    active.removeAll { $0.range.last.row < row.index }
    while let next = waiting.popLast() {
      guard next.range.first.row <= row.index else {
        waiting.append(next)
        break
      }
      // Of ranges that overlap, as no program writes them, the first counts.
      let isNew = next.range.last.row >= row.index && !active.contains { $0.range.contains(next.range.first) }
      if isNew { active.append(next) }
    }
    guard !active.isEmpty else { return isUsed(row) ? row : nil }
    var own = row
    own.cells.removeAll { cell in
      active.contains { $0.range.contains(cell.reference) && $0.range.first != cell.reference }
    }
    let counts = isUsed(own)
    var shown = own
    for index in active.indices {
      let merged = active[index]
      if merged.range.first.row == row.index {
        active[index].first = row[merged.range.first.column]
        noted[merged.position].text = active[index].first?.value.shownText ?? ""
      }
      if counts { take(active[index], of: row, into: &shown) }
    }
    shown.cells.sort { $0.reference < $1.reference }
    return counts ? shown : nil
  }

  private func take(_ merged: Active, of row: WorksheetRow, into shown: inout WorksheetRow) {
    for column in numbers {
      let reference = CellReference(row: row.index, column: column)
      guard merged.range.contains(reference), reference != merged.range.first, let id = columns[column] else {
        continue
      }
      if let own = row[column], !own.value.isBlank, !own.hasFormula, own.value != merged.first?.value {
        noted[merged.position].hidden.append(.init(reference: reference, text: own.value.shownText))
      }
      guard column == merged.range.first.column else { continue }
      noted[merged.position].rows.append(row.index)
      // An amount of several rows together is none of each.
      guard !id.isDivisible, let first = merged.first else { continue }
      shown.cells.append(Cell(reference, first.value, style: first.style))
    }
  }
}

extension CellValue {
  /// The value in words; empty for none.
  var shownText: String {
    switch self {
    case .blank: ""
    case .number(let number): CellObserver.plain(number)
    case .text(let text): TypedText.trimmed(text)
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.rawValue
    }
  }
}

extension ColumnID {
  /// Whether the column holds amounts that one merged cell cannot give to several rows: together they would be more.
  public var isDivisible: Bool { ColumnID.months.contains(self) || Self.divisible.contains(self) }

  private static let divisible: Set<ColumnID> = [
    .annualTotal, .consumption, .partMass, .preConsumer, .postConsumer, .reutilization, .amount,
  ]
}
