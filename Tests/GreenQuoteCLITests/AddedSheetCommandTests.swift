import Foundation
import SampleWorkbooks
import TestSupport
import Testing

@testable import XLSX

@Suite("Commands that read a tool add the sheets that are named")
struct AddedSheetCommandTests {
  /// A tool with a second sheet of parts, `More`, whose only row stands where the first has one, too.
  private static func tool(at path: String) throws {
    var workbook = try SampleTool.workbook(SampleTool.golden)
    var sheet = try #require(SampleTool.workbook(SampleTool.workedExample).worksheets.first { $0.name == "Per MPN" })
    sheet.name = "More"
    workbook.worksheets.append(sheet)
    try workbook.write(to: path, compressionLevel: 1)
  }

  @Test func `complete adds them, and says so`() throws {
    let scratch = try Scratch()
    let tool = scratch.path("tool.xlsx")
    try Self.tool(at: tool)
    let day = ["--as-of", "2026-08-01"]
    let without = try Command.run(["complete", tool, "-o", scratch.path("without.xlsx")] + day)
    #expect(without.status == 1 && (without.output + without.messages).contains("--add-sheets"))
    let with = try Command.run(
      ["complete", tool, "--add-sheets", "More", "-o", scratch.path("with.xlsx"), "--verbose"] + day)
    #expect(with.status == 0 && with.output.contains("9 of 9 parts"), "\(with.output)\(with.messages)")
    #expect((with.output + with.messages).contains("[A03]"))
    let unknown = try Command.run(["validate", tool, "--add-sheets", "Mor"] + day)
    #expect(unknown.status == 1 && unknown.output.contains("[K09]") && unknown.output.contains("More"))
    let form = try Command.run(["validate", Fixture.path("forms/as-template.xlsx"), "--add-sheets", "More"] + day)
    #expect(form.status == 1 && form.output.contains("[K09]"))
    let copy = try Command.run(
      ["complete", tool, "--add-sheets", "More", "--copy", scratch.path("copy.xlsx")] + day)
    #expect(copy.status == 2 && copy.messages.contains("--add-sheets"))
  }

  @Test func `a batch records the parts of both sheets, and goes on where a workbook has one`() throws {
    let scratch = try Scratch()
    let folder = scratch.path("in")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.tool(at: folder + "/both.xlsx")
    try SampleTool.workbook(SampleTool.twoCountries).write(to: folder + "/one.xlsx", compressionLevel: 1)
    let batch = try Command.run([
      "batch", folder, "-o", scratch.path("out"), "--register", scratch.path("R.sqlite"), "--add-sheets", "more",
      "--as-of", "2026-08-01",
    ])
    #expect(batch.status == 0, "\(batch.output)\(batch.messages)")
    let parts = try Command.run(["register", "query", scratch.path("R.sqlite"), "latest-parts", "--format", "csv"])
    #expect(parts.output.contains("EX-28") && parts.output.contains("PN-1234") && parts.output.contains("007-5512"))
  }
}
