import Emissions
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

@testable import GreenQuote

/// What `complete` calls ready, `validate` calls ready in the form that was written.
@Suite("Forms of ready workbooks")
struct ReadyFormTests {
  struct Variation: CustomTestStringConvertible {
    var testDescription: String
    var isReady: Bool
    var change: @Sendable (inout ToolInputs) -> Void
  }

  static let variations: [Variation] = [
    .init(testDescription: "as it is", isReady: true) { _ in },
    .init(testDescription: "a distributor that names no maker", isReady: false) { $0.field("role", "Distributor") },
    .init(testDescription: "a distributor that names the makers", isReady: true) { inputs in
      inputs.field("role", "Distributor")
      for row in 5...12 { inputs.set("parts", row: row, "mfg", .text("Maker \(row)")) }
    },
    .init(testDescription: "known figures of 0", isReady: false) { inputs in
      for id: FieldID in ["known-scope1", "known-scope2", "known-renewable", "known-non-renewable"] {
        inputs.field(id, 0)
      }
    },
    .init(testDescription: "a price that comes to nothing", isReady: false) { inputs in
      inputs.set("parts", row: 5, "price", .number(1e-13))
    },
    .init(testDescription: "a price that comes to a little", isReady: true) { inputs in
      inputs.set("parts", row: 5, "price", .number(1e-4))
    },
    .init(testDescription: "figures beyond measure", isReady: false) { inputs in
      inputs.field("revenue", 1e-9)
    },
  ]

  @Test(arguments: variations) func `a form of a ready workbook is ready`(variation: Variation) throws {
    var inputs = SampleTool.golden
    variation.change(&inputs)
    let scratch = try Scratch()
    try SampleTool.workbook(inputs).write(to: scratch.path("tool.xlsx"), compressionLevel: 1)
    let tool = try CompletedTool(scratch.path("tool.xlsx"))
    let hasErrors = tool.completion.count(.error) > 0
    #expect(hasErrors != variation.isReady, "\(tool.completion.findings.map(\.key))")
    guard !tool.completion.rows.isEmpty else { return }
    try tool.writeForm(to: scratch.path("form.xlsx"))
    let form = try WorkbookReader(path: scratch.path("form.xlsx"))
    let findings = try FormValidator.findings(
      in: form, located: TemplateLocator.locate(tool.definitions.form, in: form), asOf: tool.completion.asOf)
    let isRefused = findings.contains { $0.severity == .error }
    #expect(!isRefused || hasErrors, "\(findings.map(\.key))")
  }

  @Test func `errors of a customer's form that nobody asked to complete are said too`() throws {
    let scratch = try Scratch()
    try SampleTool.workbook(SampleTool.golden).write(to: scratch.path("tool.xlsx"), compressionLevel: 1)
    let tool = try CompletedTool(scratch.path("tool.xlsx"))
    try tool.writeForm(to: scratch.path("form.xlsx"))
    let editor = try WorkbookEditor(path: scratch.path("form.xlsx"))
    // A yellow column that GreenQuote does not fill.
    let fresh = try WorkbookReader(path: scratch.path("form.xlsx"))
    let sheet = try #require(fresh.sheet(named: "Sustainability"))
    let yellow = try #require(try fresh.head(of: sheet, rows: 1).row(1)?[1]?.style)
    let header = CellReference(row: 1, column: 15)
    try editor.set(.value(.text("Contact"), style: yellow), at: header, in: "Sustainability")
    try editor.write(to: scratch.path("theirs.xlsx"), force: true)
    let outcome = try tool.complete(form: scratch.path("theirs.xlsx"), to: scratch.path("done.xlsx"))
    #expect(outcome.isWritten && outcome.findings.contains { $0.rule == "M01" && $0.severity == .error })
  }
}
