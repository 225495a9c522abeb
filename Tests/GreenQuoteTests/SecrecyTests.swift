import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing

@testable import XLSX

/// Revenue and prices stay with the supplier.
@Suite("What the form does not hold")
struct SecrecyTests {
  /// Digits that nothing else in a workbook has by chance.
  private static var confidential: ToolInputs {
    var inputs = ToolInputs()
    inputs.company("Quiet Ltd.", revenue: 7_654_321.5, currency: "USD")
    inputs.field("contact", "secret-contact@example.com")
    inputs.field("known-scope1", 987.654321)
    inputs.field("known-scope2", 123.4567)
    inputs.field("known-renewable", 31.41592)
    inputs.field("known-non-renewable", 2718.2818)
    inputs.part("Q-1", price: 3.14159)
    inputs.part("Q-2", price: 27.1828)
    inputs.part("Q-3", price: 1234.5678, customsCode: "85366990")
    return inputs
  }

  private static let secrets = [
    "7654321", "7,654,321", "3.14159", "27.1828", "1234.5678", "987.654", "123.4567", "31.41592", "2718.28",
    "secret-contact",
    // 1 / revenue, and the intensities: (987.654321 + 123.4567) / revenue, 31.41592 / revenue, 2718.2818 / revenue
    "1.30645", "0.00014516", "1.4516", "4.10433", "0.000355130", "3.5513",
  ]

  private static func parts(of path: String) throws -> [(name: String, text: String)] {
    let archive = try ArchiveReader(path: path, limits: ReadingLimits())
    return try archive.partNames.map { ($0.text, String(decoding: try archive.bytes(of: $0), as: UTF8.self)) }
  }

  @Test(arguments: [nil, "as-template", "extra-sheets"])
  func `no part of the package holds revenue, prices or intensities`(form: String?)
    throws
  {
    let scratch = try Scratch()
    try SampleTool.workbook(Self.confidential).write(to: scratch.path("tool.xlsx"))
    let tool = try CompletedTool(scratch.path("tool.xlsx"))
    #expect(tool.completion.rows.count == 3)
    if let form {
      // Part numbers of the golden company: take them over, so that rows are completed.
      let editor = try WorkbookEditor(path: Fixture.path("forms/\(form).xlsx"))
      for (row, mpn) in [(2, "Q-1"), (3, "Q-2"), (4, "Q-3")] {
        try editor.set(.value(.text(mpn)), at: CellReference(row: row, column: 2), in: "Sustainability")
      }
      try editor.write(to: scratch.path("form.xlsx"))
      let outcome = try tool.complete(form: scratch.path("form.xlsx"), to: scratch.path("out.xlsx"))
      #expect(outcome.completedRows == 3)
    } else {
      try tool.writeForm(to: scratch.path("out.xlsx"))
    }
    let parts = try Self.parts(of: scratch.path("out.xlsx"))
    #expect(parts.count >= 6)
    for (name, text) in parts {
      for secret in Self.secrets { #expect(!text.contains(secret), "\(name) holds \(secret)") }
    }
    // The search finds what is there: the tool itself holds every input.
    let own = try Self.parts(of: scratch.path("tool.xlsx")).map(\.text).joined()
    for secret in ["7654321.5", "3.14159", "27.1828", "1234.5678", "secret-contact"] { #expect(own.contains(secret)) }
  }

  @Test func `a fresh form has no formula, link, hidden sheet, author or property`() throws {
    let scratch = try Scratch()
    try CompletedTool(Fixture.path("tools/two-countries.xlsx")).writeForm(to: scratch.path("out.xlsx"))
    let reader = try WorkbookReader(path: scratch.path("out.xlsx"))
    #expect(reader.sheets.map(\.name) == ["Sustainability"])
    #expect(reader.sheets.allSatisfy { $0.visibility == .visible })
    var formulas = 0
    _ = try reader.read(#require(reader.sheets.first)) { row in formulas += row.cells.count { $0.formula != nil } }
    #expect(formulas == 0)
    let parts = try Self.parts(of: scratch.path("out.xlsx"))
    #expect(
      !parts.contains {
        $0.name.hasPrefix("docProps/") || $0.name.contains("externalLink") || $0.name.contains("hyperlink")
      })
    for word in ["Pearl River Connectors 珠江", "98500000", "sustainability@example.com", "creator", "TargetMode"] {
      #expect(!parts.contains { $0.text.contains(word) }, "\(word)")
    }
  }
}
