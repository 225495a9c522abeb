import Testing

@testable import XLSX

@Suite("Adding and removing notes")
struct NoteEditingTests {
  private static let features = WorkbookEditorTests.features

  private static func at(_ name: String) throws -> CellReference { try #require(CellReference(name)) }

  private static func annotate(
    _ path: String, to target: String, _ notes: [(String, String)], in sheet: String = "Data"
  ) throws {
    let editor = try WorkbookEditor(path: path)
    try editor.setNotes(notes.map { CellNote(try at($0.0), $0.1) }, author: "GreenQuote", in: sheet)
    try editor.write(to: target)
  }

  private static func comments(_ path: String, _ sheet: String = "Data") throws -> [String: String] {
    let reader = try WorkbookReader(path: path)
    let found = try reader.worksheet(#require(reader.sheet(named: sheet)), comments: true).details.comments
    return Dictionary(found.map { ($0.reference.description, "\($0.author): \($0.text)") }) { $0 + "|" + $1 }
  }

  private static let notes = [("B2", "one\n→ two"), ("C3", "three"), ("F9", "四 & <五>")]

  @Test("beside a note of somebody else's; theirs stays, and on its cell ours stands behind it")
  func beside() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    try Self.annotate(Self.features, to: folder.path("out.xlsm"), Self.notes)
    #expect(
      try Self.comments(folder.path("out.xlsm")) == [
        "B2": "Auditor: Where does this come from?\n———— GreenQuote ————\none\n→ two",
        "C3": "GreenQuote: ———— GreenQuote ————\nthree",
        "F9": "GreenQuote: ———— GreenQuote ————\n四 & <五>",
      ])
    let before = try #require(RawArchive(path: Self.features))
    let after = try #require(RawArchive(path: folder.path("out.xlsm")))
    #expect(Set(WorkbookEditorTests.differing(before, after)) == ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"])
    let drawing = try WorkbookEditorTests.text("xl/drawings/vmlDrawing1.vml", of: Self.features)
    let changed = try WorkbookEditorTests.text("xl/drawings/vmlDrawing1.vml", of: folder.path("out.xlsm"))
    #expect(changed.hasPrefix(drawing.dropLast("</xml>".count)))
    #expect(
      changed.contains("id=\"_x0000_s1026\"") && changed.contains("id=\"_x0000_s1027\"")
        && !changed.contains("_x0000_s1028"))
  }

  @Test("on a sheet without any; they go with their parts, and the sheet is the same to the byte")
  func withoutAny() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    try Self.annotate(Self.features, to: folder.path("with.xlsm"), Self.notes, in: "Lists")
    #expect(try Self.comments(folder.path("with.xlsm"), "Lists").count == 3)
    let before = try #require(RawArchive(path: Self.features))
    let with = try #require(RawArchive(path: folder.path("with.xlsm")))
    #expect(
      Set(WorkbookEditorTests.differing(before, with)) == [
        "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels", "xl/comments2.xml",
        "xl/drawings/vmlDrawing2.vml",
        "[Content_Types].xml",
      ])
    try Self.annotate(folder.path("with.xlsm"), to: folder.path("without.xlsm"), [], in: "Lists")
    let without = try #require(RawArchive(path: folder.path("without.xlsm")))
    #expect(without.entries.map(\.name) == before.entries.map(\.name))
    for part in before.entries.map(\.name) {
      #expect(
        try WorkbookEditorTests.text(part, of: Self.features)
          == WorkbookEditorTests.text(part, of: folder.path("without.xlsm")), "\(part)")
    }
  }

  @Test(
    "notes of a second run replace those of the first; with none left, all is as it was", arguments: ["Data", "Lists"])
  func secondRun(sheet: String) throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    try Self.annotate(
      Self.features, to: folder.path("a.xlsm"), [("B2", "old"), ("D4", "gone"), ("A1", "old")], in: sheet)
    try Self.annotate(folder.path("a.xlsm"), to: folder.path("twice.xlsm"), Self.notes, in: sheet)
    try Self.annotate(Self.features, to: folder.path("once.xlsm"), Self.notes, in: sheet)
    #expect(
      try #require(RawArchive(path: folder.path("twice.xlsm"))).entries
        == #require(RawArchive(path: folder.path("once.xlsm"))).entries)
    try Self.annotate(folder.path("twice.xlsm"), to: folder.path("none.xlsm"), [], in: sheet)
    let before = try #require(RawArchive(path: Self.features))
    for part in before.entries.map(\.name) {
      #expect(
        try WorkbookEditorTests.text(part, of: Self.features)
          == WorkbookEditorTests.text(part, of: folder.path("none.xlsm")), "\(part)")
    }
  }

  @Test("goes together with edits of cells of the same sheet")
  func withCells() throws {
    let folder = try WorkbookEditorTests.Folder()
    defer { folder.remove() }
    let editor = try WorkbookEditor(path: Self.features)
    try editor.set(.value(.number(42)), at: Self.at("B2"), in: "Lists")
    try editor.setNotes([CellNote(Self.at("B2"), "changed")], author: "GreenQuote", in: "Lists")
    try editor.write(to: folder.path("out.xlsm"))
    let reader = try WorkbookReader(path: folder.path("out.xlsm"))
    let sheet = try reader.worksheet(#require(reader.sheet(named: "Lists")), comments: true)
    #expect(sheet[try Self.at("B2")]?.value == .number(42) && sheet.details.comments.count == 1)
  }

  private func comments(_ list: String, authors: [String] = ["Li"]) -> CommentsEdit {
    let names = authors.map { "<x:author>\($0)</x:author>" }.joined()
    let text =
      "<x:comments xmlns:x=\"\(Namespace.main)\"><x:authors>\(names)</x:authors><x:commentList>\(list)</x:commentList></x:comments>"
    return CommentsEdit(Array(text.utf8), part: "comments1.xml", author: "GreenQuote")
  }

  @Test(
    "takes its text away from behind somebody else's exactly",
    arguments: [
      "<x:t>plain</x:t>", "<x:t xml:space=\"preserve\"> plain\n</x:t>",
      "<x:r><x:rPr><x:b/></x:rPr><x:t>rich</x:t></x:r>",
      "<x:r><x:rPr><x:b/></x:rPr><x:t>two</x:t></x:r><x:r><x:rPr><x:i/></x:rPr><x:t>runs &amp; more</x:t></x:r>", "",
    ])
  func exactly(body: String) throws {
    var edit = comments("<x:comment ref=\"A1\" authorId=\"0\"><x:text>\(body)</x:text></x:comment>")
    let before = edit.bytes
    #expect(try edit.add([(Self.at("A1"), "ours\nand more")]) == [])
    #expect(edit.bytes != before)
    #expect(edit.remove() == [])
    let after = String(decoding: edit.bytes, as: UTF8.self)
    #expect(after == String(decoding: before, as: UTF8.self) || body.isEmpty && after.contains("<x:text></x:text>"))
  }

  @Test("takes its text away where a program has put both into one run")
  func merged() throws {
    var edit = comments(
      "<x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>theirs\n———— GreenQuote ————\nours</x:t></x:text></x:comment>"
        + "<x:comment ref=\"A2\" authorId=\"0\"><x:text><x:r><x:t>theirs\n———— GreenQuote ————\nours</x:t></x:r></x:text></x:comment>"
    )
    #expect(edit.remove() == [])
    let text = String(decoding: edit.bytes, as: UTF8.self)
    #expect(
      !text.contains("ours") && text.contains("<x:t>theirs</x:t></x:text>")
        && text.contains("<x:r><x:t>theirs</x:t></x:r>"))
  }

  @Test("knows its notes where a program has forgotten their author and cut them into other runs")
  func authorForgotten() throws {
    var edit = comments(
      "<x:comment ref=\"A1\" authorId=\"0\"><x:text><x:r><x:t>———— GreenQuote ————</x:t></x:r><x:r><x:t>\nours</x:t></x:r></x:text></x:comment>"
        + "<x:comment ref=\"A2\" authorId=\"0\"><x:text><x:r><x:t>theirs</x:t></x:r><x:r><x:t xml:space=\"preserve\">\nmore\n</x:t></x:r>"
        + "<x:r><x:t>———— GreenQuote ————</x:t></x:r><x:r><x:t>\nours</x:t></x:r></x:text></x:comment>", authors: [" "])
    #expect(try edit.remove() == [Self.at("A1")])
    let text = String(decoding: edit.bytes, as: UTF8.self)
    #expect(
      !text.contains("ours")
        && text.contains("<x:r><x:t>theirs</x:t></x:r><x:r><x:t xml:space=\"preserve\">\nmore</x:t></x:r></x:text>"))
  }

  @Test("does not add to a threaded comment")
  func threaded() throws {
    var edit = comments(
      "<x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>[Threaded comment]</x:t></x:text></x:comment>",
      authors: ["tc={1}"])
    let before = edit.bytes
    #expect(try edit.add([(Self.at("A1"), "ours")]) == [])
    #expect(edit.bytes == before)
  }

  @Test("draws boxes in VML that is no well-formed XML, among shapes of another kind")
  func looseVML() throws {
    let text =
      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\">\n<o:shapelayout><o:idmap data=\"3\"/></o:shapelayout><v:shape id=\"_x0000_s3073\">"
      + "<v:textbox><div>a<br>b</div></v:textbox><x:ClientData ObjectType=\"Button\"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData>"
      + "</v:shape></xml>"
    var edit = CommentBoxesEdit(Array(text.utf8), part: "vmlDrawing1.vml")
    let cells = [try Self.at("B2"), try Self.at("C3")]
    try edit.add(cells.map { CommentBox(reference: $0, text: "x") }, width: { _ in 64 }, height: { _ in 20 })
    let added = String(decoding: edit.bytes, as: UTF8.self)
    #expect(added.contains("id=\"_x0000_s3074\"") && added.contains("id=\"_x0000_s3075\""))
    #expect(added.contains("<v:shape xmlns:o=\"urn:schemas-microsoft-com:office:office\""))
    edit.remove(Set(cells))
    let left = String(decoding: edit.bytes, as: UTF8.self)
    #expect(left.contains("_x0000_s3073") && !left.contains("_x0000_s3074") && left.hasSuffix("</v:shapetype></xml>"))
  }

  @Test("two notes on a cell, an empty one and too long a one are refused")
  func refused() throws {
    let editor = try WorkbookEditor(path: Self.features)
    let cell = try Self.at("A1")
    for notes in [
      [CellNote(cell, "a"), CellNote(cell, "b")], [CellNote(cell, "")],
      [CellNote(cell, String(repeating: "x", count: 32_001))],
    ] {
      #expect(throws: XLSXError.self) { try editor.setNotes(notes, author: "GreenQuote", in: "Data") }
    }
    #expect(throws: XLSXError.self) { try editor.setNotes([], author: "GreenQuote", in: "Nowhere") }
    #expect(!editor.hasEdits)
  }
}
