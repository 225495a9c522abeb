/// Reads a worksheet part before it is rewritten: is it well-formed, may the cells be written, and what hangs on them.
///
/// It keeps what concerns the edited cells alone, so that its memory grows with the edits and not with the rows.
final class SheetExamination: XMLHandler {
  /// A shared formula that needs a new home because the cell that states it is overwritten.
  struct SharedGroup {
    var index: Int
    var formula: String
    var master: CellReference
    var range: CellRange
    /// Of a group that is dissolved, the cells among which its members are, numbered as they stand in the part.
    ///
    /// Who belongs to a group is told by its index alone: there are ranges that leave out members, or the cell that
    /// states the formula.
    var members = 0...0

    func formula(at cell: CellReference) -> String {
      SharedFormula.moved(formula, rows: cell.row - master.row, columns: cell.column - master.column)
    }
  }

  /// Which of the edited cells are there.
  private(set) var existing: Set<CellReference> = []
  /// Which rows of the edited cells are there.
  private(set) var rows: Set<Int> = []
  private(set) var columnStyles: [(columns: ClosedRange<Int>, style: Int)] = []
  /// Cells that state a shared formula from now on, with the group as it reads from there.
  private(set) var promoted: [CellReference: SharedGroup] = [:]
  /// Of these, the cells that are calculated whenever anything is.
  private(set) var calculatedAlways: Set<CellReference> = []
  /// Groups whose remaining members each get their own formula.
  private(set) var dissolved: [SharedGroup] = []
  /// Whether an edit takes a formula away.
  private(set) var removesFormula = false
  private(set) var rowCount = 0
  private(set) var cellCount = 0
  /// The number of edited cells that refer to a shared string and will do so no more.
  private(set) var releasedStrings = 0

  private let edits: SheetEdits
  private let part: String
  private var names = Names()
  private var depth = 0
  private var section = XMLName.none
  private var hasSheetData = false
  private var row = 0
  private var cell = CellReference(row: 1, column: 1)
  private var edit: CellEdit?
  private var hasFormula = false
  private var sharedIndex: Int?
  private var sharedRange: CellRange?
  private var isCalculatedAlways = false
  private var formula: [UInt8] = []
  private var isCollecting = false
  /// Groups whose master is overwritten, until the next member comes.
  private var orphans: [Int: SharedGroup] = [:]
  /// The place in `dissolved` of each group whose members come now, by the index of the group.
  private var dissolving: [Int: Int] = [:]
  private var blocked: (cell: CellReference, detail: String)?
  private var withoutFormula: CellReference?
  private var scanner = CanonicalRowScanner()
  /// In `worksheet`, and in its `sheetData`.
  private var worksheetScope = NamespaceScope()
  private var scope = NamespaceScope()

  private struct Names {
    var worksheet = XMLName.none, sheetData = XMLName.none, row = XMLName.none, cell = XMLName.none,
      formula = XMLName.none
    var columns = XMLName.none, column = XMLName.none, merges = XMLName.none, merge = XMLName.none
    var reference = XMLName.none, style = XMLName.none, type = XMLName.none, shared = XMLName.none
    var range = XMLName.none, always = XMLName.none
    var first = XMLName.none, last = XMLName.none, columnStyle = XMLName.none
    var main = XMLName.none, mainStrict = XMLName.none, compatibility = XMLName.none
    var descentPrefix = XMLName.none
  }

  init(_ edits: SheetEdits, part: String) {
    self.edits = edits
    self.part = part
  }

  /// Examines a part; throws where it is malformed or an edit is not possible.
  static func examine(_ edits: SheetEdits, part: String, text: PartText) throws(XLSXError) -> SheetExamination {
    let examination = SheetExamination(edits, part: part)
    let parser = try XMLPushParser(handler: examination, part: part)
    while case let block = try text.next(), !block.isEmpty { try parser.feed(block[...]) }
    try parser.finish()
    try examination.requireWritable()
    return examination
  }

  func columnStyle(_ column: Int) -> Int? { columnStyles.first { $0.columns.contains(column) }?.style }

  private func requireWritable() throws(XLSXError) {
    if let blocked { throw XLSXError(.cellNotWritable, part: part, cell: blocked.cell, detail: blocked.detail) }
    let lacking =
      withoutFormula
      ?? edits.order.first { reference in
        guard case .cachedValue? = edits[reference] else { return false }
        return !existing.contains(reference)
      }
    if let lacking {
      throw XLSXError(
        .cellNotWritable, part: part, cell: lacking, detail: "it holds no formula whose result could be replaced")
    }
  }

  // MARK: Events

  override func prepare(_ names: XMLNames) {
    self.names = Names(
      worksheet: names["worksheet"], sheetData: names["sheetData"], row: names["row"], cell: names["c"],
      formula: names["f"],
      columns: names["cols"], column: names["col"],
      merges: names["mergeCells"], merge: names["mergeCell"], reference: names["r"], style: names["s"],
      type: names["t"],
      shared: names["si"], range: names["ref"], always: names["ca"],
      first: names["min"], last: names["max"], columnStyle: names["style"],
      main: names["http://schemas.openxmlformats.org/spreadsheetml/2006/main"],
      mainStrict: names["http://purl.oclc.org/ooxml/spreadsheetml/main"],
      compatibility: names["http://schemas.openxmlformats.org/markup-compatibility/2006"], descentPrefix: names["x14ac"]
    )
  }

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws(XLSXError) {
    depth += 1
    guard namespace == names.main || namespace == names.mainStrict else {
      // Which of the alternatives holds the cell that is meant, a reader decides; no program writes such a sheet.
      if namespace == names.compatibility, hasSheetData, section == names.sheetData, depth > 2 {
        throw XLSXError(.invalidContent, part: part, detail: "alternate content among the cells")
      }
      if depth == 2 { section = .none }
      return
    }
    switch depth {
    case 1:
      guard name == names.worksheet else {
        throw XLSXError(.invalidContent, part: part, detail: "the element '\(name.text)' is no worksheet")
      }
      worksheetScope = NamespaceScope().inside(attributes, descentPrefix: names.descentPrefix)
    case 2:
      section = name
      guard name == names.sheetData else { break }
      guard !hasSheetData else { throw XLSXError(.invalidContent, part: part, detail: "a second element sheetData") }
      hasSheetData = true
      scope = worksheetScope.inside(attributes, descentPrefix: names.descentPrefix)
      scanner.isDescentDeclared = scope.knowsDescent
    case 3 where section == names.sheetData && name == names.row: try startRow(attributes)
    case 3 where section == names.columns && name == names.column: startColumn(attributes)
    case 3 where section == names.merges && name == names.merge: startMerge(attributes)
    case 4 where section == names.sheetData && name == names.cell: try startCell(attributes)
    case 5 where section == names.sheetData && name == names.formula: startFormula(attributes)
    default: break
    }
  }

  override func endElement(_ name: XMLName, namespace: XMLName) throws(XLSXError) {
    defer { depth -= 1 }
    guard section == names.sheetData, namespace == names.main || namespace == names.mainStrict else { return }
    if depth == 5, name == names.formula {
      endFormula()
    } else if depth == 4, name == names.cell, !hasFormula, withoutFormula == nil, case .cachedValue? = edit {
      withoutFormula = cell
    }
  }

  override func characters(_ text: XMLText) throws(XLSXError) {
    if isCollecting, depth == 5 { text.append(to: &formula) }
  }

  // MARK: Rows that nothing is written into

  override var endTagOfTakenElements: StaticString? { "</row>" }

  override var isAmongTakenElements: Bool {
    depth == 2 && openElements == 2 && section == names.sheetData
      && (scope.defaultNamespace == names.main || scope.defaultNamespace == names.mainStrict)
  }

  override func take(_ bytes: Span<UInt8>) throws(XLSXError) -> Int {
    var taken = 0
    while let end = scanner.scan(bytes, from: taken), edits.rows[scanner.row.index] == nil,
      scanner.row.formulas.allSatisfy({
        $0.kind == .normal || $0.kind == .shared && orphans.isEmpty && dissolving.isEmpty
      })
    {
      row = scanner.row.index
      rowCount += 1
      cellCount += scanner.row.cells.count
      taken = end
    }
    return taken
  }

  // MARK: Rows, cells and what lies around them

  private func startRow(_ attributes: XMLAttributes) throws(XLSXError) {
    rowCount += 1
    row += 1
    if let text = attributes[names.reference] {
      guard let stated = text.integer, (1...CellReference.maximumRow).contains(stated) else {
        throw XLSXError(.invalidContent, part: part, detail: "a row numbered '\(text.string)'")
      }
      row = stated
    }
    cell = CellReference(row: row, column: 0)
    if edits.rows[row] != nil { rows.insert(row) }
  }

  private func startCell(_ attributes: XMLAttributes) throws(XLSXError) {
    cellCount += 1
    cell.column += 1
    if let text = attributes[names.reference] {
      guard let stated = text.cellReference else {
        throw XLSXError(.invalidContent, part: part, detail: "a cell at '\(text.string)'")
      }
      cell.column = stated.column
    }
    hasFormula = false
    edit = edits[cell]
    guard let edit else { return }
    guard existing.insert(cell).inserted else {
      throw XLSXError(.invalidContent, part: part, cell: cell, detail: "the cell \(cell) stands twice")
    }
    if edit.value != nil, attributes[names.type]?.equals("s") == true { releasedStrings += 1 }
  }

  private func startFormula(_ attributes: XMLAttributes) {
    hasFormula = true
    if edit?.replacesFormula == true { removesFormula = true }
    guard let type = attributes[names.type] else { return }
    let range = attributes[names.range].flatMap { CellRange($0.string) }
    if type.equals("shared") {
      sharedIndex = attributes[names.shared]?.integer
      sharedRange = range
      isCalculatedAlways = attributes[names.always]?.isTrue ?? false
      isCollecting = sharedIndex != nil && (edit?.replacesFormula == true || !orphans.isEmpty || !dissolving.isEmpty)
      formula.removeAll(keepingCapacity: true)
    } else if type.equals("array") {
      let range = range ?? CellRange(cell, cell)
      if range.first != range.last { refuse(writingInto: range, "the array formula") }
    } else if type.equals("dataTable") {
      refuse(writingInto: range ?? CellRange(cell, cell), "the data table")
    }
  }

  /// The result of the first cell may be replaced, as it is stored with the formula.
  private func refuse(writingInto range: CellRange, _ what: String) {
    for reference in edits.references(in: range) {
      switch edits[reference] {
      case .cachedValue? where reference == cell: continue
      case .style?, nil: continue
      default: block(reference, "it is part of \(what) in \(range), which can be changed as a whole only")
      }
    }
  }

  private func endFormula() {
    guard isCollecting, let index = sharedIndex else { return }
    isCollecting = false
    let text = EscapedText.decode(formula)
    let isOverwritten = edit?.replacesFormula == true
    if !text.isEmpty {
      orphans[index] = nil
      dissolving[index] = nil
      guard isOverwritten else { return }
      let range = sharedRange ?? CellRange(CellReference(row: 1, column: 1), .last)
      let group = SharedGroup(index: index, formula: text, master: cell, range: range)
      // A range of one row or column whose first cell states the formula: the next cell can state it for the others.
      let isLine = range.first.row == range.last.row || range.first.column == range.last.column
      if isLine, range.first == cell { orphans[index] = group } else { dissolve(group) }
    } else if isOverwritten {
      return
    } else if let place = dissolving[index] {
      dissolved[place].members = dissolved[place].members.lowerBound...cellCount
    } else if let group = orphans[index] {
      orphans[index] = nil
      let moved = group.formula(at: cell)
      // What fell off the sheet here need not do so for the members further on.
      if group.range.contains(cell), moved.contains("#REF!") == group.formula.contains("#REF!") {
        promoted[cell] = SharedGroup(
          index: index, formula: moved, master: cell, range: CellRange(cell, group.range.last))
        if isCalculatedAlways { calculatedAlways.insert(cell) }
      } else {
        dissolve(group)
      }
    }
  }

  private func dissolve(_ group: SharedGroup) {
    dissolving[group.index] = dissolved.count
    var group = group
    group.members = cellCount...cellCount
    dissolved.append(group)
  }

  private func startColumn(_ attributes: XMLAttributes) {
    guard let first = attributes[names.first]?.integer, let last = attributes[names.last]?.integer, first <= last,
      let style = attributes[names.columnStyle]?.integer
    else { return }
    columnStyles.append((first...last, style))
  }

  private func startMerge(_ attributes: XMLAttributes) {
    guard let range = attributes[names.range].flatMap({ CellRange($0.string) }) else { return }
    for reference in edits.references(in: range) where reference != range.first {
      guard edits[reference]?.value != nil else { continue }
      block(reference, "it is covered by \(range.first), the first cell of the merged range \(range)")
    }
  }

  private func block(_ reference: CellReference, _ detail: String) {
    if let blocked, blocked.cell <= reference { return }
    blocked = (reference, detail)
  }
}
