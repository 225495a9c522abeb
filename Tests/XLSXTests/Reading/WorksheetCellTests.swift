import HandmadeWorkbooks
import Testing

@testable import XLSX

struct WorksheetCellTests {
  /// The value of one cell, given its attributes and content.
  private func value(_ attributes: String, _ content: String, date1904: Bool = false) throws -> CellValue? {
    var book = HandmadeWorkbook(rows: "<row r=\"1\"><c r=\"A1\" \(attributes)>\(content)</c></row>")
    book.setSharedStrings("<si><t>shared</t></si>")
    if date1904 {
      book.set(
        "xl/workbook.xml",
        HandmadeWorkbook.workbook(
          "<workbookPr date1904=\"1\"/><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"))
    }
    return try book.firstSheet()["A1"]?.value
  }

  @Test(
    arguments: [
      ("", "<v>1.5</v>", .number(1.5)), ("t=\"n\"", "<v>-2E3</v>", .number(-2000)),
      ("t=\"s\"", "<v>0</v>", .text("shared")),
      ("", "", .blank),
      ("", "<v/>", .blank), ("", "<v></v>", .blank), ("t=\"n\"", "<v/>", .blank), ("", "<v>abc</v>", .error(.unknown)),
      ("t=\"str\"", "<v>text</v>", .text("text")),
      ("t=\"str\"", "<v/>", .text("")), ("t=\"str\"", "", .blank), ("t=\"str\"", "<v>a_x000A_b</v>", .text("a\nb")),
      ("t=\"b\"", "<v>1</v>", .boolean(true)),
      ("t=\"b\"", "<v>0</v>", .boolean(false)), ("t=\"b\"", "<v>true</v>", .boolean(true)),
      ("t=\"b\"", "<v>false</v>", .boolean(false)),
      ("t=\"b\"", "<v/>", .blank),
      ("t=\"e\"", "<v>#REF!</v>", .error(.reference)), ("t=\"e\"", "<v>#N/A</v>", .error(.notAvailable)),
      ("t=\"e\"", "<v>#DIV/0!</v>", .error(.divisionByZero)),
      ("t=\"e\"", "<v>#PYTHON!</v>", .error(.unknown)), ("t=\"e\"", "<v/>", .error(.unknown)),
      ("t=\"s\"", "<v/>", .blank),
      ("t=\"s\"", "", .blank),
      ("t=\"inlineStr\"", "<is><t>in line</t></is>", .text("in line")),
      ("t=\"inlineStr\"", "<is><t xml:space=\"preserve\"> a </t></is>", .text(" a ")),
      (
        "t=\"inlineStr\"",
        "<is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></is>", .text("ab")
      ),
      ("t=\"inlineStr\"", "<is><t>_x0041_</t></is>", .text("A")), ("t=\"inlineStr\"", "", .text("")),
      ("t=\"inlineStr\"", "<is/>", .text("")),
      ("t=\"what\"", "<v>5</v>", .number(5)), ("t=\"\"", "<v>5</v>", .number(5)),
      ("", "<v>1</v><extLst><ext><v>2</v></ext></extLst>", .number(1)),
    ] as [(String, String, CellValue)]) func `a cell reads by its type`(
      attributes: String, content: String, expected: CellValue
    ) throws
  {
    #expect(try value(attributes, content) == expected)
  }

  @Test(
    arguments: [
      ("2023-07-20", .number(45_127)), ("2023-07-20T00:00:00", .number(45_127)),
      ("2023-07-20T12:00:00Z", .number(45_127.5)),
      ("2023-07-20T18:00", .number(45_127.75)), ("2023-07-20T06:00:00.000", .number(45_127.25)),
      ("1900-01-01", .number(1)),
      ("not a date", .text("not a date")), ("2023-02-30", .text("2023-02-30")),
      ("2023-07-20T25:00:00", .text("2023-07-20T25:00:00")),
      ("1899-12-31", .text("1899-12-31")), ("", .blank),
    ] as [(String, CellValue)]) func `dates in words of ISO 8601 are numbers as elsewhere`(
      text: String, expected: CellValue
    ) throws
  {
    #expect(try value("t=\"d\"", "<v>\(text)</v>") == expected)
  }

  @Test func `the date system counts for dates in words too`() throws {
    #expect(try value("t=\"d\"", "<v>2023-07-20</v>", date1904: true) == .number(43_665))
  }

  @Test func `formulas stand beside their cached values`() throws {
    let sheet = try HandmadeWorkbook(
      rows: """
        <row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>\
        <c r="D1" t="b"><f>TRUE</f><v>1</v></c><c r="E1"><f>A1</f></c><c r="F1"><f>A1</f><v/></c><c r="G1"><v>3</v></c>\
        <c r="H1"><f t="array" ref="H1:H2">A1:A2</f><v>1</v></c><c r="I1"><f t="array">A1:A2</f></c><c r="J1"><f t="array" ref="x">A1</f></c></row>
        """
    ).firstSheet()
    #expect(sheet["A1"] == Cell(CellReference(row: 1, column: 1), .number(2), formula: "1+1"))
    #expect(sheet["B1"]?.formula == "\"a\"&\"b\"")
    #expect(sheet["B1"]?.value == .text("ab"))
    #expect(sheet["C1"]?.value == .error(.divisionByZero))
    #expect(sheet["D1"]?.value == .boolean(true))
    #expect(sheet["E1"]?.value == .blank)
    #expect(sheet["F1"]?.value == .blank)
    #expect(sheet["G1"]?.formula == nil)
    #expect(sheet["H1"]?.arrayRange == CellRange("H1:H2"))
    #expect(sheet["I1"]?.arrayRange == CellRange("I1"))
    #expect(sheet["J1"]?.arrayRange == CellRange("J1"))
    #expect(sheet["A1"]?.arrayRange == nil)
  }

  @Test func `rows and cells without references follow their neighbours`() throws {
    let sheet = try HandmadeWorkbook(
      rows: """
        <row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c><c r="XFD5"><v>5</v></c></row><row/><row><c/><c><v>6</v></c></row>
        """
    ).firstSheet()
    #expect(
      sheet.values == [
        "A1": .number(1), "B1": .number(2), "C5": .number(3), "D5": .number(4), "XFD5": .number(5), "A7": .blank,
        "B7": .number(6),
      ])
    #expect(sheet.rows.map(\.index) == [1, 5, 6, 7])
  }

  @Test func `styles of cells, rows and columns apply in this order`() throws {
    let sheet = try HandmadeWorkbook(
      sheet: """
        <cols><col min="2" max="3" width="12.5" style="4" hidden="1"/><col min="5" max="5"/></cols><sheetData><row r="1"><c r="B1" s="2"/><c r="C1"/></row>\
        <row r="2" s="3" customFormat="1" hidden="true"><c r="B2" s="99999"/></row><row r="3" s="3"><c r="B3" s="99999999999999999999"/><c r="C3" s="-1"/></row></sheetData>
        """
    ).firstSheet()
    func style(_ name: String) throws -> Int { sheet.style(at: try #require(CellReference(name))) }
    #expect(try style("B1") == 2)
    #expect(try style("C1") == 0)
    #expect(try style("D1") == 0)
    #expect(try style("B9") == 4)
    #expect(try style("A2") == 3)
    #expect(try style("B2") == 99_999)
    #expect(try style("A3") == 0)
    #expect(try style("B3") == 0)
    #expect(try style("C3") == 0)
    #expect(sheet.rows.map(\.isHidden) == [false, true, false])
    #expect(
      ["A", "B", "C", "D"].compactMap { CellReference.column(ofLetters: $0) }.map { sheet.details.isColumnHidden($0) }
        == [
          false, true, true, false,
        ])
    #expect(sheet.details.columns.first?.width == 12.5)
  }

  @Test(arguments: [
    ("<row r=\"0\"/>", "'0'"), ("<row r=\"-1\"/>", "'-1'"), ("<row r=\"1.5\"/>", "'1.5'"), ("<row r=\"x\"/>", "'x'"),
    ("<row r=\"\"/>", "''"),
    ("<row r=\"1048577\"/>", "1048577"), ("<row r=\"99999999999999999999\"/>", "'99999999999999999999'"),
    ("<row r=\"1048576\"/><row/>", "1048577"),
    ("<row r=\"999999999999999999\"/>", "999999999999999999"), ("<row><c r=\"A-1\"/></row>", "'A-1'"),
    ("<row><c r=\"A0\"/></row>", "'A0'"),
    ("<row><c r=\"\"/></row>", "''"), ("<row><c r=\"XFE1\"/></row>", "'XFE1'"),
    ("<row><c r=\"A99999999999999999999\"/></row>", "'A99999999999999999999'"),
    ("<row><c r=\"XFD1\"/><c/></row>", "last column"),
    ("<row><c r=\"AAAAAAAAAAAAAAAAAAAAAAAAA1\"/></row>", "'AAAAAAAAAAAAAAAAAAAAAAAAA1'"),
    ("<row r=\"2\"/><row r=\"1\"/>", "row 1 after row 2"), ("<row r=\"2\"/><row r=\"2\"/>", "row 2 after row 2"),
    ("<row><c r=\"A1\"/><c r=\"A1\"/></row>", "A1"),
    ("<row r=\"3\"><c r=\"A1\"/></row>", "A1"),
  ]) func `a place that no worksheet has ends in an error that names it`(rows: String, detail: String) throws {
    let error = try #require(try HandmadeWorkbook(rows: rows).failure())
    #expect(error.code == .invalidContent)
    #expect(error.part == "xl/worksheets/sheet1.xml")
    #expect(error.detail.contains(detail), "\(error)")
  }

  @Test func `cells out of order are put in order`() throws {
    let sheet = try HandmadeWorkbook(rows: "<row><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c><v>2</v></c></row>")
      .firstSheet()
    #expect(sheet.rows.first?.cells.map(\.value) == [.number(1), .number(2), .number(3)])
  }

  @Test(arguments: [
    ("<c r=\"A1\" t=\"s\"><v/></c>", CellValue.blank), ("<c r=\"A1\" t=\"s\"><v></v></c>", .blank),
    ("<c r=\"A1\" t=\"s\"/>", .blank),
    ("<c r=\"A1\" t=\"s\"><v>0</v></c>", .text("a")), ("<c r=\"A1\" t=\"s\"><v>1</v></c>", .error(.unknown)),
    ("<c r=\"A1\" t=\"b\"><v>TRUE</v></c>", .boolean(true)), ("<c r=\"A1\" t=\"b\"><v>true</v></c>", .boolean(true)),
    ("<c r=\"A1\" t=\"b\"><v>FALSE</v></c>", .boolean(false)), ("<c r=\"A1\" t=\"b\"><v>0</v></c>", .boolean(false)),
  ])
  func `a cell without content is empty, whatever its type, and truth may be spelled in words`(
    markup: String, value: CellValue
  ) throws {
    // The first row is left to libxml2, the second may be taken from the bytes.
    let other = markup.replacing("A1", with: "A2")
    var book = HandmadeWorkbook(rows: "<row r=\"1\">\(markup)</row><row r=\"2\">\(other)</row>")
    book.setSharedStrings("<si><t>a</t></si>")
    #expect(try book.firstSheet().values == ["A1": value, "A2": value])
  }
}
