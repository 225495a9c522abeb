import Foundation
import SampleWorkbooks
import TestSupport
import Testing

@testable import XLSX

/// The built command, run as users run it.
@Suite("The command")
struct CommandTests {
  @Test func `a good workbook gives a form beside it, and status 0`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("tools/golden.xlsx"))
    let result = try Command.run("complete", tool, "--as-of", "2026-11-21")
    #expect(result.status == 0)
    #expect(scratch.names == ["golden-quotewin.xlsx", "golden.xlsx"])
    #expect(result.output.contains("876.164 tCO2e"))
    #expect(result.output.contains("8 of 8 parts completed"))
    #expect(result.output.contains("Form: " + scratch.path("golden-quotewin.xlsx")))
    #expect(result.messages.contains("ready, 0 errors"))
    #expect(!(result.output + result.messages).contains("\u{1B}"), "colours in a pipe")
    #expect(try Fixture.bytes(tool) == Fixture.bytes(Fixture.path("tools/golden.xlsx")), "the input changed")
  }

  @Test func `findings go to standard error with cell and remedy, the good rows are completed, status 1`() throws {
    let scratch = try Scratch()
    let result = try Command.run(
      "complete", Fixture.path("broken/price-is-text.xlsx"), "-o", scratch.path("form.xlsx"), "--as-of", "2026-11-21")
    #expect(result.status == 1)
    #expect(result.messages.contains("C6") && result.messages.contains("N05") && result.messages.contains("on request"))
    #expect(result.messages.contains("Enter a plain number"))
    #expect(result.output.contains("7 of 8 parts completed"))
    #expect(try WorkbookReader(path: scratch.path("form.xlsx")).rows("Sustainability").count == 8)
  }

  @Test(arguments: [("zh_CN.UTF-8", "“on request”不是数字"), ("de_DE.UTF-8", "'on request' is not a number")])
  func `the language is that of the locale, else English`(locale: String, message: String) throws {
    let scratch = try Scratch()
    let result = try Command.run(
      "complete", Fixture.path("broken/price-is-text.xlsx"), "-o", scratch.path("form.xlsx"),
      environment: ["LC_ALL": locale])
    #expect(result.messages.contains(message))
  }

  static let unreadable: [(file: String, reason: String)] = [
    ("empty", "the file is empty"), ("picture", "not an Excel workbook"),
    ("comma-separated", "text file (such as CSV)"),
    ("truncated", "truncated"),
    ("without-workbook-part", "lacks a part"), ("without-sheet-part", "lacks a part"),
    ("malformed-sheet", "malformed XML at line"),
    ("document-type", "document type declaration"), ("damaged", "a checksum is wrong"),
    ("encrypted", "protected by a password"),
    ("excel-97", "Excel 97-2003"), ("open-document", "OpenDocument"),
  ]

  @Test(arguments: unreadable) func `an unreadable file gives its reason and status 3`(file: String, reason: String)
    throws
  {
    let scratch = try Scratch()
    let path = Fixture.path("unreadable/\(file).xlsx")
    let result = try Command.run("complete", path, "-o", scratch.path("form.xlsx"))
    #expect(result.status == 3)
    #expect(result.messages.contains(path) && result.messages.contains(reason), "\(result.messages)")
    #expect(result.output.isEmpty)
    #expect(scratch.names.isEmpty)
  }

  @Test func `every unreadable fixture is tried`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Fixture.path("unreadable"))
    #expect(Set(files) == Set(Self.unreadable.map { $0.file + ".xlsx" }))
  }

  @Test func `a file that is not there, a folder and a form in the workbook's place are refused`() throws {
    let scratch = try Scratch()
    #expect(try Command.run("complete", scratch.path("none.xlsx")).status == 3)
    let folder = try Command.run("complete", Fixture.path("tools"))
    #expect(folder.status == 3 && folder.messages.contains("folder"))
    let form = try Command.run("complete", Fixture.path("forms/as-template.xlsx"), "-o", scratch.path("out.xlsx"))
    #expect(form.status == 1 && form.messages.contains("not an emission calculation tool"))
    #expect(scratch.names.isEmpty)
  }

  @Test func `an existing file is replaced with --force only`() throws {
    let scratch = try Scratch()
    try Data("mine".utf8).write(to: URL(filePath: scratch.path("form.xlsx")))
    let tool = Fixture.path("tools/golden.xlsx")
    let refused = try Command.run("complete", tool, "-o", scratch.path("form.xlsx"))
    #expect(refused.status == 3 && refused.messages.contains("--force"))
    #expect(try Fixture.bytes(scratch.path("form.xlsx")) == Data("mine".utf8))
    #expect(try Command.run("complete", tool, "-o", scratch.path("form.xlsx"), "--force").status == 0)
    #expect(scratch.names == ["form.xlsx"])
  }

  @Test func `a form is completed in its own file with --in-place only`() throws {
    let scratch = try Scratch()
    let form = try scratch.copy(Fixture.path("forms/as-template.xlsx"))
    let tool = Fixture.path("tools/golden.xlsx")
    #expect(try Command.run("complete", tool, "--form", form, "-o", form, "--force").status == 2)
    #expect(try Fixture.bytes(form) == Fixture.bytes(Fixture.path("forms/as-template.xlsx")))
    #expect(try Command.run("complete", tool, "--form", form, "--in-place").status == 0)
    #expect(scratch.names == ["as-template.xlsx"])
    #expect(try WorkbookReader(path: form).rows("Sustainability")[2]?[3] == .number(1.8253416667))
  }

  @Test func `a limit is named in the error, and adjusted by an option`() throws {
    let tool = Fixture.path("tools/golden.xlsx")
    let refused = try Command.run("validate", tool, "--limit", "parts=3", "--as-of", "2026-11-21")
    #expect(
      refused.status == 3 && refused.output.contains("the limit parts of 3")
        && refused.output.contains("--limit parts=NUMBER"))
    #expect(try Command.run("validate", tool, "--limit", "parts=300", "--as-of", "2026-11-21").status == 0)
    #expect(try Command.run("validate", tool, "--limit", "patience=3").status == 2)
  }

  @Test func `wrong usage gives status 2`() throws {
    #expect(try Command.run("complete").status == 2)
    #expect(try Command.run("complete", "a.xlsx", "--gwp", "ar9").status == 2)
    #expect(try Command.run("frobnicate").status == 2)
    #expect(try Command.run("--help").status == 0)
  }

  @Test func `inspect shows sheets, fields with how they were found, roles and hidden formulas`() throws {
    let result = try Command.run("inspect", Fixture.path("tools/golden.xlsx"))
    #expect(result.status == 0)
    for text in [
      "Per MPN", "hidden", "Company_Revenue", "defined name", "mandatory (yellow)", "=IF($A5=\"\",\"\",Summary!$B$37)",
    ] {
      #expect(result.output.contains(text), "\(text)")
    }
  }

  @Test func `templates are listed, written and checked`() throws {
    let scratch = try Scratch()
    #expect(try Command.run("template", "list").output.contains("quotewin-sustainability"))
    #expect(
      try Command.run("template", "new", "emission-calculation-tool", "-o", scratch.path("tool.xlsx")).status == 0)
    #expect(
      try Fixture.bytes(scratch.path("tool.xlsx"))
        == Fixture.bytes(Fixture.root + "/Templates/emission-calculation-tool.xlsx"))
    let check = try Command.run("template", "check", scratch.path("tool.xlsx"))
    #expect(check.status == 0 && check.output.contains("Company_Revenue"))
    #expect(try Command.run("template", "new", "nonsense").status == 2)
  }
}

/// A language of one's own.
@Suite("Messages in a third language")
struct ThirdLanguageTests {
  private static let english = Fixture.root + "/Sources/CAssets/messages/messages-en.yaml"

  private static func run(_ change: (String) -> String) throws -> Command.Result {
    let scratch = try Scratch()
    try change(String(contentsOfFile: english, encoding: .utf8)).write(
      toFile: scratch.path("messages-de.yaml"), atomically: true, encoding: .utf8)
    return try Command.run(
      "validate", Fixture.path("broken/price-is-text.xlsx"), "--messages", scratch.path("messages-de.yaml"), "--as-of",
      "2026-11-21")
  }

  @Test func `one file is all that it takes`() throws {
    let result = try Self.run { $0.replacing("'{value}' is not a number", with: "„{value}“ ist keine Zahl") }
    #expect(result.status == 1)
    #expect(result.output.contains("„on request“ ist keine Zahl"))
  }

  @Test func `a file that lacks a message or a place in it is refused, naming what is missing`() throws {
    let lacking = try Self.run { $0.replacing("  verdict.ready: ready\n", with: "") }
    #expect(lacking.status == 3 && lacking.messages.contains("verdict.ready is missing"), "\(lacking.messages)")
    let other = try Self.run { $0.replacing("'{value}' is not a number", with: "keine Zahl") }
    #expect(other.status == 3 && other.messages.contains("N05 has other places: value"), "\(other.messages)")
  }
}
