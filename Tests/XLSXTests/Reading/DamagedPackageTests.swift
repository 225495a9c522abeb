import HandmadeWorkbooks
import Testing

@testable import XLSX

/// Packages that break the rules of the format: each has its own error, which names the part.
struct DamagedPackageTests {
  private static let rows = (1...300).map { "<row r=\"\($0)\"><c><v>\($0 * 7919)</v></c></row>" }.joined()

  @Test func `a wrong checksum is found at the end of the part`() throws {
    for part in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"] {
      var archive = HandmadeArchive(HandmadeWorkbook(rows: Self.rows))
      archive.change(part) { $0.statedChecksum = 0x1234_5678 }
      let error = try #require(try archive.failure())
      #expect(error.code == .wrongChecksum, "\(error)")
      #expect(error.part == part)
      #expect(error.description.contains("checksum"))
    }
  }

  @Test func `damaged bytes are damage of the file, not of its end nor of its XML`() throws {
    // A changed digit, and a changed bracket that leaves no XML.
    for damage in [UInt8(ascii: "9"), UInt8(ascii: "<")] {
      var archive = HandmadeArchive(HandmadeWorkbook(rows: Self.rows))
      archive.change("xl/worksheets/sheet1.xml") {
        $0.statedChecksum = HandmadeArchive.checksum($0.bytes)
        $0.bytes[$0.bytes.count / 2] = damage
      }
      let error = try #require(try archive.failure())
      #expect(error.code == .wrongChecksum, "\(error)")
      #expect(error.part == "xl/worksheets/sheet1.xml")
    }
    // What is no deflated data.
    var archive = HandmadeArchive(HandmadeWorkbook(rows: Self.rows))
    archive.change("xl/worksheets/sheet1.xml") {
      $0.method = 8
      $0.statedSize = 1000
      $0.bytes = [UInt8](repeating: 0xFF, count: 100)
    }
    let error = try #require(try archive.failure())
    #expect(error.code == .wrongChecksum, "\(error)")
    #expect(!error.description.contains("truncated"))
  }

  @Test(arguments: [(10, "longer"), (100_000, "shorter")])
  func `a part that is longer or shorter than the archive states is refused`(
    size: Int, how: String
  ) throws {
    let folder = try ScratchFolder()
    try HandmadeWorkbook(rows: Self.rows).write(to: folder.file("book.xlsx"))
    let raw = try #require(RawArchive(path: folder.file("book.xlsx")))
    var archive = HandmadeArchive(HandmadeWorkbook(rows: Self.rows))
    let deflated = try #require(raw["xl/worksheets/sheet1.xml"]).compressed
    archive.change("xl/worksheets/sheet1.xml") {
      $0.statedChecksum = HandmadeArchive.checksum($0.bytes)
      $0.method = 8
      $0.statedSize = $0.bytes.count
      $0.bytes = deflated
    }
    #expect(try archive.failure() == nil)
    archive.change("xl/worksheets/sheet1.xml") { $0.statedSize = size }
    let error = try #require(try archive.failure())
    #expect([.wrongChecksum, .truncated].contains(error.code), "\(how): \(error)")
    #expect(error.part == "xl/worksheets/sheet1.xml")
  }

  @Test func `an encrypted part`() throws {
    var archive = HandmadeArchive(HandmadeWorkbook())
    archive.change("xl/workbook.xml") { $0.flags = 1 }
    #expect(try archive.failure()?.code == .encrypted)
  }

  @Test(arguments: [
    ("_rels/.rels", "_rels/.rels"), ("xl/workbook.xml", "xl/workbook.xml"),
    ("xl/_rels/workbook.xml.rels", "sheet 'One'"),
    ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
  ]) func `a missing part is named`(part: String, names: String) throws {
    var book = HandmadeWorkbook()
    book.set("[Content_Types].xml", "<Types/>")
    book.remove(part)
    let error = try #require(try book.failure())
    #expect(error.code == .missingPart)
    #expect(error.description.contains(names), "\(error)")
    #expect(!error.description.contains(": : "), "\(error)")
  }

  @Test func `a package without relationship to a workbook, and a workbook without sheets`() throws {
    var book = HandmadeWorkbook()
    book.set("_rels/.rels", HandmadeWorkbook.relationshipPart([("r", "core-properties", "docProps/core.xml")]))
    #expect(try book.failure()?.code == .missingPart)
    #expect(try book.failure()?.detail == "no relationship to a workbook")
    for content in ["", "<sheets/>"] {
      book = HandmadeWorkbook()
      book.set("xl/workbook.xml", HandmadeWorkbook.workbook(content))
      let error = try #require(try book.failure())
      #expect(error.code == .invalidContent)
      #expect(error.detail == "the workbook has no sheets")
      #expect(error.part == "xl/workbook.xml")
    }
  }

  @Test(arguments: [
    "<sheet xmlns=\"\(HandmadeWorkbook.main)\"/>", "<worksheet/>",
    "<worksheet xmlns=\"urn:x\"><sheetData/></worksheet>",
    "<x:chartsheet xmlns:x=\"\(HandmadeWorkbook.main)\"/>",
  ])
  func `a part that is no worksheet is not read as an empty one`(content: String) throws {
    var book = HandmadeWorkbook()
    book.set("xl/worksheets/sheet1.xml", content)
    let error = try #require(try book.failure())
    #expect(error.code == .invalidContent)
    #expect(error.part == "xl/worksheets/sheet1.xml")
  }

  @Test(arguments: [
    ("<a>\n<b>\n</a>", 3, 5), ("<a", 1, 3), ("", 1, 1), ("text", 1, 1), ("<a>&nbsp;</a>", 1, 10), ("<a></a><b/>", 1, 8),
    ("<a x=1/>", 1, 6),
    ("<a>\u{1}</a>", 1, 4),
    ("<a x=\"1\" x=\"2\"/>", 1, 15), ("<p:a/>", 1, 5), ("<a>\n  <b", 2, 5),
    ("<?xml version=\"1.0\" encoding=\"no-such\"?><a/>", 1, 40),
  ]) func `malformed XML is named with part, line and column`(xml: String, line: Int, column: Int) throws {
    for part in [
      "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml",
      "_rels/.rels",
    ] {
      var book = HandmadeWorkbook()
      book.set(part, xml)
      let error = try #require(try book.failure(), "\(part)")
      guard case .malformedXML(let foundLine, let foundColumn) = error.code else {
        // The handler may refuse the root element first.
        #expect(error.code == .invalidContent && part.contains("sheet1"), "\(part): \(error)")
        continue
      }
      #expect(foundLine == line, "\(error)")
      #expect(abs(foundColumn - column) <= 3, "\(error)")
      #expect(error.part == part)
      #expect(error.description.contains("\(part): malformed XML at line \(line), column"))
      #expect(!error.detail.isEmpty, "\(error)")
    }
  }

  @Test func `malformed XML far into a sheet is found at its line`() throws {
    let rows = (1...20_000).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>\n" }.joined()
    let error = try #require(try HandmadeWorkbook(rows: rows + "<row></rows>").failure())
    guard case .malformedXML(let line, _) = error.code else { throw error }
    #expect(line == 20_001)
  }

  @Test(arguments: [
    "<!DOCTYPE worksheet><a/>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
    "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><a>&b;</a>",
    "<!DOCTYPE a PUBLIC \"x\" \"http://localhost/x\"><a/>",
    "<?xml version=\"1.0\"?>\n<!-- x -->\n<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
  ]) func `a document type declaration is refused in every part`(xml: String) throws {
    for part in [
      "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml",
      "_rels/.rels",
    ] {
      var book = HandmadeWorkbook()
      book.set(part, xml)
      let error = try #require(try book.failure())
      #expect(error.code == .documentTypeDeclaration, "\(error)")
      #expect(error.part == part)
      #expect(error.description.contains("document type declaration"))
    }
  }

  @Test(arguments: ["xl/workbook.xml", "XL/Workbook.xml", "xl\\workbook.xml"]) func `a part that is there twice`(
    name: String
  ) throws {
    var archive = HandmadeArchive(HandmadeWorkbook())
    archive.entries.append(.init(name: name, bytes: Array("<workbook/>".utf8)))
    let error = try #require(try archive.failure())
    #expect(error.code == .duplicatePart)
    #expect(error.part == name)
    #expect(error.description.contains("twice"))
  }

  @Test(arguments: [
    "../x.xml", "xl/../../x.xml", "/xl/x.xml", "\\xl\\x.xml", "xl\\..\\..\\x.xml", "..", "xl//x.xml", "./x.xml",
    "xl/./x.xml",
    "//server/x.xml",
  ])
  func `a name that leads out of the package`(name: String) throws {
    var archive = HandmadeArchive(HandmadeWorkbook())
    archive.entries.append(.init(name: name, bytes: [1]))
    let error = try #require(try archive.failure())
    #expect(error.code == .unsafePartName)
    #expect(error.part == name)
    #expect(error.description.contains("leads out of it"))
  }

  @Test(arguments: ["../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "http://localhost/x.xml"])
  func `a relationship never leads out of the package`(target: String) throws {
    var book = HandmadeWorkbook()
    book.set("xl/_rels/workbook.xml.rels", HandmadeWorkbook.relationshipPart([("rId1", "worksheet", target)]))
    #expect(try book.failure()?.code == .missingPart)
  }

  @Test func `two sheets that are the same part are refused`() throws {
    var book = HandmadeWorkbook()
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        "<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Two\" sheetId=\"2\" r:id=\"rId1\"/></sheets>"
      ))
    let error = #expect(throws: XLSXError.self) { try book.open { _ in } }
    #expect(error?.code == .invalidContent && error?.detail.contains("'Two'") == true)
  }
}
