internal import Emissions
public import SupplierWorkbooks
public import Validation
public import XLSX

/// Writes a copy of the supplier's workbook in which every computed cell holds the value that GreenQuote computed.
public enum ToolCopyWriter {
  /// Everything but cached values stays as it is; settings given on the command line and a user's own factors are
  /// written into their cells, so that the workbook's own formulas come to the same.
  ///
  /// - Parameters:
  ///   - completion: what was computed.
  ///   - reader: the workbook of the completion.
  ///   - options: the settings that were given.
  ///   - path: where the copy goes.
  ///   - force: whether an existing file may be replaced.
  /// - Returns: the settings that were written, and the inputs that the workbook's own formulas would not have understood.
  /// - Throws: ``OperationError`` where the workbook's list of factors lacks the row of an own factor that its formulas
  ///   need.
  @discardableResult
  public static func write(
    _ completion: Completion, of reader: WorkbookReader, options: Calculation.Options, to path: String, force: Bool
  ) throws(OperationError) -> Outcome {
    if completion.workbook.located.definition.statesFigures {
      // All of its values come from its own formulas.
      try Recalculation(of: reader, asOf: completion.asOf).write(to: path, force: force)
      return Outcome()
    }
    let editor = WorkbookEditor(reader)
    editor.seal = FilePlace.areSame(reader.path, path) ? nil : .greenQuote
    let computed = ComputedCells(completion.workbook, completion.calculation, lists: completion.lists)
    var outcome = Outcome()
    let inputs = FormulaInputs(completion.workbook, lists: completion.lists, includesRestated: false).values
    var written = try writeFactors(completion, editor)
    for sheet in completion.workbook.located.definition.sheets {
      guard let located = completion.workbook.located.sheets[sheet.id] else { continue }
      let fields = located.fields.values.filter { $0.definition.role == .computed }
      var values = Dictionary(fields.map { ($0.reference, computed.field($0.definition.id)) }) { first, _ in first }
      for field in fields {
        guard let unit = computed.unit(field.definition) else { continue }
        values[CellReference(row: field.reference.row, column: field.reference.column + 1)] = unit
      }
      let pairs = (located.table?.columns.values).map(Array.init)?.compactMap { column in
        computed.column(column.definition.id, sheet: sheet.id).map { (column.column, $0) }
      }
      let columns = Dictionary(pairs ?? []) { first, _ in first }
      let own = inputs[sheet.id] ?? [:]
      guard !values.isEmpty || !columns.isEmpty || !own.isEmpty else { continue }
      try reader.read(located.sheet) { (row: WorksheetRow) throws(OperationError) in
        for cell in row.cells where !cell.hasFormula {
          guard let value = own[cell.reference], value != cell.value else { continue }
          try reading { () throws(XLSXError) in try editor.set(.value(value), at: cell.reference, in: located.name) }
          written[located.name, default: [:]][cell.reference] = value
          guard let finding = finding(cell, written: value, in: located.name) else { continue }
          outcome.findings.append(finding)
        }
        for cell in row.cells where cell.hasFormula {
          var value: CellValue?
          if let field = values[cell.reference] {
            value = field
          } else if let table = located.table, row.index > table.headerRow, let column = columns[cell.reference.column]
          {
            value = column(row.index, row.index - table.headerRow)
          }
          guard let value, value != cell.value else { continue }
          try reading { () throws(XLSXError) in
            try editor.set(.cachedValue(value), at: cell.reference, in: located.name)
          }
        }
      }
    }
    outcome.settings = try reading { () throws(XLSXError) in
      try writeSettings(completion, options, editor, into: &written)
    }
    if !written.isEmpty {
      // The supplier's own sheets may look at what was written.
      let known = Set(completion.workbook.located.sheets.values.map { $0.name })
      _ = try DependentFormulas(refreshedBy: editor, written: written, besides: known, asOf: completion.asOf)
    }
    try reading { () throws(XLSXError) in try editor.write(to: path, force: force) }
    return outcome
  }

  /// What was written beside the computed values.
  public struct Outcome: Sendable {
    /// The settings of the command line, by the id of their field.
    public var settings: [FieldID: String] = [:]
    /// A note for each input that stands in the copy as the workbook's own formulas understand it.
    public var findings: [Finding] = []
  }

  private static func finding(_ cell: Cell, written: CellValue, in sheet: String) -> Finding? {
    guard case .text(let typed) = cell.value else { return nil }
    let shown =
      switch written {
      case .number(let number): DecimalText.shortest(number)
      case .text(let text): text
      default: ""
      }
    return Finding(
      "L01", .note, variant: "copy", sheet: sheet, cell: cell.reference, value: typed,
      arguments: ["written": LocalizedText(shown)])
  }

  private static func writeSettings(
    _ completion: Completion, _ options: Calculation.Options, _ editor: WorkbookEditor,
    into written: inout [String: [CellReference: CellValue]]
  ) throws(XLSXError) -> [FieldID: String] {
    let company = completion.workbook.company
    let definition = completion.workbook.located.definition
    var settings: [FieldID: String] = [:]
    if let set = options.warmingPotentials, set.rawValue != company[.warmingPotentials].value {
      settings[.warmingPotentials] = definition.entry(of: .warmingPotentials, id: set.rawValue)?.written
    }
    if let method = options.scope2Method, method.rawValue != company[.scope2Method].value {
      settings[.scope2Method] = definition.entry(of: .scope2Method, id: method.rawValue)?.written
    }
    if let residual = options.usesResidualMix, residual != (company[.residualMix].value == "yes") {
      settings[.residualMix] = residual ? "Yes" : "No"
    }
    for (id, text) in settings {
      guard let field = completion.workbook.located.field(id) else { continue }
      try editor.set(.value(.text(text)), at: field.reference, in: field.sheet)
      written[field.sheet, default: [:]][field.reference] = .text(text)
    }
    return settings
  }

  private static func writeFactors(
    _ completion: Completion, _ editor: WorkbookEditor
  ) throws(OperationError) -> [String: [CellReference: CellValue]] {
    guard !completion.lists.library.ownFactors.isEmpty else { return [:] }
    let (sheet, cells) = try factorCells(completion, editor.reader)
    for (reference, value) in cells.sorted(by: { $0.key < $1.key }) {
      try reading { () throws(XLSXError) in try editor.set(.value(value), at: reference, in: sheet) }
    }
    return [sheet: cells]
  }

  private static func factorCells(
    _ completion: Completion, _ reader: WorkbookReader
  ) throws(OperationError) -> (sheet: String, cells: [CellReference: CellValue]) {
    let listed = try reading { () throws(XLSXError) in try ListedFactors(reader) }
    let needed = ListedFactors.factorsNeeded(by: completion.workbook, completion.calculation.inventory)
    var cells: [CellReference: CellValue] = [:]
    for own in completion.lists.library.ownFactors {
      if let values = listed.cells(for: own, lists: completion.lists) {
        cells.merge(values) { $1 }
      } else if needed.contains(own.key) {
        let arguments: [String: LocalizedText] = [
          "sheet": LocalizedText(listed.sheetName), "key": LocalizedText(own.key.text), "file": LocalizedText(own.file),
          "line": LocalizedText(String(own.line)),
        ]
        throw .refused(Finding("X05", .error, arguments: arguments), file: completion.workbook.file)
      }
    }
    return (listed.sheetName, cells)
  }
}
