/// Cuts XML into tags and what stands between them, by bytes and block by block, so that it can be written again
/// unchanged.
///
/// It knows where markup begins and ends and nothing else: that the XML is well-formed is libxml2's to judge, before or
/// beside. Text, comments, CDATA sections and processing instructions may come in several pieces; a tag comes whole.
struct XMLScanner {
  enum Kind { case text, startTag, emptyTag, endTag, other }

  struct Token {
    var kind: Kind
    /// Its place in ``buffer``, valid until the next block is appended.
    var range: Range<Int>
  }

  private enum Place { case content, comment, characterData, instruction, declaration }

  private(set) var buffer: [UInt8] = []
  private(set) var position = 0
  private var place = Place.content

  /// Takes the next bytes; what was handed out before is forgotten.
  mutating func append(_ block: some Collection<UInt8>) {
    buffer.removeFirst(position)
    position = 0
    buffer.append(contentsOf: block)
  }

  /// Whether bytes are left that make no whole token: at the end of the input, a fault.
  var isIncomplete: Bool { position < buffer.count || place != .content }

  /// Whether what comes next is neither inside a comment nor a section nor an instruction.
  var isInContent: Bool { place == .content }

  /// The next token; `nil` when more bytes are needed.
  mutating func next() -> Token? {
    guard position < buffer.count else { return nil }
    switch place {
    case .content: break
    case .comment: return piece(until: [0x2D, 0x2D, 0x3E])
    case .characterData: return piece(until: [0x5D, 0x5D, 0x3E])
    case .instruction: return piece(until: [0x3F, 0x3E])
    case .declaration: return piece(until: [0x3E])
    }
    guard buffer[position] == 0x3C else {
      let end = buffer[position...].firstIndex(of: 0x3C) ?? buffer.count
      return take(.text, to: end)
    }
    guard position + 1 < buffer.count else { return nil }
    switch buffer[position + 1] {
    case 0x3F: return open(.instruction, length: 2)
    case 0x21: return nextDeclaration()
    case 0x2F:
      guard let end = buffer[position...].firstIndex(of: 0x3E) else { return nil }
      return take(.endTag, to: end + 1)
    default:
      guard let end = endOfTag() else { return nil }
      return take(buffer[end - 2] == 0x2F ? .emptyTag : .startTag, to: end)
    }
  }

  /// The next declaration: `<!--`, `<![CDATA[` or another one.
  private mutating func nextDeclaration() -> Token? {
    guard position + 2 < buffer.count else { return nil }
    switch buffer[position + 2] {
    case 0x2D: return open(.comment, length: 4)
    case 0x5B: return open(.characterData, length: 9)
    default: return open(.declaration, length: 2)
    }
  }

  private mutating func open(_ place: Place, length: Int) -> Token? {
    guard position + length <= buffer.count else { return nil }
    self.place = place
    return take(.other, to: position + length)
  }

  mutating func take(_ kind: Kind, to end: Int) -> Token {
    defer { position = end }
    return Token(kind: kind, range: position..<end)
  }

  /// As much as is there, up to and with the terminator; a beginning of it at the end of the buffer waits.
  private mutating func piece(until terminator: [UInt8]) -> Token? {
    var index = position
    while index + terminator.count <= buffer.count {
      if buffer[index] == terminator[0], buffer[index..<(index + terminator.count)].elementsEqual(terminator) {
        place = .content
        return take(.other, to: index + terminator.count)
      }
      index += 1
    }
    return index > position ? take(.other, to: index) : nil
  }

  /// Behind the `>` that ends the tag; those inside quotes do not.
  private func endOfTag() -> Int? {
    var quote: UInt8 = 0
    return buffer.withUnsafeBufferPointer { bytes in
      for index in (position + 1)..<bytes.count {
        let byte = bytes[index]
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == 0x3E {
          return index + 1
        } else if byte == 0x22 || byte == 0x27 {
          quote = byte
        }
      }
      return nil
    }
  }
}
