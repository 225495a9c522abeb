/// XML as it is being written, in UTF-8.
struct XMLOutput {
  var bytes: [UInt8] = []

  init() {}

  /// Begins a part.
  init(declaration: Void) { raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Text that is known to need no escaping.
  mutating func raw(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// ` name="value"`.
  mutating func attribute(_ name: StaticString, _ value: String) {
    bytes.append(0x20)
    raw(name)
    raw("=\"")
    escaped(value, isAttribute: true)
    bytes.append(0x22)
  }

  mutating func attribute(_ name: StaticString, _ value: Int) {
    bytes.append(0x20)
    raw(name)
    raw("=\"")
    integer(value)
    bytes.append(0x22)
  }

  mutating func attribute(_ name: StaticString, _ value: Double) throws(XLSXError) {
    bytes.append(0x20)
    raw(name)
    raw("=\"")
    try number(value)
    bytes.append(0x22)
  }

  /// Text with the characters of XML escaped, and those that XML cannot hold written as `_x000B_`.
  mutating func escaped(_ text: String, isAttribute: Bool = false) {
    var text = text
    text.withUTF8 { buffer in
      var index = 0
      while index < buffer.count {
        let byte = buffer[index]
        switch byte {
        case 0x26: raw("&amp;")
        case 0x3C: raw("&lt;")
        case 0x3E: raw("&gt;")
        case 0x22 where isAttribute: raw("&quot;")
        case 0x0A where isAttribute: raw("&#10;")
        case 0x09 where isAttribute: raw("&#9;")
        case 0x0D: raw("_x000D_")
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F:
          raw("_x00")
          bytes.append(hexadecimal(byte >> 4))
          bytes.append(hexadecimal(byte & 15))
          bytes.append(0x5F)
        case 0x5F where looksEscaped(buffer, index): raw("_x005F_")
        case 0xEF where index + 2 < buffer.count && buffer[index + 1] == 0xBF && buffer[index + 2] >= 0xBE:
          raw(buffer[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_")
          index += 2
        default: bytes.append(byte)
        }
        index += 1
      }
    }
  }

  private func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }

  /// `_x0041_` in a text would be read as a character: its first underscore is escaped itself.
  private func looksEscaped(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 6 < buffer.count, buffer[index + 1] == 0x78, buffer[index + 6] == 0x5F else { return false }
    return buffer[(index + 2)..<(index + 6)].allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) }
  }

  mutating func integer(_ value: Int) {
    if value < 0 {
      bytes.append(0x2D)
      raw(String(value.magnitude))
      return
    }
    var divisor = 1
    while value / divisor >= 10 { divisor *= 10 }
    var rest = value
    while divisor > 0 {
      bytes.append(0x30 + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// The shortest text that reads back as the same double.
  ///
  /// - Throws: `invalidArgument` for what a cell cannot hold: not a number, infinity.
  mutating func number(_ value: Double) throws(XLSXError) {
    guard value.isFinite else { throw XLSXError(.invalidArgument, detail: "\(value) is no number that a cell can hold") }
    if value == value.rounded(), abs(value) < 1e15 {
      integer(Int(value))
    } else {
      raw(value.description)
    }
  }
}
