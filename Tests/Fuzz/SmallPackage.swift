/// A small workbook that has a bit of everything, part by part.
struct SmallPackage {
  var parts: [(name: String, bytes: [UInt8])]

  mutating func set(_ name: String, _ bytes: [UInt8]) {
    for index in parts.indices where parts[index].name == name { parts[index].bytes = bytes }
  }

  init() { parts = Self.whole }
  init(parts: [(name: String, bytes: [UInt8])]) { self.parts = parts }

  private static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func relationships(_ all: [(kind: String, target: String)]) -> String {
    let items = all.enumerated().map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(links)/\($1.kind)\" Target=\"\($1.target)\"/>"
    }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(items.joined())</Relationships>"
  }

  private static let whole: [(name: String, bytes: [UInt8])] = texts.map { ($0, Array($1.utf8)) }

  private static let texts: [(String, String)] = [
    ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
    (
      "[Content_Types].xml",
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml\"/></Types>"
    ),
    (
      "xl/workbook.xml",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook \(main) xmlns:r=\"\(links)\"><workbookPr date1904=\"1\"/><sheets>"
        + "<sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Two\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/></sheets>"
        + "<definedNames><definedName name=\"total\" localSheetId=\"0\" hidden=\"1\">One!$A$1</definedName></definedNames>"
        + "<calcPr calcId=\"1\"/></workbook>"
    ),
    (
      "xl/_rels/workbook.xml.rels",
      relationships([
        ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "/xl/worksheets/sheet2.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"), ("theme", "theme/theme1.xml"), ("calcChain", "calcChain.xml"),
      ])
    ),
    (
      "xl/worksheets/sheet1.xml",
      "<worksheet \(main) xmlns:r=\"\(links)\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><dimension ref=\"A1:C4\"/>"
        + "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" xSplit=\"1\" state=\"frozen\"/></sheetView></sheetViews>"
        + "<cols><col min=\"1\" max=\"2\" width=\"9.5\" style=\"1\"/></cols><sheetData>"
        + "<row r=\"1\" spans=\"1:3\" s=\"2\" customFormat=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\"><v>1.5</v></c>"
        + "<c r=\"C1\" t=\"inlineStr\"><is><r><t>in</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c></row>"
        + "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A4\" si=\"0\">B1*$C$1+SUM(B:B)&amp;\"A1\"</f><v>3</v></c><c t=\"b\"><v>1</v></c></row>"
        + "<row><c><f t=\"shared\" si=\"0\"/><v>4</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c></row>"
        + "<row r=\"4\" hidden=\"1\"><c r=\"A4\" t=\"str\"><f t=\"shared\" si=\"0\"/><v>a_x0041_</v></c>"
        + "<c r=\"B4\" t=\"d\"><v>2024-02-29T12:00:00Z</v></c><c r=\"C4\" cm=\"1\"><f t=\"array\" ref=\"C4:D4\">A1:B1</f><v>1</v></c></row>"
        + "</sheetData><autoFilter ref=\"A1:C4\"/><mergeCells count=\"1\"><mergeCell ref=\"E5:F6\"/></mergeCells>"
        + "<dataValidations><dataValidation type=\"list\" sqref=\"A1 B2:B3\"><formula1>\"a,b\"</formula1></dataValidation></dataValidations>"
        + "<legacyDrawing r:id=\"rId3\"/></worksheet>"
    ),
    (
      "xl/worksheets/_rels/sheet1.xml.rels",
      relationships([
        ("comments", "../comments1.xml"), ("table", "../tables/table1.xml"),
        ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
      ])
    ),
    (
      "xl/comments1.xml",
      "<comments \(main)><authors><author>me</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><r><t>note</t></r>"
        + "<t> two</t></text></comment></commentList></comments>"
    ),
    (
      "xl/drawings/vmlDrawing1.vml",
      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        + "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/>"
        + "</o:shapelayout><v:shape id=\"_x0000_s1025\"><br><x:ClientData ObjectType=\"Note\"><x:Row>0</x:Row><x:Column>0</x:Column>"
        + "</x:ClientData></v:shape></xml>"
    ),
    ("xl/tables/table1.xml", "<table \(main) id=\"1\" name=\"T\" displayName=\"T\" ref=\"H8:I9\"/>"),
    (
      "xl/worksheets/sheet2.xml",
      "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData><x:row><x:c t=\"s\"><x:v>1</x:v></x:c>"
        + "<x:c r=\"B1\" t=\"s\"><x:f>A1</x:f><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    ),
    (
      "xl/sharedStrings.xml",
      "<sst \(main) count=\"4\" uniqueCount=\"2\"><si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh sb=\"0\" eb=\"1\">"
        + "<t>x</t></rPh></si></sst>"
    ),
    (
      "xl/styles.xml",
      "<styleSheet \(main)><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\"/></numFmts><fonts count=\"1\"><font/></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"-0.25\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border/></borders><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" fillId=\"2\"/>"
        + "<xf numFmtId=\"9\"><protection locked=\"0\"/></xf></cellXfs><colors><indexedColors><rgbColor rgb=\"FF000001\"/></indexedColors></colors>"
        + "</styleSheet>"
    ),
    (
      "xl/theme/theme1.xml",
      "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:clrScheme name=\"o\">"
        + "<a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1>"
        + "<a:accent1><a:srgbClr val=\"4472C4\"/></a:accent1></a:clrScheme></a:themeElements></a:theme>"
    ),
    ("xl/calcChain.xml", "<calcChain \(main)><c r=\"A2\" i=\"1\"/></calcChain>"),
  ]
}
