import HandmadeWorkbooks
import Testing

@testable import XLSX

/// Edits of workbooks that nobody would write: what fuzzing found.
struct HostileEditingTests {
  /// Makes edits of the first sheet of a workbook and reads the result.
  private func edited(_ book: HandmadeWorkbook, _ change: (WorkbookEditor) throws -> Void) throws -> Worksheet {
    let folder = try ScratchFolder()
    try book.write(to: folder.file("book.xlsx"))
    let editor = try WorkbookEditor(path: folder.file("book.xlsx"))
    try change(editor)
    try editor.write(to: folder.file("edited.xlsx"))
    let reader = try WorkbookReader(path: folder.file("edited.xlsx"))
    return try reader.worksheet(reader.sheets[0])
  }

  private let first = CellReference(row: 1, column: 1)

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "99999999999999999999", "x"])
  func `a count of shared strings beyond all numbers is no reason to stop`(count: String) throws {
    var book = HandmadeWorkbook()
    book.set(
      "xl/sharedStrings.xml", "<sst xmlns=\"\(HandmadeWorkbook.main)\" count=\"\(count)\"><si><t>a</t></si></sst>")
    let sheet = try edited(book) { try $0.set(.value(.text("b")), at: first, in: "One") }
    #expect(sheet["A1"]?.value == .text("b"))
  }

  @Test(arguments: ["9223372036854775807", "2147483647", "2147483646", "-9223372036854775808"])
  func `a number format with the greatest number there is leaves room for another`(identifier: String) throws {
    var book = HandmadeWorkbook(rows: "<row><c s=\"0\"/></row>")
    book.setStyles(
      "<numFmts count=\"1\"><numFmt numFmtId=\"\(identifier)\" formatCode=\"0.0\"/></numFmts><cellXfs count=\"1\"><xf numFmtId=\"0\"/></cellXfs>"
    )
    var changes = StyleChanges()
    changes.numberFormat = "0.000"
    var style = 0
    let sheet = try edited(book) {
      style = try $0.appendStyle(from: 0, changing: changes)
      try $0.set(.style(style), at: first, in: "One")
    }
    #expect(style == 1)
    #expect(sheet["A1"]?.style == 1)
  }

  @Test(arguments: ["cellXfs", "fonts"])
  func `styles among which stands something else have no places to be counted`(collection: String) throws {
    var book = HandmadeWorkbook(rows: "<row><c/></row>")
    let all = ["fonts", "cellXfs"].map {
      "<\($0)>\($0 == collection ? "<other/>" : "")\($0 == "cellXfs" ? "<xf/>" : "")</\($0)>"
    }
    book.setStyles(all.joined())
    var changes = StyleChanges()
    changes.locked = false
    #expect(throws: XLSXError.self) { try edited(book) { _ = try $0.appendStyle(from: 0, changing: changes) } }
  }

  @Test(arguments: [
    "<x><si><t>no</t></si></x><si><t>a</t></si>", "<extLst/><si><t>a</t></si>", "<si><t>a</t><si><t>no</t></si></si>",
  ])
  func `texts are counted alike by who reads and by who adds`(items: String) throws {
    var book = HandmadeWorkbook(rows: "<row><c/><c t=\"s\"><v>0</v></c></row>")
    book.setSharedStrings(items)
    let before = try book.firstSheet()["B1"]?.value
    let sheet = try edited(book) { try $0.set(.value(.text("new")), at: first, in: "One") }
    #expect(sheet["A1"]?.value == .text("new"))
    #expect(sheet["B1"]?.value == before)
  }

  @Test(arguments: [
    "<sheetData><mc:AlternateContent><mc:Fallback><row><c/></row></mc:Fallback></mc:AlternateContent></sheetData>",
    "<sheetData><row><mc:AlternateContent><mc:Fallback><c/></mc:Fallback></mc:AlternateContent></row></sheetData>",
    "<sheetData><row><c><mc:AlternateContent><mc:Fallback><v>1</v></mc:Fallback></mc:AlternateContent></c></row></sheetData>",
    "<sheetData/><sheetData><row><c/></row></sheetData>",
  ])
  func `a sheet in which the cell could be meant twice is not written`(content: String) throws {
    var book = HandmadeWorkbook(sheet: content)
    book.set(
      "xl/worksheets/sheet1.xml",
      HandmadeWorkbook.worksheet(content).replacing(
        "<worksheet ", with: "<worksheet xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "))
    #expect(try book.firstSheet()["A1"] != nil)
    let error = #expect(throws: XLSXError.self) {
      try edited(book) { try $0.set(.value(.number(2)), at: first, in: "One") }
    }
    #expect(error?.code == .invalidContent)
  }

  @Test func `a cell that stands twice is not written`() throws {
    let book = HandmadeWorkbook(rows: "<row><c r=\"A1\"/><c r=\"B1\"/><c r=\"A1\"/></row>")
    let error = #expect(throws: XLSXError.self) {
      try edited(book) { try $0.set(.value(.number(2)), at: first, in: "One") }
    }
    #expect(error?.code == .invalidContent)
    #expect(error?.cell == first)
  }

  @Test(arguments: ["worksheets/sheet1.xml", "_rels/workbook.xml.rels", "workbook.xml", "/_rels/.rels", "none.xml"])
  func `a calculation chain that is another part takes nothing with it`(target: String) throws {
    var book = HandmadeWorkbook(rows: "<row><c><f>B1</f><v>1</v></c></row>")
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart([("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "calcChain", target)])
    )
    let sheet = try edited(book) { try $0.set(.value(.number(2)), at: first, in: "One") }
    #expect(sheet["A1"] == Cell(first, .number(2)))
  }

  @Test func `the sheet as its own shared strings or styles is refused`() throws {
    for kind in ["sharedStrings", "styles"] {
      var book = HandmadeWorkbook(rows: "<row><c/></row>")
      book.set(
        "xl/_rels/workbook.xml.rels",
        HandmadeWorkbook.relationshipPart([
          ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", kind, "worksheets/sheet1.xml"),
        ]))
      var changes = StyleChanges()
      changes.locked = false
      let error = #expect(throws: XLSXError.self) {
        try edited(book) {
          try $0.set(.value(.text("b")), at: first, in: "One")
          if kind == "styles" { _ = try $0.appendStyle(from: 0, changing: changes) }
        }
      }
      #expect(error?.code == .invalidContent)
    }
  }

  @Test func `many references to one table cost one look at it`() throws {
    var book = HandmadeWorkbook()
    book.set(
      "xl/worksheets/_rels/sheet1.xml.rels",
      HandmadeWorkbook.relationshipPart((0..<20_000).map { ("t\($0)", "table", "../tables/table1.xml") }))
    let columns = String(repeating: "<tableColumn name=\"a\"/>", count: 20_000)
    book.set("xl/tables/table1.xml", "<table xmlns=\"\(HandmadeWorkbook.main)\" ref=\"A9:B10\">\(columns)</table>")
    let sheet = try edited(book) { try $0.set(.value(.number(1)), at: first, in: "One") }
    #expect(sheet["A1"]?.value == .number(1))
  }

  @Test func `a part that is declared in another encoding is refused whatever space stands before the declaration`()
    throws
  {
    for space in [" ", "\t", "\n", "\r"] {
      var book = HandmadeWorkbook()
      book.set(
        "xl/worksheets/sheet1.xml",
        "<?xml\(space)version=\"1.0\" encoding=\"ISO-8859-1\"?>" + HandmadeWorkbook.worksheet("<sheetData/>"))
      #expect(throws: XLSXError.self, "\(space.debugDescription)") {
        try edited(book) { try $0.set(.value(.text("é")), at: first, in: "One") }
      }
    }
  }

  @Test func `a package with very many calculation chains is edited with one pass over its relationships`() throws {
    var book = HandmadeWorkbook(rows: "<row><c><f>1+1</f><v>2</v></c></row>")
    let chains = (0..<8_000).map { (id: "c\($0)", kind: "calcChain", target: "calcChain\($0 / 2).xml") }
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart([("rId1", "worksheet", "worksheets/sheet1.xml")] + chains))
    let sheet = try edited(book) { try $0.set(.value(.number(3)), at: first, in: "One") }
    #expect(sheet["A1"]?.formula == nil)
    #expect(sheet["A1"]?.value == .number(3))
  }

  @Test func `texts that differ in how a letter is composed are different texts`() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    var book = HandmadeWorkbook(rows: "<row><c t=\"s\"><v>0</v></c></row>")
    book.setSharedStrings("<si><t>\(one)</t></si>")
    let sheet = try edited(book) {
      try $0.set(.value(.text(two)), at: CellReference(row: 1, column: 2), in: "One")
      try $0.set(.value(.text(one)), at: CellReference(row: 1, column: 3), in: "One")
    }
    for (cell, text) in [("A1", one), ("B1", two), ("C1", one)] {
      guard case .text(let found)? = sheet[cell]?.value else {
        Issue.record("\(cell) holds no text")
        continue
      }
      #expect(found.hasSameBytes(as: text))
    }
  }
}
