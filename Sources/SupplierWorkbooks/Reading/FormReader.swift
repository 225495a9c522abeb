public import XLSX

/// The rows of a form that somebody sent: what stands in the columns that the definition knows.
public struct FormReader: Sendable {
  /// A row of the form in which anything stands.
  public struct Row: Sendable {
    /// The row of the sheet, 1-based.
    public var index: Int
    /// Whether the row is hidden, by hand or by a filter.
    public var isHidden: Bool
    /// The manufacturer's part number.
    public var mpn: Observation<String>
    /// The manufacturer of the part.
    public var mfg: Observation<String>
    /// The cells by the id of their column; those that the row does not store are not here.
    public var cells: [ColumnID: Cell]
    /// Whether anything stands in the row.
    public var isFilled: Bool
  }

  /// The filled rows below the header.
  public var rows: [Row] = []
  /// The first row below the header and below everything that is filled in; 1-based.
  public var firstFreeRow: Int
  /// The merged cells of the sheet.
  public var mergedRanges: [CellRange]
  /// What merged cells gave to the rows that they cover.
  public var merged: [MergedUse]

  /// Reads the rows of a form one by one.
  ///
  /// - Parameters:
  ///   - sheet: the sheet of the form.
  ///   - table: its table.
  ///   - reader: the workbook, open for reading.
  /// - Returns: what the rows say, and where there is room for more.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  public static func read(sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table, reader: WorkbookReader)
    throws(XLSXError)
    -> FormReader
  {
    let observer = CellObserver(styles: reader.styles, dateSystem: reader.dateSystem)
    let ids = Array(table.columns.keys)
    let columns = TableColumns(table)
    let numbers = Array(columns.numbers)
    var rows: [Row] = []
    func read(_ merged: MergedCells) throws(XLSXError) -> [CellRange] {
      rows.removeAll()
      return try reader.read(sheet.sheet) { stored in
        guard stored.index > table.headerRow,
          let shown = merged.shown(stored, isUsed: { TableRow.isFilled($0, numbers) })
        else { return }
        let row = TableRow(row: shown, columns: columns, observer: observer)
        let own = TableRow(row: stored, columns: columns, observer: observer)
        var cells: [ColumnID: Cell] = [:]
        for id in ids { cells[id] = own.cell(id) }
        rows.append(
          Row(
            index: stored.index, isHidden: stored.isHidden, mpn: row.partNumber(.mpn), mfg: row.text(.mfg),
            cells: cells, isFilled: true))
      }.mergedRanges
    }
    let ranges = try read(MergedCells([], table))
    let merged = MergedCells(ranges, table)
    if !merged.isEmpty { _ = try read(merged) }
    return FormReader(
      rows: rows, firstFreeRow: (rows.last?.index ?? table.headerRow) + 1, mergedRanges: ranges, merged: merged.uses)
  }
}
