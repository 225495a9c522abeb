/// A worksheet kept whole: only where a caller needs to go back and forth.
public struct Worksheet: Sendable {
  public var sheet: WorkbookReader.Sheet
  public var details: WorksheetDetails
  /// In order of rows; rows that store nothing are not here.
  public var rows: [WorksheetRow]

  private var position: [Int: Int] = [:]

  init(sheet: WorkbookReader.Sheet, details: WorksheetDetails, rows: [WorksheetRow]) {
    self.sheet = sheet
    self.details = details
    self.rows = rows
    for (index, row) in rows.enumerated() { position[row.index] = index }
  }

  public func row(_ index: Int) -> WorksheetRow? { position[index].map { rows[$0] } }
  public subscript(_ reference: CellReference) -> Cell? { row(reference.row)?[reference.column] }

  /// The style that shows at a place: the cell's, else the row's, else the column's.
  public func style(at reference: CellReference) -> Int {
    let row = row(reference.row)
    return row?[reference.column]?.style ?? row?.style ?? details.columnStyle(reference.column) ?? 0
  }
}
