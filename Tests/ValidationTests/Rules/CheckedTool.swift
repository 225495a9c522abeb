import Emissions
import Foundation
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import Validation
@testable import XLSX

/// The findings of a tool that was filled, written and read again; the day is 2026-08-01.
struct CheckedTool {
  let workbook: SupplierWorkbook
  let calculation: Calculation
  let findings: [Finding]

  init(
    _ inputs: ToolInputs, definition change: (inout TemplateDefinition) throws -> Void = { _ in },
    workbook damage: (inout NewWorkbook) throws -> Void = { _ in }, edit: ((WorkbookEditor) throws -> Void)? = nil
  ) throws {
    var definition = try TemplateDefinition.builtIn("emission-calculation-tool")
    for index in definition.sheets.indices where definition.sheets[index].table?.rows.isEmpty == true {
      definition.sheets[index].table?.bodyRows = 16
    }
    try change(&definition)
    let lists = try Self.lists.get()
    var file = ToolBuilder.build(definition: definition, lists: lists, inputs: inputs)
    try damage(&file)
    let path = FileManager.default.temporaryDirectory.appending(path: "validation-tests-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try file.write(to: path, compressionLevel: 1)
    if let edit {
      let editor = try WorkbookEditor(path: path)
      try edit(editor)
      try editor.write(to: path, force: true)
    }
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("emission-calculation-tool"), in: reader)
    workbook = try SupplierWorkbookReader.read(reader, located: located, lists: lists)
    let today = try #require(CalendarDate(year: 2026, month: 8, day: 1))
    calculation = Calculation(workbook, lists: lists)
    findings = RuleContext.findings(in: workbook, calculation, lists, asOf: today).sorted(
      sheets: reader.sheets.map(\.name))
  }

  /// The golden company with changes.
  init(_ change: (inout ToolInputs) -> Void) throws {
    var inputs = SampleTool.golden
    change(&inputs)
    try self.init(inputs)
  }

  static let lists = Result { try ReferenceLists.builtIn() }

  /// Severity, key and cells of each finding: `error S01 C5`.
  var found: [String] { findings.map { "\($0.severity.rawValue) \($0.key) \($0.ranges)" } }

  /// Message and remedy of the first finding of that key; a place that was not filled is an issue.
  func words(_ key: String, _ language: Language = .english) throws -> String {
    let catalogue = try MessageCatalogue.builtIn(language)
    let words = catalogue.message(try finding(key)) + ". " + catalogue.remedy(try finding(key))
    #expect(!words.contains("{") && !words.contains(key), "\(words)")
    return words
  }

  var keys: [String] { findings.map(\.key) }

  func finding(_ key: String) throws -> Finding {
    try #require(findings.first { $0.key == key }, "\(key) is not among \(keys)")
  }

  /// `Company!B8` of the first cell.
  static func place(_ finding: Finding) -> String {
    (finding.sheet ?? "") + (finding.cells.first.map { "!\($0)" } ?? "")
  }
}

extension NewWorkbook {
  /// Changes one stored cell.
  mutating func set(_ sheet: String, _ reference: String, _ change: (inout NewCell) -> Void) throws {
    let reference = try #require(CellReference(reference))
    let index = try #require(worksheets.firstIndex { $0.name == sheet })
    var rows: [NewRow] = []
    let next = try worksheets[index].rows.start()
    while let row = try next() { rows.append(row) }
    let row = try #require(rows.firstIndex { $0.index == reference.row })
    let cell = try #require(rows[row].cells.firstIndex { $0.column == reference.column })
    change(&rows[row].cells[cell])
    worksheets[index].rows = RowSource(rows)
  }

  mutating func rename(_ sheet: String, to name: String) throws {
    worksheets[try #require(worksheets.firstIndex { $0.name == sheet })].name = name
  }
}

/// An input that breaks a rule, and the nearest one that does not.
struct RuleCase: Sendable, CustomTestStringConvertible {
  var key: String
  var severity: Severity
  var place: String
  let broken: @Sendable (inout ToolInputs) -> Void
  let passing: @Sendable (inout ToolInputs) -> Void

  init(
    _ key: String, _ severity: Severity, _ place: String, _ broken: @escaping @Sendable (inout ToolInputs) -> Void,
    passes passing: @escaping @Sendable (inout ToolInputs) -> Void = { _ in }
  ) {
    (self.key, self.severity, self.place, self.broken, self.passing) = (key, severity, place, broken, passing)
  }

  var testDescription: String { "\(key) at \(place)" }

  /// Expects the finding of the input that breaks the rule, and none of its neighbour.
  ///
  /// - Parameter base: what both inputs start from.
  /// - Throws: what writing and reading the tools throw.
  func check(_ base: ToolInputs) throws {
    var inputs = base
    broken(&inputs)
    let finding = try CheckedTool(inputs).finding(key)
    #expect(finding.severity == severity)
    #expect(CheckedTool.place(finding) == place)
    for language in Language.builtIn {
      let message = try MessageCatalogue.builtIn(language).message(finding)
      #expect(!message.contains("{") && message != key, "\(message)")
      #expect(try !MessageCatalogue.builtIn(language).remedy(finding).contains("{"))
    }
    inputs = base
    passing(&inputs)
    let keys = try CheckedTool(inputs).keys
    #expect(!keys.contains(key), "\(keys)")
  }
}
