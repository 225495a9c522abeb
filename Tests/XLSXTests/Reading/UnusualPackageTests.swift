import Foundation
import HandmadeWorkbooks
import Testing

@testable import XLSX

/// What producers other than Excel write, and what the standard allows: it reads as if Excel had written it.
struct UnusualPackageTests {
  private static let rows = """
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>in</t></is></c><c r="C1"><f>1+1</f><v>2</v></c></row>
    """

  private static func book() -> HandmadeWorkbook {
    var book = HandmadeWorkbook(
      sheet: "<sheetData>\(rows)</sheetData><mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>")
    book.setSharedStrings("<si><t>shared</t></si>")
    book.setStyles("<cellXfs><xf numFmtId=\"14\"/></cellXfs>")
    return book
  }

  private static func expectAll(_ book: HandmadeWorkbook, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try book.open { reader in
      let sheet = try reader.worksheet(reader.sheets[0])
      #expect(
        sheet.values == ["A1": .text("shared"), "B1": .text("in"), "C1": .number(2)], sourceLocation: sourceLocation)
      #expect(sheet["C1"]?.formula == "1+1", sourceLocation: sourceLocation)
      #expect(sheet.details.mergedRanges.map(\.description) == ["A2:B2"], sourceLocation: sourceLocation)
      #expect(reader.styles.isDate(0), sourceLocation: sourceLocation)
    }
  }

  /// The same part with `x:` before the names of its elements.
  private static func prefixed(_ xml: String) -> String {
    xml.replacing(#/<(/?)(?=[a-zA-Z])/#) { "<\($0.output.1)x:" }.replacing("xmlns=", with: "xmlns:x=")
  }

  private static func changing(_ change: (String) -> [UInt8]) -> HandmadeWorkbook {
    var book = book()
    for index in book.parts.indices {
      book.parts[index].bytes = change(String(decoding: book.parts[index].bytes, as: UTF8.self))
    }
    return book
  }

  @Test func `the plain package reads`() throws { try Self.expectAll(Self.book()) }

  @Test func `elements may have a prefix`() throws {
    try Self.expectAll(Self.changing { Array(Self.prefixed($0).utf8) })
  }

  @Test func `namespaces may be those of Strict files`() throws {
    try Self.expectAll(
      Self.changing {
        Array(
          $0.replacing(HandmadeWorkbook.main, with: HandmadeWorkbook.strict)
            .replacing(HandmadeWorkbook.relationships, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
            .utf8)
      })
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian]) func `parts may be UTF-16`(
    encoding: String.Encoding
  ) throws {
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    try Self.expectAll(
      Self.changing {
        mark + Array(("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + $0).data(using: encoding) ?? Data())
      })
    try Self.expectAll(Self.changing { mark + Array($0.data(using: encoding) ?? Data()) })
  }

  @Test func `parts may have a byte order mark, a declaration, comments and white space around them`() throws {
    let head =
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<!-- made by hand -->\n<?mso-application x?>"
    try Self.expectAll(Self.changing { Array((head + $0 + "\n<!-- end -->\n").utf8) })
    try Self.expectAll(Self.changing { Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\($0)".utf8) })
  }

  @Test func `targets may be absolute, or go up and down`() throws {
    for (sheet, strings) in [
      ("/xl/worksheets/sheet1.xml", "/xl/sharedStrings.xml"), ("../xl/worksheets/sheet1.xml", "./sharedStrings.xml"),
      ("worksheets\\sheet1.xml", "\\xl\\sharedStrings.xml"), ("WorkSheets/Sheet1.xml", "SharedStrings.xml"),
      ("/xl/./worksheets/../worksheets/sheet1.xml", "sharedStrings.xml"),
    ] {
      var book = Self.book()
      book.set("_rels/.rels", HandmadeWorkbook.relationshipPart([("r", "officeDocument", "/xl/workbook.xml")]))
      book.set(
        "xl/_rels/workbook.xml.rels",
        HandmadeWorkbook.relationshipPart([
          ("rId1", "worksheet", sheet), ("rId2", "sharedStrings", strings), ("rId3", "styles", "/xl/styles.xml"),
        ]))
      try Self.expectAll(book)
    }
  }

  @Test func `part names may have backslashes and other case`() throws {
    var book = Self.book()
    for index in book.parts.indices { book.parts[index].name.replace("/", with: "\\") }
    try Self.expectAll(book)
    book = Self.book()
    for index in book.parts.indices { book.parts[index].name = book.parts[index].name.uppercased() }
    try Self.expectAll(book)
  }

  @Test func `entries for folders are no parts`() throws {
    var archive = HandmadeArchive(Self.book())
    for name in ["xl/", "xl/worksheets/", "XL/", "xl\\", "_rels\\"] {
      archive.entries.insert(.init(name: name, bytes: []), at: 0)
    }
    #expect(try archive.failure() == nil)
  }

  @Test func `the workbook may stand anywhere`() throws {
    var book = HandmadeWorkbook(rows: Self.rows)
    book.set(
      "_rels/.rels",
      HandmadeWorkbook.relationshipPart([
        ("a", "extended-properties", "docProps/app.xml"), ("b", "officeDocument", "book.xml"),
      ]))
    book.rename("xl/workbook.xml", to: "book.xml")
    book.rename("xl/_rels/workbook.xml.rels", to: "_rels/book.xml.rels")
    book.rename("xl/worksheets/sheet1.xml", to: "worksheets/sheet1.xml")
    #expect(try book.firstSheet()["C1"]?.value == .number(2))
  }

  @Test func `of alternate content the fallback counts`() throws {
    let compatibility = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
    var book = HandmadeWorkbook(
      sheet: """
        <mc:AlternateContent \(compatibility)><mc:Choice Requires="x99"><cols><col min="1" max="1" hidden="1"/></cols></mc:Choice>\
        <mc:Fallback><cols><col min="2" max="2" hidden="1"/></cols></mc:Fallback></mc:AlternateContent>\
        <sheetData><row><c><v>1</v></c><mc:AlternateContent \(compatibility)><mc:Choice Requires="x99"><c><v>2</v></c></mc:Choice>\
        <mc:Fallback><c><v>3</v></c></mc:Fallback></mc:AlternateContent></row></sheetData>\
        <mc:AlternateContent \(compatibility)><mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>
        """)
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        """
        <mc:AlternateContent \(compatibility)><mc:Choice Requires="x15"><workbookPr date1904="1"/></mc:Choice></mc:AlternateContent>\
        <mc:AlternateContent \(compatibility)><mc:Choice Requires="x15"><sheets/></mc:Choice><mc:Fallback><sheets><sheet name="F" sheetId="1" r:id="rId1"/></sheets>\
        </mc:Fallback></mc:AlternateContent>
        """))
    try book.open { reader in
      #expect(reader.dateSystem == .from1900)
      #expect(reader.sheets.map(\.name) == ["F"])
      let sheet = try reader.worksheet(reader.sheets[0])
      #expect(sheet.values == ["A1": .number(1), "B1": .number(3)])
      #expect(sheet.details.columns.map(\.columns) == [2...2])
    }
  }

  @Test func `elements and attributes of other namespaces are passed over`() throws {
    let sheet = try HandmadeWorkbook(
      sheet: """
        <sheetData xmlns:y="urn:y" xmlns:z="relative"><y:row r="9"/><row r="1" y:r="7" y:hidden="1"><y:c r="A1"><v>5</v></y:c>\
        <c r="B1" y:r="C1" y:t="s" y:s="4"><y:v>6</y:v><v>1</v></c></row></sheetData>
        """
    ).firstSheet()
    #expect(sheet.values == ["B1": .number(1)])
    #expect(sheet.rows.map(\.isHidden) == [false])
    #expect(sheet["B1"]?.style == 0)
  }

  @Test func `a sheet for which the workbook names no part is none that is missing`() throws {
    var book = HandmadeWorkbook()
    func list(_ identifier: String) -> String {
      HandmadeWorkbook.workbook(
        "<sheets><sheet name=\"Module1\" sheetId=\"2\" state=\"veryHidden\" r:id=\"\(identifier)\"/>"
          + "<sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets>")
    }
    book.set("xl/workbook.xml", list(""))
    try book.open { reader in
      #expect(reader.sheets.map(\.kind) == [.missing, .worksheet])
      try reader.requireAllSheets()
    }
    book.set("xl/workbook.xml", list("rId9"))
    try book.open { reader in
      let error = #expect(throws: XLSXError.self) { try reader.requireAllSheets() }
      #expect(error?.code == .missingPart)
    }
  }
}
