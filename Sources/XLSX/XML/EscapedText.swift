/// Text as cells store it: `_x000D_` stands for the character with that code.
enum EscapedText {
  /// Source: ECMA-376 Part 1, 22.9.2.19 (ST_Xstring).
  static func decode(_ bytes: Span<UInt8>) -> String {
    if bytes.isEmpty { return "" }
    let text = String(utf8: bytes)
    guard mayBeEscaped(bytes) else { return text }
    var units: [UInt16] = []
    let source = Array(text.utf16)
    var index = 0
    while index < source.count {
      if source[index] == 0x5F, index + 6 < source.count, source[index + 1] == 0x78, source[index + 6] == 0x5F,
        let code = UInt16(String(decoding: source[(index + 2)..<(index + 6)], as: UTF16.self), radix: 16),
        source[(index + 2)..<(index + 6)].allSatisfy({ $0 != 0x2B && $0 != 0x2D })
      {
        units.append(code)
        index += 7
      } else {
        units.append(source[index])
        index += 1
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Whether there is anything between `_x` and `_` that is as long as a code.
  private static func mayBeEscaped(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index + 6 < bytes.count {
      if bytes[index] == 0x5F, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F { return true }
      index += 1
    }
    return false
  }

  static func decode(_ bytes: [UInt8]) -> String { decode(bytes.span) }
}
