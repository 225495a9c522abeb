/// The texts of a new workbook, each kept once while they fit a bound; what comes beyond it is written into the cells themselves.
final class SharedStringTable {
  /// UTF-8 bytes kept; a sheet of a million different texts must not grow without end.
  private static let bound = 64 << 20

  private var indices: [String: Int] = [:]
  private var texts: [String] = []
  private var size = 0
  private var uses = 0

  /// The index of a text; `nil` where the table is full.
  func index(of text: String) -> Int? {
    if let index = indices[text] {
      uses += 1
      return index
    }
    guard size + text.utf8.count <= Self.bound else { return nil }
    uses += 1
    size += text.utf8.count
    indices[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }

  /// `xl/sharedStrings.xml`: ECMA-376 Part 1, 18.4.9.
  func part() -> [UInt8] {
    var xml = XMLOutput(declaration: ())
    xml.bytes.reserveCapacity(size + texts.count * 20 + 256)
    xml.raw("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
    xml.attribute("count", uses)
    xml.attribute("uniqueCount", texts.count)
    xml.raw(">")
    for text in texts {
      xml.raw("<si>")
      xml.text(text)
      xml.raw("</si>")
    }
    xml.raw("</sst>")
    return xml.bytes
  }
}

extension XMLOutput {
  /// `<t>…</t>`, with spaces at the ends kept.
  mutating func text(_ text: String) {
    let isSpaced = text.utf8.first.map { $0 <= 0x20 } ?? false || text.utf8.last.map { $0 <= 0x20 } ?? false
    if isSpaced { raw("<t xml:space=\"preserve\">") } else { raw("<t>") }
    escaped(text)
    raw("</t>")
  }
}
