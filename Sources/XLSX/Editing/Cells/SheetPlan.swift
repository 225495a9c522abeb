/// What is to be written where in one worksheet part: the edits, brought together with what the examination found.
struct SheetPlan: WorksheetPlan {
  /// One cell to be rewritten or inserted.
  struct PlannedCell {
    enum Formula { case keep, remove, write(text: String, attributes: String) }
    enum Content {
      case keep
      case empty
      /// A value with that text, and the value of the `t` attribute; `nil` for a number, which needs none.
      case value(String, type: String?)
      case inline(String)
    }

    var column: Int
    /// Whether the sheet has the cell already.
    var exists: Bool
    /// The index of the style; `nil` keeps the look.
    var style: Int?
    var formula: Formula
    var content: Content

    /// Whether there is nothing to write for a cell that is not there.
    var isVoid: Bool {
      guard !exists, style == nil, case .empty = content else { return false }
      if case .write = formula { return false }
      return true
    }
  }

  /// The cells to write by row, in order of columns.
  private(set) var rows: [Int: [PlannedCell]] = [:]
  /// The rows that are to be inserted, in order.
  private(set) var missingRows: ArraySlice<Int> = []
  /// The rectangle around the cells that are to be inserted.
  private(set) var added: CellRange?
  let examination: SheetExamination

  /// Decides what is written into which cell.
  ///
  /// - Parameters:
  ///   - edits: the edits of the sheet.
  ///   - examination: what is known of the sheet as it is.
  ///   - sharedString: gives the index of a text in the shared strings; `nil` to write it into the cell.
  init(_ edits: SheetEdits, examination: SheetExamination, sharedString: (String) -> Int?) {
    self.examination = examination
    var planned: [CellReference: PlannedCell] = [:]
    for reference in edits.order {
      guard let edit = edits[reference] else { continue }
      let formula: PlannedCell.Formula =
        switch edit {
        case .value: .remove
        case .formula(let text, _, _): .write(text: text, attributes: "")
        case .cachedValue, .style: .keep
        }
      var isResult = true
      if case .value = edit { isResult = false }
      let cell = PlannedCell(
        column: reference.column, exists: examination.existing.contains(reference), style: edit.style, formula: formula,
        content: examination.existing.contains(reference) || edit.value != nil
          ? Self.content(edit.value, isResult: isResult, sharedString: sharedString) : .empty)
      if !cell.isVoid { planned[reference] = cell }
    }
    for (reference, group) in examination.promoted {
      var cell =
        planned[reference]
        ?? PlannedCell(column: reference.column, exists: true, style: nil, formula: .keep, content: .keep)
      let always = examination.calculatedAlways.contains(reference) ? " ca=\"1\"" : ""
      cell.formula = .write(
        text: group.formula, attributes: " t=\"shared\" ref=\"\(group.range)\"\(always) si=\"\(group.index)\"")
      planned[reference] = cell
    }
    for reference in planned.keys.sorted() {
      guard let cell = planned[reference] else { continue }
      rows[reference.row, default: []].append(cell)
      if !cell.exists { added = added.map { $0.union(reference) } ?? CellRange(reference, reference) }
    }
    missingRows = rows.keys.filter { isMissing($0) }.sorted()[...]
  }

  /// A row of which a cell exists is there, though the examination notes the rows of edited cells only.
  private func isMissing(_ row: Int) -> Bool {
    !examination.rows.contains(row) && !(rows[row]?.contains { $0.exists } ?? false)
  }

  /// How a value is written into a cell; `nil` for none that is written.
  static func content(_ value: CellValue?, isResult: Bool, sharedString: (String) -> Int?)
    -> PlannedCell.Content
  {
    switch value {
    case nil: .keep
    case .blank?: .empty
    case .number(let number)?: .value(ShortestDecimal.text(of: number), type: nil)
    case .boolean(let flag)?: .value(flag ? "1" : "0", type: "b")
    case .error(let error)?: .value(error.rawValue, type: "e")
    case .text(let text)? where isResult: .value(text, type: "str")
    case .text(let text)?: sharedString(text).map { .value(String($0), type: "s") } ?? .inline(text)
    }
  }

  /// How many rows and cells are inserted.
  var inserted: (rows: Int, cells: Int) {
    (missingRows.count, rows.values.reduce(0) { $0 + $1.count { !$0.exists } })
  }

  // MARK: The rows in their order

  var rowCount: Int { examination.rowCount }
  var cellCount: Int { examination.cellCount }
  var nextMissingRow: Int? { missingRows.first }

  func columnStyle(_ column: Int) -> Int? { examination.columnStyle(column) }

  mutating func takeMissingRow() -> [PlannedCell] { missingRows.popFirst().flatMap { rows[$0] } ?? [] }

  /// Whether cells of the row are written, or may be members of a group that is dissolved.
  func concerns(row: Int, after cellCount: Int) -> Bool {
    rows[row] != nil
      || examination.dissolved.contains {
        $0.members.upperBound > cellCount && $0.members.lowerBound <= cellCount + CellReference.maximumColumn
      }
  }

  func takeCells(inRow row: Int) -> [PlannedCell] { rows[row] ?? [] }

  func dissolved(at cellNumber: Int) -> [SheetExamination.SharedGroup] {
    if examination.dissolved.isEmpty { return [] }
    return examination.dissolved.filter { $0.members.contains(cellNumber) }
  }
}
