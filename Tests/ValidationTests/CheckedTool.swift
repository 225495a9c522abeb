import Emissions
import Foundation
import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation
import XLSX

/// The golden company with changes, written, read again and checked by every rule.
struct CheckedTool {
  let workbook: SupplierWorkbook
  let calculation: Calculation
  let findings: [Finding]
  let lists: ReferenceLists

  private static let definition = Result { try TemplateDefinition.builtIn("emission-calculation-tool") }
  private static let references = Result { try ReferenceLists.builtIn() }
  /// The golden company as a file, written once; what a test changes is changed in a copy.
  private static let golden = Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "greenquote-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SampleTool.workbook(SampleTool.golden).write(to: path)
    return try Data(contentsOf: URL(filePath: path))
  }

  init(_ change: (inout ToolInputs) -> Void = { _ in }) throws {
    var inputs = SampleTool.golden
    change(&inputs)
    let definition = try Self.definition.get()
    let path = FileManager.default.temporaryDirectory.appending(path: "greenquote-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.golden.get().write(to: URL(filePath: path))
    let editor = try WorkbookEditor(path: path)
    for (cell, value) in Self.cells(inputs, definition) { try editor.set(.value(value), at: cell.reference, in: cell.sheet) }
    try editor.write(to: path, force: true)
    let reader = try WorkbookReader(path: path)
    lists = try Self.references.get()
    let located = try TemplateLocator.locate(definition, in: reader)
    workbook = try SupplierWorkbookReader.read(reader, located: located, lists: lists)
    calculation = Calculation(workbook, lists: lists)
    findings = WorkbookValidator.findings(
      in: workbook, calculation: calculation, lists: lists, asOf: try #require(CalendarDate(year: 2026, month: 9, day: 4)),
      sheets: reader.sheets.map(\.name))
  }

  private struct Place: Hashable {
    var sheet: String
    var reference: CellReference
  }

  /// The cells in which these inputs differ from the golden company's.
  private static func cells(_ inputs: ToolInputs, _ definition: TemplateDefinition) -> [Place: CellValue] {
    let golden = SampleTool.golden
    var cells: [Place: CellValue] = [:]
    for sheet in definition.sheets {
      for field in sheet.fields where inputs.fields[field.id] != golden.fields[field.id] {
        let place = Place(sheet: sheet.name, reference: CellReference(row: field.cell.row, column: field.cell.column))
        cells[place] = inputs.fields[field.id] ?? .blank
      }
      let new = inputs.tables[sheet.id] ?? [:], old = golden.tables[sheet.id] ?? [:]
      for row in Set(new.keys).union(old.keys) {
        for column in sheet.table?.columns ?? [] where new[row]?[column.id] != old[row]?[column.id] {
          cells[Place(sheet: sheet.name, reference: CellReference(row: row, column: column.column))] = new[row]?[column.id] ?? .blank
        }
      }
    }
    return cells
  }

  /// Severity, key and cells of each finding: `error S01 C5`.
  var found: [String] { findings.map { "\($0.severity.rawValue) \($0.key) \($0.ranges)" } }

  /// Each finding's message and remedy, in each language; a place that was not filled is an issue.
  func words(_ key: String, _ language: Language = .english) throws -> String {
    let finding = try #require(findings.first { $0.key == key })
    let catalogue = try MessageCatalogue.builtIn(language)
    let words = catalogue.message(finding) + ". " + catalogue.remedy(finding)
    #expect(!words.contains("{") && !words.contains(key), "\(words)")
    return words
  }
}
