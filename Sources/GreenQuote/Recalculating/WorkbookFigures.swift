internal import Emissions
internal import Formulas
internal import SupplierWorkbooks
internal import Validation
internal import XLSX

/// The values that a workbook's own formulas give, where its definition says that they count: `computed: workbook`.
///
/// What the file stores for a formula is not trusted: each is evaluated from the inputs. A value that cannot be had is a
/// finding, and is not there for whoever reads on.
struct WorkbookFigures {
  /// The workbook with the values of its formulas in the place of those that it stores.
  private(set) var reader: WorkbookReader
  /// Why values are missing or in doubt, of all rows that have a part number or what stands in its place.
  private var findings: [Finding] = []

  private let located: LocatedTemplate
  private let formulas: EvaluatedFormulas
  private var values: [String: [CellReference: CellValue]] = [:]
  /// Cells whose formulas could not be evaluated.
  private var faults: [String: [CellReference: FormulaFault]] = [:]
  /// Cells that array formulas elsewhere fill.
  private var filled: [String: Set<CellReference>] = [:]
  /// Whether an input is missing that all parts may depend on.
  private var lacksInput = false

  /// Evaluates a workbook; nothing happens where its definition has no values of the workbook's own.
  ///
  /// - Parameters:
  ///   - reader: the workbook.
  ///   - located: what its definition found in it.
  ///   - asOf: the day that counts as today.
  /// - Throws: ``OperationError`` where a sheet cannot be read.
  init(of reader: WorkbookReader, located: LocatedTemplate, asOf: CalendarDate) throws(OperationError) {
    self.reader = reader
    self.located = located
    formulas = EvaluatedFormulas(of: reader, asOf: asOf, limits: EvaluatedFormulas.wideLimits)
    guard located.definition.isComputedByWorkbook else { return }
    do throws(XLSXError) {
      for sheet in reader.sheets where sheet.kind == .worksheet { try evaluate(sheet, of: reader) }
      let fresh = WorkbookReader(reader, results: values)
      for sheet in located.sheets.values.sorted(by: { $0.name < $1.name }) { try checkFields(of: sheet, in: fresh) }
      try checkParts(in: fresh)
    } catch {
      throw .workbook(error)
    }
    self.reader = WorkbookReader(reader, results: values)
  }

  private mutating func evaluate(_ sheet: WorkbookReader.Sheet, of reader: WorkbookReader) throws(XLSXError) {
    let cells = try reader.resultCells(of: sheet)
    while let cell = try cells.next() {
      if !cell.hasFormula { filled[sheet.name, default: []].insert(cell.reference) }
      switch formulas.result(of: cell, on: sheet.name) {
      case .success(let value):
        if !value.isIdentical(to: cell.value) { values[sheet.name, default: [:]][cell.reference] = value }
      case .failure(.unreadable(let error)): throw error
      case .failure(let fault): faults[sheet.name, default: [:]][cell.reference] = fault
      }
    }
  }

  /// What whoever reads on finds in the place of a value that cannot be had.
  private static let nothing = CellValue.text("")

  // MARK: Single cells

  private static let knownFields: Set<FieldID> = {
    let tool = try? TemplateDefinition.builtIn("emission-calculation-tool")
    return Set(tool?.sheets.flatMap { $0.fields.map { $0.id } } ?? [])
  }()
  private static let knownColumns: Set<ColumnID> = {
    let tool = try? TemplateDefinition.builtIn("emission-calculation-tool")
    return Set(tool?.sheet(.parts)?.table?.columns.map { $0.id } ?? []).union(FigureColumns.all)
  }()

  private mutating func checkFields(of sheet: LocatedTemplate.Sheet, in fresh: WorkbookReader) throws(XLSXError) {
    let last = sheet.fields.values.map { $0.reference.row }.max() ?? 0
    guard last > 0 else { return }
    let head = try fresh.head(of: sheet.sheet, rows: last)
    for field in sheet.fields.values.sorted(by: { $0.reference < $1.reference }) {
      let cell = head[field.reference]
      let label = field.definition.labels.text
      if field.definition.isComputedByWorkbook {
        checkResult(cell, at: field.reference, on: sheet.name, label)
      } else if !Self.knownFields.contains(field.definition.id), field.role == .mandatory,
        isMissing(cell, at: field.reference, on: sheet.name, label, isNumber: field.definition.type == .number)
      {
        lacksInput = true
      }
    }
  }

  /// W09: a cell that should hold what a formula gives.
  private mutating func checkResult(
    _ cell: Cell?, at reference: CellReference, on sheet: String, _ label: LocalizedText
  ) {
    func finding(_ severity: Severity, _ variant: String, value: String? = nil, _ reason: LocalizedText? = nil)
      -> Finding
    {
      var arguments: [String: LocalizedText] = [:]
      arguments["reason"] = reason
      return Finding(
        "W09", severity, variant: variant, sheet: sheet, cell: reference, field: label, value: value,
        arguments: arguments)
    }
    if let fault = faults[sheet]?[reference] {
      findings.append(
        finding(.error, "", UnevaluatedFormulas.Reason(fault).text(of: CellPlace(fault), at: reference, sheet)))
      values[sheet, default: [:]][reference] = Self.nothing
      return
    }
    guard let cell, !cell.value.isEmptyText else {
      findings.append(finding(.error, "empty"))
      return
    }
    if !cell.hasFormula, filled[sheet]?.contains(reference) != true {
      findings.append(finding(.warning, "typed", value: cell.value.written))
    }
  }

  /// M01, W09: an input of the workbook's own formulas that they would take for nothing.
  private mutating func isMissing(
    _ cell: Cell?, at reference: CellReference, on sheet: String, _ label: LocalizedText, isNumber: Bool,
    isNeeded: Bool = true
  ) -> Bool {
    guard let cell, !cell.value.isEmptyText else {
      if isNeeded { findings.append(Finding("M01", .error, sheet: sheet, cell: reference, field: label)) }
      return isNeeded
    }
    guard isNumber, case .text(let text) = cell.value else { return false }
    findings.append(Finding("W09", .error, variant: "text", sheet: sheet, cell: reference, field: label, value: text))
    return true
  }

  // MARK: Parts

  /// Why values are missing or in doubt: of the rows that are parts, and not of totals and remarks below them.
  func findings(of workbook: SupplierWorkbook) -> [Finding] {
    guard !findings.isEmpty, let sheet = located.sheets[.parts], let table = sheet.table else { return findings }
    let rows = Set((workbook.parts + workbook.hiddenParts).map { $0.row })
    return findings.filter { finding in
      finding.sheet != sheet.name || finding.cells.allSatisfy { $0.row <= table.headerRow || rows.contains($0.row) }
    }
  }

  private mutating func checkParts(in fresh: WorkbookReader) throws(XLSXError) {
    guard let sheet = located.sheets[.parts], let table = sheet.table, let mpn = table.columns[.mpn]?.column else {
      return
    }
    let columns = table.columns.values.sorted { $0.column < $1.column }
    let results = columns.filter { $0.definition.isComputedByWorkbook }
    let inputs = columns.filter { !$0.definition.isComputedByWorkbook && $0.definition.role != .label }
    let rows = try fresh.rows(of: sheet.sheet)
    while let row = try rows.next() {
      guard row.index > table.headerRow, let number = row[mpn], !number.value.isEmptyText else { continue }
      var isUsable = !lacksInput
      for column in inputs {
        let reference = CellReference(row: row.index, column: column.column)
        if isMissing(
          row[column.column], at: reference, on: sheet.name, column.definition.labels.text,
          isNumber: column.definition.type == .number,
          // What is read besides has rules of its own.
          isNeeded: column.role == .mandatory && !Self.knownColumns.contains(column.definition.id))
        {
          isUsable = false
        }
      }
      for column in results {
        let reference = CellReference(row: row.index, column: column.column)
        if isUsable {
          checkResult(row[column.column], at: reference, on: sheet.name, column.definition.labels.text)
        } else {
          // What a formula makes of nothing is no figure.
          values[sheet.name, default: [:]][reference] = Self.nothing
        }
      }
    }
  }
}

extension CellValue {
  /// Whether there is nothing to be seen.
  fileprivate var isEmptyText: Bool {
    switch self {
    case .blank: true
    case .text(let text): text.allSatisfy { $0.isWhitespace }
    default: false
    }
  }
}

extension UnevaluatedFormulas.Reason {
  /// Why a formula could not be evaluated, in every language, with the cell that is to blame where it is another.
  fileprivate func text(of cause: CellPlace?, at cell: CellReference, _ sheet: String) -> LocalizedText {
    let place = cause.flatMap { $0.sheet == sheet && $0.cell == cell ? nil : " (\($0))" } ?? ""
    return LocalizedText(of: [words]) { words[$0] + place }
  }

  private var words: LocalizedText {
    switch self {
    case .function(let name): LocalizedText("the function \(name)", [.chinese: "函数 \(name)"])
    case .unsupported(let what), .malformed(let what): LocalizedText(what)
    case .circular: LocalizedText("the value depends on itself", [.chinese: "循环引用"])
    case .tooLarge(let what): LocalizedText("too much: \(what)", [.chinese: "计算量超出上限（\(what)）"])
    case .unreadable: LocalizedText("the workbook", [.chinese: "工作簿"])
    }
  }
}
