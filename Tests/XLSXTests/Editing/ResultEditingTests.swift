import Foundation
import HandmadeWorkbooks
import Testing

@testable import XLSX

@Suite("Replacing the results of formulas")
struct ResultEditingTests {
  private static let sheet = "xl/worksheets/sheet1.xml"

  private func editor(of book: HandmadeWorkbook, in folder: WorkbookEditorTests.Folder) throws -> WorkbookEditor {
    try Data(book.bytes).write(to: folder.url.appending(path: "in.xlsx"))
    return try WorkbookEditor(path: folder.path("in.xlsx"))
  }

  /// The one sheet of a workbook after results were given to its cells, by their names.
  private func written(_ book: HandmadeWorkbook, _ results: [String: CellValue]) throws -> String {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let editor = try editor(of: book, in: folder)
    try editor.setResults(in: "One") { results[$0.reference.description] }
    try editor.write(to: folder.path("out.xlsx"))
    return try WorkbookEditorTests.text(Self.sheet, of: folder.path("out.xlsx"))
  }

  private func expect(_ rows: String, _ results: [String: CellValue], gives expected: String) throws {
    #expect(
      try written(HandmadeWorkbook(rows: rows), results)
        == HandmadeWorkbook.worksheet("<sheetData>\(expected)</sheetData>"))
  }

  @Test func `every type of value has its attribute, and the formula stays`() throws {
    try expect(
      "<row r=\"1\"><c r=\"A1\" s=\"0\"><f ca=\"1\">1+1</f><v>3</v></c><c r=\"B1\" t=\"str\"><f> A1 </f><v>x</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\" t=\"b\"><f>A1</f><v>1</v></c><c r=\"B2\"><f>A1</f><v>7</v></c></row>",
      ["A1": .text("a < b"), "B1": .number(0.1), "A2": .error(.notAvailable), "B2": .boolean(false)],
      gives:
        "<row r=\"1\"><c r=\"A1\" s=\"0\" t=\"str\"><f ca=\"1\">1+1</f><v>a &lt; b</v></c><c r=\"B1\"><f> A1 </f><v>0.1</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\" t=\"e\"><f>A1</f><v>#N/A</v></c><c r=\"B2\" t=\"b\"><f>A1</f><v>0</v></c></row>")
  }

  @Test func `a cell without a result gets one, whatever its markup`() throws {
    try expect(
      "<row><c><f>1</f></c><c><f>2</f><v/></c><c t=\"str\"><f>3</f></c><c><v>9</v></c></row>",
      ["A1": .number(1), "B1": .number(2), "C1": .text("")],
      gives:
        "<row><c><f>1</f><v>1</v></c><c><f>2</f><v>2</v></c><c t=\"str\"><f>3</f><v></v></c><c><v>9</v></c></row>"
        .replacing("<v></v>", with: "<v/>"))
  }

  @Test func `shared formulas and data tables keep their markup`() throws {
    try expect(
      "<row r=\"1\"><c r=\"B1\"><f t=\"shared\" ref=\"B1:B2\" si=\"0\">A1*2</f><v>0</v></c></row>\n"
        + "<row r=\"2\"><c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>0</v></c><c r=\"C2\"><f t=\"dataTable\" ref=\"C2:C3\" dt2D=\"0\" dtr=\"0\" r1=\"A1\"/><v>5</v></c></row>",
      ["B1": .number(4), "B2": .number(6), "C2": .number(8)],
      gives:
        "<row r=\"1\"><c r=\"B1\"><f t=\"shared\" ref=\"B1:B2\" si=\"0\">A1*2</f><v>4</v></c></row>\n"
        + "<row r=\"2\"><c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>6</v></c><c r=\"C2\"><f t=\"dataTable\" ref=\"C2:C3\" dt2D=\"0\" dtr=\"0\" r1=\"A1\"/><v>8</v></c></row>"
    )
  }

  @Test func `an array formula fills cells, rows that are not there among them`() throws {
    let book = HandmadeWorkbook(
      sheet: "<dimension ref=\"A1:B2\"/><sheetData>"
        + "<row r=\"1\" spans=\"1:2\"><c r=\"A1\"><f t=\"array\" ref=\"A1:B3\">C1:D3</f><v>0</v></c></row>"
        + "<row r=\"2\"><c r=\"B2\" s=\"0\"/></row><row r=\"5\"><c r=\"A5\"><v>1</v></c></row></sheetData>")
    let results: [String: CellValue] = [
      "A1": .number(1), "B1": .number(2), "A2": .text("x"), "B2": .number(4), "A3": .number(5), "B3": .boolean(true),
      "A5": .number(99),
    ]
    #expect(
      try written(book, results)
        == HandmadeWorkbook.worksheet(
          "<dimension ref=\"A1:B3\"/><sheetData>"
            + "<row r=\"1\" spans=\"1:2\"><c r=\"A1\"><f t=\"array\" ref=\"A1:B3\">C1:D3</f><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>x</v></c><c r=\"B2\" s=\"0\"><v>4</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><v>5</v></c><c r=\"B3\" t=\"b\"><v>1</v></c></row>"
            + "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row></sheetData>"))
    // What an array formula fills and nobody has a result for is not written.
    #expect(try written(book, ["A1": .number(1)]).contains("<dimension ref=\"A1:B2\"/>"))
  }

  @Test func `elements with a prefix, and a Strict workbook`() throws {
    var book = HandmadeWorkbook()
    for namespace in [HandmadeWorkbook.main, HandmadeWorkbook.strict] {
      let sheet =
        "<x:worksheet xmlns:x=\"\(namespace)\"><x:sheetData><x:row><x:c t=\"e\"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row></x:sheetData></x:worksheet>"
      book.set(Self.sheet, sheet)
      #expect(
        try written(book, ["A1": .number(5)])
          == sheet.replacing(" t=\"e\"", with: "").replacing("#DIV/0!", with: "5"))
    }
  }

  @Test func `a result that is a shared string becomes a text of its own, and the strings stay`() throws {
    var book = HandmadeWorkbook(rows: "<row><c t=\"s\"><f>B1</f><v>0</v></c><c t=\"s\"><v>0</v></c></row>")
    book.setSharedStrings("<si><t>a</t></si>")
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let editor = try editor(of: book, in: folder)
    var asked: [CellValue] = []
    try editor.setResults(in: "One") { cell in
      asked.append(cell.value)
      return .text("b")
    }
    try editor.write(to: folder.path("out.xlsx"))
    #expect(asked == [.text("a")])
    #expect(
      try WorkbookEditorTests.text(Self.sheet, of: folder.path("out.xlsx")).contains(
        "<row><c t=\"str\"><f>B1</f><v>b</v></c><c t=\"s\"><v>0</v></c></row>"))
  }

  @Test func `every part but the sheet keeps its compressed bytes; none but the workbook where only it changes`() throws
  {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let before = try #require(RawArchive(path: WorkbookEditorTests.features))
    let editor = try WorkbookEditor(path: WorkbookEditorTests.features)
    try editor.setResults(in: "Data") { $0.hasFormula ? .number(12.5) : nil }
    try editor.write(to: folder.path("results.xlsm"))
    let after = try #require(RawArchive(path: folder.path("results.xlsm")))
    #expect(WorkbookEditorTests.differing(before, after) == ["xl/worksheets/sheet1.xml"])

    let marked = try WorkbookEditor(path: WorkbookEditorTests.features)
    marked.calculatesOnLoad = true
    #expect(marked.hasEdits)
    try marked.write(to: folder.path("marked.xlsm"))
    let flagged = try #require(RawArchive(path: folder.path("marked.xlsm")))
    #expect(WorkbookEditorTests.differing(before, flagged) == ["xl/workbook.xml"])
    #expect(try WorkbookReader(path: folder.path("marked.xlsm")).calculation.isFullOnLoad)
    // Where it says so already, nothing changes.
    let again = try WorkbookEditor(path: folder.path("marked.xlsm"))
    again.calculatesOnLoad = true
    #expect(!again.hasEdits)
  }

  @Test func `what no cell can hold, and a sheet that is not there, are refused`() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let book = HandmadeWorkbook(rows: "<row><c><f>1</f></c></row>")
    for value in [CellValue.number(.infinity), .text(String(repeating: "x", count: 40_000))] {
      let error = #expect(throws: XLSXError.self) { _ = try written(book, ["A1": value]) }
      #expect(error?.code == .invalidArgument && error?.cell?.description == "A1")
    }
    let editor = try editor(of: book, in: folder)
    #expect(throws: XLSXError.self) { try editor.setResults(in: "Two") { _ in nil } }
    #expect(folder.names == ["in.xlsx"])
  }

  @Test func `edits of the same sheet win, and what they insert is there`() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let book = HandmadeWorkbook(
      rows: "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A2\" si=\"0\">B1</f><v>0</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\"/><v>0</v></c></row>"
        + "<row r=\"4\"><c r=\"A4\"><f t=\"array\" ref=\"A4:A5\">B1:B2</f><v>0</v></c></row>")
    let editor = try editor(of: book, in: folder)
    try editor.setResults(in: "One") { _ in .number(7) }
    for (cell, number) in [("A1", 1.0), ("B2", 2), ("C5", 3), ("A9", 4)] {
      try editor.set(.value(.number(number)), at: WorkbookEditorTests.at(cell), in: "One")
    }
    try editor.write(to: folder.path("out.xlsx"))
    #expect(
      try WorkbookEditorTests.text(Self.sheet, of: folder.path("out.xlsx"))
        == HandmadeWorkbook.worksheet(
          "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2\" si=\"0\">B2</f><v>7</v></c><c r=\"B2\"><v>2</v></c></row>"
            + "<row r=\"4\"><c r=\"A4\"><f t=\"array\" ref=\"A4:A5\">B1:B2</f><v>7</v></c></row>"
            + "<row r=\"5\"><c r=\"A5\"><v>7</v></c><c r=\"C5\"><v>3</v></c></row>"
            + "<row r=\"9\"><c r=\"A9\"><v>4</v></c></row></sheetData>"))
  }

  @Test func `array formulas without end are refused`() throws {
    let arrays = ["A1:XFD1048576", "A1:P1048576"].map { range in
      HandmadeWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><f t=\"array\" ref=\"\(range)\">1</f></c></row>")
    }
    let reader = try WorkbookReader(bytes: arrays[0].bytes)
    let cells = try reader.resultCells(of: reader.sheets[0])
    #expect(throws: XLSXError.self) { _ = try cells.next() }
    let whole = try WorkbookReader(bytes: arrays[1].bytes)
    #expect(try whole.resultCells(of: whole.sheets[0]).next()?.reference.description == "A1")
  }

  @Test(arguments: 0..<300) func `reading gives the cells with the results, the rest as it was`(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let before = EditingLawTests.sheet(&generator)
    var cells = try EditingLawTests.read(before)
    var results: [String: CellValue] = [:]
    for (reference, cell) in cells.sorted(by: { $0.key < $1.key }) where Bool.random(using: &generator) {
      let value = CellValue.number(Double.random(in: -1e9...1e9, using: &generator))
      results[reference.description] = value
      if cell.hasFormula { cells[reference]?.value = value }
    }
    var book = HandmadeWorkbook()
    book.set(Self.sheet, before)
    let after = try written(book, results)
    #expect(try EditingLawTests.read(after) == cells, "\(results)\n\(before)\n\(after)")
    // Taking the values away leaves the same bytes.
    func bare(_ text: String) -> String { text.replacing(#/v>[^<]*</#, with: "v><") }
    #expect(bare(after) == bare(before))
  }
}
