import Testing

@testable import XLSX

struct WorksheetFeatureTests {
  private func xml(_ change: (inout NewWorksheet) throws -> Void) throws -> String {
    var sheet = NewWorksheet(name: "S")
    try change(&sheet)
    return try NewWorkbook(sheet).text(ofPart: "xl/worksheets/sheet1.xml")
  }

  private func code(_ change: (inout NewWorksheet) throws -> Void) rethrows -> XLSXError.Code? {
    var sheet = NewWorksheet(name: "S")
    try change(&sheet)
    return failure(writing: NewWorkbook(sheet))?.code
  }

  @Test func `equal styles are one style`() throws {
    var book = NewWorkbook(NewWorksheet(name: "S"))
    var bold = CellStyle()
    bold.font.bold = true
    bold.numberFormat = "0.000"
    var input = CellStyle()
    input.locked = false
    input.fill = Color(argb: 0xFFFF_FF00)
    #expect(book.style(CellStyle()) == .standard)
    let first = book.style(bold)
    #expect(book.style(input) != first)
    #expect(book.style(bold) == first)
    let xml = try book.text(ofPart: "xl/styles.xml")
    #expect(xml.contains("<numFmt numFmtId=\"164\" formatCode=\"0.000\"/>"))
    #expect(
      xml.contains(
        "<xf numFmtId=\"164\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
      ))
    #expect(
      xml.contains(
        "fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFill=\"1\" applyProtection=\"1\"><protection locked=\"0\" hidden=\"0\"/></xf>"
      ))
  }

  @Test func `panes freeze at the top and at the left`() throws {
    let both = try xml {
      $0.frozenRows = 2
      $0.frozenColumns = 1
    }
    #expect(
      both.contains("<pane xSplit=\"1\" ySplit=\"2\" topLeftCell=\"B3\" activePane=\"bottomRight\" state=\"frozen\"/>"))
    #expect(
      try xml { $0.frozenRows = 1 }.contains(
        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"))
  }

  @Test func `protection says what stays allowed`() throws {
    #expect(
      try xml { $0.protection = .standard }.contains("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"/>"))
    let some = try xml { $0.protection = [.selectUnlockedCells, .formatColumns] }
    #expect(some.contains("scenarios=\"1\" formatColumns=\"0\" selectLockedCells=\"1\"/>"))
  }

  @Test func `data validations read back`() throws {
    var list = DataValidation(
      .list, formula1: "\"yes,no\"", ranges: [CellRange("A1:A9"), CellRange("C1")].compactMap { $0 })
    list.prompt = "one\ntwo"
    list.errorStyle = .warning
    var number = DataValidation(.decimal, formula1: "0", ranges: [CellRange("B1:B9")].compactMap { $0 })
    number.comparison = .greaterThanOrEqual
    number.allowsBlank = false
    var sheet = NewWorksheet(name: "S")
    sheet.dataValidations = [list, number]
    let folder = try ScratchFolder()
    try NewWorkbook(sheet).write(to: folder.file("a.xlsx"))
    let reader = try WorkbookReader(path: folder.file("a.xlsx"))
    #expect(try reader.worksheet(reader.sheets[0], validations: true).details.dataValidations == [list, number])
  }

  @Test func `comments read back in order, with a box each`() throws {
    var sheet = NewWorksheet(name: "S")
    let first = Comment(CellReference(row: 1, column: 2), author: "A", text: "请填写\n<b>")
    let second = Comment(CellReference(row: 7, column: 1), author: "B", text: "x")
    sheet.comments = [second, first]
    let folder = try ScratchFolder()
    try NewWorkbook(sheet).write(to: folder.file("a.xlsx"))
    let reader = try WorkbookReader(path: folder.file("a.xlsx"))
    #expect(try reader.worksheet(reader.sheets[0], comments: true).details.comments == [first, second])
    let boxes = try NewWorkbook(sheet).text(ofPart: "xl/drawings/vmlDrawing1.vml")
    #expect(
      boxes.contains("<x:Row>0</x:Row><x:Column>1</x:Column>")
        && boxes.contains("<x:Row>6</x:Row><x:Column>0</x:Column>"))
  }

  @Test func `a box grows with its text`() {
    let small = CommentBox.size(of: "x")
    let large = CommentBox.size(of: String(repeating: "long text ", count: 50))
    #expect(large.width > small.width && large.height > small.height)
  }

  @Test func `links lead into the workbook`() throws {
    let text = try xml { sheet in
      let target: CellRange = "B7"
      sheet.hyperlinks = [.init(CellReference(row: 1, column: 1), to: SheetRange(sheet: "It's", target))]
    }
    #expect(text.contains("<hyperlink ref=\"A1\" location=\"'It''s'!B7\"/>"))
  }

  @Test func `charts refer to their cells and carry their values`() throws {
    let categories = SheetRange(sheet: "S", CellRange("A2:A3"))
    let values = SheetRange(sheet: "S", CellRange("B2:B3"))
    let series = NewChart.Series(
      name: "2025", categories: categories, cachedCategories: ["范围一", "b"], values: values, cachedValues: [1.5, nil],
      color: Color(argb: 0xFF00_B050))
    var sheet = NewWorksheet(name: "S")
    sheet.charts = [
      NewChart(.clusteredColumn, title: "按范围的排放", series: [series], range: CellRange("D2:J20"))
    ]
    let chart = try NewWorkbook(sheet).text(ofPart: "xl/charts/chart1.xml")
    #expect(
      chart.contains("<c:f>S!$B$2:$B$3</c:f>") && chart.contains("<c:pt idx=\"0\"><c:v>1.5</c:v></c:pt></c:numCache>"))
    #expect(
      chart.contains("<a:ea typeface=") && chart.contains("<a:t>按范围的排放</a:t>") && chart.contains("val=\"00B050\""))
    let drawing = try NewWorkbook(sheet).text(ofPart: "xl/drawings/drawing1.xml")
    #expect(drawing.contains("<xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"))
    sheet.charts = [NewChart(.pie, series: [series, series], range: values.range)]
    #expect(failure(writing: NewWorkbook(sheet))?.code == .invalidArgument)
  }

  @Test func `what Excel would repair is refused`() throws {
    let one = CellRange("A1")
    let square = CellRange("A1:B2")
    let overlapping = CellRange("B2:C3")
    let beside = CellRange("C1:D2")
    #expect(code { $0.mergedRanges = [one] } == .invalidArgument)
    #expect(code { $0.mergedRanges = [square, overlapping] } == .invalidArgument)
    #expect(code { $0.mergedRanges = [beside, square] } == nil)
    #expect(code { $0.columns = [.init(3...4), .init(4...5)] } == .invalidArgument)
    #expect(code { $0.columns = [.init(3...4, width: 300)] } == .invalidArgument)
    #expect(code { $0.zoom = 500 } == .invalidArgument)
    let list = "\"" + String(repeating: "a", count: 256) + "\""
    #expect(code { $0.dataValidations = [DataValidation(.list, formula1: list, ranges: [one])] } == .invalidArgument)
    #expect(code { $0.dataValidations = [DataValidation(.list, formula1: "S!$A$1", ranges: [])] } == .invalidArgument)
    let comment = Comment(CellReference(row: 1, column: 1), author: "A", text: "x")
    #expect(code { $0.comments = [comment, comment] } == .invalidArgument)
  }
}
