import HandmadeWorkbooks
import Testing

@testable import XLSX

/// What a workbook may cost: the limit that is exceeded is named, and one step below it the workbook reads.
struct ReadingLimitTests {
  private static func book() -> HandmadeWorkbook {
    var book = HandmadeWorkbook(rows: (1...50).map { _ in "<row><c t=\"s\"><v>0</v></c></row>" }.joined())
    book.setSharedStrings("<si><t>aaaaaaaaaa</t></si><si><t>bbbbbbbbbb</t></si>")
    return book
  }

  private func limits(_ change: (inout ReadingLimits) -> Void) -> ReadingLimits {
    var limits = ReadingLimits()
    change(&limits)
    return limits
  }

  private func expect(
    _ book: HandmadeWorkbook, _ limits: ReadingLimits, _ name: String, _ value: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let error = try #require(try book.failure(limits: limits), sourceLocation: sourceLocation)
    #expect(
      error.code == .limitExceeded(limit: try #require(ReadingLimit(rawValue: name)), value: Int64(value)), "\(error)",
      sourceLocation: sourceLocation)
    #expect(error.description.contains("exceeds the limit \(name) of \(value)"), sourceLocation: sourceLocation)
    #expect(error.file != nil, sourceLocation: sourceLocation)
  }

  @Test func `the number of parts`() throws {
    let book = Self.book()
    #expect(try book.failure(limits: limits { $0.parts = book.parts.count }) == nil)
    try expect(book, limits { $0.parts = book.parts.count - 1 }, "parts", book.parts.count - 1)
  }

  @Test func `the bytes of all parts together`() throws {
    let book = Self.book()
    let total = book.parts.reduce(0) { $0 + $1.bytes.count }
    #expect(try book.failure(limits: limits { $0.totalBytes = Int64(total) }) == nil)
    try expect(book, limits { $0.totalBytes = Int64(total - 1) }, "total-bytes", total - 1)
  }

  @Test func `what the parts inflate to, beyond a size below which nobody asks`() throws {
    var book = Self.book()
    book.set("xl/media/image1.emf", bytes: [UInt8](repeating: 0, count: 1_000_000))
    #expect(try book.failure() == nil)
    #expect(
      try book.failure(
        limits: limits {
          $0.ratioFloor = 1_000_000; $0.ratio = 10
        }) == nil)
    try expect(
      book,
      limits {
        $0.ratioFloor = 999_999; $0.ratio = 10
      }, "ratio", 10)
    #expect(
      try book.failure(
        limits: limits {
          $0.ratioFloor = 999_999; $0.ratio = 100_000
        }) == nil)
  }

  @Test func `the bytes of shared strings`() throws {
    #expect(try Self.book().failure(limits: limits { $0.sharedStringBytes = 52 }) == nil)
    try expect(Self.book(), limits { $0.sharedStringBytes = 51 }, "shared-string-bytes", 51)
    try expect(Self.book(), limits { $0.sharedStringBytes = 9 }, "shared-string-bytes", 9)
    var book = Self.book()
    book.setSharedStrings(String(repeating: "<si/>", count: 100_000))
    try expect(book, limits { $0.sharedStringBytes = 1_000_000 }, "shared-string-bytes", 1_000_000)
  }

  @Test func `the bytes of shared formulas, as each cell reads them`() throws {
    let members = String(repeating: "<row><c><f t=\"shared\" si=\"0\"/></c></row>", count: 100)
    let book = HandmadeWorkbook(
      rows: "<row><c><f t=\"shared\" ref=\"A1:A101\" si=\"0\">B1+C1+10</f></c></row>" + members)
    #expect(try book.failure(limits: limits { $0.sharedFormulaBytes = 800 }) == nil)
    try expect(book, limits { $0.sharedFormulaBytes = 799 }, "shared-formula-bytes", 799)
  }

  @Test func `many sheets and a name of many slashes take no longer than they are long`() throws {
    var book = Self.book()
    let sheets = (0..<20_000).map { "<sheet name=\"\($0)\" sheetId=\"\($0 + 1)\" r:id=\"r\($0)\"/>" }
    book.set("xl/workbook.xml", HandmadeWorkbook.workbook("<sheets>\(sheets.joined())</sheets>"))
    book.set(
      "xl/_rels/workbook.xml.rels",
      HandmadeWorkbook.relationshipPart((0..<20_000).map { ("r\($0)", "worksheet", "none.xml") }))
    #expect(try book.open { $0.sheets.count } == 20_000)
    #expect(PartName(String(repeating: "/", count: 1_000_000) + "xl/a.xml").text == "xl/a.xml")
    #expect(PartName("\\xl\\a.xml").text == "xl/a.xml")
  }

  @Test func `the bytes of parts that are kept in memory`() throws {
    let large = String(repeating: "<x a=\"b\"/>", count: 5000)
    for part in ["xl/styles.xml", "xl/theme/theme1.xml"] {
      var book = Self.book()
      book.set(part, "<a>\(large)</a>")
      #expect(try book.failure() == nil)
      try expect(book, limits { $0.partInMemoryBytes = 100_000 }, "part-in-memory-bytes", 100_000)
      #expect(try book.failure(limits: limits { $0.partInMemoryBytes = 100_000 })?.part == part)
    }
    let book = HandmadeWorkbook(sheet: "<cols>\(large)</cols><sheetData/>")
    try expect(book, limits { $0.partInMemoryBytes = 100_000 }, "part-in-memory-bytes", 100_000)
    let spread = HandmadeWorkbook(
      sheet: "<sheetData/>" + String(repeating: "<mergeCells><x a=\"b\"/></mergeCells>", count: 5000))
    try expect(spread, limits { $0.partInMemoryBytes = 100_000 }, "part-in-memory-bytes", 100_000)
  }

  @Test(arguments: [
    "xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
    "_rels/.rels",
  ])
  func `elements nested without end are refused, not followed`(part: String) throws {
    for name in ["a", "extLst", "row"] {
      var book = Self.book()
      book.set(
        part,
        HandmadeWorkbook.worksheet(
          String(repeating: "<\(name)>", count: 100_000) + String(repeating: "</\(name)>", count: 100_000)))
      try expect(book, ReadingLimits(), "xml-depth", 256)
      #expect(try book.failure()?.part == part)
    }
  }

  @Test func `elements nested as deep as allowed are read`() throws {
    let nested = String(repeating: "<a>", count: 254) + String(repeating: "</a>", count: 254)
    #expect(try HandmadeWorkbook(sheet: "<extLst>\(nested)</extLst><sheetData/>").failure() == nil)
    try expect(
      HandmadeWorkbook(sheet: "<extLst><a>\(nested)</a></extLst><sheetData/>"), ReadingLimits(), "xml-depth", 256)
  }

  @Test func `a cell that is told again and again ends in an error`() throws {
    let book = HandmadeWorkbook(rows: "<row>" + String(repeating: "<c r=\"A1\"/>", count: 20_000) + "</row>")
    #expect(try book.failure()?.code == .invalidContent)
  }

  @Test func `names, attributes and texts without end are refused or read, never followed`() throws {
    let long = String(repeating: "x", count: 11_000_000)
    for rows in [
      "<row><c \(long)=\"1\"/></row>", "<row><c r=\"\(long)\"/></row>", "<\(long)/>", "<row><c t=\"\(long)\"/></row>",
    ] {
      let error = try #require(try HandmadeWorkbook(rows: rows).failure())
      #expect(error.part == "xl/worksheets/sheet1.xml")
      #expect(error.description.utf8.count < 1000)
    }
    let text = try HandmadeWorkbook(rows: "<row><c t=\"str\"><v>\(long)</v></c></row>").firstSheet()["A1"]?.value
    #expect(text == .text(long))
  }

  private static func attributes(_ count: Int) -> HandmadeWorkbook {
    HandmadeWorkbook(rows: "<row \((0..<count).map { "a\($0)=\"\"" }.joined(separator: " "))><c/></row>")
  }

  private static func namespaces(_ count: Int) -> HandmadeWorkbook {
    let declarations = (0..<count).map { "xmlns:n\($0)=\"u\"" }.joined(separator: " ")
    return HandmadeWorkbook(sheet: "<sheetData><row><c/></row></sheetData><x \(declarations)/>")
  }

  @Test func `the attributes and namespaces of an element`() throws {
    #expect(try Self.attributes(1_000).failure() == nil)
    try expect(Self.attributes(1_001), ReadingLimits(), "xml-attributes", 1_000)
    try expect(Self.attributes(100_000), ReadingLimits(), "xml-attributes", 1_000)
    #expect(try Self.namespaces(990).failure() == nil)
    try expect(Self.namespaces(1_001), ReadingLimits(), "xml-attributes", 1_000)
    try expect(Self.namespaces(100_000), ReadingLimits(), "xml-attributes", 1_000)
  }

  @Test func `every limit but those of XML can be changed by its name`() {
    var limits = ReadingLimits()
    for limit in ReadingLimits.adjustable {
      limits[limit] = 77
      #expect(limits[limit] == 77)
    }
    #expect(limits.totalBytes == 77 && limits.partInMemoryBytes == 77)
    limits[.xmlDepth] = 77
    #expect(limits[.xmlDepth] == 256)
    limits[.parts] = .max
    #expect(limits.parts == .max)
  }
}
