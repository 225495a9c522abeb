import Testing

@testable import XLSX

struct NewWorkbookTests {
  private func sheetData(_ rows: [NewRow]) throws -> String {
    let xml = try NewWorkbook(NewWorksheet(name: "S", rows: RowSource(rows))).text(ofPart: "xl/worksheets/sheet1.xml")
    let start = try #require(xml.firstRange(of: "<sheetData>"))
    let end = try #require(xml.firstRange(of: "</sheetData>"))
    return String(xml[start.upperBound..<end.lowerBound])
  }

  @Test func `cells are written by their kind`() throws {
    let cells = [
      NewCell(1, .number(1.5)), NewCell(2, .text("a")), NewCell(3, .boolean(true)), NewCell(4, .error(.notAvailable)),
      NewCell(28),
    ]
    let xml = try sheetData([NewRow(2, height: 30, isHidden: true, cells), NewRow(9)])
    #expect(
      xml == """
        <row r="2" ht="30" customHeight="1" hidden="1"><c r="A2"><v>1.5</v></c><c r="B2" t="s"><v>0</v></c>\
        <c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c><c r="AB2"/></row><row r="9"/>
        """)
  }

  @Test func `formulas carry their cached value`() throws {
    let values: [CellValue] = [.number(3), .text("a&b"), .boolean(false), .error(.value), .blank]
    let cells = values.enumerated().map { NewCell($0.offset + 1, $0.element, formula: "A1<B1") }
    #expect(
      try sheetData([NewRow(1, cells)]) == """
        <row r="1"><c r="A1"><f>A1&lt;B1</f><v>3</v></c><c r="B1" t="str"><f>A1&lt;B1</f><v>a&amp;b</v></c>\
        <c r="C1" t="b"><f>A1&lt;B1</f><v>0</v></c><c r="D1" t="e"><f>A1&lt;B1</f><v>#VALUE!</v></c>\
        <c r="E1" t="str"><f>A1&lt;B1</f><v></v></c></row>
        """)
  }

  @Test func `a text is shared, and goes into the cell when the table is full`() throws {
    var book = NewWorkbook(
      NewWorksheet(
        name: "S", rows: [NewRow(1, [NewCell(1, .text("a")), NewCell(2, .text(" b ")), NewCell(3, .text("a"))])]))
    #expect(
      try book.text(ofPart: "xl/sharedStrings.xml").hasSuffix(
        "count=\"3\" uniqueCount=\"2\"><si><t>a</t></si><si><t xml:space=\"preserve\"> b </t></si></sst>"))
    book.sharedStringLimit = 70
    #expect(
      try book.text(ofPart: "xl/worksheets/sheet1.xml").contains(
        "t=\"inlineStr\"><is><t xml:space=\"preserve\"> b </t></is>"))
  }

  @Test func `texts that differ in composition alone are both kept`() throws {
    let book = NewWorkbook(
      NewWorksheet(name: "S", rows: [NewRow(1, [NewCell(1, .text("\u{E9}")), NewCell(2, .text("e\u{301}"))])]))
    #expect(try book.text(ofPart: "xl/sharedStrings.xml").contains("uniqueCount=\"2\""))
  }

  @Test(arguments: [
    [NewRow(2), NewRow(1)], [NewRow(1), NewRow(1)], [NewRow(0)], [NewRow(1_048_577)],
    [NewRow(1, [NewCell(2), NewCell(1)])],
    [NewRow(1, [NewCell(1), NewCell(1)])], [NewRow(1, [NewCell(16_385)])], [NewRow(1, [NewCell(0)])],
    [NewRow(1, [NewCell(1, .number(.nan))])], [NewRow(1, [NewCell(1, .number(.infinity), formula: "1/0")])],
    [NewRow(1, [NewCell(1, .text(String(repeating: "é", count: 32_768)))])], [NewRow(1, [NewCell(1, formula: "=A1")])],
    [NewRow(1, [NewCell(1, formula: String(repeating: "1", count: 8_193))])],
    [NewRow(1, [NewCell(1, formula: "A\u{1}")])],
    [NewRow(1, [NewCell(1, style: StyleID(index: 1))])], [NewRow(1, height: 500)],
  ]) func `rows beyond the format end in an error, not in a file`(rows: [NewRow]) {
    #expect(failure(writing: NewWorkbook(NewWorksheet(name: "S", rows: RowSource(rows))))?.code == .invalidArgument)
  }

  @Test func `rows at the limits are written`() {
    let rows = [
      NewRow(
        1,
        [
          NewCell(1, .text(String(repeating: "é", count: 32_767))),
          NewCell(16_384, formula: String(repeating: "1", count: 8_192)),
        ]),
      NewRow(1_048_576),
    ]
    #expect(failure(writing: NewWorkbook(NewWorksheet(name: "S", rows: RowSource(rows)))) == nil)
  }

  @Test(arguments: ["", "a/b", "a:b", "[a]", "'a", "a'", String(repeating: "a", count: 32), "a\u{1}"])
  func `sheet names that Excel refuses are refused`(name: String) {
    #expect(failure(writing: NewWorkbook(NewWorksheet(name: name)))?.code == .invalidArgument)
  }

  @Test func `sheet names are unique without regard to case`() {
    #expect(
      failure(writing: NewWorkbook(NewWorksheet(name: "Data"), NewWorksheet(name: "DATA")))?.code == .invalidArgument)
    #expect(failure(writing: NewWorkbook(NewWorksheet(name: "Data"), NewWorksheet(name: "Data 2"))) == nil)
  }

  @Test(arguments: [
    ("Lists", "Lists"), ("Parts list", "'Parts list'"), ("It's", "'It''s'"), ("公司", "'公司'"), ("A1", "'A1'"),
    ("R1C1", "'R1C1'"),
    ("2024", "'2024'"), ("RC", "'RC'"), ("Record", "Record"), ("true", "'true'"),
  ]) func `sheet names are quoted where formulas need it`(name: String, expected: String) {
    #expect(SheetName.quoted(name) == expected)
  }

  @Test func `the active sheet is visible`() {
    var sheet = NewWorksheet(name: "S")
    sheet.visibility = .hidden
    #expect(failure(writing: NewWorkbook(sheet))?.code == .invalidArgument)
    #expect(failure(writing: NewWorkbook())?.code == .invalidArgument)
  }

  @Test func `names of filters and printing come beside those given`() throws {
    var sheet = NewWorksheet(name: "My data")
    sheet.autoFilter = CellRange("A1:C5")
    sheet.printTitleRows = 1...2
    sheet.printArea = CellRange("A1:D9")
    var book = NewWorkbook(sheet)
    book.definedNames = [DefinedName(name: "rate", formula: "'My data'!$B$2")]
    let xml = try book.text(ofPart: "xl/workbook.xml")
    #expect(
      xml.contains(
        "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">'My data'!$A$1:$C$5</definedName>")
    )
    #expect(xml.contains("<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'My data'!$A$1:$D$9</definedName>"))
    #expect(xml.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'My data'!$1:$2</definedName>"))
    #expect(xml.contains("<definedName name=\"rate\">'My data'!$B$2</definedName>"))
  }

  @Test(arguments: ["", "1a", "A1", "R1C1", "a b", "a-b"]) func `names that Excel refuses are refused`(name: String) {
    var book = NewWorkbook(NewWorksheet(name: "S"))
    book.definedNames = [DefinedName(name: name, formula: "S!$A$1")]
    #expect(failure(writing: book)?.code == .invalidArgument)
  }

  @Test func `the same workbook gives the same bytes`() throws {
    let book = NewWorkbook(NewWorksheet(name: "S", rows: [NewRow(1, [NewCell(1, .text("a"))])]))
    let folder = try ScratchFolder()
    try book.write(to: folder.file("a.xlsx"))
    try book.write(to: folder.file("b.xlsx"), force: false)
    #expect(try folder.bytes("a.xlsx") == folder.bytes("b.xlsx"))
  }

  @Test func `rows made on demand are read back`() throws {
    let count = 20_000
    let book = NewWorkbook(
      NewWorksheet(
        name: "Big",
        rows: RowSource(streaming: {
          (1...count).lazy.map {
            NewRow($0, [NewCell(1, .number(Double($0) / 8)), NewCell(2, .text("part \($0 % 100)"))])
          }
        })))
    let folder = try ScratchFolder()
    try book.write(to: folder.file("a.xlsx"), compressionLevel: 1)
    let reader = try WorkbookReader(path: folder.file("a.xlsx"))
    let sheet = try reader.worksheet(reader.sheets[0])
    #expect(sheet.rows.count == count)
    #expect(sheet.rows.last?.cells.map(\.value) == [.number(2500), .text("part 0")])
  }

  @Test func `an error of the row source reaches the caller and leaves no file`() throws {
    let folder = try ScratchFolder()
    let stop = XLSXError(.invalidContent, detail: "the source has run dry")
    let rows = RowSource(pulling: { { () throws(XLSXError) -> NewRow? in throw stop } })
    let book = NewWorkbook(NewWorksheet(name: "S", rows: rows))
    let error = #expect(throws: XLSXError.self) { try book.write(to: folder.file("a.xlsx")) }
    #expect(error?.detail == stop.detail)
    #expect(folder.names.isEmpty)
  }
}
