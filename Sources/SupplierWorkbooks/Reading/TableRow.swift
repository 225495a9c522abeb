internal import Emissions
internal import XLSX

/// The columns of a located table that its rows are read by.
final class TableColumns {
  struct Column {
    /// The number of the column, 1-based.
    var number: Int
    /// How its amounts are expected.
    var expected: ExpectedMeasure
    /// What its header says of them.
    var said: [ExpectedMeasure.Statement]
  }

  private let columns: [ColumnID: Column]

  /// The columns of a table, all or those of some ids.
  init(_ table: LocatedTemplate.Table, only: [ColumnID]? = nil) {
    columns = table.columns.filter { only?.contains($0.key) ?? true }.mapValues {
      Column(
        number: $0.column,
        expected: ExpectedMeasure(unit: $0.definition.unit, isPerPiece: Self.perPiece.contains($0.definition.id)),
        said: $0.statements)
    }
  }

  /// The columns whose amounts are for one piece.
  private static let perPiece: Set<ColumnID> = [
    .price, .mass, .partMass, .preConsumer, .postConsumer, .reutilization, .kgco2, .kgco2e, .nonRenewableKwh,
    .renewableKwh,
  ]

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
  /// The number of the added sheet that the row stands on; 0 for none.
  var addition: UInt8 = 0

  /// The cell and its place; `nil` where the workbook lacks the column.
  private func find(_ id: ColumnID) -> (cell: Cell?, reference: CellReference)? {
    guard let column = columns[id]?.number else { return nil }
    return (row[column], CellReference(row: row.index, column: column))
  }

  /// A number in the unit of the column.
  ///
  /// - Parameters:
  ///   - id: the column.
  ///   - expected: how amounts are expected; by default in the column's unit.
  ///   - said: words that say how they are meant, besides those of the header and the number format.
  /// - Returns: the number, or why there is none.
  func number(
    _ id: ColumnID, as expected: ExpectedMeasure? = nil, _ said: [ExpectedMeasure.Statement] = []
  ) -> Observation<Double> {
    guard let column = columns[id], let (cell, reference) = find(id) else { return .absent }
    let expected = expected ?? column.expected
    let observation = observer.number(cell, at: reference, marks: marks, factor: expected.factor)
    return observer.restated(observation, cell, column.said + said, as: expected)
  }

  /// A number as it stands, whatever words say around it.
  func plainNumber(_ id: ColumnID, factor: (String) -> Double?) -> Observation<Double> {
    find(id).map { observer.number($0.cell, at: $0.reference, marks: marks, factor: factor) } ?? .absent
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

extension LocatedTemplate.Column {
  /// What the header says of the amounts below it, besides what the definition calls them.
  var statements: [ExpectedMeasure.Statement] {
    guard definition.type == .number, definition.role != .computed else { return [] }
    var own = definition.labels.folded
    if ColumnID.months.contains(definition.id) {
      // M3 is March here.
      for line in MeasureTokens.narrowed(header).split(whereSeparator: { $0.isNewline }) {
        let name = line.prefix { !"([".contains($0) }
        if MonthText.isAlone(name) { own.insert(FoldedText(folding: name)) }
      }
    }
    return StatedMeasure(label: header, besides: own).map { [.init(measure: $0, source: .header)] } ?? []
  }
}

extension TableRow {
  /// What the unit cell says besides the unit: a scale, a span of time.
  func unitStatement(_ expected: ExpectedMeasure) -> ExpectedMeasure.Statement? {
    guard let text = cell(.unit)?.text, let measure = StatedMeasure(text) else { return nil }
    var plain = StatedMeasure.unit(measure.unit)
    plain.words = measure.words
    if measure == plain, let unit = measure.unit, let factor = expected.factor(unit), abs(factor - 1) < 1e-9 {
      return nil
    }
    // Units that only the list knows are none of these words.
    if measure == plain, expected.unit != nil, measure.unit.flatMap(expected.factor) == nil { return nil }
    return .init(measure: measure, source: .unitCell)
  }

  /// The units that header, number format and other words say of an amount.
  func units(_ id: ColumnID, _ said: [ExpectedMeasure.Statement]) -> [(unit: String, words: StatedWords)] {
    var statements = said + (columns[id]?.said ?? [])
    if let cell = cell(id), case .number = cell.value, let format = observer.formats[cell.style] {
      statements.append(.init(measure: format.measure, source: .numberFormat))
    }
    return statements.compactMap { statement in
      statement.measure.unit.map { ($0, StatedWords(statement.measure.words, statement.source)) }
    }
  }
}
