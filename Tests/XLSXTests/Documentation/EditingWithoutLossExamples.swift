import Testing

@testable import XLSX

/// What the article on editing shows, to the letter.
struct EditingWithoutLossExamples {
  @Test func `cells`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, changedPath) = (files.path, files.changedPath)
    let editor = try WorkbookEditor(path: path)
    try editor.set(.value(.text("Nut")), at: "A2", in: "Parts")
    try editor.set(.formula("B2*2", cached: .number(0.5)), at: "C2", in: "Parts")
    try editor.write(to: changedPath)
    #expect(try files.changed()["A2"]?.text == "Nut")
    #expect(try files.changed()["C2"]?.formula == "B2*2")
  }

  @Test func `results of formulas`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, changedPath) = (files.path, files.changedPath)
    let editor = try WorkbookEditor(path: path)
    try editor.set(.cachedValue(.number(0.75)), at: "B3", in: "Parts")
    try editor.write(to: changedPath)
    #expect(try files.changed()["B3"] == Cell("B3", .number(0.75), formula: "SUM(B2:B2)"))
  }

  @Test func `results of a whole sheet`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, changedPath) = (files.path, files.changedPath)
    let editor = try WorkbookEditor(path: path)
    try editor.setResults(in: "Parts") { cell in cell.formula == nil ? nil : .number(0.75) }
    try editor.write(to: changedPath)
    #expect(try files.changed()["B3"] == Cell("B3", .number(0.75), formula: "SUM(B2:B2)"))
  }

  @Test func `styles`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, changedPath) = (files.path, files.changedPath)
    let editor = try WorkbookEditor(path: path)
    var marked = StyleChanges()
    marked.fill = .solid(Color(argb: 0xFFFF_C7CE))
    let style = try editor.appendStyle(from: 0, changing: marked)
    try editor.set(.style(style), at: "B2", in: "Parts")
    try editor.write(to: changedPath)
    #expect(try files.changed()["B2"]?.style == style)
  }

  @Test func `sheets and notes`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, changedPath) = (files.path, files.changedPath)
    let editor = try WorkbookEditor(path: path)
    try editor.insertSheet(NewWorksheet(name: "Check", rows: [NewRow(1, [NewCell(1, .text("checked"))])]), at: 0)
    try editor.setNotes([CellNote("B2", "Is this the price of one?")], author: "Check", in: "Parts")
    try editor.write(to: changedPath)
    #expect(try WorkbookReader(path: changedPath).sheets.map(\.name) == ["Check", "Parts"])
  }

  @Test func `what is refused`() throws {
    let files = try ExampleFiles()
    defer { withExtendedLifetime(files) {} }
    let (path, changedPath) = (files.path, files.changedPath)
    do throws(XLSXError) {
      let editor = try WorkbookEditor(path: path)
      try editor.set(.cachedValue(.number(1)), at: "A1", in: "Parts")
      try editor.write(to: changedPath)
    } catch {
      print(error.cell?.description ?? "", error.code == .cellNotWritable ? error.detail : error.problem)
    }
    #expect(!files.folder.names.contains("changed.xlsx"))
  }
}
