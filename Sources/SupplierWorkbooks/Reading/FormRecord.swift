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
  /// - Throws: `XLSXError` where the sheet cannot be read.
  public static func read(
    _ sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table, definition: TemplateDefinition,
    in reader: WorkbookReader,
    deliver: @escaping (FormRecord) -> Void
  ) throws(XLSXError) {
    let observer = CellObserver(styles: reader.styles, dateSystem: reader.dateSystem)
    let ids = Array(table.columns.keys)
    let columns = TableColumns(table)
    let unknown = table.unknownColumns.filter { $0.role == .mandatory }.map { $0.column }
    try reader.read(sheet.sheet) { stored in
      guard stored.index > table.headerRow else { return }
      let row = TableRow(row: stored, columns: columns, observer: observer)
      guard row.isFilled(ids) else { return }
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
          reutilization: row.share(.reutilizationShare), customsCode: row.text(.customsCode), emptyUnknown: empty))
    }
  }
}
