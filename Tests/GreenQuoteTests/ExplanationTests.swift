import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

@Suite("Explanations")
struct ExplanationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var fixture: String
    var potentials: WarmingPotentialSet?
    var method: Scope2Method?
    var language = Language.english

    var testDescription: String {
      "\(fixture) \(potentials?.rawValue ?? "") \(method?.rawValue ?? "") \(language.code)"
    }
  }

  static let cases: [Case] = [
    Case(fixture: "golden"), Case(fixture: "worked-example"), Case(fixture: "two-countries"),
    Case(fixture: "two-countries", potentials: .ar4, method: .location), Case(fixture: "everything"),
    Case(fixture: "everything", potentials: .ar6, method: .location, language: .chinese),
  ]

  private static func explain(_ example: Case, part: String? = nil) throws -> (Completion, Explanation) {
    var options = Calculation.Options()
    options.warmingPotentials = example.potentials
    options.scope2Method = example.method
    let tool = try CompletedTool(Fixture.path("tools/\(example.fixture).xlsx"), options: options)
    return (tool.completion, try tool.explanation(part.map { .numbered($0) } ?? .all, example.language))
  }

  private static func agree(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-12 * max(abs(left), abs(right))
  }

  @Test(arguments: cases) func `every printed calculation comes to its result`(_ example: Case) throws {
    let (_, explanation) = try Self.explain(example)
    let steps = explanation.sections.flatMap(\.steps)
    #expect(steps.count > 8)
    for step in steps {
      let value = try #require(Arithmetic.value(of: step.calculation), "\(step.number): \(step.calculation)")
      #expect(
        Self.agree(value, step.result.value),
        "\(step.number): \(step.calculation) is \(value), not \(step.result.value)")
    }
  }

  @Test(arguments: cases) func `every input has its origin: a cell, a source, or an earlier step with that result`(
    _ example: Case
  ) throws {
    let (_, explanation) = try Self.explain(example)
    var results: [String: Double] = [:]
    for step in explanation.sections.flatMap(\.steps) {
      #expect(Set(step.inputs.map(\.name)).count == step.inputs.count, "\(step.number): two inputs of one name")
      for input in step.inputs {
        let origins = [input.cell != nil, input.factor != nil, input.step != nil].count { $0 }
        #expect(origins == 1, "\(step.number): \(input.name) has \(origins) origins")
        if let earlier = input.step { #expect(results[earlier] == input.value, "\(step.number): \(input.name)") }
        if let factor = input.factor { #expect(!factor.source.isEmpty) }
      }
      #expect(results.updateValue(step.result.value, forKey: step.number) == nil)
    }
  }

  @Test(arguments: cases) func `what it says was typed stands in the cell`(_ example: Case) throws {
    let (completion, explanation) = try Self.explain(example)
    let reader = try WorkbookReader(path: completion.workbook.file)
    var sheets: [String: [CellReference: CellValue]] = [:]
    for sheet in reader.sheets { sheets[sheet.name] = try reader.values(sheet.name) }
    var checked = 0
    for input in explanation.sections.flatMap(\.steps).flatMap(\.inputs) {
      guard let cell = input.cell else { continue }
      let reference = try #require(CellReference(cell.cell))
      #expect(sheets[cell.sheet]?[reference] == .number(input.value), "\(cell.sheet)!\(cell.cell)")
      #expect(!cell.typed.isEmpty)
      checked += 1
    }
    #expect(checked >= 5)
  }

  @Test(arguments: cases) func `it ends in the figures of the form`(_ example: Case) throws {
    let (completion, explanation) = try Self.explain(example)
    let parts = explanation.sections.filter { $0.id.hasPrefix("part-") }
    #expect(parts.count == completion.rows.count)
    for (section, row) in zip(parts, completion.rows) {
      for column: ColumnID in ["kgco2", "renewable-kwh", "non-renewable-kwh"] {
        let step = try #require(section.steps.first { $0.id == "\(section.id).\(column)" })
        #expect(row.values[column] == .number(DecimalText.rounded(step.result.value)))
      }
    }
  }

  @Test func `one part is explained alone, found without regard to case`() throws {
    let (_, explanation) = try Self.explain(Case(fixture: "golden"), part: "pn-1236")
    #expect(explanation.sections.filter { $0.id.hasPrefix("part-") }.map(\.id) == ["part-7"])
  }

  @Test func `a part that is not there or has no figures is refused`() throws {
    let tool = try CompletedTool(Fixture.path("broken/price-missing.xlsx"))
    #expect(throws: ExplanationError.unknownPart("PN-9")) {
      try tool.explanation(.numbered("PN-9"))
    }
    #expect(throws: ExplanationError.noFigures("PN-1236")) {
      try tool.explanation(.numbered("PN-1236"))
    }
  }

  @Test(arguments: ["text", "markdown", "json"], ["en", "zh"])
  func `the command prints all formats in both languages`(format: String, language: String) throws {
    let result = try Command.run(
      "explain", Fixture.path("tools/two-countries.xlsx"), "--part", "SHELL-AL-09", "--format", format, "--language",
      language, "--as-of",
      "2026-11-21")
    #expect(result.status == 0)
    #expect(result.output.contains("Energy consumption") && result.output.contains("136744.4935003862"))
    #expect(!result.output.contains("explain."), "a phrase is missing")
    if format == "json" {
      let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(json["schema"] as? String == "greenquote.explanation/1")
      #expect(json["language"] as? String == language)
    }
  }
}
