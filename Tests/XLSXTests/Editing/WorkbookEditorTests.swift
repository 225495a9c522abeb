import Foundation
import HandmadeWorkbooks
import Testing

@testable import XLSX

@Suite("Editing a workbook")
struct WorkbookEditorTests {
  static let features = URL(filePath: #filePath).appending(path: "../../../../Fixtures/features.xlsm")
    .standardizedFileURL.path

  /// A folder of its own for each test.
  struct Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "editor-" + UUID().uuidString)

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    func remove() { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    /// A copy of the workbook with features.
    func features() throws -> String {
      try FileManager.default.copyItem(atPath: WorkbookEditorTests.features, toPath: path("features.xlsm"))
      return path("features.xlsm")
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }
  }

  static func text(_ part: String, of path: String) throws -> String {
    let archive = try ArchiveReader(path: path, limits: ReadingLimits())
    return String(decoding: try archive.bytes(of: PartName(part)), as: UTF8.self)
  }

  static func at(_ name: String) throws -> CellReference { try #require(CellReference(name)) }

  /// Makes edits of the sheet `Data` and returns the path of the result.
  static func edit(_ path: String, to target: String, _ edits: [(String, CellEdit)]) throws {
    let editor = try WorkbookEditor(path: path)
    for (cell, edit) in edits { try editor.set(edit, at: at(cell), in: "Data") }
    try editor.write(to: target)
  }

  /// The names of the entries that are not the same in both, in every byte but their place in the file.
  static func differing(_ left: RawArchive, _ right: RawArchive) -> [String] {
    let names = left.entries.map(\.name) + right.entries.map(\.name).filter { left[$0] == nil }
    return names.filter { left[$0] != right[$0] }
  }

  @Test("writes the same bytes where nothing was edited")
  func nothingEdited() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let editor = try WorkbookEditor(path: Self.features)
    #expect(!editor.hasEdits)
    try editor.write(to: folder.path("copy.xlsm"))
    #expect(FileManager.default.contentsEqual(atPath: Self.features, andPath: folder.path("copy.xlsm")))
    #expect(folder.names == ["copy.xlsm"])
  }

  @Test("changes three cells and nothing else")
  func threeCells() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try Self.edit(
      Self.features, to: folder.path("out.xlsm"),
      [("B2", .value(.number(1234.5))), ("E3", .value(.text("Unknown"))), ("D4", .cachedValue(.number(7)))])
    let before = try #require(RawArchive(path: Self.features))
    let after = try #require(RawArchive(path: folder.path("out.xlsm")))
    #expect(Self.differing(before, after) == ["xl/worksheets/sheet1.xml"])
    #expect(after.entries.map(\.name) == before.entries.map(\.name))
    #expect(after.comment == before.comment)
    let sheet = "xl/worksheets/sheet1.xml"
    #expect(after[sheet]?.timestamp == before[sheet]?.timestamp)
    #expect(after[sheet]?.method == before[sheet]?.method)
    #expect(after[sheet]?.extra == [])
    let expected = try Self.text(sheet, of: Self.features)
      .replacing("<c r=\"B2\"><v>1000.25</v></c>", with: "<c r=\"B2\"><v>1234.5</v></c>")
      .replacing("<c r=\"G3\"><v>0</v></c>", with: "<c r=\"G3\"><v>0</v></c>")
      .replacing(
        "<f t=\"shared\" si=\"0\"/><v>266.73333333333335</v></c>",
        with: "<f t=\"shared\" si=\"0\"/><v>266.73333333333335</v></c><c r=\"E3\" t=\"s\"><v>2</v></c>"
      )
      .replacing("<v>600.15</v>", with: "<v>7</v>")
    #expect(try Self.text(sheet, of: folder.path("out.xlsm")) == expected)
  }

  @Test("appends texts to the shared strings, in the order of the cells")
  func appendedTexts() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let edits: [(String, CellEdit)] = [
      ("A12", .value(.text("new & second"))), ("A3", .value(.text("first"))), ("B12", .value(.text("first"))),
      ("A4", .value(.text("plain rich text"))),
    ]
    try Self.edit(Self.features, to: folder.path("a.xlsm"), edits)
    try Self.edit(Self.features, to: folder.path("b.xlsm"), edits.reversed())
    #expect(FileManager.default.contentsEqual(atPath: folder.path("a.xlsm"), andPath: folder.path("b.xlsm")))
    let part = "xl/sharedStrings.xml"
    // Two of the four cells referred to a shared string before; text in pieces is not the same as plain text.
    let expected = try Self.text(part, of: Self.features)
      .replacing("count=\"19\" uniqueCount=\"19\"", with: "count=\"21\" uniqueCount=\"22\"")
      .replacing(
        "</sst>", with: "<si><t>first</t></si><si><t>plain rich text</t></si><si><t>new &amp; second</t></si></sst>")
    #expect(try Self.text(part, of: folder.path("a.xlsm")) == expected)
    let reader = try WorkbookReader(path: folder.path("a.xlsm"))
    let sheet = try reader.worksheet(#require(reader.sheet(named: "Data")))
    #expect(sheet[try Self.at("A12")]?.value == .text("new & second"))
    #expect(sheet[try Self.at("B12")]?.value == .text("first"))
    #expect(sheet[try Self.at("A4")]?.value == .text("plain rich text"))
    #expect(sheet[try Self.at("A5")]?.value == .text("Site 4 ä & <b>"))
  }

  @Test(
    "drops the calculation chain when a formula comes or goes",
    arguments: [
      CellEdit.value(.number(1)), .formula("B2*2", cached: .number(2)),
    ])
  func calculationChain(edit: CellEdit) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try Self.edit(Self.features, to: folder.path("out.xlsm"), [("D2", edit)])
    let before = try #require(RawArchive(path: Self.features))
    let after = try #require(RawArchive(path: folder.path("out.xlsm")))
    #expect(
      Set(Self.differing(before, after)) == [
        "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/calcChain.xml",
      ])
    #expect(after["xl/calcChain.xml"] == nil)
    let types = try Self.text("[Content_Types].xml", of: Self.features)
    #expect(
      try Self.text("[Content_Types].xml", of: folder.path("out.xlsm"))
        == types.replacing(/<Override PartName="\/xl\/calcChain.xml"[^>]*>/, with: ""))
    let relationships = try Self.text("xl/_rels/workbook.xml.rels", of: Self.features)
    #expect(
      try Self.text("xl/_rels/workbook.xml.rels", of: folder.path("out.xlsm"))
        == relationships.replacing(/<Relationship Id="rIdCalc"[^>]*>/, with: ""))
    let sheet = try Self.text("xl/worksheets/sheet1.xml", of: folder.path("out.xlsm"))
    #expect(sheet.contains("<c r=\"D3\"><f t=\"shared\" ref=\"D3:D6\" si=\"0\">B3*C3</f>"))
  }

  @Test("has programs calculate on opening only where a formula is left without result")
  func calculationOnLoad() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try Self.edit(Self.features, to: folder.path("out.xlsm"), [("D2", .cachedValue(.blank))])
    let before = try #require(RawArchive(path: Self.features))
    let after = try #require(RawArchive(path: folder.path("out.xlsm")))
    #expect(Self.differing(before, after) == ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
    let workbook = try Self.text("xl/workbook.xml", of: Self.features)
    #expect(
      try Self.text("xl/workbook.xml", of: folder.path("out.xlsm"))
        == workbook.replacing("<calcPr calcId=\"124519\"/>", with: "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>"))
  }

  @Test("appends a style and leaves the others")
  func appendedStyle() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let editor = try WorkbookEditor(path: Self.features)
    var changes = StyleChanges()
    changes.fill = .solid(Color(argb: 0xFFFF_C7CE))
    changes.numberFormat = "0.000\" kg\""
    changes.wraps = true
    let style = try editor.appendStyle(from: 1, changing: changes)
    #expect(style == editor.reader.styles.formats.count)
    #expect(try editor.appendStyle(from: 1, changing: changes) == style)
    #expect(try editor.appendStyle(from: 1, changing: StyleChanges()) == 1)
    try editor.set(.style(style), at: Self.at("C2"), in: "Data")
    try editor.set(.value(.number(0.5), style: style), at: Self.at("H20"), in: "data")
    try editor.write(to: folder.path("out.xlsm"))

    let reader = try WorkbookReader(path: folder.path("out.xlsm"))
    #expect(reader.styles.formats.dropLast() == editor.reader.styles.formats[...])
    #expect(reader.styles[style].fill == Color(argb: 0xFFFF_C7CE))
    #expect(reader.styles[style].numberFormat == "0.000\" kg\"")
    #expect(!reader.styles[style].isLocked)
    let sheet = try reader.worksheet(#require(reader.sheet(named: "Data")))
    #expect(sheet[try Self.at("C2")]?.style == style)
    #expect(sheet[try Self.at("H20")]?.value == .number(0.5))

    // Taking out what was added gives what was there.
    let before = try Self.text("xl/styles.xml", of: Self.features)
    let after = try Self.text("xl/styles.xml", of: folder.path("out.xlsm"))
    let restored =
      after
      .replacing(/<numFmt numFmtId="165"[^>]*>/, with: "").replacing(
        "<numFmts count=\"2\">", with: "<numFmts count=\"1\">"
      )
      .replacing(/<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE".*?<\/fill>/, with: "").replacing(
        "<fills count=\"5\">", with: "<fills count=\"4\">"
      )
      .replacing(/<xf numFmtId="165".*?<\/xf>/, with: "").replacing(
        "<cellXfs count=\"4\">", with: "<cellXfs count=\"3\">")
    #expect(restored == before)
  }

  @Test("edits a workbook in its place, and keeps permissions and links")
  func inPlace() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let path = try folder.features()
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.xlsm"), withDestinationPath: "features.xlsm")
    let editor = try WorkbookEditor(path: folder.path("link.xlsm"))
    try editor.set(.value(.number(1)), at: Self.at("B2"), in: "Data")
    #expect(editor.hasEdits)
    #expect(!editor.invalidatesSignature)
    #expect(throws: XLSXError.self) { try editor.write(to: folder.path("link.xlsm")) }
    try editor.write(to: folder.path("link.xlsm"), force: true)
    #expect(folder.names == ["features.xlsm", "link.xlsm"])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.xlsm")) == "features.xlsm")
    let reader = try WorkbookReader(path: path)
    #expect(try reader.worksheet(#require(reader.sheet(named: "Data")))[Self.at("B2")]?.value == .number(1))
  }

  @Test("refuses when somebody changed the file meanwhile")
  func changedMeanwhile() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let path = try folder.features()
    let editor = try WorkbookEditor(path: path)
    try editor.set(.value(.number(1)), at: Self.at("B2"), in: "Data")
    try Self.edit(Self.features, to: folder.path("other.xlsm"), [("B2", .value(.number(2)))])
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: folder.path("other.xlsm"), toPath: path)
    let error = #expect(throws: XLSXError.self) { try editor.write(to: folder.path("out.xlsm")) }
    #expect(error?.code == .changedWhileReading)
    #expect(folder.names == ["features.xlsm"])
  }

  @Test(
    "leaves nothing behind when a cell cannot be written",
    arguments: [
      ("B9", "A8:C9"), ("G3", "G2:G6"), ("J1", "Fuels"),
    ])
  func refusedCell(cell: String, detail: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let editor = try WorkbookEditor(path: Self.features)
    try editor.set(.value(.number(1)), at: Self.at(cell), in: "Data")
    let error = #expect(throws: XLSXError.self) { try editor.write(to: folder.path("out.xlsm")) }
    #expect(error?.code == .cellNotWritable)
    #expect(error?.file == Self.features)
    #expect(error?.part == "xl/worksheets/sheet1.xml")
    #expect(error?.cell?.description == cell)
    #expect(error?.detail.contains(detail) == true)
    #expect(folder.names.isEmpty)
  }

  @Test(
    "refuses what no cell can hold",
    arguments: [
      CellEdit.value(.number(.infinity)), .value(.text(String(repeating: "x", count: 32_768))),
      .formula("=1", cached: .blank),
      .formula("", cached: .blank), .style(99), .value(.number(1), style: -1),
    ])
  func invalidEdits(edit: CellEdit) throws {
    let editor = try WorkbookEditor(path: Self.features)
    let error = try #require(throws: XLSXError.self) { try editor.set(edit, at: Self.at("A1"), in: "Data") }
    #expect(error.code == .invalidArgument)
    #expect(!editor.hasEdits)
    #expect(throws: XLSXError.self) { try editor.set(.value(.blank), at: Self.at("A1"), in: "Nowhere") }
  }

  @Test("joins a value and a style set one after the other")
  func joinedEdits() {
    #expect(CellEdit.style(3).following(.value(.number(1))) == .value(.number(1), style: 3))
    #expect(CellEdit.value(.number(1)).following(.style(3)) == .value(.number(1), style: 3))
    #expect(CellEdit.value(.number(2)).following(.formula("A1", cached: .blank)) == .value(.number(2)))
    #expect(
      CellEdit.cachedValue(.number(2)).following(.formula("A1", cached: .blank)) == .formula("A1", cached: .number(2)))
  }

  /// A workbook like the one with features, but for some parts.
  static func variant(_ path: String, _ change: (ArchiveOutput) throws -> Void) throws {
    let output = try ArchiveOutput(to: path, force: false, copying: features)
    try change(output)
    try output.commit()
  }

  @Test("says that a signature will not hold")
  func signature() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let relationships = try Self.text("_rels/.rels", of: Self.features).replacing(
      "</Relationships>",
      with:
        "<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" "
        + "Target=\"_xmlsignatures/origin.sigs\"/></Relationships>")
    try Self.variant(folder.path("signed.xlsm")) { output in
      try output.set("_rels/.rels", bytes: Array(relationships.utf8))
      try output.set("_xmlsignatures/origin.sigs", bytes: [0])
    }
    let editor = try WorkbookEditor(path: folder.path("signed.xlsm"))
    #expect(!editor.invalidatesSignature)
    try editor.set(.style(1), at: Self.at("A1"), in: "Data")
    #expect(editor.invalidatesSignature)
  }

  @Test("writes text into the cells of a workbook without shared strings")
  func noSharedStrings() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let relationships = try Self.text("xl/_rels/workbook.xml.rels", of: Self.features)
      .replacing(/<Relationship Id="[^"]*" Type="[^"]*sharedStrings"[^>]*>/, with: "")
    try Self.variant(folder.path("in.xlsm")) { output in
      try output.set("xl/_rels/workbook.xml.rels", bytes: Array(relationships.utf8))
      try output.remove("xl/sharedStrings.xml")
    }
    try Self.edit(folder.path("in.xlsm"), to: folder.path("out.xlsm"), [("A20", .value(.text("a & b")))])
    let sheet = try Self.text("xl/worksheets/sheet1.xml", of: folder.path("out.xlsm"))
    #expect(
      sheet.contains("<row r=\"20\"><c r=\"A20\" t=\"inlineStr\"><is><t>a &amp; b</t></is></c></row></sheetData>"))
  }

  @Test("shows no new text in cells that refer beyond the end of the shared strings", arguments: ["One", "Two"])
  func danglingStrings(edited: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    var book = HandmadeWorkbook(
      rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>")
    book.setSharedStrings("<si><t>there</t></si>")
    book.set(
      "xl/workbook.xml",
      HandmadeWorkbook.workbook(
        "<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Two\" sheetId=\"2\" r:id=\"rId3\"/></sheets>"
      ))
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart([
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId3", "worksheet", "worksheets/sheet2.xml"),
      ]))
    book.set("xl/worksheets/sheet2.xml", HandmadeWorkbook.worksheet("<sheetData/>"))
    try book.write(to: folder.path("in.xlsx"))
    let editor = try WorkbookEditor(path: folder.path("in.xlsx"))
    try editor.set(.value(.text("new")), at: Self.at("C1"), in: edited)
    try editor.set(.value(.text("there")), at: Self.at("D1"), in: edited)
    try editor.write(to: folder.path("out.xlsx"))
    let reader = try WorkbookReader(path: folder.path("out.xlsx"))
    let sheet = try reader.worksheet(#require(reader.sheet(named: edited)))
    #expect(sheet[try Self.at("C1")]?.value == .text("new"))
    #expect(sheet[try Self.at("D1")]?.value == .text("there"))
    #expect(try reader.worksheet(reader.sheets[0])[Self.at("B1")]?.value == .error(.unknown))
  }

  @Test("edits parts in UTF-16, with backslashes in their names and stored uncompressed")
  func unusualParts() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let name = "xl/worksheets/sheet1.xml"
    let sheet = try Self.text(name, of: Self.features).replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
    let strings = try Self.text("xl/sharedStrings.xml", of: Self.features).replacing(
      "encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
    try Self.variant(folder.path("in.xlsm")) { output in
      try output.remove(name)
      try output.set("xl\\worksheets\\sheet1.xml", bytes: utf16(sheet, bigEndian: false), compressionLevel: 0)
      try output.set("xl/sharedStrings.xml", bytes: utf16(strings, bigEndian: true))
    }
    try Self.edit(folder.path("in.xlsm"), to: folder.path("out.xlsm"), [("A2", .value(.text("ü")))])
    let after = try #require(RawArchive(path: folder.path("out.xlsm")))
    #expect(after[name] == nil)
    #expect(after["xl\\worksheets\\sheet1.xml"] != nil)
    let reader = try WorkbookReader(path: folder.path("out.xlsm"))
    let read = try reader.worksheet(#require(reader.sheet(named: "Data")))
    #expect(read[try Self.at("A2")]?.value == .text("ü"))
    #expect(read[try Self.at("A3")]?.value == .text("Site 2 ä & <b>"))
    #expect(
      try Self.text(name, of: folder.path("out.xlsm")).hasPrefix(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"))
  }
}
