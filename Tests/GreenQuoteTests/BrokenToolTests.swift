import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

@Suite("Workbooks with one mistake")
struct BrokenToolTests {
  private static func completion(_ tool: BrokenTool) throws -> Completion {
    try CompletedTool(Fixture.path("broken/\(tool.name).xlsx")).completion
  }

  @Test(arguments: BrokenTool.all) func `the mistake is found in its cell, with message and remedy, in both languages`(
    _ tool: BrokenTool
  )
    throws
  {
    let completion = try Self.completion(tool)
    let finding = try #require(completion.findings.first { $0.rule == tool.rule && $0.severity == .error })
    #expect("\(finding.sheet ?? "")!\(finding.ranges)" == tool.cell)
    #expect(completion.verdict != .ready)
    for language in Language.builtIn {
      let catalogue = try MessageCatalogue.builtIn(language)
      for text in [catalogue.message(finding), catalogue.remedy(finding)] {
        #expect(!text.isEmpty)
        #expect(!text.contains("{"), "a place was not filled: \(text)")
        #expect(text != finding.key)
      }
    }
  }

  @Test(arguments: BrokenTool.all) func `nothing else is reported as an error`(_ tool: BrokenTool) throws {
    let errors = try Self.completion(tool).findings.filter { $0.severity == .error && $0.rule != tool.rule }
    // That totals are missing follows from an amount that cannot be read.
    #expect(errors.filter { $0.rule != "C14" }.map(\.key) == [])
  }

  @Test(arguments: BrokenTool.all) func `the good rows are completed, the others left out and named`(_ tool: BrokenTool)
    throws
  {
    let completion = try Self.completion(tool)
    #expect(completion.rows.count == tool.completed)
    #expect(completion.rows.count + completion.leftOut.count == tool.inputs.tables["parts"]?.count)
    for row in completion.rows {
      for id: ColumnID in ["kgco2", "renewable-kwh", "non-renewable-kwh"] {
        guard case .number(let number)? = row.values[id] else {
          Issue.record("\(id) is missing")
          continue
        }
        #expect(number > 0)
      }
    }
  }

  /// One part of two-countries carries a customs code that the EU's CBAM covers.
  @Test(arguments: [
    ("golden", []), ("worked-example", []), ("two-countries", ["H02"]), ("everything", ["C17.revenue"]),
    ("200-parts", []),
  ])
  func `good workbooks raise nothing but the notes that are due`(name: String, notes: [String]) throws {
    let completion = try CompletedTool(Fixture.path("tools/\(name).xlsx")).completion
    #expect(completion.findings.map(\.key) == notes && completion.count(.note) == notes.count)
    #expect(completion.leftOut == [])
  }
}
