import TestSupport
import Testing
import XLSX

@Suite("The command with a tool of another design")
struct OtherToolCommandTests {
  private static let tool = Fixture.path("other-tools/other-tool.xlsx")
  private static let definition = ["--definition", Fixture.root + "/Templates/examples/other-tool.yaml"]

  @Test func `completes the form by a definition alone`() throws {
    let scratch = try Scratch()
    let arguments = ["complete", Self.tool, "-o", scratch.path("form.xlsx"), "--as-of", "2026-11-21"] + Self.definition
    let result = try Command.run(arguments)
    #expect(result.status == 0 && result.output.contains("3 of 3 parts completed"))
    #expect(!result.output.contains("tCO2e"), "totals that nobody knows")
    #expect(try WorkbookReader(path: scratch.path("form.xlsx")).rows("Sustainability").count == 4)
    let chinese = try Command.run(arguments + ["--force"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("零件数值由工作簿自身的公式得出"))
  }

  @Test func `steps and reports of figures that it does not compute are refused`() throws {
    let scratch = try Scratch()
    for arguments in [["explain", Self.tool], ["report", "--from", Self.tool, "-o", scratch.path("report.xlsx")]] {
      let result = try Command.run(arguments + Self.definition)
      #expect(result.status == 1 && result.messages.contains("come from its own formulas"))
    }
    #expect(scratch.names.isEmpty)
  }
}
