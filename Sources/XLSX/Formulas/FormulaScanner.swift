/// Takes the text of a formula apart into pieces that give the text back when they are put together again.
///
/// Source: ECMA-376 Part 1, 18.17.2.
package struct FormulaScanner {
  /// A piece of a formula's text.
  package struct Piece {
    /// What a piece is.
    package enum Kind: Sendable {
      /// A text in quotes.
      case text
      /// The name of a sheet in apostrophes.
      case quotedName
      /// What stands in square brackets, up to the matching one: another workbook, or columns of a table.
      case bracketed
      /// Letters, digits and `_ . \\ ? $`: a name, a function, or a cell.
      case word
      /// A number, or the number of a row.
      case number
      /// An error value, such as `#N/A`.
      case error
      /// White space.
      case space
      /// A single sign: an operator, a parenthesis, a comma.
      case sign
      /// A quote or bracket without its other half, up to the end of the text.
      case unclosed
    }

    /// What it is.
    package var kind: Kind
    /// Where it stands, in bytes.
    package var range: Range<Int>
  }

  /// The text, in UTF-8.
  package let bytes: [UInt8]
  private var index = 0

  /// Begins with the first piece of a formula without its equals sign.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The next piece; `nil` after the last one.
  package mutating func next() -> Piece? {
    guard index < bytes.count else { return nil }
    let start = index
    let kind = skip()
    return Piece(kind: kind, range: start..<index)
  }

  /// Goes behind the piece that begins here.
  private mutating func skip() -> Piece.Kind {
    let byte = bytes[index]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D:
      while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
      return .space
    case 0x22: return skipClosed(by: byte) ? .text : .unclosed
    case 0x27: return skipClosed(by: byte) ? .quotedName : .unclosed
    case 0x5B: return skipBracketed() ? .bracketed : .unclosed
    case 0x23:
      for error in Self.errors where bytes[index...].starts(with: error) {
        index += error.count
        return .error
      }
      index += 1
      return .sign
    case 0x30...0x39, 0x2E:
      let start = index
      skipNumber()
      guard index < bytes.count, Self.isWord(bytes[index]) else { return .number }
      index = start
      skipWord()
      return .word
    case _ where Self.isWord(byte):
      skipWord()
      return .word
    default:
      index += 1
      return .sign
    }
  }

  private static let errors = CellError.allCases.map { Array($0.rawValue.utf8) }

  private mutating func skipWord() { while index < bytes.count, Self.isWord(bytes[index]) { index += 1 } }

  private mutating func skipNumber() {
    skipDigits()
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      skipDigits()
    }
    guard index < bytes.count, bytes[index] | 0x20 == 0x65 else { return }
    var exponent = index + 1
    if exponent < bytes.count, bytes[exponent] == 0x2B || bytes[exponent] == 0x2D { exponent += 1 }
    guard exponent < bytes.count, (0x30...0x39).contains(bytes[exponent]) else { return }
    index = exponent
    skipDigits()
  }

  private mutating func skipDigits() {
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
  }

  /// Goes behind the closing quote; doubled ones are meant as one.
  private mutating func skipClosed(by quote: UInt8) -> Bool {
    index += 1
    while index < bytes.count {
      index += 1
      guard bytes[index - 1] == quote else { continue }
      guard index < bytes.count, bytes[index] == quote else { return true }
      index += 1
    }
    return false
  }

  /// Goes behind the matching bracket; an apostrophe takes the meaning of what follows.
  private mutating func skipBracketed() -> Bool {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      index = min(index + (byte == 0x27 ? 2 : 1), bytes.count)
      if byte == 0x5B { depth += 1 }
      if byte == 0x5D { depth -= 1 }
      if depth == 0 { return true }
    }
    return false
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Whether a word may hold it.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 || byte == 0x5F
      || byte == 0x2E || byte >= 0x80 || byte == 0x5C || byte == 0x3F || byte == 0x24
  }
}
