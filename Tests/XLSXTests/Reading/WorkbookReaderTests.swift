import HandmadeWorkbooks
import Testing

@testable import XLSX

struct WorkbookReaderTests {
  private typealias Relation = (id: String, kind: String, target: String)

  @Test func `sheets keep their order, names and visibility`() throws {
    var book = HandmadeWorkbook()
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        """
        <sheets><sheet name="Company &amp; Co" sheetId="3" r:id="rId1"/><sheet name="数据" sheetId="1" state="hidden" r:id="rId5"/>\
        <sheet name="Lists" sheetId="2" state="veryHidden" r:id="rId6"/><sheet name="V" sheetId="4" state="visible" r:id="rId7"/>\
        <sheet name="W" sheetId="5" state="what" r:id="rId8"/></sheets>
        """))
    let targets: [Relation] = [1, 5, 6, 7, 8].map { ("rId\($0)", "worksheet", "worksheets/sheet\($0).xml") }
    book.set("xl/_rels/workbook.xml.rels", HandmadeWorkbook.relationshipPart(targets))
    for (index, number) in [1, 5, 6, 7, 8].enumerated() {
      book.set(
        "xl/worksheets/sheet\(number).xml",
        HandmadeWorkbook.worksheet("<sheetData><row><c><v>\(index)</v></c></row></sheetData>"))
    }
    try book.open { reader in
      #expect(reader.sheets.map(\.name) == ["Company & Co", "数据", "Lists", "V", "W"])
      #expect(reader.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden, .visible, .visible])
      #expect(reader.sheets.map(\.kind) == Array(repeating: .worksheet, count: 5))
      let values = try reader.sheets.map { try reader.worksheet($0)["A1"]?.value }
      #expect(values == [0, 1, 2, 3, 4].map { .number($0) })
      #expect(reader.sheet(named: "lists")?.name == "Lists")
      #expect(reader.sheet(named: "List") == nil)
    }
  }

  @Test func `chartsheets and their like stand among the sheets and have no cells`() throws {
    var book = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        """
        <sheets><sheet name="Chart" sheetId="1" r:id="c"/><sheet name="Dialog" sheetId="2" r:id="d"/><sheet name="Macro" sheetId="3" r:id="m"/>\
        <sheet name="Data" sheetId="4" r:id="w"/></sheets>
        """))
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart([
        ("c", "chartsheet", "chartsheets/sheet1.xml"), ("d", "dialogsheet", "dialogsheets/sheet1.xml"),
        ("m", "xlMacrosheet", "macrosheets/sheet1.xml"),
        ("w", "worksheet", "worksheets/sheet1.xml"),
      ]))
    for folder in ["chartsheets", "dialogsheets", "macrosheets"] {
      book.set("xl/\(folder)/sheet1.xml", "<chartsheet xmlns=\"\(HandmadeWorkbook.main)\"/>")
    }
    try book.open { reader in
      #expect(reader.sheets.map(\.kind) == [.chartsheet, .dialogsheet, .macrosheet, .worksheet])
      let counts = try reader.sheets.map { try reader.worksheet($0).rows.count }
      #expect(counts == [0, 0, 0, 1])
    }
  }

  @Test func `defined names tell their scope`() throws {
    var book = HandmadeWorkbook()
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        """
        <workbookPr date1904="true"/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="a">One!$B$7</definedName>\
        <definedName name="_xlnm.Print_Area" localSheetId="0">One!$A$1:$C$3</definedName><definedName name="b" hidden="1">#REF!</definedName>\
        <definedName name="c" localSheetId="7">"x&amp;y"</definedName><definedName>no name</definedName><definedName name="d"/></definedNames>
        """))
    try book.open { reader in
      #expect(
        reader.definedNames == [
          DefinedName(name: "a", formula: "One!$B$7"),
          DefinedName(name: "_xlnm.Print_Area", formula: "One!$A$1:$C$3", sheet: "One"),
          DefinedName(name: "b", formula: "#REF!", isHidden: true), DefinedName(name: "c", formula: "\"x&y\""),
          DefinedName(name: "d", formula: ""),
        ])
      #expect(reader.dateSystem == .from1904)
    }
  }

  @Test func `macros and links to other workbooks are told`() throws {
    var book = HandmadeWorkbook()
    try book.open { reader in
      #expect(!reader.hasMacros)
      #expect(!reader.hasExternalLinks)
      #expect(reader.dateSystem == .from1900)
    }
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart([
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("v", "vbaProject", "vbaProject.bin"),
        ("e", "externalLink", "externalLinks/externalLink1.xml"),
      ]))
    try book.open { reader in
      #expect(reader.hasMacros)
      #expect(reader.hasExternalLinks)
    }
  }

  @Test func `comments are read where they are asked for`() throws {
    var book = HandmadeWorkbook()
    book.set(
      "xl/worksheets/_rels/sheet1.xml.rels",
      HandmadeWorkbook.relationshipPart([
        ("t", "threadedComment", "../threadedComments/t1.xml"), ("c", "comments", "../comments1.xml"),
      ]))
    book.set(
      "xl/comments1.xml",
      """
      <comments xmlns="\(HandmadeWorkbook.main)"><authors><author>Ann</author><author/></authors><commentList>\
      <comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>Ann:</t></r><r><t xml:space="preserve"> in kg_x000A_</t></r><rPh sb="0" eb="1"><t>no</t></rPh></text></comment>\
      <comment ref="C3" authorId="9"><text><t>plain</t></text></comment><comment ref="x" authorId="0"><text/></comment><comment ref="A1"/></commentList></comments>
      """)
    #expect(try book.firstSheet().details.comments.isEmpty)
    #expect(
      try book.firstSheet(comments: true).details.comments.map { [$0.reference.description, $0.author, $0.text] }
        == [["B2", "Ann", "Ann: in kg\n"], ["C3", "", "plain"], ["A1", "", ""]])
    book.remove("xl/comments1.xml")
    #expect(try book.firstSheet(comments: true).details.comments.isEmpty)
  }

  @Test func `the head of a sheet ends at its row, whatever comes after`() throws {
    let book = HandmadeWorkbook(
      sheet:
        "<sheetViews><sheetView><pane xSplit=\"2\" ySplit=\"1\" state=\"frozen\"/></sheetView></sheetViews><sheetData>"
        + (1...9).map { "<row r=\"\($0 * 2)\"/>" }.joined() + "</sheetData><what")
    let head = try book.open { try $0.head(of: $0.sheets[0], rows: 6) }
    #expect(head.rows.map(\.index) == [2, 4, 6])
    #expect(head.details.frozenRows == 1)
    #expect(head.details.frozenColumns == 2)
  }

  @Test func `the error of a closure ends the reading and reaches the caller`() throws {
    struct Stop: Error {}
    try HandmadeWorkbook(rows: "<row/><row/><row/>").open { reader in
      var count = 0
      #expect(throws: Stop.self) {
        try reader.read(reader.sheets[0]) { _ in
          count += 1
          throw Stop()
        }
      }
      #expect(count == 1)
      #expect(throws: Stop.self) {
        try reader.read(
          reader.sheets[0], begin: { _ in throw Stop() }, row: { _ in Issue.record("a row after the end") })
      }
      let again = try reader.worksheet(reader.sheets[0])
      #expect(again.rows.count == 3)
    }
  }

  @Test func `a file that is replaced while it is read is noticed`() throws {
    let folder = try ScratchFolder()
    let path = folder.file("book.xlsx")
    try HandmadeWorkbook(rows: "<row/>").write(to: path)
    let reader = try WorkbookReader(path: path)
    try HandmadeWorkbook(rows: "<row/><row/>").write(to: path)
    let error = #expect(throws: XLSXError.self) { try reader.worksheet(reader.sheets[0]) }
    #expect(error?.code == .changedWhileReading)
    #expect(error?.file == path)
  }

  @Test func `what the writer writes reads back`() throws {
    let cells: [CellValue] = [
      .number(0.1 + 0.2), .text(" 电池\r\n_x0041_\u{1}"), .boolean(true), .error(.notAvailable), .text(""),
      .number(-1e-300), .number(45_127),
    ]
    let rows = [
      NewRow(2, cells.enumerated().map { NewCell($0.offset + 1, $0.element) }),
      NewRow(1_048_576, isHidden: true, [NewCell(16_384, .number(1), formula: "A1&\"<\"")]),
    ]
    let folder = try ScratchFolder()
    try NewWorkbook(NewWorksheet(name: "A & B", rows: RowSource(rows))).write(to: folder.file("book.xlsx"))
    let reader = try WorkbookReader(path: folder.file("book.xlsx"))
    let sheet = try reader.worksheet(reader.sheets[0])
    #expect(sheet.sheet.name == "A & B")
    #expect(sheet.rows.first?.cells.map(\.value) == cells)
    #expect(sheet.rows.map(\.isHidden) == [false, true])
    #expect(sheet["XFD1048576"]?.formula == "A1&\"<\"")
  }

  /// Rows of three cells, of very different lengths, far more than one block of bytes.
  private static func long(_ row: Int) -> [NewCell] {
    [
      NewCell(1, .number(Double(row) / 7), formula: "B\(row)*2+LEN(C\(row))"), NewCell(2, .text("P\(row)")),
      NewCell(3, .text(String(repeating: "电\(row % 3)", count: row % 700))),
    ]
  }

  @Test(arguments: [1, 6]) func `a sheet of many blocks reads as it was written, whole or by columns`(level: Int) throws
  {
    let count = 3_000
    let folder = try ScratchFolder()
    let rows = RowSource(streaming: { (1...count).lazy.map { NewRow($0, Self.long($0)) } })
    try NewWorkbook(NewWorksheet(name: "S", rows: rows)).write(to: folder.file("book.xlsx"), compressionLevel: level)
    let reader = try WorkbookReader(path: folder.file("book.xlsx"))
    for columns in [nil, [1], [2, 3], [], [7]] as [Set<Int>?] {
      var next = 1
      var differing: [Int] = []
      try reader.read(reader.sheets[0], columns: columns) { row in
        let expected = Self.long(next).filter { columns?.contains($0.column) ?? true }
        if row.index != next || row.cells.map(\.value) != expected.map(\.value)
          || row.cells.map(\.formula) != expected.map(\.formula)
        {
          differing.append(row.index)
        }
        next += 1
      }
      #expect(next == count + 1 && differing.isEmpty)
    }
  }
}
