import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("Generated tools")
struct GeneratedToolTests {
  private static func write(seed: UInt64, to scratch: Scratch, isFull: Bool = false) throws -> String {
    let path = scratch.path("\(seed).xlsx")
    try SampleTool.workbook(GeneratedTool.inputs(seed: seed, isFull: isFull)).write(to: path)
    return path
  }

  @Test func `the full one fills every input cell of the template`() throws {
    let scratch = try Scratch()
    let filled = try WorkbookReader(path: Self.write(seed: 1, to: scratch, isFull: true))
    let template = try WorkbookReader(path: Fixture.root + "/Templates/emission-calculation-tool.xlsx")
    var inputs = 0
    for sheet in template.sheets where sheet.name != "Instructions" {
      let values = try filled.values(sheet.name)
      var empty: [String] = []
      _ = try template.read(sheet) { row in
        for cell in row.cells {
          let color = template.styles[cell.style].fill
          guard color == .yellow || color == .grey else { continue }
          inputs += 1
          if values[cell.reference]?.isBlank ?? true { empty.append(cell.reference.description) }
        }
      }
      #expect(empty == [], "\(sheet.name)")
    }
    #expect(inputs > 6000)
  }

  @Test(arguments: 2...12) func `every printed calculation of an explanation comes to its result`(seed: Int) throws {
    let scratch = try Scratch()
    let path = try Self.write(seed: UInt64(seed), to: scratch)
    let tool = try CompletedTool(path)
    let explanation = try tool.explanation()
    for step in explanation.sections.flatMap(\.steps) {
      let value = try #require(Arithmetic.value(of: step.calculation), "\(step.number): \(step.calculation)")
      #expect(abs(value - step.result.value) <= 1e-12 * abs(step.result.value), "\(step.number): \(step.calculation)")
      #expect(Set(step.inputs.map(\.name)).count == step.inputs.count, "\(step.number): two inputs of one name")
    }
    let explained = explanation.sections.filter { $0.id.hasPrefix("part-") }.count
    #expect(explained == tool.completion.rows.count)
  }
}

extension Color {
  fileprivate static let yellow = Color(argb: 0xFFFF_FF00)
  fileprivate static let grey = Color(argb: 0xFFD9_D9D9)
}
