public import XLSX

/// Gathers what was typed into the optional columns of the sheet that shows the form, row by row.
public final class FormNotes {
  private let table: TableColumns
  private let observer: CellObserver
  private let used: [Int]
  private let headerRow: Int
  /// The rows of the form's sheet follow those of the parts.
  private let partsHeaderRow: Int
  /// The notes by the row of the part on the sheet of parts.
  public private(set) var byPartRow: [Int: FormNote] = [:]

  init?(_ located: LocatedTemplate, observer: CellObserver) {
    guard let parts = located.sheets[.parts]?.table, let form = located.sheets[.quotewin]?.table else { return nil }
    table = TableColumns(form, only: [.countryOfOrigin, .energyCertificates, .remarks])
    used = Array(table.numbers)
    headerRow = form.headerRow
    partsHeaderRow = parts.headerRow
    self.observer = observer
  }

  /// The columns that notes stand in.
  var columns: Set<Int> { table.numbers }

  /// Takes the note of a row, if there is one.
  public func take(_ row: WorksheetRow) {
    guard row.index > headerRow, TableRow.isFilled(row, used) else { return }
    let cells = TableRow(row: row, columns: table, observer: observer)
    byPartRow[row.index - headerRow + partsHeaderRow] = FormNote(
      countryOfOrigin: cells.text(.countryOfOrigin), energyCertificates: cells.text(.energyCertificates),
      remarks: cells.text(.remarks))
  }
}
