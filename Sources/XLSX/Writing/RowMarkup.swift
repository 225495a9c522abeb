/// Writes the rows of a worksheet: ECMA-376 Part 1, 18.3.1.73 (row) and 18.3.1.4 (c).
struct RowMarkup {
  /// The greatest length of a cell's text, in UTF-16 units.
  static let maximumTextLength = 32_767
  /// The greatest length of a formula, in UTF-16 units.
  static let maximumFormulaLength = 8_192

  private let strings: SharedStringTable
  private let styleCount: Int
  private var lastRow = 0
  private var tags = CellTags()
  /// The digits of the row that is being written.
  private var rowDigits = RowDigits()
  /// The text last written in each column, with its place in the table: the next one is most often the same.
  private var recentTexts: [(text: String, index: Int)?] = []

  init(strings: SharedStringTable, styleCount: Int) {
    self.strings = strings
    self.styleCount = styleCount
  }

  mutating func append(_ row: NewRow, to buffer: inout XMLBuffer) throws(XLSXError) {
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
    rowDigits = RowDigits(row.index)
    var lastColumn = 0
    // Cells are looked at where they lie: a copy of each would count references.
    let cells = row.cells.span
    for index in cells.indices {
      let column = cells[index].column
      guard column > lastColumn, column <= CellReference.maximumColumn else {
        let detail =
          column < 1 || column > CellReference.maximumColumn
          ? "row \(row.index): columns are numbered from 1 to 16,384, not \(column)"
          : "row \(row.index): column \(column) comes after column \(lastColumn)"
        throw XLSXError(.invalidArgument, detail: detail)
      }
      lastColumn = column
      try append(cells[index], row: row.index, to: &buffer)
    }
    buffer.append("</row>")
  }

  private mutating func append(_ cell: NewCell, row: Int, to buffer: inout XMLBuffer) throws(XLSXError) {
    guard cell.style.index < styleCount else { throw failure("the style is of another workbook", cell, row) }
    let tag = tags.tag(column: cell.column, style: cell.style.index)
    if cell.hasFormula {
      buffer.append(tag, rowDigits)
      return try append(formula: cell.formula ?? "", cell, row: row, to: &buffer)
    }
    switch cell.value {
    case .blank: buffer.append(tag, rowDigits, then: "/>")
    case .number(let number):
      try requireFinite(number, cell, row)
      buffer.append(tag, rowDigits, then: "><v>")
      buffer.append(number)
      buffer.append("</v></c>")
    case .text(let text):
      try requireLength(text, cell, row)
      if let index = index(of: text, column: cell.column) {
        buffer.append(tag, rowDigits, then: " t=\"s\"><v>")
        buffer.append(index)
        buffer.append("</v></c>")
      } else {
        buffer.append(tag, rowDigits, then: " t=\"inlineStr\">")
        buffer.append("<is>")
        SharedStringTable.append(text, to: &buffer)
        buffer.append("</is></c>")
      }
    case .boolean(let value):
      buffer.append(tag, rowDigits, then: " t=\"b\"><v>")
      buffer.append(value ? "1</v></c>" : "0</v></c>")
    case .error(let error):
      buffer.append(tag, rowDigits, then: " t=\"e\"><v>")
      buffer.append(markup: error.rawValue)
      buffer.append("</v></c>")
    }
  }

  /// The place of a text in the table; `nil` where the table is full.
  private mutating func index(of text: String, column: Int) -> Int? {
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
    guard !formula.isEmpty, !formula.hasPrefix("=") else {
      throw failure("a formula is written without an equals sign", cell, row)
    }
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
