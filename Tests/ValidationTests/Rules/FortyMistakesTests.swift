import Emissions
import Foundation
import SampleWorkbooks
import SupplierWorkbooks
import Testing

@testable import Validation
@testable import XLSX

@Suite("A workbook with forty mistakes")
struct FortyMistakesTests {
  private static func report(_ path: String) throws -> ValidationReport {
    let lists = try ReferenceLists.builtIn()
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("emission-calculation-tool"), in: reader)
    let today = try #require(CalendarDate(year: 2026, month: 8, day: 1))
    return try WorkbookExamination(.init(of: reader, located: located, lists: lists), asOf: today).report
  }

  private static func mistakes(_ report: ValidationReport) -> [FortyMistakes.Mistake] {
    report.findings.flatMap { finding in
      let places =
        finding.cells.isEmpty ? [finding.sheet ?? ""] : finding.cells.map { (finding.sheet ?? "") + "!\($0)" }
      return places.map { FortyMistakes.Mistake(key: finding.key, place: $0, suggestion: finding.suggestion) }
    }
  }

  private static func withWorkbook(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "forty-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SampleTool.workbook(FortyMistakes.inputs).write(to: path, compressionLevel: 1)
    try body(path)
  }

  @Test("All forty are found in one run, in their cells, with their suggested values, and nothing else is")
  func found() throws {
    #expect(FortyMistakes.all.count == 40)
    #expect(Set(FortyMistakes.all.map(\.key)).count == 40)
    try Self.withWorkbook { path in
      let report = try Self.report(path)
      let found = Self.mistakes(report)
      #expect(Set(found).subtracting(FortyMistakes.all) == [])
      #expect(Set(FortyMistakes.all).subtracting(found) == [])
      #expect(report.verdict == .invalid)
    }
  }

  @Test("After typing the suggested values those findings are gone, and the others are as before")
  func suggestions() throws {
    try Self.withWorkbook { path in
      let before = try Self.report(path).findings
      let editor = try WorkbookEditor(path: path)
      for finding in before {
        guard let suggestion = finding.suggestion, let cell = finding.cells.first, let sheet = finding.sheet else {
          continue
        }
        try editor.set(.value(Self.typed(suggestion)), at: cell, in: sheet)
      }
      try editor.write(to: path, force: true)
      let after = try Self.report(path)
      let left = FortyMistakes.all.filter { $0.suggestion == nil }
      #expect(left.count < 40)
      // What was typed changes the inputs, not the formulas' values beside them.
      #expect(Set(Self.mistakes(after).filter { $0.key != "W02" }) == Set(left))
    }
  }

  /// What a spreadsheet program stores of a text that somebody types.
  private static func typed(_ text: String) -> CellValue {
    if let number = Double(text) { return .number(number) }
    if text.hasSuffix("%"), let number = Double(text.dropLast()) { return .number(number / 100) }
    if let serial = CalendarDate(iso: text)?.serial(in: .from1900) { return .number(serial) }
    return .text(text)
  }
}
