import GreenQuote
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("Forms that ask for other units")
struct AskedUnitTests {
  /// Completes the first row of the form as the template has it, with other headers or formats.
  private static func complete(_ edits: [String: String], in scratch: Scratch) throws -> FormWriter.Outcome {
    let editor = try WorkbookEditor(path: Fixture.path("forms/as-template.xlsx"))
    for (place, text) in edits {
      let cell = try #require(CellReference(place))
      if cell.row == 1 {
        try editor.set(.value(.text(text)), at: cell, in: "Sustainability")
      } else {
        var changes = StyleChanges()
        changes.numberFormat = text
        let style = try editor.appendStyle(from: 0, changing: changes)
        try editor.set(.value(.blank, style: style), at: cell, in: "Sustainability")
      }
    }
    try editor.write(to: scratch.path("form.xlsx"), force: true)
    return try CompletedTool(Fixture.path("tools/golden.xlsx"))
      .complete(form: scratch.path("form.xlsx"), to: scratch.path("out.xlsx"))
  }

  @Test(arguments: [
    (["C1": "kg CO2 p/part (per 1000 pcs)"], 1825.3416667, 3.72775625),
    (["C1": "g CO2 p/part"], 1825.3416667, 3.72775625),
    (["C1": "克二氧化碳/每件", "D1": "兆瓦时不可再生能源/每件"], 1825.3416667, 0.0037277563),
    (["D1": "kWh NON-RE p/part (MWh)"], 1.8253416667, 0.0037277563), (["C2": "0.000\" g\""], 1825.3416667, 3.72775625),
    (["D1": "千瓦时不可再生能源/千件"], 1.8253416667, 3727.75625),
  ]) func `figures are converted, and read back as they were`(edits: [String: String], carbon: Double, energy: Double)
    throws
  {
    let scratch = try Scratch()
    let outcome = try Self.complete(edits, in: scratch)
    #expect(outcome.completedRows == 8)
    #expect(outcome.findings.contains { $0.rule == "Q07" && $0.severity == .warning })
    let row = try #require(try WorkbookReader(path: scratch.path("out.xlsx")).rows("Sustainability")[2])
    #expect(row[3] == .number(carbon))
    #expect(row[4] == .number(energy))
    let rules = try CheckedFiles.check(scratch.path("out.xlsx")).findings.map { $0.rule }
    #expect(rules.contains("Q01"))
    #expect(!rules.contains("N08") && !rules.contains("Q02"))
  }

  @Test(arguments: [
    ["C1": "kg CO2 p/part (per reel)"], ["D1": "kWh NON-RE p/part (USD)"], ["E1": "kWh RE p/part (kg)"],
  ])
  func `nothing is written where nobody can tell what is asked for`(edits: [String: String]) throws {
    let scratch = try Scratch()
    let outcome = try Self.complete(edits, in: scratch)
    #expect(!outcome.isWritten)
    #expect(outcome.findings.contains { $0.rule == "Q08" && $0.severity == .error })
    #expect(scratch.names == ["form.xlsx"])
  }

  @Test func `words that say what is written anyway are silent`() throws {
    let scratch = try Scratch()
    let outcome = try Self.complete(
      ["C1": "kg CO2e per part (kg)", "D1": "kWh NON-RE p/part [kWh/pc]", "E2": "0.00\" kWh\""], in: scratch)
    #expect(outcome.completedRows == 8)
    #expect(!outcome.findings.contains { $0.rule.hasPrefix("Q") })
  }
}
