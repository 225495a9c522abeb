public import XLSX

/// Builds a QuoteWin sustainability form: values only, nothing that could tell revenue or prices.
public enum FormBuilder {
  /// The rows of an empty form that are prepared for filling by hand.
  private static let emptyRows = 200

  /// Builds a form with the columns of a definition.
  ///
  /// - Parameters:
  ///   - definition: the columns, their labels and looks.
  ///   - rows: the lines; each is made when it is written, where it is not at hand.
  /// - Returns: a workbook of one sheet, with empty lines to fill by hand where there are few.
  public static func build<Rows: RandomAccessCollection<FormRow> & Sendable>(definition: TemplateDefinition, rows: Rows)
    -> NewWorkbook
  where Rows.Index == Int {
    guard let sheet = definition.sheets.first, let table = sheet.table else { return NewWorkbook() }
    let styles = StyleCollector()
    let palette = WorkbookPalette { styles.workbook.style($0) }
    var worksheet = NewWorksheet(name: sheet.name)
    worksheet.columns = table.columns.map { .init($0.column...$0.column, width: $0.width) }
    worksheet.frozenRows = table.headerRow
    worksheet.printTitleRows = table.headerRow...table.headerRow
    worksheet.pageSetup.orientation = .landscape
    worksheet.pageSetup.fitsToWidth = true
    let last = table.headerRow + max(rows.count, emptyRows)
    worksheet.autoFilter = CellRange(
      CellReference(row: table.headerRow, column: 1),
      CellReference(row: last, column: table.columns.map { $0.column }.max() ?? 1))
    worksheet.dataValidations = validations(table, definition, lastRow: last)

    let header = NewRow(
      table.headerRow, height: 54,
      table.columns.map { NewCell($0.column, .text($0.labels.text.stacked), style: palette.header($0.role)) })
    let cellStyles = table.columns.map { palette.value($0.role, format(of: $0)) }
    let columns = table.columns.map { (number: $0.column, meaning: FormRow.Column(id: $0.id)) }
    let bodyRows = max(rows.count, emptyRows)
    worksheet.rows = RowSource(streaming: {
      (0...bodyRows).lazy.map { index in
        if index == 0 { return header }
        let row = index <= rows.count ? rows[index - 1] : FormRow()
        return NewRow(
          table.headerRow + index,
          zip(columns, cellStyles).map { column, style in
            NewCell(column.number, column.meaning.flatMap { row[$0] } ?? .blank, style: style)
          })
      }
    })
    var workbook = styles.workbook
    workbook.worksheets = [worksheet]
    return workbook
  }

  private static func format(of column: TemplateDefinition.Column) -> WorkbookPalette.Format {
    switch column.type {
    case .date: .monthDayYear
    case .number: .decimals
    default: WorkbookPalette.Format(column.type, unit: column.unit, role: .optional)
    }
  }

  private static func validations(_ table: TemplateDefinition.Table, _ definition: TemplateDefinition, lastRow: Int)
    -> [DataValidation]
  {
    table.columns.compactMap { column in
      let range = CellRange(
        CellReference(row: table.headerRow + 1, column: column.column),
        CellReference(row: lastRow, column: column.column))
      var validation: DataValidation
      switch column.type {
      case .list:
        let entries = column.list.flatMap { definition.lists[$0] } ?? []
        validation = DataValidation(
          .list, formula1: "\"" + entries.map { $0.written }.joined(separator: ",") + "\"", ranges: [range])
        validation.errorMessage = "Choose an entry of the list. 请从列表中选择。"
      case .number:
        validation = DataValidation(.decimal, formula1: "0", ranges: [range])
        validation.comparison = .greaterThanOrEqual
        validation.errorMessage = "A number, 0 or more; 0 only if it is really none. 0或更大的数字；确实没有才填0。"
      case .percentage:
        validation = DataValidation(.decimal, formula1: "0", formula2: "1", ranges: [range])
        validation.errorMessage = "A percentage from 0 % to 100 %. 0%至100%。"
      case .date:
        validation = DataValidation(.date, formula1: "36526", formula2: "73050", ranges: [range])
        validation.errorMessage = "A date, month/day/year. 日期，月/日/年。"
      case .text, .partNumber: return nil
      }
      validation.errorTitle =
        column.labels.text.inline.count <= 32 ? column.labels.text.inline : column.labels.text.english
      if (validation.errorTitle?.count ?? 0) > 32 { validation.errorTitle = nil }
      return validation
    }
  }
}
