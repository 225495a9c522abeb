internal import XLSX

/// Makes tokens of the pieces of a formula.
enum FormulaLexer {
  struct Item {
    var token: FormulaToken
    /// Whether white space stands before it: between two references it is an operator.
    var followsSpace: Bool
  }

  /// The tokens of a formula without its equals sign, `.end` the last.
  static func items(_ text: String) throws(FormulaInterruption) -> [Item] {
    var scanner = FormulaScanner(text)
    var items: [Item] = []
    var followsSpace = false
    while let piece = scanner.next() {
      if piece.kind == .space {
        followsSpace = true
        continue
      }
      let token = try token(of: piece.kind, scanner.bytes[piece.range])
      if let merged = comparison(items.last, token, followsSpace) {
        items[items.count - 1].token = .operation(merged)
      } else {
        items.append(Item(token: token, followsSpace: followsSpace))
      }
      followsSpace = false
    }
    items.append(Item(token: .end, followsSpace: followsSpace))
    return items
  }

  /// The comparison of two signs that stand together: `<=`, `>=`, `<>`.
  private static func comparison(_ last: Item?, _ token: FormulaToken, _ followsSpace: Bool) -> FormulaOperator? {
    guard !followsSpace, let last else { return nil }
    return switch (last.token, token) {
    case (.operation(.less), .operation(.equal)): .lessOrEqual
    case (.operation(.greater), .operation(.equal)): .greaterOrEqual
    case (.operation(.less), .operation(.greater)): .notEqual
    default: nil
    }
  }

  private static func token(of kind: FormulaScanner.Piece.Kind, _ bytes: ArraySlice<UInt8>)
    throws(FormulaInterruption) -> FormulaToken
  {
    switch kind {
    case .text: return .text(unquoted(bytes))
    case .quotedName: return .quoted(unquoted(bytes))
    case .bracketed: return .bracketed(String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self))
    case .word:
      guard let first = bytes.first, !(0x30...0x39).contains(first), first != 0x2E else {
        throw .malformed("letters after a number")
      }
      return .word(String(decoding: bytes, as: UTF8.self))
    case .number:
      guard let value = DecimalNumber.parse(Array(bytes)) else { throw .malformed("no number") }
      return .number(value)
    case .error:
      guard let error = CellError(rawValue: String(decoding: bytes, as: UTF8.self)) else { return .hash }
      return .error(error)
    case .unclosed: throw .malformed("a quote or bracket without an end")
    case .sign, .space: break
    }
    switch bytes.first {
    case 0x2C: return .comma
    case 0x3B: return .semicolon
    case 0x3A: return .colon
    case 0x21: return .exclamation
    case 0x23: return .hash
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
    case 0x3C: return .operation(.less)
    case 0x3E: return .operation(.greater)
    default: throw .malformed("an unknown sign")
    }
  }

  /// What stands between two quotes, doubled ones of which are meant as one.
  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    guard let quote = bytes.first else { return "" }
    var content: [UInt8] = []
    content.reserveCapacity(bytes.count)
    var isDoubled = false
    for byte in bytes.dropFirst().dropLast() {
      if byte == quote, !isDoubled {
        isDoubled = true
        continue
      }
      isDoubled = false
      content.append(byte)
    }
    return String(decoding: content, as: UTF8.self)
  }
}
