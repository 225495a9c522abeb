/// Writes a worksheet part again as it is pulled, with the planned cells changed and every other byte as it was.
///
/// One block and one cell are kept at a time. The part must have passed ``SheetExamination``, which is libxml2's
/// judgement of it; that both saw the same rows and cells is checked at the end.
final class SheetRewriter: PartRewriter {
  private var plan: any WorksheetPlan
  private let part: String
  private let input: PartText

  private var scanner = XMLScanner()
  private var rows = CanonicalRowScanner()
  private var output: [UInt8] = []
  private var isFinished = false

  private var depth = 0
  private var isInSheetData = false
  private var hasSheetData = false
  /// The prefix of the elements, `x:`, and the names with it.
  private var prefix: [UInt8] = []
  private var rowName: [UInt8] = []
  private var cellName: [UInt8] = []

  private var rowIndex = 0
  private var rowCount = 0
  private var cellCount = 0
  /// The row that is open and has cells to be written.
  private var row: OpenRow?
  private var cell: CapturedCell?

  private struct OpenRow {
    var column = 0
    var style: Int?
    var inserts: ArraySlice<SheetPlan.PlannedCell>
    var changes: [Int: SheetPlan.PlannedCell]
  }

  init(_ plan: any WorksheetPlan, part: String, input: PartText) {
    self.plan = plan
    self.part = part
    self.input = input
    // The examination has judged what is declared.
    rows.isDescentDeclared = true
  }

  /// The next bytes of the part; empty at its end.
  func next() throws(XLSXError) -> [UInt8] {
    output.removeAll(keepingCapacity: true)
    while output.isEmpty, !isFinished {
      let block = try input.next()
      if block.isEmpty {
        isFinished = true
        try requireComplete()
      } else {
        scanner.append(block)
        while copyRow() {}
        while let token = scanner.next() {
          try handle(token)
          while copyRow() {}
        }
      }
    }
    return output
  }

  private func requireComplete() throws(XLSXError) {
    guard !scanner.isIncomplete, depth == 0, hasSheetData, plan.nextMissingRow == nil else {
      throw XLSXError(.invalidContent, part: part, detail: "the part has no cells where a worksheet has them")
    }
    guard rowCount == plan.rowCount, cellCount == plan.cellCount else {
      throw XLSXError(
        .invalidContent, part: part,
        detail: "rows or cells have other namespace prefixes than the sheetData element around them")
    }
  }

  // MARK: Tokens

  private func handle(_ token: XMLScanner.Token) throws(XLSXError) {
    switch token.kind {
    case .text, .other: copy(token.range)
    case .startTag:
      depth += 1
      try start(token.range, isEmptyElement: false)
    case .emptyTag:
      depth += 1
      try start(token.range, isEmptyElement: true)
      if cell != nil, depth == 5 { cell?.begin(.other) }
      depth -= 1
    case .endTag:
      try end(token.range)
      depth -= 1
    }
  }

  /// Copies the row that stands next as a whole, if it is written as usual and nothing changes in it.
  private func copyRow() -> Bool {
    guard depth == 2, isInSheetData, prefix.isEmpty else { return false }
    let range = scanner.nextRow(by: &rows) { row in
      row.index < plan.nextMissingRow ?? .max && !plan.concerns(row: row.index, after: cellCount)
    }
    guard let range else { return false }
    rowIndex = rows.row.index
    rowCount += 1
    cellCount += rows.row.cells.count
    output += scanner.buffer[range]
    return true
  }

  /// Bytes that stay: into the cell being captured, else to the output.
  private func copy(_ range: Range<Int>) {
    if cell == nil { output += scanner.buffer[range] } else { cell?.append(scanner.buffer[range]) }
  }

  private func start(_ range: Range<Int>, isEmptyElement: Bool) throws(XLSXError) {
    switch depth {
    case 2: try startSection(XMLTag(scanner.buffer[range]), isEmptyElement)
    case 3 where isInSheetData && isNamed(rowName, range): try startRow(range, isEmptyElement)
    case 4 where isInSheetData && isNamed(cellName, range): try startCell(range, isEmptyElement)
    case 5 where cell != nil:
      let tag = XMLTag(scanner.buffer[range])
      let isOurs = tag.prefix == prefix
      cell?.begin(
        isOurs && tag.localName == "f"
          ? .formula : isOurs && (tag.localName == "v" || tag.localName == "is") ? .value : .other)
      copy(range)
    default: copy(range)
    }
  }

  private func end(_ range: Range<Int>) throws(XLSXError) {
    if depth == 5, cell != nil {
      copy(range)
      cell?.begin(.other)
    } else if depth == 4, cell != nil {
      finishCell()
    } else {
      if depth == 3, isInSheetData {
        insertCells(before: .max)
        row = nil
      } else if depth == 2, isInSheetData {
        try insertRows(before: .max)
        isInSheetData = false
      }
      copy(range)
    }
  }

  private func isNamed(_ name: [UInt8], _ tag: Range<Int>) -> Bool {
    let start = tag.lowerBound + 1
    guard start + name.count < tag.upperBound else { return false }
    for index in name.indices where scanner.buffer[start + index] != name[index] { return false }
    let next = scanner.buffer[start + name.count]
    return next == 0x3E || next == 0x2F || XMLTag.isSpace(next)
  }

  // MARK: The sheet

  private func startSection(_ tag: XMLTag, _ isEmptyElement: Bool) throws(XLSXError) {
    var tag = tag
    switch tag.localName {
    case "dimension":
      if let added = plan.added, let stated = tag.text(of: "ref").flatMap({ CellRange($0) }) {
        let widened = stated.union(added.first).union(added.last)
        if widened != stated { tag.set("ref", to: widened.description) }
      }
      output += tag.bytes
    case "sheetData":
      hasSheetData = true
      prefix = tag.prefix
      rowName = prefix + "row".utf8
      cellName = prefix + "c".utf8
      if isEmptyElement, plan.nextMissingRow != nil {
        tag.open()
        output += tag.bytes
        try insertRows(before: .max)
        output += tag.endTag
      } else {
        output += tag.bytes
        isInSheetData = !isEmptyElement
      }
    default: output += tag.bytes
    }
  }

  private func startRow(_ range: Range<Int>, _ isEmptyElement: Bool) throws(XLSXError) {
    rowCount += 1
    if let stated = XMLTag.attribute("r", in: scanner.buffer, range) {
      let text = String(decoding: scanner.buffer[stated.value], as: UTF8.self)
      guard let index = XMLNumber.integer(text) else {
        throw XLSXError(.invalidContent, part: part, detail: "a row numbered '\(text)'")
      }
      rowIndex = index
    } else {
      rowIndex += 1
    }
    try insertRows(before: rowIndex)
    guard plan.concerns(row: rowIndex, after: cellCount) else { return copy(range) }

    let cells = try plan.takeCells(inRow: rowIndex)
    // Should the row come twice, its new cells go into the first.
    var inserts = cells.filter { !$0.exists }
    if !inserts.isEmpty, !insertedRows.insert(rowIndex).inserted { inserts = [] }
    var tag = XMLTag(scanner.buffer[range])
    var open = OpenRow(inserts: inserts[...], changes: [:])
    for cell in cells where cell.exists { open.changes[cell.column] = cell }
    if tag.flag("customFormat") { open.style = tag.integer(of: "s") }
    widenSpans(of: &tag, inserts)
    row = open
    guard isEmptyElement else {
      output += tag.bytes
      return
    }
    if !inserts.isEmpty {
      tag.open()
      output += tag.bytes
      insertCells(before: .max)
      output += tag.endTag
    } else {
      output += tag.bytes
    }
    row = nil
  }

  private var insertedRows: Set<Int> = []

  /// `spans` says which columns a row occupies, as a hint; a wrong one misleads.
  private func widenSpans(of tag: inout XMLTag, _ inserts: [SheetPlan.PlannedCell]) {
    guard let first = inserts.first?.column, let last = inserts.last?.column, let text = tag.text(of: "spans") else {
      return
    }
    let spans = text.split(separator: " ").map { $0.split(separator: ":").compactMap { XMLNumber.integer($0) } }
    guard spans.allSatisfy({ $0.count == 2 }), let low = spans.map({ $0[0] }).min(),
      let high = spans.map({ $0[1] }).max()
    else {
      return tag.remove("spans")
    }
    let isCovered = inserts.allSatisfy { cell in spans.contains { $0[0] <= cell.column && cell.column <= $0[1] } }
    if !isCovered { tag.set("spans", to: "\(min(low, first)):\(max(high, last))") }
  }

  private func startCell(_ range: Range<Int>, _ isEmptyElement: Bool) throws(XLSXError) {
    cellCount += 1
    guard let open = row else { return copy(range) }
    var column = open.column + 1
    if let stated = XMLTag.attribute("r", in: scanner.buffer, range) {
      guard let reference = CellReference.parse(scanner.buffer[stated.value]) else {
        throw XLSXError(
          .invalidContent, part: part,
          detail: "a cell at '\(String(decoding: scanner.buffer[stated.value], as: UTF8.self))'")
      }
      column = reference.column
    }
    row?.column = column
    insertCells(before: column)
    guard open.changes[column] != nil || !plan.dissolved(at: cellCount).isEmpty else { return copy(range) }
    cell = CapturedCell(tag: XMLTag(scanner.buffer[range]), column: column)
    if isEmptyElement { finishCell() }
  }

  private func finishCell() {
    guard var captured = cell else { return }
    cell = nil
    captured.dissolve(
      plan.dissolved(at: cellCount), at: CellReference(row: rowIndex, column: captured.column), prefix: prefix)
    if let planned = row?.changes[captured.column] { captured.apply(planned, prefix: prefix) }
    output += captured.markup()
  }

  // MARK: New rows and cells

  private func insertRows(before limit: Int) throws(XLSXError) {
    while let index = plan.nextMissingRow, index < limit {
      let cells = try plan.takeMissingRow().flatMap { markup(ofNew: $0, row: index, rowStyle: nil) }
      output += ElementMarkup.element("row", attributes: " r=\"\(index)\"", content: cells, prefix: prefix)
    }
  }

  private func insertCells(before limit: Int) {
    while let planned = row?.inserts.first, planned.column < limit {
      row?.inserts.removeFirst()
      output += markup(ofNew: planned, row: rowIndex, rowStyle: row?.style)
    }
  }

  private func markup(ofNew planned: SheetPlan.PlannedCell, row: Int, rowStyle: Int?) -> [UInt8] {
    let style = planned.style ?? rowStyle ?? plan.columnStyle(planned.column) ?? 0
    var attributes = " r=\"\(CellReference(row: row, column: planned.column))\""
    if style != 0 { attributes += " s=\"\(style)\"" }
    if let type = planned.type { attributes += " t=\"\(type)\"" }
    let content = (planned.formulaElement(prefix: prefix) ?? []) + planned.valueElement(prefix: prefix)
    return ElementMarkup.element("c", attributes: attributes, content: content, prefix: prefix)
  }
}
