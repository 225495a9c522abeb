public import Emissions
public import XLSX

/// A filled row of a form, every column as a typed observation.
public struct FormRecord: Sendable {
  /// The row of the sheet, 1-based.
  public var row: Int
  /// Whether the row is hidden, by hand or by a filter.
  public var isHidden: Bool
  /// The manufacturer of the part.
  public var mfg: Observation<String>
  /// The manufacturer's part number.
  public var mpn: Observation<String>
  /// The emissions of one piece, in kg.
  public var carbon: Observation<Double>
  /// The non-renewable energy of one piece, in kWh.
  public var nonRenewable: Observation<Double>
  /// The renewable energy of one piece, in kWh.
  public var renewable: Observation<Double>
  /// Whether there is recycled content: `yes` or `no`.
  public var recycledContent: Observation<String>
  /// The day on which the figures were given.
  public var validationDate: Observation<CalendarDate>
  /// The share of pre-consumer material, 0 to 1.
  public var preConsumer: Observation<Double>
  /// The share of post-consumer material, 0 to 1.
  public var postConsumer: Observation<Double>
  /// The share of reutilized material, 0 to 1.
  public var reutilization: Observation<Double>
  /// The customs code, as typed.
  public var customsCode: Observation<String>
  /// Empty cells of yellow columns that the definition does not know.
  public var emptyUnknown: [CellReference]

  /// Hands on the rows in which anything stands, one by one; memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - sheet: the sheet of the form.
  ///   - table: its table.
  ///   - definition: says what the lists are.
  ///   - reader: the workbook, open for reading.
  ///   - begin: called before the first row; again where merged cells turn up at the end of the sheet, after which all
  ///     rows come once more, as they are shown.
  ///   - deliver: gets each row.
  /// - Returns: what merged cells gave to the rows that they cover.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  @discardableResult
  public static func read(
    _ sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table, definition: TemplateDefinition,
    in reader: WorkbookReader, begin: () -> Void = {}, deliver: @escaping (FormRecord) -> Void
  ) throws(XLSXError) -> [MergedUse] {
    begin()
    let merged = MergedCells(
      try read(sheet, table: table, definition: definition, in: reader, MergedCells([], table), deliver), table)
    if merged.isEmpty { return [] }
    begin()
    _ = try read(sheet, table: table, definition: definition, in: reader, merged, deliver)
    return merged.uses
  }

  /// One pass; returns the merged cells of the sheet.
  private static func read(
    _ sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table, definition: TemplateDefinition,
    in reader: WorkbookReader, _ merged: MergedCells, _ deliver: @escaping (FormRecord) -> Void
  ) throws(XLSXError) -> [CellRange] {
    let observer = CellObserver(styles: reader.styles, dateSystem: reader.dateSystem)
    let marks = NumberMarks(reader, sheet, table)
    let columns = TableColumns(table)
    let unknown = table.unknownColumns.filter { $0.role == .mandatory }.map { $0.column }
    let numbers = Array(columns.numbers)
    return try reader.read(sheet.sheet) { stored in
      guard stored.index > table.headerRow,
        let shown = merged.shown(stored, isUsed: { TableRow.isFilled($0, numbers) })
      else { return }
      let row = TableRow(row: shown, columns: columns, observer: observer, marks: marks)
      let empty = unknown.map { CellReference(row: stored.index, column: $0) }.filter {
        observer.text(stored[$0.column], at: $0).isEmpty
      }
      deliver(
        FormRecord(
          row: stored.index, isHidden: stored.isHidden, mfg: row.text(.mfg), mpn: row.partNumber(.mpn),
          carbon: row.number(.kgco2),
          nonRenewable: row.number(.nonRenewableKwh), renewable: row.number(.renewableKwh),
          recycledContent: row.answer(.recycledContent, list: .yesNo, in: definition),
          validationDate: row.date(.validationDate),
          preConsumer: row.share(.preConsumerShare), postConsumer: row.share(.postConsumerShare),
          reutilization: row.share(.reutilizationShare), customsCode: row.code(.customsCode), emptyUnknown: empty))
    }.mergedRanges
  }
}
