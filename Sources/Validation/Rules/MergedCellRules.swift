internal import SupplierWorkbooks
internal import XLSX

extension RuleContext {
  /// B01 to B03: merged cells of all tables.
  mutating func checkMergedCells() {
    for sheet in workbook.located.definition.sheets {
      for use in workbook.merged[sheet.id] ?? [] {
        let place = columnPlace(sheet.id, use.column)
        for finding in use.findings(sheet: place?.sheet, field: place?.field) { findings.add(finding) }
      }
    }
  }
}

extension MergedUse {
  /// B01 for a value that stands for several rows, B02 for values below merged cells, which nobody sees, B03 for an
  /// amount that several rows share.
  func findings(sheet: String?, field: LocalizedText?) -> [Finding] {
    var findings: [Finding] = []
    let name = LocalizedText(range.description)
    if !rows.isEmpty, !text.isEmpty {
      findings.append(
        Finding(
          column.isDivisible ? "B03" : "B01", column.isDivisible ? .error : .warning, sheet: sheet, cell: range.first,
          field: field, value: text, arguments: ["range": name, "rows": LocalizedText(shownRows)]))
    }
    for hidden in hidden {
      findings.append(
        Finding(
          "B02", .warning, variant: text.isEmpty ? "empty" : "", sheet: sheet, cell: hidden.reference, field: field,
          value: hidden.text, arguments: ["range": name, "shown": LocalizedText(text)]))
    }
    return findings
  }

  /// `6, 7`, or `6–500` of many that follow each other.
  private var shownRows: String {
    if let first = rows.first, let last = rows.last, rows.count > 2, last - first == rows.count - 1 {
      return "\(first)–\(last)"
    }
    let shown = rows.prefix(8).map { String($0) }.joined(separator: ", ")
    return rows.count > 8 ? shown + ", …" : shown
  }
}
