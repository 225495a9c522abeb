/// The texts of a new workbook, each of them once, gathered while the worksheets are written and written after them.
///
/// Some readers, Numbers among them, do not show text that stands in the cells themselves; therefore text goes there
/// only once the table has grown to its bound. ECMA-376 Part 1, 18.4.
final class SharedStringTable: PartContent {
  private var strings: [String] = []
  private var indices: [String: Int] = [:]
  private var size = 0
  private let limit: Int
  private var uses = 0
  private var written = -1

  /// The bound is in bytes of memory, about.
  init(limit: Int = 12 << 20) { self.limit = limit }

  /// The place of a text in the table; `nil` where it is not there and the table is full.
  func index(of text: String) -> Int? {
    // Strings are equal to Swift where a letter is composed in another way; to a file they are not.
    if let index = indices[text], strings[index].hasSameBytes(as: text) {
      uses += 1
      return index
    }
    let count = text.utf8.count + 64
    guard size + count <= limit else { return nil }
    size += count
    uses += 1
    indices[text] = strings.count
    strings.append(text)
    return strings.count - 1
  }

  /// Notes that a text of the table was used once more.
  func countUse() { uses += 1 }

  func produce(into buffer: inout XMLBuffer) throws(XLSXError) -> Bool {
    if written < 0 {
      buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
      buffer.append("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
      buffer.attribute("count", uses)
      buffer.attribute("uniqueCount", strings.count)
      buffer.append(">")
      written = 0
    }
    while written < strings.count, buffer.count < 1 << 16 {
      buffer.append("<si>")
      Self.append(strings[written], to: &buffer)
      buffer.append("</si>")
      written += 1
    }
    if written < strings.count { return true }
    buffer.append("</sst>")
    return false
  }

  /// Writes an item, `<t>…</t>`; spaces at the ends are kept where a reader is told to.
  static func append(_ text: String, to buffer: inout XMLBuffer) {
    func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }
    if isSpace(text.utf8.first) || isSpace(text.utf8.last) {
      buffer.append("<t xml:space=\"preserve\">")
    } else {
      buffer.append("<t>")
    }
    buffer.append(text: text)
    buffer.append("</t>")
  }
}
