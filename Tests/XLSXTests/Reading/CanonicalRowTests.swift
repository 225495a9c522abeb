import Foundation
import HandmadeWorkbooks
import Testing

@testable import XLSX

/// Rows taken from the bytes are what libxml2 would have made of them, and nothing is accepted that it would refuse.
struct CanonicalRowTests {
  private static let namespaces =
    "xmlns=\"\(HandmadeWorkbook.main)\" xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\""

  /// The first row only brings the parser between two rows.
  private static func sheet(_ rows: String, root: String = "worksheet \(namespaces)", sheetData: String = "sheetData")
    -> [UInt8]
  {
    Array("<\(root)><\(sheetData)><row r=\"1\"></row>\(rows)</sheetData></worksheet>".utf8)
  }

  private static let strings: SharedStrings = {
    var book = HandmadeWorkbook()
    book.setSharedStrings("<si><t>zero</t></si><si><t>one</t></si>")
    let read = try? book.open { try SharedStrings(part: PartName("xl/sharedStrings.xml"), in: $0.archive) }
    return read ?? SharedStrings()
  }()

  // MARK: What is taken

  @Test(
    arguments: [
      "<row r=\"2\"></row>", "<row r=\"2\"/>", "<row r=\"2\" />", "\n  <row r=\"2\"></row>",
      "<row spans=\"1:3\" r=\"2\"></row>",
      "<row r=\"2\" spans=\"1:3\" s=\"4\" customFormat=\"1\" ht=\"15.75\" hidden=\"1\" customHeight=\"1\" outlineLevel=\"1\" collapsed=\"0\""
        + " thickTop=\"1\" thickBot=\"1\" ph=\"0\" x14ac:dyDescent=\"0.25\"><c r=\"A2\"/></row>",
      "<row r=\"2\"><c r=\"A2\" s=\"3\"/><c r=\"C2\" t=\"n\"><v>1.5</v></c><c r=\"XFD2\" s=\"1\" t=\"s\"><v>0</v></c></row>",
      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a &amp; b\n</t></is></c></row>",
      "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>IF(A1&lt;&gt;\"\",1,'x y'!B1)</f><v>价格 €</v></c></row>",
      "<row r=\"2\"><c t=\"b\" r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"e\"><v>#N/A</v></c><c r=\"C2\" t=\"d\"><v>2024-02-29</v></c></row>",
      "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A4\" si=\"0\">B1*2</f><v>3</v></c><c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>3</v></c></row>",
      "<row r=\"2\"><c r=\"A2\" cm=\"1\" vm=\"1\" ph=\"1\"><f t=\"array\" aca=\"1\" ca=\"1\" ref=\"A2:B2\">C1:D1</f><v>1</v></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v/></c><c r=\"B2\"><v /></c><c r=\"C2\"><v></v></c><c r=\"D2\"><f/></c><c r=\"E2\"></c></row>",
    ]) func `rows as the usual programs write them are taken`(row: String) throws
  {
    var scanner = CanonicalRowScanner()
    scanner.isDescentDeclared = true
    let bytes = Array(row.utf8)
    #expect(scanner.scan(bytes.span, from: 0) == bytes.count)
    for count in 0..<bytes.count {
      #expect(scanner.scan(Array(bytes.prefix(count)).span, from: 0) == nil, "the first \(count) bytes")
    }
    #expect(SheetOutcome.disagreement(Self.sheet(row), blockSizes: [1, 7, 64, 65_536], strings: Self.strings) == nil)
    #expect(SheetOutcome(Self.sheet(row), takesCanonicalRows: true).failure == nil)
  }

  @Test(
    arguments: [
      "<row></row>", "<row r=\"0\"></row>", "<row r=\"2\" r=\"2\"></row>", "<row r='2'></row>", "<row  r=\"2\"></row>",
      "<row r=\"2\" ></row>",
      "<row r=\"2\" x=\"1\"></row>", "<row r=\"2\" xmlns=\"urn:x\"></row>", "<row r=\"2\" ht=\"&#49;\"></row>",
      "<row r=\"2\" ht=\"\t\"></row>",
      "<row r=\"2\" hidden=\"yes\"></row>", "<row r=\"1048577\"></row>", "<row r=\"2\"> <c r=\"A2\"/></row>",
      "<row r=\"2\">text</row>",
      "<row r=\"2\"><c/></row>", "<row r=\"2\"><c r=\"A3\"/></row>", "<row r=\"2\"><c r=\"a2\"/></row>",
      "<row r=\"2\"><c r=\"$A$2\"/></row>",
      "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>", "<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"/></row>",
      "<row r=\"2\"><c r=\"XFE2\"/></row>",
      "<row r=\"2\"><c r=\"A2\" s=\"1\" s=\"1\"/></row>", "<row r=\"2\"><c r=\"A2\" t=\"what\"/></row>",
      "<row r=\"2\"><c r=\"A2\" s=\"-1\"/></row>",
      "<row r=\"2\"><c r=\"A2\"><v>1</v><v>2</v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>1</v><f>2</f></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v>&#49;</v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>&x;</v></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v>1\r\n</v></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v>]]></v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>\u{1}</v></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v>\u{FFFE}</v></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v><![CDATA[1]]></v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>1<!-- --></v></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v>1<?x?></v></c></row>", "<row r=\"2\"><c r=\"A2\"><is><t>1</t></is></c></row>",
      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"/></row>", "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><v>1</v></c></row>",
      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>1</t></r></is></c></row>",
      "<row r=\"2\"><c r=\"A2\"><v>1</v><extLst/></c></row>",
      "<row r=\"2\"><c r=\"A2\"><f t=\"dataTable\"/></c></row>",
      "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" t=\"shared\"/></c></row>",
      "<row r=\"2\"><c r=\"A2\"></v></c></row>", "<x:row r=\"2\"></x:row>", "<rows r=\"2\"></rows>",
      "<row r=\"2\"></row >", "</row>",
    ]) func `all else is left to libxml2`(row: String) throws
  {
    var scanner = CanonicalRowScanner()
    let bytes = Array(row.utf8)
    let end = scanner.scan(bytes.span, from: 0)
    // An inline cell without text is the exception: there is nothing to judge.
    #expect(end == nil || row.contains("t=\"inlineStr\"/>"))
    #expect(SheetOutcome.disagreement(Self.sheet(row), blockSizes: [1, 7, 64, 65_536], strings: Self.strings) == nil)
  }

  @Test func `bytes that are no UTF-8 are left to libxml2`() {
    let texts: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ]
    for text in texts {
      let row = Array("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>".utf8) + text + Array("</v></c></row>".utf8)
      var scanner = CanonicalRowScanner()
      #expect(scanner.scan(row.span, from: 0) == nil)
      #expect(SheetOutcome.disagreement(Self.sheet("") + row) == nil)
    }
  }

  @Test func `a descent whose prefix nobody declares is left to libxml2, which refuses it`() {
    let rows = "<row r=\"2\" x14ac:dyDescent=\"0.25\"></row>"
    let root = "worksheet xmlns=\"\(HandmadeWorkbook.main)\""
    let declaration = "xmlns:x14ac=\"urn:x\""
    #expect(SheetOutcome(Self.sheet(rows, root: root), takesCanonicalRows: true).failure != nil)
    #expect(
      SheetOutcome(Self.sheet(rows, root: root, sheetData: "sheetData \(declaration)"), takesCanonicalRows: true)
        .failure == nil)
    for variant in [
      Self.sheet(rows, root: root), Self.sheet(rows, root: root, sheetData: "sheetData \(declaration)"),
      Self.sheet(rows, root: root + "><cols \(declaration)/><x"),
      Self.sheet("<row r=\"2\" \(declaration)></row>" + rows, root: root),
    ] {
      #expect(SheetOutcome.disagreement(variant) == nil)
    }
  }

  // MARK: Where rows are taken

  @Test(
    arguments: [
      "<worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData></worksheet>",
      "<worksheet xmlns=\"{S}\"><sheetData>{R}</sheetData></worksheet>",
      "<x:worksheet xmlns:x=\"{M}\"><x:sheetData><x:row/>{R}</x:sheetData></x:worksheet>",
      "<x:worksheet xmlns:x=\"{M}\"><x:sheetData xmlns=\"{M}\">{R}</x:sheetData></x:worksheet>",
      "<x:worksheet xmlns:x=\"{M}\" xmlns=\"urn:x\"><x:sheetData>{R}</x:sheetData></x:worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData xmlns=\"urn:x\">{R}</sheetData></worksheet>",
      "<x:worksheet xmlns:x=\"{M}\"><x:sheetData xmlns=\"{M}\"><row xmlns=\"urn:x\" r=\"1\"></row>{R}</x:sheetData></x:worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData><sheetData>{T}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData xmlns=\"urn:x\">{R}</sheetData><sheetData>{T}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData/>{R}</worksheet>",
      "<worksheet xmlns=\"{M}\"><other>{R}</other><sheetData>{T}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData><other>{R}</other>{T}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\" xmlns:mc=\"{C}\"><sheetData><mc:AlternateContent><mc:Fallback>{R}</mc:Fallback></mc:AlternateContent>{T}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\" xmlns:mc=\"{C}\"><sheetData><mc:AlternateContent><mc:Choice>{R}</mc:Choice></mc:AlternateContent>{T}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\" xmlns:mc=\"{C}\"><mc:AlternateContent><mc:Fallback xmlns=\"urn:x\"><sheetData>{R}</sheetData></mc:Fallback></mc:AlternateContent></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData>]]{R}></sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData>{R}]]></sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData><!--{R}--></sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData><!--R--R-->{R}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData><![CDATA[{R}]]>{T}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData><?x {R}?>{T}</sheetData></worksheet>",
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData></worksheet>",
      "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData></worksheet>",
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData></worksheet>",
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?><worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData></worksheet>",
      "<!DOCTYPE worksheet><worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData>{R}{R}</sheetData></worksheet>",
      "<worksheet xmlns=\"{M}\"><sheetData>{R}</sheetData></worksheet>{R}",
      "<worksheet xmlns=\"{M}\"><sheetData>{R}",
      "<worksheet xmlns=\"{M}\"><sheetData>{R}</row></sheetData></worksheet>",
    ]) func `rows are taken among the children of the cells alone`(pattern: String)
  {
    func rows(from first: Int) -> String {
      (first..<(first + 4)).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"str\"><v>ä\($0)</v></c></row>" }.joined()
    }
    let text = [
      ("{M}", HandmadeWorkbook.main), ("{S}", HandmadeWorkbook.strict), ("{R}", rows(from: 1)), ("{T}", rows(from: 5)),
      ("{C}", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ].reduce(pattern) { $0.replacing($1.0, with: $1.1) }
    #expect(SheetOutcome.disagreement(Array(text.utf8), blockSizes: [1, 7, 64, 300, 65_536]) == nil)
  }

  @Test func `a sheet in UTF-16 reads as before`() {
    let text = String(decoding: Self.sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"/>"), as: UTF8.self)
    let bytes: [UInt8] =
      [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(SheetOutcome(bytes, takesCanonicalRows: true).cellCount == 1)
    #expect(SheetOutcome.disagreement(bytes, blockSizes: [1, 7, 64, 65_536]) == nil)
  }

  @Test func `an error behind rows that were taken has its line`() throws {
    let rows = (2...50).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"str\"><v>a\nb</v></c></row>\n" }.joined()
    let bytes = Self.sheet(rows + "  <row r=\"51\"><c></row>")
    let alone = try #require(SheetOutcome(bytes, takesCanonicalRows: false).failure)
    #expect(SheetOutcome(bytes, takesCanonicalRows: true).failure == alone)
    guard case .malformedXML(line: 99, _) = alone.code else {
      Issue.record("\(alone)")
      return
    }
  }

  @Test func `the limit on shared formulas holds for rows that are taken`() {
    let rows = (3...40).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><f t=\"shared\" si=\"0\"/></c></row>" }.joined()
    let bytes = Self.sheet(
      "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A40\" si=\"0\">B1+B2</f></c></row>" + rows)
    for limit in [0, 5, 100, 189, 190, 1000] {
      #expect(SheetOutcome.disagreement(bytes, sharedFormulaLimit: limit) == nil)
    }
    #expect(
      SheetOutcome(bytes, takesCanonicalRows: true, sharedFormulaLimit: 189).failure?.code
        == .limitExceeded(limit: .sharedFormulaBytes, value: 189))
  }

  @Test func `an error of the receiver ends the reading`() throws {
    let enough = XLSXError(.invalidArgument, detail: "enough")
    let rows = (2...9).map { "<row r=\"\($0)\"><c r=\"A\($0)\"/></row>" }.joined()
    var seen: [Int] = []
    let handler = WorksheetHandler(
      strings: SharedStrings(), dateSystem: .from1900, part: "sheet.xml", memoryLimit: 1 << 20, begin: { _ in },
      deliver: { (row) throws(XLSXError) in
        seen.append(row.index)
        if row.index == 5 { throw enough }
      })
    let parser = try XMLPushParser(handler: handler, part: "sheet.xml")
    #expect(throws: enough) { try parser.feed(Self.sheet(rows)[...]) }
    #expect(seen == [1, 2, 3, 4, 5])
  }

  // MARK: Formulas that were filled down

  @Test(
    arguments: [
      ["A9*2", "A10*2", "A11*2"], ["$A9+A$9", "$A10+A$9", "$A11+A$9"], ["A8", "A9", "A10"], ["A9", "A9", "A9"],
      ["A9&amp;&quot;é&quot;", "A10&amp;\"é\"", "A11&amp;&quot;é&quot;"], ["LOG9(A9)", "LOG10(A10)", "LOG11(A11)"],
      ["A9", "A10", "A10", "A12+1"], ["A9", "A100", "A11"], ["A9", "A1", "A1"], ["A9A9", "A10A10"],
      ["_x0041_9", "_x0041_10"],
      ["&quot;A_x0009_&quot;&amp;A9", "&quot;A_x0009_&quot;&amp;A10"], ["A9]]", "A10]]", "A11]]&gt;"], ["", "", "1"],
      ["A9<!---->", "A10"],
      ["A9&amp;B9&lt;C9", "A10&amp;B10&lt;C10", "A11&amp;B11&lt;C11", "A12&amp;B12&lt;"],
    ]) func `formulas of a column read as libxml2 reads them`(formulas: [String])
  {
    let rows = formulas.enumerated().map { index, formula in
      "<row r=\"\(index + 9)\"><c r=\"A\(index + 9)\" t=\"str\"><f>\(formula)</f><v></v></c><c r=\"B\(index + 9)\"><f>\(formula)+1</f></c></row>"
    }
    let bytes = Self.sheet(rows.joined())
    #expect(SheetOutcome.disagreement(bytes, blockSizes: [1, 7, 64, 65_536]) == nil)
    for count in stride(from: bytes.count - 200, to: bytes.count, by: 1) {
      #expect(SheetOutcome.disagreement(Array(bytes.prefix(count))) == nil)
    }
  }

  @Test func `rows numbered with zeros before the number read as libxml2 reads them`() {
    let rows = ["123", "0124", "125", "0000126", "127"].map { row in
      "<row r=\"\(row)\"><c r=\"A\(row)\"><f>B\(row)*C\(row)</f></c><c r=\"B\(row)\"><f>B\(Int(row) ?? 0)+1</f></c></row>"
    }
    #expect(SheetOutcome.disagreement(Self.sheet(rows.joined()), blockSizes: [1, 65_536]) == nil)
  }

  @Test func `formulas without end do not cost memory without end`() {
    let long = String(repeating: "+LEN(\"x\")", count: 1000)
    let rows = (2...400).map { row in
      "<row r=\"\(row)\"><c r=\"A\(row)\"><f>A1\(long)+\(row % 7)</f></c><c r=\"XFD\(row)\"><f>A\(row)</f></c></row>"
    }
    #expect(SheetOutcome.disagreement(Self.sheet(rows.joined()), blockSizes: [1 << 20]) == nil)
  }

  @Test func `cells whose formula was filled down share its pattern`() throws {
    let rows = (9...12).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><f>B\($0)*C$9\($0 == 11 ? "+1" : "")</f></c></row>" }
      .joined()
    for takesCanonicalRows in [false, true] {
      let cells = SheetOutcome(Self.sheet(rows), takesCanonicalRows: takesCanonicalRows).cells
      try #require(cells.count == 4)
      #expect(cells.map(\.formula) == ["B9*C$9", "B10*C$9", "B11*C$9+1", "B12*C$9"])
      #expect(cells[0].formulaPattern === cells[1].formulaPattern)
      #expect(cells[0].formulaPattern != cells[2].formulaPattern)
      #expect(cells[0].formulaPattern == cells[3].formulaPattern)
    }
  }

  // MARK: Laws

  /// A row of each kind, canonical all of them.
  private static let small = Self.sheet(
    "<row r=\"2\" spans=\"1:4\" s=\"1\" customFormat=\"1\" x14ac:dyDescent=\"0.2\"><c r=\"A2\" s=\"1\" t=\"s\"><v>1</v></c>"
      + "<c r=\"B2\"><f t=\"shared\" ref=\"B2:B3\" si=\"0\">A1&amp;A$2</f><v>-1.5</v></c></row><row r=\"3\" hidden=\"1\">"
      + "<c r=\"A3\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> é&lt;]</t></is></c><c r=\"B3\" t=\"b\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>"
      + "<row r=\"4\"/><row r=\"9\"><c r=\"A9\"><f>X9&amp;B$9+C9</f></c></row><row r=\"10\"><c r=\"A10\"><f>X10&amp;B$9+C10</f></c></row>"
  )

  @Test(arguments: [1, 7, 64, 65_536]) func `a sheet that ends anywhere is judged alike`(blockSize: Int) {
    for count in 0...Self.small.count {
      let disagreement = SheetOutcome.disagreement(
        Array(Self.small.prefix(count)), blockSizes: [blockSize], strings: Self.strings)
      #expect(disagreement == nil)
    }
  }

  @Test(arguments: Array(" <>&\"'/=:]rc2sx19A\n\r\0\u{7F}".utf8) + [0x80, 0xBF, 0xC3, 0xED, 0xFF])
  func `a sheet with one byte changed is judged alike`(replacement: UInt8) {
    for place in Self.small.indices {
      var bytes = Self.small
      bytes[place] = replacement
      #expect(SheetOutcome.disagreement(bytes, strings: Self.strings) == nil)
    }
  }

  @Test(arguments: Array(" <>&\"/=]r2\r".utf8)) func `a sheet with one byte too many or too few is judged alike`(
    addition: UInt8
  ) {
    for place in Self.small.indices {
      var bytes = Self.small
      bytes.insert(addition, at: place)
      #expect(SheetOutcome.disagreement(bytes, strings: Self.strings) == nil)
      bytes.remove(at: place)
      bytes.remove(at: place)
      #expect(SheetOutcome.disagreement(bytes, strings: Self.strings) == nil)
    }
  }

  @Test(arguments: 0..<8) func `sheets of any content are judged alike`(seed: Int) {
    var sheet = RandomSheet(generator: SeededGenerator(state: UInt64(seed)))
    var accepted = 0
    for _ in 0..<150 {
      let bytes = sheet.next()
      #expect(SheetOutcome.disagreement(bytes, blockSizes: [1, 7, 64, 65_536], strings: Self.strings) == nil)
      if SheetOutcome(bytes, takesCanonicalRows: true, strings: Self.strings).failure == nil { accepted += 1 }
    }
    #expect((30...145).contains(accepted), "\(accepted) of 150 sheets are well-formed: too few or too many to say much")
  }

  @Test func `all workbooks of the repository read alike`() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
    var cells = 0
    for folder in ["Fixtures", "Templates", "../shared/real"] {
      let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        cells += try compare(workbook: file.path)
      }
    }
    #expect(cells > 1000)
  }

  /// - Returns: the number of cells compared.
  private func compare(workbook path: String) throws -> Int {
    guard path.contains(".xls"), let archive = try? ArchiveReader(path: path, limits: ReadingLimits()) else { return 0 }
    let stringsPart = PartName("xl/sharedStrings.xml")
    let strings = archive.contains(stringsPart) ? try SharedStrings(part: stringsPart, in: archive) : SharedStrings()
    var cells = 0
    for part in archive.partNames where part.text.hasPrefix("xl/worksheets/sheet") {
      guard let bytes = try? archive.bytes(of: part) else { continue }
      #expect(
        SheetOutcome.disagreement(bytes, blockSizes: [1000, 65_536], strings: strings) == nil, "\(path): \(part.text)")
      cells += SheetOutcome(bytes, takesCanonicalRows: true, strings: strings).cellCount
    }
    return cells
  }
}
