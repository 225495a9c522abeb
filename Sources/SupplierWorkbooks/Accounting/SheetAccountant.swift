public import XLSX

extension CellAccount.Claim {
  /// The place among all claims.
  fileprivate var rawIndex: Int {
    switch self {
    case .field: 0
    case .entry: 1
    case .computed: 2
    case .label: 3
    case .setAside: 4
    }
  }
}

/// Keeps the account of one sheet while its rows are read.
public final class SheetAccountant {
  /// What a row below the header of a table was read as.
  public enum RowKind: Sendable {
    /// An entry of the table.
    case entry
    /// A row of the template that nobody filled.
    case unused
    /// A total, footnote or repeated header.
    case setAside
    /// Nothing.
    case other
  }

  /// What is known of what a cell should hold.
  public enum Expectation: Sendable {
    /// Nothing.
    case none
    /// It holds what it should.
    case met
    /// It holds something else.
    case missed
  }

  private let sheet: LocatedTemplate.Sheet
  private let styles: WorkbookStyles
  private let words: TemplateWords
  private let headerRow: Int
  private let fields: [CellReference: TemplateDefinition.Role]
  /// The columns by their numbers; `nil` for one that the definition does not know.
  private var columns: [TemplateDefinition.Column?] = []
  private let secondColumns: [Int: ColumnID]
  private let headers: [Int: String]

  private var claimed = Array(repeating: 0, count: CellAccount.Claim.allCases.count)
  /// Formulas of the template in its tables.
  private var claimedFormulas = 0
  private var groups: [Group: Int] = [:]
  private var unclaimed: [CellAccount.Unclaimed] = []
  private var formulas: [CellReference: Double] = [:]
  private var concealed: [WorkbookStyles.Concealment: CellAccount.Concealed] = [:]

  /// What cells have in common that are named together.
  private enum Group: Hashable { case row(Int), column(Int), harmless, text }

  /// The first columns of a sheet of instructions, in which its texts stand.
  private static let textColumns = 2
  /// Groups that are kept apart; more would be a sheet of somebody else's.
  private static let groupLimit = 200

  /// Begins the account of a sheet.
  public init(_ sheet: LocatedTemplate.Sheet, styles: WorkbookStyles) {
    self.sheet = sheet
    self.styles = styles
    words = TemplateWords(sheet.definition)
    headerRow = sheet.table?.headerRow ?? .max - 1
    var fields: [CellReference: TemplateDefinition.Role] = [:]
    for field in sheet.fields.values {
      if let beside = field.besideLabel { fields[beside] = field.definition.role }
      fields[field.reference] = field.definition.role
    }
    self.fields = fields
    for column in sheet.table?.columns.values.map({ $0 }) ?? [] {
      while columns.count <= column.column { columns.append(nil) }
      columns[column.column] = column.definition
    }
    secondColumns = Dictionary(sheet.table?.secondColumns.map { ($0.column, $0.id) } ?? []) { first, _ in first }
    headers = sheet.table?.headers ?? [:]
  }

  /// Takes a row.
  ///
  /// - Parameters:
  ///   - row: a stored row, with all of its cells.
  ///   - kind: what it was read as.
  ///   - unread: columns in which no number of such a row is read, by their numbers.
  ///   - expectation: what is known of what a cell should hold: rules compare it with that.
  public func take(
    _ row: WorksheetRow, as kind: RowKind, unread: Set<Int> = [], expectation: (Cell) -> Expectation
  ) {
    let cells = row.cells.span
    for index in cells.indices where !cells[index].value.isBlank || cells[index].hasFormula {
      let column = cells[index].reference.column
      // Most cells are those of entries, and formulas of the template.
      if row.index > headerRow, column < columns.count, let definition = columns[column] {
        let isInput = definition.role == .mandatory || definition.role == .optional
        if kind == .entry, isInput,
          unread.isEmpty || !unread.contains(column) || !Self.isNumber(cells[index])
        {
          claim(.entry, cells[index])
          continue
        }
        if cells[index].hasFormula, definition.role == .computed || kind == .unused {
          claimedFormulas += 1
          continue
        }
      }
      take(cells[index], in: row, kind, expectation)
    }
  }

  private func claim(_ claim: CellAccount.Claim, _ cell: borrowing Cell) {
    claimed[claim.rawIndex] += 1
    if cell.hasFormula, claim == .field || claim == .entry, case .number(let number) = cell.value,
      formulas.count < CellAccount.cellLimit
    {
      formulas[cell.reference] = number
    }
    guard styles.hasConcealments, claim == .field || claim == .entry, !cell.hasFormula, !cell.value.isBlank,
      let how = styles[cell.style].concealment
    else { return }
    var group = concealed[how] ?? .init(concealment: how, cells: [], count: 0, value: Self.shown(cell.value))
    group.count += 1
    if group.cells.count < CellAccount.cellLimit { group.cells.append(cell.reference) }
    concealed[how] = group
  }

  private func take(_ cell: Cell, in row: WorksheetRow, _ kind: RowKind, _ expectation: (Cell) -> Expectation) {
    // What was typed over a total of an added sheet is compared with nothing.
    if let role = fields[cell.reference], role != .computed || cell.hasFormula || !sheet.definition.id.isAdded {
      return claim(role == .computed ? .computed : .field, cell)
    }
    let column = cell.reference.column
    // What was typed below the prepared formulas is no computed cell, though its column is.
    switch expectation(cell) {
    case .met: return claim(.computed, cell)
    case .missed where cell.hasFormula || kind == .entry || kind == .unused || row.index <= headerRow:
      return claim(.computed, cell)
    case .missed, .none: break
    }
    if let survey = sheet.survey, column == survey.answerColumn, row.index <= survey.lastRow {
      return claim(.entry, cell)
    }
    if isHeader(cell, row.index) { return claim(.label, cell) }
    if row.index > headerRow {
      if kind == .setAside { return claim(.setAside, cell) }
      if column < columns.count, let definition = columns[column] {
        return take(cell, below: definition, in: row, kind)
      }
      if let header = headers[column] { return take(cell, belowHeader: header, kind) }
    }
    takeOutside(cell, in: row)
  }

  /// Whether a cell is one of the header, which may run over two rows and name months by numbers.
  private func isHeader(_ cell: Cell, _ row: Int) -> Bool {
    guard let column = sheet.table?.columns.values.first(where: { $0.column == cell.reference.column }) else {
      return false
    }
    if row == headerRow { return true }
    guard row == headerRow - 1, case .text(let text) = cell.value else { return false }
    return !text.isEmpty && column.header.hasPrefix(text)
  }

  /// A cell in a column of the table that is no entry of a row that was read as one.
  private func take(_ cell: Cell, below column: TemplateDefinition.Column, in row: WorksheetRow, _ kind: RowKind) {
    switch (column.role, kind) {
    case (.computed, _) where cell.hasFormula: claim(.computed, cell)
    case (.label, let kind) where kind != .other && !Self.isNumber(cell): claim(.label, cell)
    case (_, .unused) where !Self.isNumber(cell): claim(.entry, cell)
    default: takeOutside(cell, in: row)
    }
  }

  /// An entry below a header that is not one of the template's.
  private func take(_ cell: Cell, belowHeader header: String, _ kind: RowKind) {
    let column = cell.reference.column
    if cell.hasFormula, secondColumns[column] == nil { return add(cell, .text, .text, header: header) }
    let isNumber = Self.isNumber(cell)
    if let second = secondColumns[column] {
      add(cell, .column(column), .secondColumn(second, hasNumbers: isNumber), header: header)
    } else if isNumber, isDay(cell) || HarmlessWords.matches(header) {
      add(cell, .harmless, .harmless, header: header)
    } else {
      add(cell, .column(column), .column(hasNumbers: isNumber), header: header)
    }
  }

  private func takeOutside(_ cell: Cell, in row: WorksheetRow) {
    // A formula that nothing has computed says nothing yet.
    if cell.value.isBlank { return claim(.computed, cell) }
    if case .text(let text) = cell.value {
      if TypedText.trimmed(text).isEmpty { return }
      // Sheets without fields are texts in their first columns; what formulas say follows from cells that are claimed.
      let isTemplates =
        sheet.definition.fields.isEmpty && sheet.definition.table == nil
        && cell.reference.column <= sheet.survey?.answerColumn ?? Self.textColumns
      if isTemplates && (text.utf8.count <= 2 || !Self.isNumber(cell)) || cell.hasFormula || words.contain(text) {
        return claim(.label, cell)
      }
    }
    guard Self.isNumber(cell), !cell.hasFormula else { return add(cell, .text, .text) }
    let label = Self.label(of: cell.reference, in: row)
    if isDay(cell) || HarmlessWords.matches(label: label) { return add(cell, .harmless, .harmless, label: label) }
    add(
      cell, .row(row.index), .amounts, label: label,
      header: row.index > headerRow ? headers[cell.reference.column] ?? "" : "")
  }

  private func add(
    _ cell: Cell, _ group: Group, _ kind: CellAccount.Unclaimed.Kind, label: String = "", header: String = ""
  ) {
    guard let place = groups[group] else {
      guard groups.count < Self.groupLimit else {
        // Enough is named apart: the last group takes the rest of its kind.
        if let last = unclaimed.lastIndex(where: { $0.kind == kind }) { extend(last, cell, kind) }
        return
      }
      groups[group] = unclaimed.count
      unclaimed.append(
        .init(
          kind: kind, cells: [cell.reference], count: 1, value: Self.shown(cell.value), label: label, header: header))
      return
    }
    extend(place, cell, kind)
  }

  private func extend(_ place: Int, _ cell: Cell, _ kind: CellAccount.Unclaimed.Kind) {
    unclaimed[place].count += 1
    if unclaimed[place].cells.count < CellAccount.cellLimit { unclaimed[place].cells.append(cell.reference) }
    switch kind {
    case .column(hasNumbers: true), .secondColumn(_, hasNumbers: true): unclaimed[place].kind = kind
    default: break
    }
  }

  /// The account, when the last row has been taken.
  public func finish() -> CellAccount.Sheet {
    var account = CellAccount.Sheet(id: sheet.definition.id, name: sheet.name)
    for (claim, count) in zip(CellAccount.Claim.allCases, claimed) where count > 0 { account.claimed[claim] = count }
    if claimedFormulas > 0 { account.claimed[.computed, default: 0] += claimedFormulas }
    account.unclaimed = unclaimed
    account.formulas = formulas
    account.concealed = concealed.values.sorted { $0.cells[0] < $1.cells[0] }
    return account
  }

  // MARK: What stands in a cell

  private func isDay(_ cell: Cell) -> Bool {
    if case .number = cell.value { styles.isDate(cell.style) } else { false }
  }

  /// Whether a cell holds a number, or a text that is one.
  private static func isNumber(_ cell: Cell) -> Bool {
    switch cell.value {
    case .number: return true
    case .text(let text): return text.readsAsNumber
    case .blank, .boolean, .error: return false
    }
  }

  /// The nearest text left of a cell.
  private static func label(of reference: CellReference, in row: WorksheetRow) -> String {
    var label = ""
    for cell in row.cells where cell.reference.column < reference.column {
      if case .text(let text) = cell.value, !cell.hasFormula, !isNumber(cell) { label = text }
    }
    return label
  }

  private static func shown(_ value: CellValue) -> String {
    switch value {
    case .number(let number): CellObserver.plain(number)
    case .text(let text): text
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.rawValue
    case .blank: ""
    }
  }
}
