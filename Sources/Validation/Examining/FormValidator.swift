public import Emissions
public import SupplierWorkbooks
public import XLSX

/// Applies every rule to a filled QuoteWin sustainability form.
public enum FormValidator {
  /// All findings in a form by itself, or beside the workbook that it was filled from; rows are read one by one.
  ///
  /// - Parameters:
  ///   - reader: the file.
  ///   - located: what the form's definition found in it.
  ///   - asOf: the day that counts as today.
  ///   - parts: those of the supplier's workbook, if there is one.
  ///   - visibleOnly: whether hidden or filtered rows are left out.
  /// - Returns: the findings in the order of sheets and rows.
  /// - Throws: `XLSXError` where the sheet cannot be read.
  public static func report(
    on reader: WorkbookReader, located: LocatedTemplate, asOf: CalendarDate, parts: KnownParts? = nil,
    visibleOnly: Bool = false
  ) throws(XLSXError) -> ValidationReport {
    let sheets = reader.sheets.map { $0.name }
    guard let sheet = located.sheets.values.first(where: { $0.table?.column(.mpn) != nil }), let table = sheet.table
    else {
      var collector = FindingCollector()
      TemplateRules.check(located) { collector.add($0) }
      return ValidationReport(findings: collector.sorted(sheets: sheets))
    }
    var begun = FormPass(sheet: sheet, table: table, definition: located.definition, asOf: asOf, parts: parts)
    TemplateRules.check(located) { begun.findings.add($0) }
    if reader.hasMacros { begun.findings.add(Finding("W05", .note, variant: "macros")) }
    if reader.hasSignature { begun.findings.add(Finding("W05", .note, variant: "signature")) }
    if reader.hasExternalLinks { begun.findings.add(Finding("W05", .note, variant: "links")) }
    let box = Box(begun)
    var hasRows = false
    let merged = try FormRecord.read(
      sheet, table: table, definition: located.definition, in: reader, begin: { box.pass = begun },
      deliver: { record in
        hasRows = true
        if visibleOnly, record.isHidden { box.pass.leaveOut(record) } else { box.pass.check(record) }
      })
    box.pass.add(merged: merged)
    if !hasRows { box.pass.findings.add(Finding("M01", .error, variant: "parts", sheet: sheet.name)) }
    box.pass.finish()
    return ValidationReport(findings: box.pass.findings.sorted(sheets: sheets))
  }

  /// The findings in a form, as ``report(on:located:asOf:parts:)`` has them.
  public static func findings(
    in reader: WorkbookReader, located: LocatedTemplate, asOf: CalendarDate, parts: KnownParts? = nil,
    visibleOnly: Bool = false
  ) throws(XLSXError) -> [Finding] {
    try report(on: reader, located: located, asOf: asOf, parts: parts, visibleOnly: visibleOnly).findings
  }

  /// Rows are delivered to a closure that outlives no call.
  private final class Box {
    var pass: FormPass
    init(_ pass: FormPass) { self.pass = pass }
  }
}
