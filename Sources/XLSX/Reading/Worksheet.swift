/// A worksheet kept whole: only where a caller needs to go back and forth.
public struct Worksheet: Sendable {
  /// The sheet as the workbook lists it.
  public var sheet: WorkbookReader.Sheet
  /// What it says beside its cells.
  public var details: WorksheetDetails
  /// The rows in order; rows that store nothing are not here.
  public var rows: [WorksheetRow]

  private var position: [Int: Int] = [:]

  init(sheet: WorkbookReader.Sheet, details: WorksheetDetails, rows: [WorksheetRow]) {
    self.sheet = sheet
    self.details = details
    self.rows = rows
    for (index, row) in rows.enumerated() { position[row.index] = index }
  }

  /// The same without the rows below a number.
  public func head(rows limit: Int) -> Worksheet {
    if rows.last?.index ?? 0 <= limit { return self }
    return Worksheet(sheet: sheet, details: details, rows: Array(rows.prefix { $0.index <= limit }))
  }

  /// The row of that number, counted from 1; `nil` where it stores nothing.
  public func row(_ index: Int) -> WorksheetRow? { position[index].map { rows[$0] } }
  /// The cell at a place; `nil` where nothing is stored.
  public subscript(_ reference: CellReference) -> Cell? { row(reference.row)?[reference.column] }

  /// The cell that shows at a place: of merged cells the first.
  public func shown(at reference: CellReference) -> Cell? {
    self[details.mergedRanges.first { $0.contains(reference) }?.first ?? reference]
  }

  /// The style that shows at a place: the cell's, else the row's, else the column's.
  public func style(at reference: CellReference) -> Int {
    let row = row(reference.row)
    return row?[reference.column]?.style ?? row?.style ?? details.columnStyle(reference.column) ?? 0
  }
}

extension Worksheet: Sequence {
  /// The stored rows, in order: `for row in worksheet`.
  public func makeIterator() -> IndexingIterator<[WorksheetRow]> { rows.makeIterator() }
}
