internal import SupplierWorkbooks
internal import XLSX

/// Reads who filled a form, and its rows.
enum FormSupplier {
  /// What customers call the number by which they know a supplier, folded.
  private static let headers: Set<FoldedText> = Set(
    [
      "Supplier ID", "Supplier No", "Supplier number", "Supplier code", "Vendor ID", "Vendor No", "Vendor number",
      "Vendor code",
      "供应商编号", "供应商代码", "供应商编码", "供应商号",
    ].map { FoldedText(folding: $0) })

  static func read(
    _ located: LocatedTemplate, _ reader: WorkbookReader, visibleOnly: Bool,
    into examination: inout WorkbookCheck.Examination
  ) throws(XLSXError) {
    guard let sheet = located.sheets.values.first(where: { $0.table?.column(.mpn) != nil }), let table = sheet.table
    else { return }
    let rows = Box()
    try FormRecord.read(
      sheet, table: table, definition: located.definition, in: reader, begin: { rows.records.removeAll() },
      deliver: { if !visibleOnly || !$0.isHidden { rows.records.append($0) } })
    examination.formRows = rows.records
    let column = table.headers.filter { LabelText.candidates($0.value).contains(where: headers.contains) }.keys.min()
    guard let column else { return }
    let observer = CellObserver(styles: reader.styles, dateSystem: reader.dateSystem)
    try reader.read(sheet.sheet) { row in
      guard row.index > table.headerRow, let cell = row[column] else { return }
      if let number = observer.text(cell, at: cell.reference).value { rows.numbers.insert(number) }
    }
    // Numbers of several suppliers say nothing about who filled the form.
    if rows.numbers.count == 1 { examination.formSupplierID = rows.numbers.first }
  }

  /// Rows are delivered to a closure that outlives no call.
  private final class Box {
    var records: [FormRecord] = []
    var numbers: Set<String> = []
  }
}
