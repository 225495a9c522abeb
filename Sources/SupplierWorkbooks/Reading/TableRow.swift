internal import Emissions
internal import XLSX

/// The columns of a located table that its rows are read by.
final class TableColumns: Sendable {
  struct Column: Sendable {
    /// The number of the column, 1-based.
    var number: Int
    var unit: String?
  }

  private let columns: [ColumnID: Column]

  /// The columns of a table, all or those of some ids.
  init(_ table: LocatedTemplate.Table, only: [ColumnID]? = nil) {
    columns = table.columns.filter { only?.contains($0.key) ?? true }.mapValues {
      Column(number: $0.column, unit: $0.definition.unit)
    }
  }

  var numbers: Set<Int> { Set(columns.values.map { $0.number }) }
  subscript(_ id: ColumnID) -> Column? { columns[id] }
}

/// One row of a located table, cells by the column's id.
struct TableRow {
  let row: WorksheetRow
  let columns: TableColumns
  let observer: CellObserver
  /// How the texts of the table write decimals.
  var marks: NumberMarks?

  /// The cell and its place; `nil` where the workbook lacks the column.
  private func find(_ id: ColumnID) -> (cell: Cell?, reference: CellReference)? {
    guard let column = columns[id]?.number else { return nil }
    return (row[column], CellReference(row: row.index, column: column))
  }

  /// A number in the unit of the column.
  ///
  /// - Parameters:
  ///   - id: the column.
  ///   - factor: how many of the cell's unit one of a unit typed into it is; by default that of the column's unit.
  /// - Returns: the number, or why there is none.
  func number(_ id: ColumnID, factor: ((String) -> Double?)? = nil) -> Observation<Double> {
    let unit = columns[id]?.unit
    return find(id).map { cell, reference in
      observer.number(
        cell, at: reference, marks: marks,
        factor: factor ?? { typed in unit.flatMap { UnitText.factor(from: typed, to: $0) } })
    } ?? .absent
  }
  func share(_ id: ColumnID) -> Observation<Double> {
    find(id).map { observer.share($0.cell, at: $0.reference) } ?? .absent
  }
  func text(_ id: ColumnID) -> Observation<String> {
    find(id).map { observer.text($0.cell, at: $0.reference) } ?? .absent
  }
  func code(_ id: ColumnID) -> Observation<String> {
    find(id).map { observer.code($0.cell, at: $0.reference) } ?? .absent
  }
  func partNumber(_ id: ColumnID) -> Observation<String> {
    find(id).map { observer.partNumber($0.cell, at: $0.reference) } ?? .absent
  }
  func date(_ id: ColumnID) -> Observation<CalendarDate> {
    find(id).map { observer.date($0.cell, at: $0.reference) } ?? .absent
  }

  func entry<Entry>(_ id: ColumnID, list: ListID, find: (String) -> ListMatch<Entry>?) -> Observation<Entry> {
    self.find(id).map { observer.entry($0.cell, at: $0.reference, list: list, find: find) } ?? .absent
  }

  /// Observes a `yes` or `no` in a column of this row.
  func answer(_ id: ColumnID, list: ListID, in definition: TemplateDefinition) -> Observation<String> {
    find(id).map { cell, reference in
      observer.answer(cell, at: reference, list: list) { definition.entry(of: list, id: $0)?.written ?? $0 }
    } ?? .absent
  }

  func cell(_ id: ColumnID) -> Cell? { find(id)?.cell }

  /// Whether anything stands in one of these columns: typed, or what a formula comes to.
  func isFilled(_ ids: [ColumnID]) -> Bool { Self.isFilled(row, ids.compactMap { columns[$0]?.number }) }

  /// The same by the numbers of the columns.
  ///
  /// Formulas that were filled down beyond the entries come to nothing or to 0: they do not count.
  static func isFilled(_ row: WorksheetRow, _ columns: [Int]) -> Bool {
    let cells = row.cells.span
    for index in cells.indices {
      guard !cells[index].value.isBlank, columns.contains(cells[index].reference.column) else { continue }
      switch cells[index].value {
      case .text(let text): if !TypedText.trimmed(text).isEmpty { return true }
      case .number(let number): if number != 0 || !cells[index].hasFormula { return true }
      default: if !cells[index].hasFormula { return true }
      }
    }
    return false
  }
}
