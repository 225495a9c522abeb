internal import SupplierWorkbooks
internal import XLSX

/// A sheet of the report: a title, what it means, and tables below each other.
struct ReportSheet {
  struct Column {
    var header: String
    /// The width of the column, in characters.
    var width: Double
    var format: WorkbookPalette.Format

    init(_ header: String, _ width: Double, _ format: WorkbookPalette.Format = .general) {
      self.header = header
      self.width = width
      self.format = format
    }
  }

  private let palette: WorkbookPalette
  private var composer = SheetComposer()
  private var widths: [Int: Double] = [:]
  private(set) var nextRow = 1
  private(set) var sheet: NewWorksheet

  /// A sheet with a title and a hint above its table.
  ///
  /// - Parameters:
  ///   - name: the name of the tab; unique, up to 31 characters.
  ///   - title: the heading of the sheet.
  ///   - hint: what the table shows, in a sentence below the heading.
  ///   - palette: the styles of the workbook.
  init(name: String, title: String, hint: String, palette: WorkbookPalette) {
    self.palette = palette
    sheet = NewWorksheet(name: name)
    sheet.showsGridLines = false
    sheet.pageSetup.orientation = .landscape
    sheet.pageSetup.fitsToWidth = true
    composer.text(1, 1, title, style: palette.title)
    composer.height(1, 26)
    nextRow = 3
    if !hint.isEmpty {
      composer.text(2, 1, hint, style: palette.fieldHint)
      nextRow = 4
    }
  }

  /// The heading of a table.
  mutating func section(_ text: String, columns: Int) {
    for column in 1...max(1, columns) {
      composer.text(nextRow, column, column == 1 ? text : "", style: palette.section)
    }
    nextRow += 1
  }

  /// A label and its value, the unit beside it.
  mutating func field(_ label: String, _ value: CellValue, _ format: WorkbookPalette.Format, unit: String = "") {
    composer.text(nextRow, 1, label, style: palette.label)
    composer.set(nextRow, 2, value, style: palette.value(.computed, format))
    if !unit.isEmpty { composer.text(nextRow, 3, unit, style: palette.unit) }
    nextRow += 1
  }

  /// A table with its header; returns the rows of its body, `nil` where there are none.
  @discardableResult
  mutating func table(_ columns: [Column], _ rows: [[CellValue]]) -> ClosedRange<Int>? {
    header(columns)
    for row in rows {
      for (index, value) in row.enumerated() {
        composer.set(nextRow, index + 1, value, style: palette.value(.computed, columns[index].format))
      }
      nextRow += 1
    }
    let body = rows.isEmpty ? nil : (nextRow - rows.count)...(nextRow - 1)
    nextRow += 1
    return body
  }

  private mutating func header(_ columns: [Column]) {
    for (index, column) in columns.enumerated() {
      composer.text(nextRow, index + 1, column.header, style: palette.header(.computed))
      widths[index + 1] = max(widths[index + 1] ?? 0, column.width)
    }
    composer.height(nextRow, 32)
    nextRow += 1
  }

  mutating func gap() { nextRow += 1 }

  mutating func paragraph(_ text: String, columns: Int, height: Double = 15) {
    composer.text(nextRow, 1, text, style: palette.paragraph)
    composer.height(nextRow, height)
    sheet.mergedRanges.append(
      CellRange(CellReference(row: nextRow, column: 1), CellReference(row: nextRow, column: columns)))
    nextRow += 1
  }

  mutating func width(_ column: Int, _ width: Double) { widths[column] = max(widths[column] ?? 0, width) }

  mutating func chart(_ chart: NewChart) { sheet.charts.append(chart) }

  func worksheet() -> NewWorksheet {
    var worksheet = sheet
    worksheet.columns = columnWidths
    worksheet.rows = RowSource(composer.rows)
    return worksheet
  }

  /// The same with one long table at the end, its rows made while the file is written.
  func worksheet(_ columns: [Column], count: Int, row: @escaping @Sendable (Int) -> [CellValue]) -> NewWorksheet {
    var copy = self
    copy.header(columns)
    let styles = columns.map { palette.value(.computed, $0.format) }
    let head = copy.composer.rows
    let first = copy.nextRow
    var worksheet = copy.sheet
    worksheet.columns = copy.columnWidths
    worksheet.frozenRows = first - 1
    worksheet.printTitleRows = (first - 1)...(first - 1)
    if count > 0 {
      worksheet.autoFilter = CellRange(
        CellReference(row: first - 1, column: 1), CellReference(row: first + count - 1, column: columns.count))
    }
    worksheet.rows = RowSource(streaming: {
      (0..<head.count + count).lazy.map { index in
        guard index >= head.count else { return head[index] }
        let values = row(index - head.count)
        return NewRow(
          first + index - head.count,
          zip(values, styles).enumerated().map { NewCell($0.offset + 1, $0.element.0, style: $0.element.1) })
      }
    })
    return worksheet
  }

  private var columnWidths: [NewWorksheet.Column] {
    widths.sorted { $0.key < $1.key }.map { NewWorksheet.Column($0.key...$0.key, width: $0.value) }
  }
}

extension CellValue {
  static func optional(_ number: Double?) -> CellValue { number.map { .number($0) } ?? .blank }
  static func optional(_ text: String?) -> CellValue { text.map { .text($0) } ?? .blank }
}
