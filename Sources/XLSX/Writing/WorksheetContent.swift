/// The part that holds a worksheet, made row by row while the archive takes it: ECMA-376 Part 1, 18.3.1.99.
final class WorksheetContent: PartContent {
  /// Of a cell, in UTF-16 units.
  static let maximumTextLength = 32_767
  /// In UTF-16 units.
  static let maximumFormulaLength = 8_192

  private let worksheet: NewWorksheet
  private let strings: SharedStringTable
  private let styleCount: Int
  private let isSelected: Bool
  private let relationships: WorksheetRelationships
  private var nextRow: (() throws -> NewRow?)?
  private var lastRow = 0
  /// The digits of the row that is being written.
  private var rowDigits: [UInt8] = []
  /// By column the text last written in it, with its place in the table: the next one is most often the same.
  private var recentTexts: [(text: String, index: Int)?] = []

  init(
    _ worksheet: NewWorksheet, strings: SharedStringTable, styleCount: Int, isSelected: Bool, relationships: WorksheetRelationships
  ) {
    self.worksheet = worksheet
    self.strings = strings
    self.styleCount = styleCount
    self.isSelected = isSelected
    self.relationships = relationships
  }

  func produce(into buffer: inout XMLBuffer) throws -> Bool {
    let next: () throws -> NewRow?
    if let nextRow {
      next = nextRow
    } else {
      WorksheetFrame.appendHead(of: worksheet, isSelected: isSelected, to: &buffer)
      next = try worksheet.rows.start()
      nextRow = next
    }
    while buffer.count < 1 << 16 {
      guard let row = try next() else {
        WorksheetFrame.appendTail(of: worksheet, relationships: relationships, to: &buffer)
        return false
      }
      do throws(XLSXError) {
        try append(row, to: &buffer)
      } catch {
        throw error.inPart(worksheet.name)
      }
    }
    return true
  }

  private func append(_ row: NewRow, to buffer: inout XMLBuffer) throws(XLSXError) {
    guard row.index > lastRow, row.index <= CellReference.maximumRow else {
      let detail =
        row.index < 1 || row.index > CellReference.maximumRow
        ? "rows are numbered from 1 to 1,048,576, not \(row.index)" : "row \(row.index) comes after row \(lastRow)"
      throw XLSXError(.invalidArgument, detail: detail)
    }
    lastRow = row.index
    buffer.append("<row")
    buffer.attribute("r", row.index)
    if let height = row.height {
      guard height >= 0, height <= 409.5 else {
        throw XLSXError(.invalidArgument, detail: "row \(row.index): a row is 0 to 409.5 points high, not \(height)")
      }
      buffer.attribute("ht", height)
      buffer.append(" customHeight=\"1\"")
    }
    if row.isHidden { buffer.append(" hidden=\"1\"") }
    guard !row.cells.isEmpty else { return buffer.append("/>") }
    buffer.append(">")
    rowDigits.removeAll(keepingCapacity: true)
    NumberText.append(row.index, to: &rowDigits)
    var lastColumn = 0
    for cell in row.cells {
      guard cell.column > lastColumn, cell.column <= CellReference.maximumColumn else {
        let detail =
          cell.column < 1 || cell.column > CellReference.maximumColumn
          ? "row \(row.index): columns are numbered from 1 to 16,384, not \(cell.column)"
          : "row \(row.index): column \(cell.column) comes after column \(lastColumn)"
        throw XLSXError(.invalidArgument, detail: detail)
      }
      lastColumn = cell.column
      try append(cell, row: row.index, to: &buffer)
    }
    buffer.append("</row>")
  }

  private func append(_ cell: NewCell, row: Int, to buffer: inout XMLBuffer) throws(XLSXError) {
    guard cell.style.index < styleCount else { throw failure("the style is of another workbook", cell, row) }
    buffer.append("<c r=\"")
    buffer.append(column: cell.column)
    buffer.append(bytes: rowDigits)
    buffer.append("\"")
    if cell.style != .standard { buffer.attribute("s", cell.style.index) }
    if let formula = cell.formula {
      try append(formula: formula, cell, row: row, to: &buffer)
      return
    }
    switch cell.value {
    case .blank: buffer.append("/>")
    case .number(let number):
      try requireFinite(number, cell, row)
      buffer.append("><v>")
      buffer.append(number)
      buffer.append("</v></c>")
    case .text(let text):
      try requireLength(text, cell, row)
      if let index = index(of: text, column: cell.column) {
        buffer.append(" t=\"s\"><v>")
        buffer.append(index)
        buffer.append("</v></c>")
      } else {
        buffer.append(" t=\"inlineStr\"><is>")
        SharedStringTable.append(text, to: &buffer)
        buffer.append("</is></c>")
      }
    case .boolean(let value): buffer.append(value ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>")
    case .error(let error):
      buffer.append(" t=\"e\"><v>")
      buffer.append(markup: error.rawValue)
      buffer.append("</v></c>")
    }
  }

  /// The place of a text in the table; `nil` where the table is full.
  private func index(of text: String, column: Int) -> Int? {
    if column < recentTexts.count, let recent = recentTexts[column], recent.text.hasSameBytes(as: text) {
      strings.countUse()
      return recent.index
    }
    guard let index = strings.index(of: text) else { return nil }
    if column < 1_024 {
      while recentTexts.count <= column { recentTexts.append(nil) }
      recentTexts[column] = (text, index)
    }
    return index
  }

  private func append(formula: String, _ cell: NewCell, row: Int, to buffer: inout XMLBuffer) throws(XLSXError) {
    guard !formula.isEmpty, !formula.hasPrefix("=") else { throw failure("a formula is written without an equals sign", cell, row) }
    guard formula.utf8.count <= Self.maximumFormulaLength || formula.utf16.count <= Self.maximumFormulaLength else {
      throw failure("a formula has up to 8,192 characters", cell, row)
    }
    guard formula.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 }) else {
      throw failure("a formula with a control character", cell, row)
    }
    switch cell.value {
    case .blank, .text: buffer.append(" t=\"str\"><f>")
    case .number: buffer.append("><f>")
    case .boolean: buffer.append(" t=\"b\"><f>")
    case .error: buffer.append(" t=\"e\"><f>")
    }
    buffer.append(text: formula, .plain)
    buffer.append("</f><v>")
    switch cell.value {
    case .blank: break
    case .number(let number):
      try requireFinite(number, cell, row)
      buffer.append(number)
    case .text(let text):
      try requireLength(text, cell, row)
      buffer.append(text: text)
    case .boolean(let value): buffer.append(value ? 1 : 0)
    case .error(let error): buffer.append(markup: error.rawValue)
    }
    buffer.append("</v></c>")
  }

  private func requireFinite(_ number: Double, _ cell: NewCell, _ row: Int) throws(XLSXError) {
    guard number.isFinite else { throw failure("\(number) is no number to a worksheet", cell, row) }
  }

  private func requireLength(_ text: String, _ cell: NewCell, _ row: Int) throws(XLSXError) {
    guard text.utf8.count <= Self.maximumTextLength || text.utf16.count <= Self.maximumTextLength else {
      throw failure("a cell holds up to 32,767 characters", cell, row)
    }
  }

  private func failure(_ detail: String, _ cell: NewCell, _ row: Int) -> XLSXError {
    XLSXError(.invalidArgument, cell: CellReference(row: row, column: cell.column), detail: detail)
  }
}
