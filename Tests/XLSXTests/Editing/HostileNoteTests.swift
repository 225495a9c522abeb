import HandmadeWorkbooks
import Testing

@testable import XLSX

/// Notes put into workbooks whose numbers are wrong: sizes of cells, anchors, identifiers of shapes.
struct HostileNoteTests {
  private static let greatest = String(Int.max)

  /// A workbook whose first sheet has a note of somebody's on A1, in VML.
  private static func book(
    sheet: String = "", shape: String = "_x0000_s1025", idmap: String = "1", anchor: (row: String, column: String)
  )
    -> HandmadeWorkbook
  {
    var book = HandmadeWorkbook(sheet: "\(sheet)<legacyDrawing r:id=\"rId1\"/>")
    book.set("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
    book.set(
      "xl/worksheets/_rels/sheet1.xml.rels",
      HandmadeWorkbook.relationshipPart([
        ("rId1", "vmlDrawing", "../drawings/vmlDrawing1.vml"), ("rId2", "comments", "../comments1.xml"),
      ]))
    book.set(
      "xl/comments1.xml",
      "<comments xmlns=\"\(HandmadeWorkbook.main)\"><authors><author>me</author></authors><commentList><comment ref=\"A1\" authorId=\"0\">"
        + "<text><t>theirs</t></text></comment></commentList></comments>")
    book.set(
      "xl/drawings/vmlDrawing1.vml",
      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        + "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"\(idmap)\"/>"
        + "</o:shapelayout><v:shape id=\"\(shape)\"><x:ClientData ObjectType=\"Note\"><x:Row>\(anchor.row)</x:Row><x:Column>"
        + "\(anchor.column)</x:Column></x:ClientData></v:shape></xml>")
    return book
  }

  /// The drawing after two notes came, and after they went again.
  private static func drawings(_ book: HandmadeWorkbook) throws -> (with: String, without: String, notes: Int) {
    let folder = try ScratchFolder()
    try book.write(to: folder.file("book.xlsx"))
    func set(_ notes: [CellNote], _ source: String, _ target: String) throws -> (String, Int) {
      let editor = try WorkbookEditor(path: folder.file(source))
      try editor.setNotes(notes, author: "GreenQuote", in: "One")
      try editor.write(to: folder.file(target), force: true)
      let reader = try WorkbookReader(path: folder.file(target))
      let comments = try reader.worksheet(reader.sheets[0], comments: true).details.comments
      return (
        String(decoding: try reader.archive.bytes(of: PartName("xl/drawings/vmlDrawing1.vml")), as: UTF8.self),
        comments.count
      )
    }
    let notes = [
      CellNote(CellReference(row: 2, column: 2), "one"), CellNote(CellReference(row: 9, column: 16_384), "two"),
    ]
    let (with, count) = try set(notes, "book.xlsx", "with.xlsx")
    let (without, _) = try set([], "with.xlsx", "without.xlsx")
    return (with, without, count)
  }

  @Test(
    arguments: [
      "nan", "inf", "-inf", "-1", "-1e300", "1e300", "1e19", greatest, "", "x", "1e-300", "0x1p9", "８",
    ])
  func `sizes of cells that are no sizes`(number: String) throws {
    let sheet =
      "<sheetFormatPr defaultColWidth=\"\(number)\" defaultRowHeight=\"\(number)\"/><cols><col min=\"1\" max=\"3\" width=\"\(number)\"/></cols>"
      + "<sheetData><row r=\"2\" ht=\"\(number)\"><c r=\"B2\"/></row></sheetData>"
    #expect(try Self.drawings(Self.book(sheet: sheet, anchor: ("0", "0"))).notes == 3)
  }

  @Test(arguments: ["-1", "0", greatest, "-\(greatest)", "99999999999999999999", "nan", ""])
  func `columns and rows that are none`(number: String) throws {
    let sheet =
      "<cols><col min=\"\(number)\" max=\"\(number)\" width=\"9\"/><col min=\"1\" max=\"\(number)\" width=\"9\"/></cols>"
      + "<sheetData/>"
    #expect(try Self.drawings(Self.book(sheet: sheet, anchor: (number, number))).notes == 3)
  }

  @Test(
    arguments: [
      ("_x0000_s\(greatest)", "1"), ("_x0000_s-\(greatest)", "1"), ("s", "1"), ("_x0000_s2147483647", "1"),
      ("_x0000_s1025", greatest),
      ("_x0000_s1025", "-\(greatest)"), ("_x0000_s1025", "1,\(greatest),x"), ("_x0000_s1025", ""),
      ("_x0000_s1025", "nan"),
    ])
  func `identifiers beyond all numbers`(shape: String, idmap: String) throws {
    let (with, without, notes) = try Self.drawings(
      Self.book(sheet: "<sheetData/>", shape: shape, idmap: idmap, anchor: ("0", "0")))
    #expect(notes == 3)
    #expect(with.contains("id=\"\(shape)\""))
    #expect(!without.contains("one"))
  }

  @Test func `the nearest that is right: widths, heights and identifiers as they are written`() throws {
    let sheet =
      "<sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"3\" max=\"3\" width=\"255\"/></cols><sheetData><row r=\"2\" ht=\"409.5\"/></sheetData>"
    let book = Self.book(sheet: sheet, shape: "_x0000_s2049", idmap: "1,2", anchor: ("0", "0"))
    let (with, without, _) = try Self.drawings(book)
    #expect(
      with.contains("id=\"_x0000_s2050\"") && with.contains("id=\"_x0000_s2051\"") && with.contains("data=\"1,2\""))
    // Column C of 1,790 pixels and row 2 of 546 take the whole box.
    #expect(with.contains("<x:Anchor>2, 15, 0, 2, 2, 143, 1, "))
    #expect(
      without.contains("id=\"_x0000_s2049\"") && !without.contains("_x0000_s2050") && without.contains("data=\"1,2\""))
  }

  @Test func `a drawing of which the name is a number beyond all numbers`() throws {
    var book = Self.book(sheet: "<sheetData/>", anchor: ("0", "0"))
    let name = "drawings/vmlDrawing\(Self.greatest).vml"
    book.rename("xl/drawings/vmlDrawing1.vml", to: "xl/" + name)
    book.set(
      "xl/worksheets/_rels/sheet1.xml.rels",
      HandmadeWorkbook.relationshipPart([
        ("rId1", "vmlDrawing", "../" + name), ("rId2", "comments", "../comments1.xml"),
      ]))
    let folder = try ScratchFolder()
    try book.write(to: folder.file("book.xlsx"))
    let editor = try WorkbookEditor(path: folder.file("book.xlsx"))
    try editor.setNotes([CellNote("B2", "one")], author: "GreenQuote", in: "One")
    try editor.write(to: folder.file("out.xlsx"))
    #expect(failure(reading: folder.file("out.xlsx")) == nil)
  }

  @Test(arguments: ["9223372036854775807", "65534", "-1", "x"])
  func `a sheet is added beside one with any identifier`(identifier: String) throws {
    var book = HandmadeWorkbook()
    book.set("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook("<sheets><sheet name=\"One\" sheetId=\"\(identifier)\" r:id=\"rId1\"/></sheets>"))
    let folder = try ScratchFolder()
    try book.write(to: folder.file("book.xlsx"))
    let editor = try WorkbookEditor(path: folder.file("book.xlsx"))
    try editor.insertSheet(NewWorksheet(name: "Two"), at: 0)
    try editor.write(to: folder.file("out.xlsx"))
    let reader = try WorkbookReader(path: folder.file("out.xlsx"))
    #expect(reader.sheets.map(\.name) == ["Two", "One"])
    let workbook = String(decoding: try reader.archive.bytes(of: reader.workbookPart), as: UTF8.self)
    #expect(workbook.contains("name=\"Two\" sheetId=\"1\""))
  }
}
