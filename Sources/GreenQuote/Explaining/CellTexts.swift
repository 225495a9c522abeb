internal import Emissions
internal import SupplierWorkbooks
internal import XLSX

/// What a person sees in the cells of a workbook that figures come from.
struct CellTexts {
  private var texts: [String: [CellReference: String]] = [:]

  /// Reads the sheets that the template was found in, keeping what is typed in them, not what is computed.
  init(_ reader: WorkbookReader, located: LocatedTemplate) throws(XLSXError) {
    for sheet in located.sheets.values where sheet.table != nil || !sheet.fields.isEmpty {
      var found: [CellReference: String] = [:]
      _ = try reader.read(sheet.sheet) { row in
        for cell in row.cells where !cell.value.isBlank { found[cell.reference] = Self.shown(cell, reader) }
      }
      texts[sheet.name] = found
    }
  }

  subscript(_ sheet: String, _ cell: CellReference) -> String { texts[sheet]?[cell] ?? "" }

  /// Dates and percentages as such, other numbers at full precision.
  static func shown(_ cell: Cell, _ reader: WorkbookReader) -> String {
    switch cell.value {
    case .number(let number):
      if reader.styles.isDate(cell.style), let date = CalendarDate(serial: number, system: reader.dateSystem) {
        return date.description
      }
      if reader.styles.isPercentage(cell.style) {
        return DecimalText.shortest(DecimalText.rounded(number * 100, decimals: 10)) + "%"
      }
      return DecimalText.shortest(number)
    case .text(let text): return text
    case .boolean(let truth): return truth ? "TRUE" : "FALSE"
    case .error(let error): return error.rawValue
    case .blank: return ""
    }
  }
}
