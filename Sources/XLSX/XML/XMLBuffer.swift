/// Bytes of XML in the making: appended to, taken away in blocks, used again.
struct XMLBuffer {
  /// How characters that XML cannot hold, or a reader would change, are written.
  enum Escaping {
    /// Control characters as SpreadsheetML writes them, `_x0007_`: ECMA-376 Part 1, 22.9.2.19 (ST_Xstring).
    case spreadsheet
    /// U+FFFD instead of them: drawings and charts know no other way.
    case plain
  }

  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets the bytes but keeps their room.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Copies some of the bytes; the target has room for them.
  func copy(_ range: Range<Int>, to target: UnsafeMutableRawBufferPointer) {
    bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Markup, or text known to need no escape.
  mutating func append(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  mutating func append(bytes other: [UInt8]) { bytes.append(contentsOf: other) }

  /// Appends what the body writes: at most so many bytes, of which it says how many there are.
  @inline(__always) mutating func append(upTo capacity: Int, _ body: (UnsafeMutableRawPointer) -> Int) {
    bytes.append(addingCapacity: capacity) { output in
      output.withUnsafeMutableBufferPointer { buffer, written in
        guard let base = buffer.baseAddress else { return }
        written = body(base)
      }
    }
  }

  /// Markup made at run time, from parts that need no escape.
  mutating func append(markup: String) { bytes.append(contentsOf: markup.utf8) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ number: Int) { ShortestDecimal.append(number, to: &bytes) }

  mutating func append(_ number: Double) { ShortestDecimal.append(number, to: &bytes) }

  /// The letters of a column: 28 → `AB`.
  mutating func append(column: Int) {
    var rest = column
    var letters: (UInt8, UInt8, UInt8) = (0, 0, 0)
    while rest > 0 {
      rest -= 1
      letters = (0x41 + UInt8(truncatingIfNeeded: rest % 26), letters.0, letters.1)
      rest /= 26
    }
    bytes.append(letters.0)
    if letters.1 != 0 { bytes.append(letters.1) }
    if letters.2 != 0 { bytes.append(letters.2) }
  }

  /// The text of an element.
  mutating func append(text: String, _ escaping: Escaping = .spreadsheet) { escape(text, escaping, inAttribute: false) }

  /// Appends an attribute: ` name="value"`.
  mutating func attribute(_ name: StaticString, _ value: String, _ escaping: Escaping = .spreadsheet) {
    startAttribute(name)
    escape(value, escaping, inAttribute: true)
    bytes.append(0x22)
  }

  /// The same, where there is a value.
  mutating func attribute(_ name: StaticString, ifPresent value: String?) {
    if let value { attribute(name, value) }
  }

  mutating func attribute(_ name: StaticString, _ value: Int) {
    startAttribute(name)
    append(value)
    bytes.append(0x22)
  }

  mutating func attribute(_ name: StaticString, _ value: Double) {
    startAttribute(name)
    append(value)
    bytes.append(0x22)
  }

  /// Appends an attribute: ` name="1"` or ` name="0"`.
  mutating func attribute(_ name: StaticString, _ value: Bool) { attribute(name, value ? 1 : 0) }

  private mutating func startAttribute(_ name: StaticString) {
    bytes.append(0x20)
    append(name)
    bytes.append(0x3D)
    bytes.append(0x22)
  }

  private mutating func escape(_ text: String, _ escaping: Escaping, inAttribute: Bool) {
    var text = text
    text.withUTF8 { source in
      // What needs no escape, most of all text, goes over in one piece.
      var start = 0
      var index = 0
      while index < source.count {
        if let (length, replacement) = Self.replacement(at: index, in: source, escaping, inAttribute: inAttribute) {
          bytes.append(contentsOf: source[start..<index])
          bytes.append(contentsOf: replacement.utf8)
          index += length
          start = index
        } else {
          index += 1
        }
      }
      bytes.append(contentsOf: source[start...])
    }
  }

  @inline(__always)
  private static func replacement(
    at index: Int, in source: UnsafeBufferPointer<UInt8>, _ escaping: Escaping, inAttribute: Bool
  ) -> (length: Int, text: String)? {
    switch source[index] {
    case 0x26: return (1, "&amp;")
    case 0x3C: return (1, "&lt;")
    case 0x3E: return (1, "&gt;")
    case 0x22: return inAttribute ? (1, "&quot;") : nil
    case 0x09: return inAttribute ? (1, "&#9;") : nil
    case 0x0A: return inAttribute ? (1, "&#10;") : nil
    case 0x00..<0x20: return (1, illegal(Int(source[index]), escaping))
    case 0x5F where escaping == .spreadsheet: return looksEscaped(source[index...]) ? (1, "_x005F_") : nil
    case 0xEF where index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE:
      return (3, illegal(0xFF40 + Int(source[index + 2]), escaping))
    default: return nil
    }
  }

  /// Whether a reader would take this text for an escape: `_x0041_`, or `_x0041` before a character that is written as
  /// an escape itself.
  private static func looksEscaped(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard text.count >= 7, text[text.startIndex + 1] == 0x78 else { return false }
    let isEnded =
      switch text[text.startIndex + 6] {
      case 0x5F: true
      case 0x09, 0x0A: false
      case 0x00..<0x20: true
      case 0xEF: text.count >= 9 && text[text.startIndex + 7] == 0xBF && text[text.startIndex + 8] >= 0xBE
      default: false
      }
    return isEnded
      && text.dropFirst(2).prefix(4).allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) }
  }

  private static func illegal(_ code: Int, _ escaping: Escaping) -> String {
    guard escaping == .spreadsheet else { return "\u{FFFD}" }
    let digits = String(code, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
  }
}
