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

  private init(_ items: [FormulaLexer.Item]) { self.items = items }

  /// The tree of a formula.
  ///
  /// - Parameters:
  ///   - text: the formula without its equals sign.
  ///   - limit: how long it may be, in bytes.
  /// - Returns: the tree.
  /// - Throws: `.malformed` or `.tooLarge`.
  static func parse(_ text: String, limit: Int) throws(FormulaInterruption) -> FormulaNode {
    guard text.utf8.count <= limit else { throw .tooLarge(.bytes) }
    var parser = FormulaParser(try FormulaLexer.items(text))
    let node = try parser.expression()
    guard parser.token == .end else { throw .malformed("something stands after its end") }
    return node
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

  private mutating func expression(closerThan precedence: Int = 0) throws(FormulaInterruption) -> FormulaNode {
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

  private mutating func signed() throws(FormulaInterruption) -> FormulaNode {
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

  private mutating func afterSign() throws(FormulaInterruption) -> FormulaNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw .tooLarge(.levels) }
    advance()
    return try signed()
  }

  // MARK: References

  private mutating func intersections() throws(FormulaInterruption) -> FormulaNode {
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

  private mutating func spans() throws(FormulaInterruption) -> FormulaNode {
    var left = try primary()
    while true {
      if take(.colon) {
        left = Self.span(left, try primary())
      } else if take(.hash) {
        left = .unsupported("a spilled range")
      } else {
        return left
      }
    }
  }

  private static func span(_ left: FormulaNode, _ right: FormulaNode) -> FormulaNode {
    guard case .reference(let first, let sheet) = left, case .reference(let last, nil) = right else {
      return .span(left, right)
    }
    return .reference(first.union(last.first).union(last.last), sheet: sheet)
  }

  private mutating func primary() throws(FormulaInterruption) -> FormulaNode {
    let first = token
    switch first {
    case .number(let number):
      if token(after: 1) == .colon, let rows = wholeLines() { return .reference(rows, sheet: nil) }
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
    case .bracketed:
      advance()
      return try external()
    default:
      throw .malformed(first == .end ? "it ends too early" : "a value is missing")
    }
  }

  private mutating func parenthesized() throws(FormulaInterruption) -> FormulaNode {
    let node = try expression()
    if take(.close) { return node }
    var nodes = [node]
    while take(.comma) { nodes.append(try expression()) }
    try require(.close, "a parenthesis")
    return .union(nodes)
  }

  private mutating func word(_ word: String) throws(FormulaInterruption) -> FormulaNode {
    switch token(after: 1) {
    case .open where !items[position + 1].followsSpace:
      advance()
      advance()
      return try call(word)
    case .exclamation:
      advance()
      advance()
      return try onSheet(word)
    case .bracketed:
      advance()
      advance()
      return .unsupported("columns of a table")
    case .colon:
      // Sheets from one to another: `First:Last!A1`.
      switch (token(after: 2), token(after: 3)) {
      case (.word, .exclamation), (.quoted, .exclamation):
        if CellReference(word) == nil {
          position += 3
          advance()
          _ = try primary()
          return .unsupported("a reference through several sheets")
        }
      default: break
      }
      if let lines = wholeLines() { return .reference(lines, sheet: nil) }
    default: break
    }
    advance()
    return try plain(word, sheet: nil)
  }

  /// A cell, range, name or error of a sheet whose name was read.
  private mutating func onSheet(_ sheet: String) throws(FormulaInterruption) -> FormulaNode {
    if sheet.utf8.contains(0x5B) || sheet.utf8.contains(0x5D) { return try external() }
    if sheet.utf8.contains(0x3A) {
      _ = try primary()
      return .unsupported("a reference through several sheets")
    }
    switch token {
    case .error(let error):
      advance()
      return .value(.error(error))
    case .number, .word:
      if token(after: 1) == .colon, let lines = wholeLines() { return .reference(lines, sheet: sheet) }
      guard case .word(let word) = token else { throw .malformed("a cell is missing") }
      if case .open = token(after: 1) { throw .unsupported("a function of a sheet") }
      advance()
      return try plain(word, sheet: sheet)
    default: throw .malformed("a cell is missing")
    }
  }

  private mutating func external() throws(FormulaInterruption) -> FormulaNode {
    // A table's columns without its name, or another workbook's sheet and cell.
    if case .word = token {
      advance()
      if take(.exclamation) { _ = try primary() }
    } else if take(.exclamation) {
      _ = try primary()
    } else {
      switch token {
      case .number, .quoted: _ = try primary()
      default: return .unsupported("columns of a table")
      }
    }
    return .unsupported("a reference to another workbook")
  }

  private func plain(_ word: String, sheet: String?) throws(FormulaInterruption) -> FormulaNode {
    if let cell = CellReference(word) { return .reference(CellRange(cell, cell), sheet: sheet) }
    if word.utf8.contains(0x24) { throw .malformed("a cell outside of the sheet") }
    switch word.uppercased() {
    case "TRUE" where sheet == nil: return .value(.boolean(true))
    case "FALSE" where sheet == nil: return .value(.boolean(false))
    default: return .name(word, sheet: sheet)
    }
  }

  /// Whole rows or columns, where the next three tokens name them: `A:C`, `$4:$7`.
  private mutating func wholeLines() -> CellRange? {
    guard let first = Self.line(token), let last = Self.line(token(after: 2)),
      let range = CellRange(first + ":" + last), CellReference(first) == nil
    else { return nil }
    position += 2
    advance()
    return range
  }

  private static func line(_ token: FormulaToken) -> String? {
    switch token {
    case .word(let word): word
    case .number(let number): Int(exactly: number).map { String($0) }
    default: nil
    }
  }

  // MARK: Calls and arrays

  private mutating func call(_ word: String) throws(FormulaInterruption) -> FormulaNode {
    var name = word.uppercased()
    for prefix in ["_XLFN.", "_XLWS."] where name.hasPrefix(prefix) { name.removeFirst(prefix.utf8.count) }
    var arguments: [FormulaNode] = []
    if !take(.close) {
      repeat { arguments.append(try argument()) } while take(.comma)
      try require(.close, "a parenthesis")
    }
    if name == "SINGLE", arguments.count == 1 { return .single(arguments[0]) }
    return .call(FormulaCall(name: name, arguments: arguments, function: FormulaFunction.named(name)))
  }

  private mutating func argument() throws(FormulaInterruption) -> FormulaNode {
    if token == .comma || token == .close { return .missing }
    return try expression()
  }

  private mutating func array() throws(FormulaInterruption) -> FormulaNode {
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
