import HandmadeWorkbooks
import Testing

@testable import XLSX

struct SharedStringsTests {
  /// The texts of the cells that refer to these items, one after the other.
  private func texts(_ items: [String]) throws -> [String?] {
    var book = HandmadeWorkbook(
      rows: items.indices.map { "<row r=\"\($0 + 1)\"><c r=\"A\($0 + 1)\" t=\"s\"><v>\($0)</v></c></row>" }.joined())
    book.setSharedStrings(items.map { "<si>\($0)</si>" }.joined())
    let sheet = try book.firstSheet()
    return items.indices.map { index in
      if case .text(let text) = sheet["A\(index + 1)"]?.value { text } else { nil }
    }
  }

  @Test(arguments: [
    ("<t>plain</t>", "plain"), ("<t></t>", ""), ("<t/>", ""), ("", ""),
    ("<t xml:space=\"preserve\"> a  b </t>", " a  b "),
    ("<t>a\nb</t>", "a\nb"),
    ("<t>a\r\nb</t>", "a\nb"), ("<t>a&#13;&#10;b&#x9;c</t>", "a\r\nb\tc"),
    ("<t>&lt;&amp;&gt;&quot;&apos;</t>", "<&>\"'"),
    ("<t><![CDATA[<a>&]]></t>", "<a>&"),
    ("<t>a<!-- b -->c<?d e?>f</t>", "acf"), ("<t>电池 é 😀</t>", "电池 é 😀"), ("<t>&#x1F600;</t>", "😀"),
    ("<t>e\u{301}</t>", "e\u{301}"),
    (
      "<r><rPr><b/></rPr><t>bold</t></r><r><t xml:space=\"preserve\"> and </t></r><r><t>plain</t></r>", "bold and plain"
    ),
    ("<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/>", "東京"),
    ("<r><t>東</t></r><rPh sb=\"0\" eb=\"1\"><t>トウ</t></rPh><r><t>京</t></r>", "東京"), ("\n  <t>a</t>\n  ", "a"),
  ]) func `an item reads as plain text`(item: String, expected: String) throws {
    #expect(try texts([item, "<t>next</t>"]) == [expected, "next"])
  }

  @Test(arguments: [
    ("a_x000D_b", "a\rb"), ("_x000D__x000A_", "\r\n"), ("_x005F_x000D_", "_x000D_"), ("_x0041_", "A"), ("_x4e2d_", "中"),
    ("_xD83D__xDE00_", "😀"),
    ("_x000D", "_x000D"), ("_x00D_", "_x00D_"), ("_x000G_", "_x000G_"), ("_x+00D_", "_x+00D_"), ("_x-00D_", "_x-00D_"),
    ("_X000D_", "_X000D_"),
    ("__x0041__", "_A_"), ("_x_x0041_", "_xA"), ("part_x_12", "part_x_12"), ("_x００４１_", "_x００４１_"), ("_x005F_", "_"),
    ("_xD83D_", "\u{FFFD}"),
  ]) func `escaped characters are resolved, once`(text: String, expected: String) throws {
    #expect(try texts(["<t>\(text)</t>"]) == [expected])
  }

  @Test func `long tables and texts cross the blocks of the parser`() throws {
    let items =
      (0..<3000).map { "<t>" + String(repeating: "电\($0)&amp;", count: 1 + $0 % 40) + "</t>" } + [
        "<t>" + String(repeating: "é", count: 200_000) + "</t>"
      ]
    let texts = try texts(items)
    #expect(texts.count == 3001)
    for index in 0..<3000 where texts[index] != String(repeating: "电\(index)&", count: 1 + index % 40) {
      Issue.record("text \(index)")
    }
    #expect(texts.last == String(repeating: "é", count: 200_000))
  }

  @Test(arguments: ["3", "-1", "1.5", "0.5", "-0.5", "1e300", "-1e300", "9223372036854775808", "abc", " "])
  func `an index without a text is a damaged cell`(index: String) throws {
    var book = HandmadeWorkbook(rows: "<row><c t=\"s\"><v>\(index)</v></c><c t=\"s\"><v> 2 </v></c></row>")
    book.setSharedStrings("<si><t>a</t></si><si><t>b</t></si><si><t>c</t></si>")
    #expect(try book.firstSheet().values == ["A1": .error(.unknown), "B1": .text("c")])
  }

  @Test func `indices without a table are damaged cells, not a damaged file`() throws {
    let book = HandmadeWorkbook(rows: "<row><c t=\"s\"><v>0</v></c><c t=\"s\"/></row>")
    #expect(try book.firstSheet().values == ["A1": .error(.unknown), "B1": .blank])
  }

  @Test func `prefixed and Strict tables read too`() throws {
    for namespace in [HandmadeWorkbook.main, HandmadeWorkbook.strict] {
      var book = HandmadeWorkbook(rows: "<row><c t=\"s\"><v>0</v></c></row>")
      book.set(
        "xl/sharedStrings.xml",
        "<x:sst xmlns:x=\"\(namespace)\" count=\"7\" uniqueCount=\"x\"><x:si><x:t>a</x:t></x:si></x:sst>")
      #expect(try book.firstSheet()["A1"]?.value == .text("a"))
    }
  }

  // MARK: Texts that are read from their bytes

  /// The texts that a part comes to, or why it is refused, without what depends on where blocks end.
  private static func outcome(_ bytes: [UInt8], takesTexts: Bool, blockSize: Int, limit: Int) -> (
    texts: [String]?, failure: String
  ) {
    let handler = SharedStringsHandler(limit: limit, takesTexts: takesTexts)
    do throws(XLSXError) {
      let parser = try XMLPushParser(handler: handler, part: "sharedStrings.xml")
      for start in stride(from: 0, to: bytes.count, by: blockSize) {
        try parser.feed(bytes[start..<min(start + blockSize, bytes.count)])
      }
      try parser.finish()
      return (handler.texts, "")
    } catch {
      if case .malformedXML = error.code { return (nil, "malformed") }
      return (nil, "\(error.code)")
    }
  }

  private static func disagreement(_ bytes: [UInt8], limit: Int = 1 << 20) -> String? {
    let expected = outcome(bytes, takesTexts: false, blockSize: 65_536, limit: limit)
    for size in [1, 9, 65_536] {
      let found = outcome(bytes, takesTexts: true, blockSize: size, limit: limit)
      guard found.failure == expected.failure,
        found.texts?.map({ Array($0.utf8) }) == expected.texts?.map({ Array($0.utf8) })
      else {
        return "\(found) and not \(expected), in blocks of \(size): \(String(decoding: bytes, as: UTF8.self))"
      }
    }
    return nil
  }

  private static let table = Array(
    ("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"9\"><si><t>first</t></si><si><t>a&lt;b</t></si>"
      + "\n<si><t xml:space=\"preserve\"> é_x0041_ </t></si><si><r><t>r</t></r><rPh><t>p</t></rPh></si><si><t>]</t></si><si><t/></si>"
      + "<si><t>last</t></si></sst>").utf8)

  @Test func `tables with one byte changed, left out or added read as libxml2 reads them`() {
    #expect(Self.outcome(Self.table, takesTexts: true, blockSize: 9, limit: 1 << 20).texts?.count == 7)
    for place in Self.table.indices {
      for byte in Array("<>&/st;] \r\0".utf8) + [0x80, 0xC3] {
        var bytes = Self.table
        bytes[place] = byte
        #expect(Self.disagreement(bytes) == nil)
        bytes = Self.table
        bytes.insert(byte, at: place)
        #expect(Self.disagreement(bytes) == nil)
      }
      #expect(Self.disagreement(Array(Self.table.prefix(place))) == nil)
      #expect(Self.disagreement(Array(Self.table.dropFirst(place))) == nil)
    }
  }

  @Test func `the limit on texts holds for those that are taken`() {
    for limit in 0..<200 { #expect(Self.disagreement(Self.table, limit: limit) == nil) }
  }
}
