import Foundation
import SampleWorkbooks
import TestSupport
import Testing
import XLSX

@Suite("The command recalculate")
struct RecalculateCommandTests {
  private func workbook(_ scratch: Scratch, _ cells: [NewCell]) throws -> String {
    let path = scratch.path("book.xlsx")
    var book = NewWorkbook()
    book.worksheets = [NewWorksheet(name: "One", rows: [NewRow(1, cells)])]
    try book.write(to: path, force: false)
    return path
  }

  @Test func `writes the values, and says how many`() throws {
    let scratch = try Scratch()
    let path = try workbook(
      scratch,
      [
        NewCell(1, .number(2)), NewCell(2, .number(5), formula: "A1*3"),
        NewCell(3, .number(0), formula: "WEBSERVICE(\"a\")"), NewCell(4, .number(1), formula: "C1+1"),
      ])
    let result = try Command.run("recalculate", path, "-o", scratch.path("out.xlsx"), "--as-of", "2026-11-21")
    #expect(result.status == 0)
    #expect(
      result.output.contains("1 formula evaluated, 1 value changed (0 of them not stored before), 2 not evaluated"))
    #expect(
      result.output.contains("2 cells not evaluated, first One!C1: the function WEBSERVICE is not evaluated here"))
    let written = try WorkbookReader(path: scratch.path("out.xlsx"))
    #expect(try written.worksheet(named: "One").rows[0][2]?.value == .number(6))
    #expect(written.calculation.isFullOnLoad)

    let chinese = try Command.run(
      "recalculate", path, "-o", scratch.path("zh.xlsx"), "--strict", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.status == 1 && chinese.output.contains("不支持函数 WEBSERVICE"))
    #expect(try Command.run("recalculate", path, "-o", scratch.path("out.xlsx")).status == 3, "the output exists")
    #expect(try Command.run("recalculate", path, "-o", path, "--force").status == 2, "the output is the input")
    #expect(try Command.run("recalculate", path).status == 2)
  }

  @Test func `--check lists what differs, as text and as JSON, and writes nothing`() throws {
    let scratch = try Scratch()
    let path = try workbook(
      scratch,
      [
        NewCell(1, .number(3), formula: "1+1"), NewCell(2, .text("none"), formula: "1/0"),
        NewCell(3, .blank, formula: "2/3"), NewCell(4, .boolean(true), formula: "1=1"),
      ])
    let editor = try WorkbookEditor(path: path)
    try editor.set(.cachedValue(.blank), at: CellReference(row: 1, column: 3), in: "One")
    try editor.write(to: path, force: true)
    let text = try Command.run("recalculate", path, "--check")
    #expect(text.status == 1)
    #expect(text.output.hasPrefix("One!A1: 3 → 2\nOne!B1: \"none\" → #DIV/0!\n"))
    #expect(text.output.contains("2 differ from the stored value, 1 without a stored value"))
    let json = try Command.run("recalculate", path, "--check", "--format", "json", "--as-of", "2026-11-21")
    #expect(json.status == 1)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: any Sendable])
    #expect(document["schema"] as? String == "greenquote.recalculation/1")
    #expect(document["evaluated"] as? Int == 4 && document["missing"] as? Int == 1)
    let differences = try #require(document["differences"] as? [[String: any Sendable]])
    #expect(differences.map { $0["cell"] as? String } == ["A1", "B1"])
    #expect((differences[1]["evaluated"] as? [String: String]) == ["error": "#DIV/0!"])
    #expect(scratch.names == ["book.xlsx"])
    #expect(try Command.run("recalculate", Fixture.path("tools/golden.xlsx"), "--check").status == 0)
  }

  @Test func `a protected workbook is opened with its password; an unreadable file has status 3`() throws {
    let scratch = try Scratch()
    let plain = try Command.run("recalculate", Fixture.path("protected/excel-2016.xlsx"), "--check")
    #expect(plain.status == 3 && plain.messages.contains("protected by a password"))
    try Data("пароль 密码\n".utf8).write(to: URL(filePath: scratch.path("passwords.txt")))
    let opened = try Command.run(
      "recalculate", Fixture.path("protected/excel-2016.xlsx"), "-o", scratch.path("open.xlsx"), "--password-file",
      scratch.path("passwords.txt"))
    #expect(opened.status == 0 && opened.output.contains("8 formulas evaluated, 0 values changed"))
    #expect(try WorkbookReader(path: scratch.path("open.xlsx")).sheets.count > 1)
    #expect(try Command.run("recalculate", Fixture.path("unreadable/malformed-sheet.xlsx"), "--check").status == 3)
    #expect(
      try Command.run("recalculate", Fixture.path("features.xlsm"), "-o", scratch.path("features.xlsm")).status == 0)
    let before = try WorkbookReader(path: Fixture.path("features.xlsm"))
    let after = try WorkbookReader(path: scratch.path("features.xlsm"))
    #expect(after.partNames == before.partNames && after.hasMacros)
  }
}
