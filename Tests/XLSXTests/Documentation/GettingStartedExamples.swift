import Testing

@testable import XLSX

/// What the article for beginners shows, to the letter.
struct GettingStartedExamples {
  @Test func `reading`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.path
    let workbook = try WorkbookReader(path: path)
    let sheet = try workbook.worksheet(named: "Parts")
    let name = sheet["A2"]?.text
    let price = sheet["B2"]?.number
    #expect(name == "Screw")
    #expect(price == 0.25)
  }

  @Test func `writing`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let path = files.newPath
    var workbook = NewWorkbook()
    workbook.worksheets = [
      NewWorksheet(
        name: "Parts",
        rows: [
          NewRow(1, [NewCell(1, .text("Part")), NewCell(2, .text("Price"))]),
          NewRow(2, [NewCell(1, .text("Screw")), NewCell(2, .number(0.25))]),
        ])
    ]
    try workbook.write(to: path)
    #expect(try WorkbookReader(path: path).worksheet(named: "Parts")["B2"]?.number == 0.25)
  }

  @Test func `changing`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, changedPath) = (files.path, files.changedPath)
    let editor = try WorkbookEditor(path: path)
    try editor.set(.value(.number(0.3)), at: "B2", in: "Parts")
    try editor.write(to: changedPath)
    #expect(try files.changed()["B2"]?.number == 0.3)
  }
}
