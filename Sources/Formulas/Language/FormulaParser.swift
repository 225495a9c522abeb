internal import XLSX

/// Reads the text of a formula as a tree: ECMA-376 Part 1, 18.17.2, with Excel's precedence of operators.
///
/// From the closest: `:`, space, `,` (between references), `-` (one value's sign), `%`, `^`, `*` `/`, `+` `-`, `&`,
/// comparisons. So `-2^2` is 4; operators of the same rank go from left to right, `^` too.
struct FormulaParser {
  /// How deep functions, parentheses and signs may stand one within the other; Excel's own limit is 64 functions.
  static let maximumDepth = 256

  private let items: [FormulaLexer.Item]
  private var position = 0
  private var depth = 0
  /// The row in which the formula stands, where it is to be the same in every row.
  private let ownRow: Int?
  /// How often its number was read as that of the formula's own row.
  private var ownRows = 0

  private init(_ items: [FormulaLexer.Item], ownRow: Int?) {
    self.items = items
    self.ownRow = ownRow
  }

  /// The tree of a formula.
  ///
  /// - Parameters:
  ///   - text: the formula without its equals sign.
  ///   - limit: how long it may be, in bytes.
  /// - Returns: the tree.
  /// - Throws: `.malformed` or `.tooLarge`.
  static func parse(_ text: String, limit: Int) throws(FormulaInterruption) -> FormulaExpression {
    try parse(text, ownRow: nil, limit: limit).expression
  }

  /// The tree of a formula that was filled down: rows that are its own are marked as such.
  ///
  /// - Returns: the tree, and how many rows of references are the formula's own.
  static func parse(_ text: String, ownRow: Int?, limit: Int) throws(FormulaInterruption) -> (
    expression: FormulaExpression, ownRows: Int
  ) {
    guard text.utf8.count <= limit else { throw .tooLarge(.bytes) }
    var parser = FormulaParser(try FormulaLexer.items(text), ownRow: ownRow)
    let node = try parser.expression()
    guard parser.token == .end else { throw .malformed("something stands after its end") }
    return (node, parser.ownRows)
  }

  // MARK: Tokens

  private var token: FormulaToken { items[position].token }

  private func token(after count: Int) -> FormulaToken {
    position + count < items.count ? items[position + count].token : .end
  }

  private mutating func advance() { if position < items.count - 1 { position += 1 } }

  private mutating func take(_ expected: FormulaToken) -> Bool {
    guard token == expected else { return false }
    advance()
    return true
  }

  private mutating func require(_ expected: FormulaToken, _ what: String) throws(FormulaInterruption) {
    guard take(expected) else { throw .malformed("\(what) is missing") }
  }

  // MARK: Operators

  private mutating func expression(closerThan precedence: Int = 0) throws(FormulaInterruption) -> FormulaExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw .tooLarge(.levels) }
    var left = try signed()
    while case .operation(let operation) = token, operation.precedence > precedence {
      advance()
      left = .binary(operation, left, try expression(closerThan: operation.precedence))
    }
    return left
  }

  private mutating func signed() throws(FormulaInterruption) -> FormulaExpression {
    switch token {
    case .operation(.subtract): return .negative(try afterSign())
    case .operation(.add): return try afterSign()
    case .at: return .single(try afterSign())
    default:
      var node = try intersections()
      var signs = 0
      while take(.percent) {
        signs += 1
        guard signs <= Self.maximumDepth - depth else { throw .tooLarge(.levels) }
        node = .percent(node)
      }
      return node
    }
  }

  private mutating func afterSign() throws(FormulaInterruption) -> FormulaExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw .tooLarge(.levels) }
    advance()
    return try signed()
  }

  // MARK: References

  private mutating func intersections() throws(FormulaInterruption) -> FormulaExpression {
    var left = try spans()
    while items[position].followsSpace, beginsReference { left = .intersection(left, try spans()) }
    return left
  }

  private var beginsReference: Bool {
    switch token {
    case .word, .quoted, .bracketed, .open: true
    case .number: token(after: 1) == .colon
    default: false
    }
  }

  private mutating func spans() throws(FormulaInterruption) -> FormulaExpression {
    var left = try applications()
    while true {
      if take(.colon) {
        left = Self.span(left, try applications())
      } else if take(.hash) {
        left = .spilled(left)
      } else {
        return left
      }
    }
  }

  private static func span(_ left: FormulaExpression, _ right: FormulaExpression) -> FormulaExpression {
    guard case .reference(var whole) = left, case .reference(let last) = right, last.sheet == nil,
      whole.first == whole.last, last.first == last.last
    else { return .span(left, right) }
    whole.last = last.first
    whole.lastIsOwnRow = last.firstIsOwnRow
    return .reference(whole)
  }

  /// What is called at once: `LAMBDA(x,x+1)(2)`.
  private mutating func applications() throws(FormulaInterruption) -> FormulaExpression {
    var node = try primary()
    while token == .open, !items[position].followsSpace, Self.isCallable(node) {
      advance()
      node = .application(node, try arguments())
    }
    return node
  }

  private static func isCallable(_ node: FormulaExpression) -> Bool {
    switch node {
    case .call, .application: true
    default: false
    }
  }

  private mutating func primary() throws(FormulaInterruption) -> FormulaExpression {
    let first = token
    switch first {
    case .number(let number):
      if token(after: 1) == .colon, let lines = wholeLines(sheet: nil) { return .reference(lines) }
      advance()
      return .value(.number(number))
    case .text(let text):
      advance()
      return .value(.text(text))
    case .error(let error):
      advance()
      return .value(.error(error))
    case .open:
      advance()
      return try parenthesized()
    case .openBrace:
      advance()
      return try array()
    case .word(let word): return try self.word(word)
    case .quoted(let name):
      advance()
      try require(.exclamation, "a sheet's cell")
      return try onSheet(name)
    case .bracketed(let content):
      advance()
      return try bracketed(content)
    default:
      throw .malformed(first == .end ? "it ends too early" : "a value is missing")
    }
  }

  private mutating func parenthesized() throws(FormulaInterruption) -> FormulaExpression {
    let node = try expression()
    if take(.close) { return node }
    var nodes = [node]
    while take(.comma) { nodes.append(try expression()) }
    try require(.close, "a parenthesis")
    return .union(nodes)
  }

  private mutating func word(_ word: String) throws(FormulaInterruption) -> FormulaExpression {
    switch token(after: 1) {
    case .open where !items[position + 1].followsSpace:
      advance()
      advance()
      return try call(word)
    case .exclamation:
      advance()
      advance()
      return try onSheet(word)
    case .bracketed(let content) where !items[position + 1].followsSpace:
      advance()
      advance()
      return .table(word, try TableSelection(content))
    case .colon:
      // Sheets from one to another: `First:Last!A1`.
      if token(after: 3) == .exclamation, ReferenceWord(Array(word.utf8)[...])?.row == nil {
        switch token(after: 2) {
        case .word(let last), .quoted(let last):
          position += 3
          advance()
          return try through(word, last)
        default: break
        }
      }
      if let lines = wholeLines(sheet: nil) { return .reference(lines) }
    default: break
    }
    advance()
    return try plain(word, sheet: nil)
  }

  private mutating func through(_ first: String, _ last: String) throws(FormulaInterruption) -> FormulaExpression {
    guard case .reference(var reference) = try onSheet("") else { throw .malformed("a cell is missing") }
    reference.sheet = nil
    try extend(&reference)
    return .sheets(first: first, last: last, reference)
  }

  /// A cell, range, name or error of a sheet whose name was read.
  private mutating func onSheet(_ sheet: String?) throws(FormulaInterruption) -> FormulaExpression {
    guard let sheet else {
      guard case .word(let name) = token else { throw .malformed("a name is missing") }
      advance()
      return .name(name, sheet: nil)
    }
    // In apostrophes: `'[1]Sheet'!A1`, `'First:Last'!A1`, also with a folder before the workbook.
    if let bracket = sheet.firstIndex(of: "["), let end = sheet.firstIndex(of: "]"), bracket < end {
      let book = sheet[sheet.index(after: bracket)..<end]
      return try external(String(book), sheet: String(sheet[sheet.index(after: end)...]))
    }
    if let colon = sheet.firstIndex(of: ":") {
      return try through(String(sheet[..<colon]), String(sheet[sheet.index(after: colon)...]))
    }
    switch token {
    case .error(let error):
      advance()
      return .value(.error(error))
    case .number, .word:
      if token(after: 1) == .colon, let lines = wholeLines(sheet: sheet) { return .reference(lines) }
      guard case .word(let word) = token else { throw .malformed("a cell is missing") }
      if case .open = token(after: 1) { throw .unsupported("a function of a sheet") }
      advance()
      let first = try plain(word, sheet: sheet)
      return first
    default: throw .malformed("a cell is missing")
    }
  }

  /// What follows brackets: a cell of another workbook, or nothing, where they name a table's columns.
  private mutating func bracketed(_ content: String) throws(FormulaInterruption) -> FormulaExpression {
    switch token {
    case .word(let sheet) where token(after: 1) == .exclamation,
      .quoted(let sheet) where token(after: 1) == .exclamation:
      advance()
      advance()
      return try external(content, sheet: sheet)
    case .exclamation:
      advance()
      return try external(content, sheet: nil)
    default: return .table(nil, try TableSelection(content))
    }
  }

  private mutating func external(_ book: String, sheet: String?) throws(FormulaInterruption) -> FormulaExpression {
    // `[0]` is this workbook.
    if book == "0" { return try onSheet(sheet) }
    let node = try onSheet("")
    guard case .reference(var reference) = node, let sheet else {
      return .unsupported("a name of another workbook")
    }
    reference.sheet = sheet
    try extend(&reference)
    return .external(book: book, reference)
  }

  /// Reads the second corner of a rectangle whose first one names no sheet of this workbook alone.
  private mutating func extend(_ reference: inout FormulaReference) throws(FormulaInterruption) {
    guard token == .colon, reference.first == reference.last, case .word(let word) = token(after: 1),
      case .reference(let last) = try plain(word, sheet: nil)
    else { return }
    advance()
    advance()
    reference.last = last.first
    reference.lastIsOwnRow = last.firstIsOwnRow
  }

  private mutating func plain(_ word: String, sheet: String?) throws(FormulaInterruption) -> FormulaExpression {
    if let place = ReferenceWord(Array(word.utf8)[...]), let row = place.row, let column = place.column {
      let cell = CellReference(row: row, column: column)
      let isOwn = isOwnRow(place)
      return .reference(
        FormulaReference(first: cell, last: cell, firstIsOwnRow: isOwn, lastIsOwnRow: isOwn, sheet: sheet))
    }
    if word.utf8.contains(0x24) { throw .malformed("a cell outside of the sheet") }
    switch word.uppercased() {
    case "TRUE" where sheet == nil: return .value(.boolean(true))
    case "FALSE" where sheet == nil: return .value(.boolean(false))
    default: return .name(word, sheet: sheet)
    }
  }

  private mutating func isOwnRow(_ place: ReferenceWord) -> Bool {
    guard place.row == ownRow, !place.rowIsFixed else { return false }
    ownRows += 1
    return true
  }

  /// Whole rows or columns, where the next three tokens name them: `A:C`, `$4:$7`.
  private mutating func wholeLines(sheet: String?) -> FormulaReference? {
    guard let first = Self.line(token), let last = Self.line(token(after: 2)),
      (first.row == nil) == (last.row == nil), (first.column == nil) == (last.column == nil),
      first.row == nil || first.column == nil
    else { return nil }
    position += 2
    advance()
    let range = CellRange(
      CellReference(row: first.row ?? 1, column: first.column ?? 1),
      CellReference(
        row: last.row ?? CellReference.maximumRow, column: last.column ?? CellReference.maximumColumn))
    let isRow = first.column == nil
    return FormulaReference(
      first: range.first, last: range.last, firstIsOwnRow: isRow && isOwnRow(first),
      lastIsOwnRow: isRow && isOwnRow(last),
      sheet: sheet)
  }

  private static func line(_ token: FormulaToken) -> ReferenceWord? {
    switch token {
    case .word(let word): ReferenceWord(Array(word.utf8)[...])
    case .number(let number): Int(exactly: number).flatMap { ReferenceWord(Array(String($0).utf8)[...]) }
    default: nil
    }
  }

  // MARK: Calls and arrays

  private mutating func call(_ word: String) throws(FormulaInterruption) -> FormulaExpression {
    var name = word.uppercased()
    for prefix in ["_XLFN.", "_XLWS."] where name.hasPrefix(prefix) { name.removeFirst(prefix.utf8.count) }
    let arguments = try arguments()
    switch (name, arguments.count) {
    case ("SINGLE", 1): return .single(arguments[0])
    case ("ANCHORARRAY", 1): return .spilled(arguments[0])
    default: return .call(name, arguments)
    }
  }

  /// What stands between parentheses, the first of which was taken.
  private mutating func arguments() throws(FormulaInterruption) -> [FormulaExpression] {
    var arguments: [FormulaExpression] = []
    if take(.close) { return arguments }
    repeat { arguments.append(try argument()) } while take(.comma)
    try require(.close, "a parenthesis")
    return arguments
  }

  private mutating func argument() throws(FormulaInterruption) -> FormulaExpression {
    if token == .comma || token == .close { return .missing }
    return try expression()
  }

  private mutating func array() throws(FormulaInterruption) -> FormulaExpression {
    var values: [CellValue] = []
    var (rows, columns) = (0, 0)
    repeat {
      let start = values.count
      repeat { values.append(try constant()) } while take(.comma)
      rows += 1
      if rows == 1 { columns = values.count }
      guard values.count - start == columns else { throw .malformed("rows of an array differ in length") }
    } while take(.semicolon)
    try require(.closeBrace, "a brace")
    return .array(FormulaArray(rows: rows, columns: columns, values: values))
  }

  private mutating func constant() throws(FormulaInterruption) -> CellValue {
    var isNegative = false
    if take(.operation(.subtract)) { isNegative = true } else { _ = take(.operation(.add)) }
    defer { advance() }
    switch token {
    case .number(let number): return .number(isNegative ? -number : number)
    case .text(let text) where !isNegative: return .text(text)
    case .error(let error) where !isNegative: return .error(error)
    case .word(let word) where !isNegative && word.uppercased() == "TRUE": return .boolean(true)
    case .word(let word) where !isNegative && word.uppercased() == "FALSE": return .boolean(false)
    default: throw .malformed("an array holds something else than constants")
    }
  }
}
