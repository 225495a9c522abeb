internal import Emissions
public import SupplierWorkbooks
public import Validation
public import XLSX

/// Writes the QuoteWin sustainability form of a completion.
public enum FormWriter {
  /// Writes a fresh form with all completed parts.
  ///
  /// - Parameters:
  ///   - completion: the figures.
  ///   - definition: says which columns a form has.
  ///   - path: where the form goes.
  ///   - force: replaces a file that exists.
  /// - Throws: ``OperationError`` where the file cannot be written, or would hold the tool's revenue or prices.
  public static func writeFresh(
    _ completion: Completion, by definition: TemplateDefinition, to path: String, force: Bool
  )
    throws(OperationError)
  {
    let level = completion.rows.count > largeForm ? 1 : 6
    var form = FormBuilder.build(definition: definition, rows: completion.rows)
    form.seal = .greenQuote
    try form.write(to: path, force: force, compressionLevel: level) { (written: String) throws(OperationError) in
      let (reader, located) = try reading { () throws(XLSXError) in
        let reader = try WorkbookReader(path: written)
        return (reader, try TemplateLocator.locate(definition, in: reader))
      }
      try requireNoLeak(of: completion, in: reader, located, file: path)
    }
  }

  /// From how many rows on a form is deflated fast: nobody waits for a smaller file.
  private static let largeForm = 1_000

  /// What came of completing a customer's form in place.
  public struct Outcome: Sendable {
    /// Nothing is written where no row of the form could be completed.
    public var isWritten = false
    /// Rows whose figures were written.
    public var completedRows = 0
    /// Rows of the form that stayed as they were.
    public var untouchedRows = 0
    /// Of these, the hidden ones that were left out, 1-based.
    public var hiddenRows: [Int] = []
    /// What the rules found in the customer's form.
    public var findings: [Finding] = []
  }

  /// Completes the rows of a customer's form; nothing else in that file changes.
  ///
  /// A form without any part number gets all completed parts, one a row, below its header.
  public static func complete(
    form reader: WorkbookReader, by definitions: TemplateDefinitions, with completion: Completion, to path: String,
    force: Bool, visibleOnly: Bool = false
  ) throws(OperationError) -> Outcome {
    let editor = WorkbookEditor(reader)
    // A form completed in its own file is the customer's, and there is no other.
    editor.seal = FilePlace.areSame(reader.path, path) ? nil : .greenQuote
    let recognition = try reading { () throws(XLSXError) in try Recognition(of: reader, by: definitions) }
    try requireForm(recognition, file: reader.path)
    let located = try reading { () throws(XLSXError) in
      if let located = recognition.located { return located }
      return try TemplateLocator.locate(definitions.form, in: reader)
    }
    var outcome = Outcome()
    outcome.findings = FormRules.findings(in: located, sheets: reader.sheets.map { $0.name })
    guard let sheet = located.sheets.values.first(where: { $0.table?.column(.mpn) != nil }), let table = sheet.table
    else {
      return outcome
    }
    let form = try reading { () throws(XLSXError) in try FormReader.read(sheet: sheet, table: table, reader: reader) }
    var pass = FormPass(
      editor: editor, reader: reader, sheet: sheet, table: table, merged: form.mergedRanges,
      index: PartIndex(completion), outcome: outcome)
    do throws(XLSXError) {
      if form.rows.contains(where: { $0.mpn.value != nil }) {
        for row in form.rows {
          if visibleOnly, row.isHidden { pass.leaveOut(row) } else { try pass.complete(row) }
        }
        pass.reportHiddenRows()
        pass.reportMissing(completion, form)
      } else {
        for (offset, row) in completion.rows.enumerated() {
          try pass.write(row, at: form.firstFreeRow + offset, existing: nil)
        }
      }
    } catch {
      throw .workbook(error)
    }
    guard pass.outcome.completedRows > 0 else { return pass.outcome }
    try editor.write(to: path, force: force) { (written: String) throws(OperationError) in
      let copy = try reading { () throws(XLSXError) in try WorkbookReader(path: written, limits: reader.limits) }
      try requireNoLeak(of: completion, in: copy, located, file: path)
    }
    pass.outcome.isWritten = true
    if editor.invalidatesSignature { pass.outcome.findings.append(Finding("W05", .warning, variant: "signature")) }
    return pass.outcome
  }
}

extension FormWriter {
  /// What a tool says must not leave with a form: a tool is none, nor is a workbook that holds a tool's sheets.
  ///
  /// - Throws: ``OperationError`` with `X06`.
  public static func requireForm(_ recognition: Recognition, file: String) throws(OperationError) {
    let isTool = recognition.kind == .tool && !recognition.isPartsAlone
    guard isTool || !recognition.toolSheets.isEmpty else { return }
    let sheets = isTool ? recognition.located?.sheets.values.map { $0.name }.sorted() ?? [] : recognition.toolSheets
    throw .refused(
      Finding("X06", .error, arguments: ["sheets": LocalizedText(sheets.joined(separator: ", "))]), file: file)
  }

  /// Looks once through a form before it gets its name.
  private static func requireNoLeak(
    of completion: Completion, in reader: WorkbookReader, _ located: LocatedTemplate, file: String
  ) throws(OperationError) {
    let form = located.sheets.values.first { $0.table?.column(.mpn) != nil }
    let confidential = ConfidentialNumbers(completion)
    let leak = try reading { () throws(XLSXError) in
      try confidential.leak(in: reader, form: form.flatMap { sheet in sheet.table.map { (sheet.name, $0) } })
    }
    guard let leak else { return }
    let place = [leak.sheet ?? leak.part, leak.cell?.description].compactMap { $0 }.joined(separator: "!")
    throw .refused(
      Finding("X07", .error, variant: leak.number.rawValue, arguments: ["place": LocalizedText(place)]), file: file)
  }
}

/// The completed parts by part number.
struct PartIndex {
  private let rows: FormRows
  private var places: [String: [Int]] = [:]
  private(set) var numbers: [String] = []

  init(_ completion: Completion) {
    rows = completion.rows
    for (place, row) in rows.enumerated() {
      guard case .text(let mpn)? = row[.mpn] else { continue }
      places[PartNumber.folded(mpn), default: []].append(place)
      numbers.append(mpn)
    }
  }

  /// The line of a part; where several manufacturers have the same number, the one of that manufacturer.
  func row(mpn: String, mfg: String?) -> FormRow? {
    guard let candidates = places[PartNumber.folded(mpn)]?.map({ rows[$0] }) else { return nil }
    if candidates.count > 1, let mfg {
      let wanted = LabelText.folded(mfg)
      if let match = candidates.first(where: {
        if case .text(let text)? = $0[.mfg] { LabelText.folded(text) == wanted } else { false }
      }) {
        return match
      }
    }
    return candidates.first
  }
}

/// Writes into the rows of one form.
private struct FormPass {
  let editor: WorkbookEditor
  let reader: WorkbookReader
  let sheet: LocatedTemplate.Sheet
  let table: LocatedTemplate.Table
  let merged: [CellRange]
  let index: PartIndex
  var outcome: FormWriter.Outcome
  private var used: Set<String> = []

  init(
    editor: WorkbookEditor, reader: WorkbookReader, sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table,
    merged: [CellRange],
    index: PartIndex, outcome: FormWriter.Outcome
  ) {
    self.editor = editor
    self.reader = reader
    self.sheet = sheet
    self.table = table
    self.merged = merged
    self.index = index
    self.outcome = outcome
  }

  /// A hidden row stays as it is, because only visible ones were asked for.
  mutating func leaveOut(_ row: FormReader.Row) {
    outcome.untouchedRows += 1
    outcome.hiddenRows.append(row.index)
    if let mpn = row.mpn.value { used.insert(PartNumber.folded(mpn)) }
  }

  /// U01: one note for all hidden rows.
  mutating func reportHiddenRows() {
    guard let first = outcome.hiddenRows.first, let column = table.column(.mpn) else { return }
    var found = finding("U01", .note, column: .mpn, row: first)
    found.cells = outcome.hiddenRows.map { CellReference(row: $0, column: column) }
    found.count = found.cells.count
    outcome.findings.append(found)
  }

  mutating func complete(_ row: FormReader.Row) throws(XLSXError) {
    guard let mpn = row.mpn.value else {
      if row.isFilled {
        outcome.untouchedRows += 1
        outcome.findings.append(finding("M01", .error, column: .mpn, row: row.index))
      }
      return
    }
    guard let part = index.row(mpn: mpn, mfg: row.mfg.value) else {
      outcome.untouchedRows += 1
      outcome.findings.append(finding("P06", .error, column: .mpn, row: row.index, value: mpn))
      return
    }
    used.insert(PartNumber.folded(mpn))
    try write(part, at: row.index, existing: row)
  }

  mutating func write(_ part: FormRow, at rowIndex: Int, existing: FormReader.Row?) throws(XLSXError) {
    for (id, column) in table.columns.sorted(by: { $0.value.column < $1.value.column }) {
      guard let value = FormRow.Column(id: id).flatMap({ part[$0] }) else { continue }
      let old = existing?.cells[id]
      // What the customer wrote about a part stays; figures are replaced.
      if id == .mpn || id == .mfg || column.definition.role == .optional, let old, !isEmpty(old.value) { continue }
      let reference = CellReference(row: rowIndex, column: column.column)
      try put(converted(value, id), at: reference, id: id, column: column, old: old)
    }
    outcome.completedRows += 1
  }

  private mutating func put(
    _ value: CellValue, at reference: CellReference, id: ColumnID, column: LocatedTemplate.Column, old: Cell?
  ) throws(XLSXError) {
    if let obstacle = obstacle(at: reference, old) {
      outcome.findings.append(
        finding(
          "X02", .error, column: id, row: reference.row, value: shown(value, style: 0),
          arguments: ["reason": LocalizedText(obstacle)]))
      return
    }
    if let old, !isEmpty(old.value), old.value != value {
      outcome.findings.append(
        finding("X01", .note, column: id, row: reference.row, value: shown(old.value, style: old.style)))
    }
    var style: Int?
    if id == .validationDate, !reader.styles.isDate(old?.style ?? 0) {
      var changes = StyleChanges()
      changes.numberFormat = "m/d/yyyy"
      style = try editor.appendStyle(from: old?.style ?? 0, changing: changes)
    }
    try editor.set(.value(value, style: style), at: reference, in: sheet.name)
  }

  /// Why a cell cannot take a value of its own; `nil` where it can.
  private func obstacle(at reference: CellReference, _ old: Cell?) -> String? {
    if let range = merged.first(where: { $0.contains(reference) && $0.first != reference }) { return range.description }
    return old?.arrayRange.map { "{=\(old?.formula ?? "")} \($0)" }
  }

  /// Dates count from the form's own first day; a percentage goes into a column of numbers as one.
  private func converted(_ value: CellValue, _ id: ColumnID) -> CellValue {
    guard id == .validationDate, case .number(let serial) = value, reader.dateSystem == .from1904 else { return value }
    return CalendarDate(serial: serial, system: .from1900)?.serial(in: .from1904).map { .number($0) } ?? value
  }

  mutating func reportMissing(_ completion: Completion, _ form: FormReader) {
    for number in index.numbers where !used.contains(PartNumber.folded(number)) {
      outcome.findings.append(Finding("P06", .note, variant: "tool", value: number))
    }
  }

  private func finding(
    _ rule: String, _ severity: Severity, column: ColumnID, row: Int, value: String? = nil,
    arguments: [String: LocalizedText] = [:]
  ) -> Finding {
    Finding(
      rule, severity, sheet: sheet.name, cell: table.column(column).map { CellReference(row: row, column: $0) },
      field: table.columns[column]?.definition.labels.text, value: value, arguments: arguments)
  }

  private func isEmpty(_ value: CellValue) -> Bool {
    switch value {
    case .blank: true
    case .text(let text): text.allSatisfy({ $0.isWhitespace })
    default: false
    }
  }

  private func shown(_ value: CellValue, style: Int) -> String {
    switch value {
    case .number(let number):
      reader.styles.isDate(style)
        ? CalendarDate(serial: number, system: reader.dateSystem)?.description ?? "" : DecimalText.shortest(number)
    case .text(let text): text
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.rawValue
    case .blank: ""
    }
  }
}
