import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import Validation
import XLSX

/// The second law: permute columns, rename sheets, insert rows, and the figures are the same, or not ready.
///
/// A layout that drifted without harm stays ready.
public struct DriftLaw {
  /// What came of the layouts.
  public struct Outcome: Sendable {
    /// How many there were.
    public var layouts = 0
    /// How many were ready, with the same figures.
    public var ready = 0
    /// How many were not ready: with what was found first.
    public var refused: [String] = []
    /// Layouts that were ready with other figures.
    public var violations: [String] = []
  }

  private let completer: Completer
  private let scratch: String
  private let definition: TemplateDefinition

  /// Prepares the law; `scratch` is the path of a file that may be written again and again.
  public init(scratch: String) throws {
    completer = try Completer()
    self.scratch = scratch
    definition = try .builtIn("emission-calculation-tool")
  }

  /// Tries that many layouts, drawn by a seed.
  public func check(_ count: Int, seed: UInt64) throws -> Outcome {
    var random = SplitMix64(state: seed)
    var outcome = Outcome()
    let samples = [SampleTool.golden, SampleTool.twoCountries, SampleTool.everything]
    for number in 0..<count {
      var inputs = samples[number % samples.count]
      try SampleTool.workbook(inputs).write(to: scratch, force: true)
      let expected = Figures(try completer.complete(scratch))
      var drifted = definition
      var drifts: [String] = []
      drift(&drifted, &inputs, &random, &drifts)
      let what = "sample \(number % samples.count): " + drifts.joined(separator: ", ")
      try Template.tool(inputs, definition: drifted).write(to: scratch, force: true)
      let completion = try completer.complete(scratch)
      outcome.layouts += 1
      if completion.verdict != .ready {
        let first = completion.findings.first { $0.severity == .error } ?? completion.findings.first
        outcome.refused.append("\(what): \(first.map { "\($0.key) \($0.sheet ?? "") \($0.ranges)" } ?? "")")
      } else if Figures(completion).agrees(with: expected) {
        outcome.ready += 1
      } else {
        outcome.violations.append(what)
      }
    }
    return outcome
  }

  private func drift(
    _ definition: inout TemplateDefinition, _ inputs: inout ToolInputs, _ random: inout SplitMix64,
    _ drifts: inout [String]
  ) {
    for index in definition.sheets.indices {
      let id = definition.sheets[index].id
      let rows = min(definition.sheets[index].table?.bodyRows ?? 0, 60)
      definition.sheets[index].table?.bodyRows = rows
      if random.integer(0...2) == 0 { rename(&definition.sheets[index], index, &random, &drifts) }
      if random.integer(0...2) == 0, id != .quotewin, id != .parts, id != .survey, id != .instructions, id != .lists {
        shift(&definition.sheets[index], by: random.integer(1...4), &inputs, &drifts)
      }
      if [SheetID.parts, .certificates].contains(id), random.chance {
        permute(&definition.sheets[index], &random, &drifts)
      }
    }
  }

  /// Another name of its own, or one that says nothing.
  private func rename(
    _ sheet: inout TemplateDefinition.Sheet, _ index: Int, _ random: inout SplitMix64, _ drifts: inout [String]
  ) {
    guard sheet.id != .lists, sheet.id != .instructions, sheet.id != .survey else { return }
    let text = sheet.labels.text
    let names = [text[.chinese], "\(index) " + text[.english], "Tabelle\(index)", "Sheet\(index)"]
    sheet.name = String(random.element(names).prefix(31))
    drifts.append("\(sheet.id) is named \(sheet.name)")
  }

  /// Rows inserted above everything.
  private func shift(
    _ sheet: inout TemplateDefinition.Sheet, by rows: Int, _ inputs: inout ToolInputs, _ drifts: inout [String]
  ) {
    for field in sheet.fields.indices { sheet.fields[field].cell.row += rows }
    sheet.table?.headerRow += rows
    for row in sheet.table?.rows.indices ?? 0..<0 { sheet.table?.rows[row].row += rows }
    if let table = inputs.tables[sheet.id] {
      inputs.tables[sheet.id] = Dictionary(uniqueKeysWithValues: table.map { ($0.key + rows, $0.value) })
    }
    drifts.append("\(rows) rows above \(sheet.id)")
  }

  private func permute(
    _ sheet: inout TemplateDefinition.Sheet, _ random: inout SplitMix64, _ drifts: inout [String]
  ) {
    guard let columns = sheet.table?.columns else { return }
    // Columns of the same header are told apart by their order alone.
    let movable = columns.indices.filter { place in
      columns.count { $0.labels.text == columns[place].labels.text } == 1
    }
    let places = movable.map { columns[$0].column }.shuffled(using: &random)
    for (place, column) in zip(movable, places) { sheet.table?.columns[place].column = column }
    drifts.append("columns of \(sheet.id) moved")
  }
}
