internal import XLSX

/// Takes the text of a formula apart.
struct FormulaLexer {
  struct Item {
    var token: FormulaToken
    /// Whether white space stands before it: between two references it is an operator.
    var followsSpace: Bool
  }

  private let bytes: [UInt8]
  private var index = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The tokens of a formula without its equals sign, `.end` the last.
  static func items(_ text: String) throws(FormulaInterruption) -> [Item] {
    var lexer = FormulaLexer(text)
    var items: [Item] = []
    while true {
      let start = lexer.index
      lexer.skipSpace()
      let followsSpace = lexer.index > start
      let token = try lexer.next()
      items.append(Item(token: token, followsSpace: followsSpace))
      if token == .end { return items }
    }
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func next() throws(FormulaInterruption) -> FormulaToken {
    guard let byte = peek else { return .end }
    switch byte {
    case 0x22: return .text(try closed(by: 0x22))
    case 0x27: return .quoted(try closed(by: 0x27))
    case 0x5B: return try bracketed()
    case 0x23: return hashOrError()
    case 0x30...0x39, 0x2E: return try number()
    case _ where Self.isWord(byte): return word()
    default: break
    }
    index += 1
    switch byte {
    case 0x2C: return .comma
    case 0x3B: return .semicolon
    case 0x3A: return .colon
    case 0x21: return .exclamation
    case 0x25: return .percent
    case 0x40: return .at
    case 0x28: return .open
    case 0x29: return .close
    case 0x7B: return .openBrace
    case 0x7D: return .closeBrace
    case 0x2B: return .operation(.add)
    case 0x2D: return .operation(.subtract)
    case 0x2A: return .operation(.multiply)
    case 0x2F: return .operation(.divide)
    case 0x5E: return .operation(.power)
    case 0x26: return .operation(.concatenate)
    case 0x3D: return .operation(.equal)
    case 0x3C:
      if take(0x3E) { return .operation(.notEqual) }
      return .operation(take(0x3D) ? .lessOrEqual : .less)
    case 0x3E: return .operation(take(0x3D) ? .greaterOrEqual : .greater)
    default: throw .malformed("an unknown sign")
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  /// What stands between two quotes, doubled ones of which are meant as one.
  private mutating func closed(by quote: UInt8) throws(FormulaInterruption) -> String {
    index += 1
    var content: [UInt8] = []
    while let byte = peek {
      index += 1
      if byte == quote, !take(quote) { return String(decoding: content, as: UTF8.self) }
      content.append(byte)
    }
    throw .malformed("a quote without an end")
  }

  /// Up to the matching bracket; an apostrophe takes the meaning of what follows.
  private mutating func bracketed() throws(FormulaInterruption) -> FormulaToken {
    var depth = 0
    while let byte = peek {
      index += byte == 0x27 ? 2 : 1
      if byte == 0x5B { depth += 1 }
      if byte == 0x5D { depth -= 1 }
      if depth == 0 { return .bracketed }
    }
    throw .malformed("a bracket without an end")
  }

  private mutating func hashOrError() -> FormulaToken {
    for error in CellError.allCases where bytes[index...].starts(with: error.rawValue.utf8) {
      index += error.rawValue.utf8.count
      return .error(error)
    }
    index += 1
    return .hash
  }

  private mutating func number() throws(FormulaInterruption) -> FormulaToken {
    let start = index
    skipDigits()
    if take(0x2E) { skipDigits() }
    if let byte = peek, byte | 0x20 == 0x65 {
      let mark = index
      index += 1
      if peek == 0x2B || peek == 0x2D { index += 1 }
      let digits = index
      skipDigits()
      if index == digits { index = mark }
    }
    guard let value = DecimalNumber.parse(Array(bytes[start..<index])) else { throw .malformed("no number") }
    if let byte = peek, Self.isWord(byte) { throw .malformed("letters after a number") }
    return .number(value)
  }

  private mutating func skipDigits() { while let byte = peek, (0x30...0x39).contains(byte) { index += 1 } }

  private mutating func word() -> FormulaToken {
    let start = index
    while let byte = peek, Self.isWord(byte) || (0x30...0x39).contains(byte) || byte == 0x2E { index += 1 }
    return .word(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  /// Whether a word may begin with it.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 || byte == 0x5F || byte == 0x5C || byte == 0x3F || byte == 0x24
      || byte >= 0x80
  }
}
