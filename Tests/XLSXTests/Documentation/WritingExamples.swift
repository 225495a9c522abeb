import Testing

@testable import XLSX

/// What the article on writing shows, to the letter.
struct WritingExamples {
  @Test func `styles and what stands beside the cells`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.newPath
    var workbook = NewWorkbook()
    var heading = CellStyle()
    heading.font.bold = true
    heading.fill = Color(argb: 0xFFFF_FF00)
    let headingStyle = workbook.style(heading)
    var amount = CellStyle()
    amount.numberFormat = "#,##0.00"
    let amountStyle = workbook.style(amount)

    var sheet = NewWorksheet(
      name: "Parts",
      rows: [
        NewRow(1, [NewCell(1, .text("Part"), style: headingStyle), NewCell(2, .text("Price"), style: headingStyle)]),
        NewRow(2, [NewCell(1, .text("Screw")), NewCell(2, .number(0.25), style: amountStyle)]),
        NewRow(3, [NewCell(1, .text("Total")), NewCell(2, .number(0.25), style: amountStyle, formula: "SUM(B2:B2)")]),
      ])
    sheet.columns = [.init(1...1, width: 24)]
    sheet.frozenRows = 1
    sheet.dataValidations = [DataValidation(.decimal, formula1: "0", formula2: "1000", ranges: ["B2:B100"])]
    sheet.comments = [Comment("B1", author: "Buyer", text: "in euro")]
    workbook.worksheets = [sheet]
    try workbook.write(to: path)
    let reader = try WorkbookReader(path: path)
    let read = try reader.worksheet(reader.sheets[0], comments: true)
    #expect(read.details.comments == sheet.comments)
    #expect(read["B2"].map { reader.styles[$0.style].numberFormat } == "#,##0.00")
  }

  @Test func `many rows`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.newPath
    var workbook = NewWorkbook()
    let rows = RowSource(streaming: {
      (1...100_000).lazy.map { NewRow($0, [NewCell(1, .number(Double($0)))]) }
    })
    workbook.worksheets = [NewWorksheet(name: "Numbers", rows: rows)]
    try workbook.write(to: path, compressionLevel: 1)
    #expect(try WorkbookReader(path: path).worksheet(named: "Numbers").rows.count == 100_000)
  }

  @Test func `files that are replaced`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, listPath) = (files.path, files.folder.file("list.txt"))
    var workbook = NewWorkbook()
    workbook.worksheets = [NewWorksheet(name: "Parts")]
    try workbook.write(to: path, force: true)
    try OutputFile.write(to: listPath, force: true) { file in
      for sheet in workbook.worksheets { try file.write(sheet.name + "\n") }
    }
    #expect(try files.folder.text("list.txt") == "Parts\n")
  }
}
