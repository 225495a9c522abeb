import Testing

@testable import XLSX

@Suite("Adding and removing sheets")
struct SheetEditingTests {
  private static let features = WorkbookEditorTests.features

  private static func sheet(_ name: String = "Check 检查") throws -> NewWorksheet {
    var sheet = NewWorksheet(
      name: name,
      rows: [
        NewRow(1, [NewCell(1, .text("Title & <more>"))]), NewRow(2, [NewCell(1, .text("B2")), NewCell(2, .number(7))]),
      ])
    let target = CellReference(row: 2, column: 2)
    sheet.hyperlinks = [
      .init(CellReference(row: 2, column: 1), to: SheetRange(sheet: "Data", CellRange(target, target)))
    ]
    sheet.autoFilter = CellRange("A1:B2")
    sheet.frozenRows = 1
    sheet.columns = [.init(1...1, width: 40)]
    return sheet
  }

  private static func add(to path: String, _ target: String, at index: Int = 0) throws {
    let editor = try WorkbookEditor(path: path)
    try editor.insertSheet(
      sheet(), at: index,
      definedNames: [DefinedName(name: "Mark", formula: "'Check 检查'!$A$1", sheet: "Check 检查", isHidden: true)])
    try editor.write(to: target)
  }

  @Test("a sheet is added in front; names keep their sheets, and no other part changes")
  func added() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    try Self.add(to: Self.features, folder.path("out.xlsm"))
    let before = try #require(RawArchive(path: Self.features))
    let after = try #require(RawArchive(path: folder.path("out.xlsm")))
    #expect(
      Set(WorkbookEditorTests.differing(before, after)) == [
        "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/worksheets/sheet3.xml",
      ])
    let reader = try WorkbookReader(path: folder.path("out.xlsm"))
    #expect(reader.sheets.map(\.name) == ["Check 检查", "Data", "Lists"])
    #expect(reader.sheets.map(\.visibility) == [.visible, .visible, .hidden])
    func owner(_ name: String) -> [String?] { reader.definedNames.filter { $0.name == name }.map(\.sheet) }
    #expect(owner("Local") == ["Data"] && owner("Energy") == [nil] && owner("Mark") == ["Check 检查"])
    #expect(owner("_xlnm._FilterDatabase") == ["Data", "Check 检查"])
    let check = try reader.worksheet(reader.sheets[0])
    #expect(check[CellReference(row: 1, column: 1)]?.value == .text("Title & <more>"))
    #expect(check[CellReference(row: 2, column: 2)]?.value == .number(7))
    let workbook = try WorkbookEditorTests.text("xl/workbook.xml", of: folder.path("out.xlsm"))
    #expect(workbook.contains("activeTab=\"1\""), "the tab in front stays in front")
    #expect(workbook.contains("<sheet name=\"Check 检查\" sheetId=\"3\" r:id=\"rId8\"/><sheet name=\"Data\""))
    #expect(
      try WorkbookEditorTests.text("xl/worksheets/sheet3.xml", of: folder.path("out.xlsm")).contains(
        "location=\"Data!B2\""))
  }

  @Test("an added sheet goes without a trace", arguments: [0, 1, 2])
  func removed(index: Int) throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    try Self.add(to: Self.features, folder.path("with.xlsm"), at: index)
    let editor = try WorkbookEditor(path: folder.path("with.xlsm"))
    #expect(editor.reader.sheets[index].name == "Check 检查")
    try editor.removeSheet("Check 检查")
    try editor.write(to: folder.path("without.xlsm"))
    let before = try #require(RawArchive(path: Self.features))
    let after = try #require(RawArchive(path: folder.path("without.xlsm")))
    #expect(after.entries.map(\.name) == before.entries.map(\.name))
    for part in before.entries.map(\.name) {
      let (old, new) = (
        try WorkbookEditorTests.text(part, of: Self.features),
        try WorkbookEditorTests.text(part, of: folder.path("without.xlsm"))
      )
      #expect(old == new.replacing(" activeTab=\"0\"", with: ""), "\(part)")
    }
  }

  @Test("a sheet that takes the place of a removed one comes out the same")
  func replaced() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    try Self.add(to: Self.features, folder.path("once.xlsm"))
    let editor = try WorkbookEditor(path: folder.path("once.xlsm"))
    try editor.removeSheet("check 检查")
    try editor.insertSheet(
      Self.sheet(), at: 0, definedNames: [DefinedName(name: "Mark", formula: "'Check 检查'!$A$1", isHidden: true)])
    try editor.write(to: folder.path("twice.xlsm"))
    #expect(
      try #require(RawArchive(path: folder.path("once.xlsm"))).entries
        == #require(RawArchive(path: folder.path("twice.xlsm"))).entries)
  }

  @Test("a removed sheet takes along what belongs to it alone, and leaves what others use")
  func ownParts() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let editor = try WorkbookEditor(path: Self.features)
    try editor.insertSheet(NewWorksheet(name: "Other"), at: 0)
    try editor.removeSheet("Data")
    try editor.write(to: folder.path("out.xlsm"))
    let names = try #require(RawArchive(path: folder.path("out.xlsm"))).entries.map(\.name)
    for gone in [
      "xl/comments1.xml", "xl/tables/table1.xml", "xl/charts/chart1.xml", "xl/media/image1.png", "xl/calcChain.xml",
    ] {
      #expect(!names.contains(gone), "\(gone)")
    }
    #expect(names.contains("xl/vbaProject.bin") && names.contains("xl/styles.xml"))
    #expect(!(try WorkbookEditorTests.text("[Content_Types].xml", of: folder.path("out.xlsm"))).contains("table1"))
    #expect(try WorkbookReader(path: folder.path("out.xlsm")).sheets.map(\.name) == ["Other", "Lists"])
  }

  @Test("the last visible sheet, a name twice and a sheet that is not there are refused, and nothing is written")
  func refused() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let editor = try WorkbookEditor(path: Self.features)
    #expect(throws: XLSXError.self) { try editor.removeSheet("Nowhere") }
    try editor.removeSheet("Data")
    #expect(throws: XLSXError.self) { try editor.write(to: folder.path("out.xlsm")) }
    let other = try WorkbookEditor(path: Self.features)
    try other.insertSheet(NewWorksheet(name: "LISTS"), at: 0)
    #expect(throws: XLSXError.self) { try other.write(to: folder.path("out.xlsm")) }
    #expect(folder.names == [])
  }

  @Test("a workbook with prefixes and without styles and shared strings takes a sheet and notes")
  func prefixed() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let path = folder.path("prefixed.xlsx")
    try Handmade.write(path, namespace: Namespace.main, relationships: Namespace.relationships)
    let editor = try WorkbookEditor(path: path)
    var sheet = try Self.sheet()
    sheet.hyperlinks = []
    sheet.rows = [NewRow(1, [NewCell(1, .text("x"), style: try editor.style(CellStyle()))])]
    try editor.insertSheet(sheet, at: 0)
    try editor.setNotes([CellNote(CellReference(row: 3, column: 2), "note")], author: "A", in: "Numbers")
    try editor.write(to: folder.path("out.xlsx"))
    let reader = try WorkbookReader(path: folder.path("out.xlsx"))
    #expect(reader.sheets.map(\.name) == ["Check 检查", "Numbers"])
    let numbers = try reader.worksheet(reader.sheets[1], comments: true)
    #expect(numbers[CellReference(row: 1, column: 1)]?.value == .number(5))
    #expect(
      numbers.details.comments == [Comment(CellReference(row: 3, column: 2), author: "A", text: "———— A ————\nnote")])
    let text = try WorkbookEditorTests.text("xl/worksheets/sheet1.xml", of: folder.path("out.xlsx"))
    #expect(text.contains("</x:sheetData><x:legacyDrawing xmlns:r=\"\(Namespace.relationships)\" r:id=\"rId1\"/>"))
  }

  @Test("a workbook opens on an added sheet that is to be in front, and no other tab is selected")
  func inFront() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    var workbook = NewWorkbook()
    workbook.worksheets = ["One", "Two", "Three"].map { NewWorksheet(name: $0) }
    workbook.activeSheet = 2
    try workbook.write(to: folder.path("old.xlsx"))
    let editor = try WorkbookEditor(path: folder.path("old.xlsx"))
    try editor.set(.value(.number(1)), at: CellReference(row: 1, column: 1), in: "Three")
    try editor.insertSheet(NewWorksheet(name: "Check"), at: 0, isInFront: true)
    try editor.write(to: folder.path("new.xlsx"))
    func part(_ name: String) throws -> String { try WorkbookEditorTests.text(name, of: folder.path("new.xlsx")) }
    #expect(try !part("xl/workbook.xml").contains("activeTab=\"3\""))
    #expect(try part("xl/worksheets/sheet4.xml").contains("tabSelected=\"1\""))
    for number in 1...3 { #expect(try !part("xl/worksheets/sheet\(number).xml").contains("tabSelected")) }
    #expect(try part("xl/worksheets/sheet3.xml").contains("<v>1</v>"))
    // A sheet that was not selected stays as it is, to the byte.
    #expect(
      try part("xl/worksheets/sheet1.xml")
        == WorkbookEditorTests.text("xl/worksheets/sheet1.xml", of: folder.path("old.xlsx")))
    // By itself an added sheet changes nothing of that.
    let other = try WorkbookEditor(path: folder.path("old.xlsx"))
    try other.insertSheet(NewWorksheet(name: "Check"), at: 0)
    try other.write(to: folder.path("behind.xlsx"))
    #expect(try WorkbookEditorTests.text("xl/workbook.xml", of: folder.path("behind.xlsx")).contains("activeTab=\"3\""))
    #expect(
      try WorkbookEditorTests.text("xl/worksheets/sheet3.xml", of: folder.path("behind.xlsx")).contains("tabSelected"))
  }

  @Test("a Strict workbook is refused before anything is written")
  func strict() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let path = folder.path("strict.xlsx")
    try Handmade.write(path, namespace: Namespace.mainStrict, relationships: Namespace.relationshipsStrict)
    let editor = try WorkbookEditor(path: path)
    let error = #expect(throws: XLSXError.self) { try editor.insertSheet(NewWorksheet(name: "New"), at: 0) }
    #expect(error?.code == .cannotExtend && error?.file == path)
    #expect(throws: XLSXError.self) {
      try editor.setNotes([CellNote(CellReference(row: 1, column: 1), "x")], author: "A", in: "Numbers")
    }
    try editor.setNotes([], author: "A", in: "Numbers")
  }
}

/// A workbook of one sheet whose elements have prefixes, with neither styles nor shared strings.
private enum Handmade {
  static func write(_ path: String, namespace: String, relationships: String) throws {
    let package = "http://schemas.openxmlformats.org/package/2006"
    let parts = [
      (
        "[Content_Types].xml",
        """
        <Types xmlns="\(package)/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(SheetInsertion.contentType)"/></Types>
        """
      ),
      (
        "_rels/.rels",
        """
        <Relationships xmlns="\(package)/relationships"><Relationship Id="a" Type="\(relationships)/officeDocument" Target="/xl/workbook.xml"/>\
        </Relationships>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        """
        <p:Relationships xmlns:p="\(package)/relationships"><p:Relationship Id="s" Type="\(relationships)/worksheet" \
        Target="/xl/worksheets/sheet1.xml"/></p:Relationships>
        """
      ),
      (
        "xl/workbook.xml",
        """
        <x:workbook xmlns:x="\(namespace)"><x:sheets><x:sheet name="Numbers" sheetId="4" xmlns:q="\(relationships)" q:id="s"/></x:sheets>\
        </x:workbook>
        """
      ),
      (
        "xl/worksheets/sheet1.xml",
        """
        <x:worksheet xmlns:x="\(namespace)"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData><x:extLst/></x:worksheet>
        """
      ),
    ]
    let output = try ArchiveOutput(to: path, force: false)
    for (name, text) in parts { try output.set(name, bytes: Array(text.utf8)) }
    try output.commit()
  }
}
