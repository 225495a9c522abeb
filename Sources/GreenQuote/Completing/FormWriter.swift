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
    /// Formulas of the form that depend on completed cells and have new values.
    public var refreshedFormulas = 0
    /// Formulas of the form that could not be evaluated: Excel calculates them when it opens the form.
    public var unevaluatedFormulas = 0
    /// What the rules found in the customer's form.
    public var findings: [Finding] = []

    /// Adds the errors of the written form in rows and columns of which none was said yet: what is called ready here,
    /// whoever checks the form must call so too.
    fileprivate mutating func addErrors(_ examined: [Finding]) {
      let errors = findings.filter { $0.severity == .error }
      let rows = Set(errors.flatMap { $0.cells.map(\.row) })
      findings += examined.filter { finding in
        finding.severity == .error && finding.cells.allSatisfy { !rows.contains($0.row) }
          && !errors.contains { $0.key == finding.key && $0.cells == finding.cells }
      }
    }
  }

  /// Completes the rows of a customer's form; nothing else in that file changes but the values of formulas that depend
  /// on them.
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
    let amounts = FormAmounts(table, styles: reader.styles)
    let asked = amounts.findings(in: table, of: sheet)
    outcome.findings += asked
    // Figures in a unit that nobody can tell are worse than none.
    if asked.contains(where: { $0.severity == .error }) { return outcome }
    let form = try reading { () throws(XLSXError) in try FormReader.read(sheet: sheet, table: table, reader: reader) }
    var pass = FormPass(
      editor: editor, reader: reader, sheet: sheet, table: table, merged: form.mergedRanges,
      index: PartIndex(completion), amounts: amounts, outcome: outcome)
    do throws(XLSXError) {
      if try DependentFormulas.exist(in: reader) { pass.written = [:] }
      if form.rows.contains(where: { $0.mpn.value != nil }) {
        pass.match(form.rows)
        for row in form.rows {
          if visibleOnly, row.isHidden { pass.leaveOut(row) } else { try pass.complete(row) }
        }
        pass.reportHiddenRows()
        pass.reportMissing()
        pass.report(merged: form.merged)
      } else {
        for (offset, row) in completion.rows.enumerated() {
          try pass.write(row, at: form.firstFreeRow + offset, existing: nil)
        }
      }
    } catch {
      throw .workbook(error)
    }
    guard pass.outcome.completedRows > 0 else { return pass.outcome }
    if let written = pass.written {
      let formulas = try DependentFormulas(
        refreshedBy: editor, written: [sheet.name: written], asOf: completion.asOf)
      pass.outcome.refreshedFormulas = formulas.refreshed
      pass.outcome.unevaluatedFormulas = formulas.unevaluated
    }
    var examined: [Finding] = []
    try editor.write(to: path, force: force) { (written: String) throws(OperationError) in
      let copy = try reading { () throws(XLSXError) in try WorkbookReader(path: written, limits: reader.limits) }
      try requireNoLeak(of: completion, in: copy, located, file: path)
      examined = try reading { () throws(XLSXError) in
        let located = try TemplateLocator.locate(located.definition, in: copy)
        return try FormValidator.findings(in: copy, located: located, asOf: completion.asOf)
      }
    }
    pass.outcome.isWritten = true
    pass.outcome.addErrors(examined)
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

extension FormAmounts {
  /// Q07, Q08: amounts that a form asks for in another unit, or for many pieces.
  func findings(in table: LocatedTemplate.Table, of sheet: LocatedTemplate.Sheet) -> [Finding] {
    table.columns.sorted { $0.value.column < $1.value.column }.compactMap { id, column in
      let cell = CellReference(row: table.headerRow, column: column.column)
      func finding(_ rule: String, _ severity: Severity, _ words: StatedWords, _ factor: Double? = nil) -> Finding {
        var arguments = ["source": words.source.text]
        arguments["factor"] = factor.map { LocalizedText(DecimalText.shortest($0)) }
        return Finding(
          rule, severity, sheet: sheet.name, cell: cell, field: column.definition.labels.text, value: words.text,
          arguments: arguments)
      }
      return switch answer(id) {
      case .unchanged: nil
      case .converted(let factor, let words): finding("Q07", .warning, words, factor)
      case .refused(let words): finding("Q08", .error, words)
      }
    }
  }
}

/// The parts of the supplier's workbook, and the lines that those with figures have.
struct PartIndex {
  let rows: FormRows
  private var directory: PartDirectory
  private let lines: [Int: Int]

  init(_ completion: Completion) {
    rows = completion.rows
    directory = PartDirectory(completion.workbook)
    lines = Dictionary(completion.rows.parts.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The part that a row of a form means.
  mutating func find(_ row: FormReader.Row) -> PartDirectory.Match { directory.find(row.mpn, mfg: row.mfg.value) }

  /// The line of the part at that place of the workbook; `nil` where it has no figures.
  func line(_ part: Int) -> Int? { lines[part] }
}

/// Writes into the rows of one form.
private struct FormPass {
  let editor: WorkbookEditor
  let reader: WorkbookReader
  let sheet: LocatedTemplate.Sheet
  let table: LocatedTemplate.Table
  let merged: [CellRange]
  var index: PartIndex
  let amounts: FormAmounts
  var outcome: FormWriter.Outcome
  /// What was found for each row of the form.
  private var matches: [Int: PartDirectory.Match] = [:]
  /// What was written into cells; `nil` where no formula can depend on them.
  var written: [CellReference: CellValue]?
  private var used: Set<Int> = []
  /// The merged cells that take one value for all rows that they cover.
  private var shared: Set<CellRange> = []

  init(
    editor: WorkbookEditor, reader: WorkbookReader, sheet: LocatedTemplate.Sheet, table: LocatedTemplate.Table,
    merged: [CellRange],
    index: PartIndex, amounts: FormAmounts, outcome: FormWriter.Outcome
  ) {
    self.editor = editor
    self.reader = reader
    self.sheet = sheet
    self.table = table
    self.merged = merged
    self.index = index
    self.amounts = amounts
    self.outcome = outcome
  }

  /// A hidden row stays as it is, because only visible ones were asked for.
  mutating func leaveOut(_ row: FormReader.Row) {
    outcome.untouchedRows += 1
    outcome.hiddenRows.append(row.index)
    if case .part(let part, _, _)? = matches[row.index] { used.insert(part) }
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
    let match = matches[row.index] ?? .unknown
    outcome.findings += FormRules.findings(
      on: match, mpn: row.mpn, mfg: row.mfg, sheet: sheet.name, field: table.columns[.mpn]?.definition.labels.text)
    guard case .part(let part, _, _) = match else {
      outcome.untouchedRows += 1
      if match == .unknown { outcome.findings.append(finding("P06", .error, column: .mpn, row: row.index, value: mpn)) }
      return
    }
    used.insert(part)
    guard let line = index.line(part) else {
      outcome.untouchedRows += 1
      outcome.findings.append(finding("P06", .error, variant: "figures", column: .mpn, row: row.index, value: mpn))
      return
    }
    try write(index.rows[line], at: row.index, existing: row)
  }

  /// Finds the part of each row, and which merged cells can take the value of all rows that they cover.
  mutating func match(_ rows: [FormReader.Row]) {
    for row in rows where row.mpn.value != nil { matches[row.index] = index.find(row) }
    let places = Dictionary(table.columns.map { ($1.column, $0) }) { first, _ in first }
    for range in merged where range.last.row > range.first.row {
      guard let column = places[range.first.column].flatMap({ FormRow.Column(id: $0) }) else { continue }
      let values = Set(
        rows.filter { (range.first.row...range.last.row).contains($0.index) }.map { value(of: $0, column) })
      if values.count == 1 { shared.insert(range) }
    }
  }

  /// What a row is to get in a column.
  private func value(of row: FormReader.Row, _ column: FormRow.Column) -> CellValue? {
    guard case .part(let part, _, _)? = matches[row.index], let line = index.line(part) else { return nil }
    return index.rows[line][column]
  }

  mutating func write(_ part: FormRow, at rowIndex: Int, existing: FormReader.Row?) throws(XLSXError) {
    for (id, column) in table.columns.sorted(by: { $0.value.column < $1.value.column }) {
      guard let value = FormRow.Column(id: id).flatMap({ part[$0] }) else { continue }
      let old = existing?.cells[id]
      // What the customer wrote about a part stays; figures are replaced.
      if id == .mpn || id == .mfg || column.definition.role == .optional, let old, !isEmpty(old.value) { continue }
      let reference = CellReference(row: rowIndex, column: column.column)
      guard let asked = asked(value, id, at: reference, old) else { continue }
      try put(asked, at: reference, id: id, column: column, old: old)
    }
    outcome.completedRows += 1
  }

  private mutating func put(
    _ value: CellValue, at reference: CellReference, id: ColumnID, column: LocatedTemplate.Column, old: Cell?
  ) throws(XLSXError) {
    // The first of the cells gets the value for all.
    if shared.contains(where: { $0.contains(reference) && $0.first != reference }) { return }
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
    written?[reference] = value
  }

  /// Why a cell cannot take a value of its own; `nil` where it can.
  private func obstacle(at reference: CellReference, _ old: Cell?) -> String? {
    let range = merged.first { range in
      range.contains(reference)
        && (range.first != reference || range.last.row > reference.row && !shared.contains(range))
    }
    if let range { return range.description }
    return old?.arrayRange.map { "{=\(old?.formula ?? "")} \($0)" }
  }

  /// The value as header and number format ask for it; `nil` where nobody can tell how.
  private mutating func asked(_ value: CellValue, _ id: ColumnID, at reference: CellReference, _ old: Cell?)
    -> CellValue?
  {
    guard case .number(let number) = value, let style = old?.style else {
      if case .number(let number) = value {
        return amounts.amount(number, in: id, style: 0).map { converted(.number($0), id) }
      }
      return converted(value, id)
    }
    guard let amount = amounts.amount(number, in: id, style: style) else {
      if case .refused(let words) = amounts.answer(id, style: style) {
        outcome.findings.append(
          finding(
            "Q08", .error, column: id, row: reference.row, value: words.text,
            arguments: ["source": words.source.text]))
      }
      return nil
    }
    if case .converted(let factor, let words) = amounts.answer(id, style: style), words.source == .numberFormat {
      outcome.findings.append(
        finding(
          "Q07", .warning, column: id, row: reference.row, value: words.text,
          arguments: ["source": words.source.text, "factor": LocalizedText(DecimalText.shortest(factor))]))
    }
    return converted(.number(amount), id)
  }

  /// Dates count from the form's own first day; a percentage goes into a column of numbers as one.
  private func converted(_ value: CellValue, _ id: ColumnID) -> CellValue {
    guard id == .validationDate, case .number(let serial) = value, reader.dateSystem == .from1904 else { return value }
    return CalendarDate(serial: serial, system: .from1900)?.serial(in: .from1904).map { .number($0) } ?? value
  }

  mutating func reportMissing() {
    for (line, part) in index.rows.parts.enumerated() where !used.contains(part) {
      guard case .text(let number)? = index.rows[line][.mpn] else { continue }
      outcome.findings.append(Finding("P06", .note, variant: "tool", value: number))
    }
  }

  /// B01 and B02 of the columns that tell which part a row is; the figures are replaced.
  mutating func report(merged uses: [MergedUse]) {
    outcome.findings += FormRules.findings(on: uses.filter { [.mpn, .mfg].contains($0.column) }, sheet.name, table)
  }

  private func finding(
    _ rule: String, _ severity: Severity, variant: String = "", column: ColumnID, row: Int, value: String? = nil,
    arguments: [String: LocalizedText] = [:]
  ) -> Finding {
    Finding(
      rule, severity, variant: variant, sheet: sheet.name,
      cell: table.column(column).map { CellReference(row: row, column: $0) },
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
