import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import XLSX

@Suite("The command validate")
struct ValidateCommandTests {
  private static let day = "2026-11-21"
  private static let (good, broken, form, truncated) = (
    Fixture.path("tools/golden.xlsx"), Fixture.path("broken/price-is-text.xlsx"),
    Fixture.path("forms/deck-sample.xlsx"),
    Fixture.path("unreadable/truncated.xlsx")
  )

  static let statuses: [(files: [String], status: Int32)] = [
    ([good], 0), ([good, form], 1), ([broken], 1), ([good, broken], 1), ([truncated], 3),
    ([broken, truncated, good], 3),
    ([Fixture.path("no-such.xlsx"), good], 3), ([Fixture.path("tools"), good], 3), ([Fixture.path("features.xlsm")], 1),
  ]

  @Test(arguments: statuses) func `the exit status is that of the worst file, and every file is reported`(
    files: [String], status: Int32
  )
    throws
  {
    let result = try Command.run(["validate", "--as-of", Self.day] + files)
    #expect(result.status == status)
    for file in files { #expect(result.output.contains(file + ": "), "\(result.output)") }
    #expect(result.messages == "")
  }

  @Test func `text goes to standard output, by sheet, without colours in a pipe`() throws {
    let result = try Command.run("validate", Self.broken, "--as-of", Self.day)
    #expect(
      result.output == """
        Per MPN
          error  C6  'on request' is not a number [N05]
              → Enter a plain number, without unit or text
        \(Self.broken): invalid, 1 error, 0 warnings, 0 notes

        """)
    let colored = try Command.run("validate", Self.broken, "--as-of", Self.day, "--color", "always")
    #expect(colored.output.contains("\u{1B}[31;1merror"))
    #expect(try Command.run("validate", Self.broken, "--language", "zh").output.contains("“on request”不是数字"))
    let quiet = try Command.run("validate", Self.good, Self.broken, "--as-of", Self.day, "--quiet")
    #expect(!quiet.output.contains(Self.good) && quiet.output.contains("C6"))
  }

  @Test func `a file to be checked is status 1 only where that is asked for`() throws {
    let scratch = try Scratch()
    var inputs = SampleTool.golden
    inputs.field("revenue", 24)
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"))
    func run(_ arguments: String...) throws -> Command.Result {
      try Command.run(["validate", scratch.path("tool.xlsx"), "--as-of", Self.day] + arguments)
    }
    let result = try run()
    #expect(result.status == 0 && result.output.contains("tool.xlsx: check, 0 errors, 3 warnings"), "\(result.output)")
    #expect(result.output.hasSuffix("To be checked before the figures are used: [C13] [C20]\n"), "\(result.output)")
    #expect(try run("--strict").status == 1)
    #expect(try run("--language", "zh").output.contains("需检查"))
    #expect(try run("--quiet").output.contains("check"))
    #expect(try Command.run("validate", Self.good, "--as-of", Self.day, "--strict").status == 0)
    let json = try run("--format", "json").output
    #expect(json.contains("\"verdict\" : \"check\"") && json.contains("\"raises_doubt\" : true"))
  }

  @Test func `an unreadable file is told with its reason`() throws {
    let result = try Command.run("validate", Self.truncated, "--language", "zh")
    #expect(result.output.hasPrefix(Self.truncated + ": 无法读取: "))
  }

  @Test(arguments: ["en", "zh"]) func `JSON, CSV and HTML of the command are whole`(language: String) throws {
    let files = [Self.broken, Self.truncated, Self.form, Self.good]
    func run(_ format: String) throws -> Command.Result {
      let result = try Command.run(
        ["validate", "--as-of", Self.day, "--language", language, "--format", format] + files)
      #expect(result.status == 3 && result.messages == "")
      return result
    }
    let schema = try JSONSchema(Command.run("validate", "--schema").output)
    let json = try run("json").output
    #expect(try schema.violations(in: json) == [])
    #expect(json.contains("\"as_of\" : \"2026-11-21\"") && json.contains("\"code\" : \"truncated\""))
    #expect(try run("csv").output.hasSuffix("\r\n"))
    let page = try run("html").output
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
  }

  @Test func `a report is written to a file, an existing one replaced with --force only, a workbook never`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Self.broken)
    let report = scratch.path("report.html")
    #expect(try Command.run("validate", tool, "--format", "html", "-o", report).status == 1)
    let first = try Fixture.bytes(report)
    let refused = try Command.run("validate", tool, "--format", "json", "-o", report)
    #expect(refused.status == 3 && refused.messages.contains("--force"))
    #expect(try Fixture.bytes(report) == first)
    #expect(try Command.run("validate", tool, "--format", "json", "-o", report, "--force").status == 1)
    #expect(try Command.run("validate", tool, "-o", tool, "--force").status == 2)
    #expect(try Fixture.bytes(tool) == Fixture.bytes(Self.broken))
    #expect(scratch.names == ["price-is-text.xlsx", "report.html"])
  }

  @Test func `a lock file among others is skipped with a note`() throws {
    let scratch = try Scratch()
    let lock = scratch.path("~$golden.xlsx")
    try Data(count: 165).write(to: URL(filePath: lock))
    let result = try Command.run("validate", Self.good, lock, "--as-of", Self.day)
    #expect(result.status == 0 && result.messages.contains("lock file") && !result.output.contains(lock))
    #expect(try Command.run("validate", lock).status == 3)
  }

  @Test func `wrong usage gives status 2`() throws {
    #expect(try Command.run("validate").status == 2)
    #expect(try Command.run("validate", Self.good, "--format", "sarif").status == 2)
    #expect(try Command.run("validate", Self.good, "--as-of", "tomorrow").status == 2)
  }
}
