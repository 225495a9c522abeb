public import XLSX

/// Part numbers and prices as a supplier keeps them, without anything of the company.
public enum PartsSheet {
  /// Three parts in EUR: of 28, of 1.5, and one whose number looks like a number.
  public static var plain: NewWorkbook {
    workbook(
      headers: ["Part no.", "Description", "Unit price", "Currency"],
      rows: [
        [.text("EX-28"), .text("Housing"), .number(28), .text("EUR")],
        [.text("EX-1.5"), .text("Clip"), .number(1.5), .text("EUR")],
        [.text("00123"), .text("Screw"), .number(0.02), .text("EUR")],
      ])
  }

  /// One sheet with a row of headers and rows below it.
  public static func workbook(sheet: String = "Price list", headers: [String], rows: [[CellValue]]) -> NewWorkbook {
    var worksheet = NewWorksheet(name: sheet)
    worksheet.columns = [.init(1...max(1, headers.count), width: 20)]
    worksheet.rows = RowSource(
      ([headers.map { .text($0) }] + rows).enumerated().map { index, values in
        NewRow(index + 1, values.enumerated().map { NewCell($0.offset + 1, $0.element) })
      })
    var workbook = NewWorkbook()
    workbook.worksheets = [worksheet]
    return workbook
  }
}
