import Emissions
import Foundation
import SampleWorkbooks
import SupplierWorkbooks
import Testing

@testable import Validation
@testable import XLSX

@Suite("Rules about the file itself")
struct IntegrityRuleTests {
  private static func findings(
    _ damage: (inout NewWorkbook) throws -> Void = { _ in }, edit: ((WorkbookEditor) throws -> Void)? = nil
  ) throws -> [Finding] {
    var workbook = try SampleTool.workbook(SampleTool.golden)
    try damage(&workbook)
    let path = FileManager.default.temporaryDirectory.appending(path: "integrity-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try workbook.write(to: path, compressionLevel: 1)
    if let edit {
      let editor = try WorkbookEditor(path: path)
      try edit(editor)
      try editor.write(to: path, force: true)
    }
    return try findings(path)
  }

  private static func findings(_ path: String) throws -> [Finding] {
    let lists = try ReferenceLists.builtIn()
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("emission-calculation-tool"), in: reader)
    let today = try #require(CalendarDate(year: 2026, month: 8, day: 1))
    return try WorkbookExamination(.init(of: reader, located: located, lists: lists), asOf: today).report.findings
  }

  private static func places(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.key) \($0.sheet ?? "")!\($0.ranges)" }
  }

  @Test("A tool as GreenQuote makes it gives no finding")
  func good() throws { #expect(try Self.findings() == []) }

  @Test("A figure typed over its formula is named with the computed one")
  func typedOver() throws {
    let found = try Self.findings { workbook in
      try workbook.set("Per MPN", "E6") {
        $0.value = .number(6.5)
        $0.formula = nil
      }
      try workbook.set("Summary", "B37") {
        $0.value = .number(0.1)
        $0.formula = nil
      }
    }
    #expect(Self.places(found) == ["W01 Summary!B37", "W01 Per MPN!E6"])
    #expect(found.last?.value == "6.5" && found.last?.arguments["computed"]?.english.hasPrefix("6.57") == true)
  }

  @Test("A formula that is not that of its column is named, with what it comes to")
  func changed() throws {
    let found = try Self.findings {
      try $0.set("Per MPN", "E6") {
        $0.formula = "B6*C6*999"
        $0.value = .number(6.5)
      }
    }
    #expect(Self.places(found).contains("W01.formula Per MPN!E6"))
    #expect(found.first { $0.key == "W01.formula" }?.arguments["formula"]?.english == "=B6*C6*999")
  }

  @Test("Stale and absent values are notes")
  func stale() throws {
    let stale = try Self.findings { try $0.set("Per MPN", "E6") { $0.value = .number(6.5) } }
    #expect(Self.places(stale) == ["W02 Per MPN!E6"])
    #expect(stale.allSatisfy { $0.severity == .note })
    let absent = try Self.findings(edit: {
      try $0.set(.cachedValue(.blank), at: CellReference(row: 6, column: 5), in: "Per MPN")
    })
    #expect(Self.places(absent) == ["W03.computed Per MPN!E6"])
    let nearly = try Self.findings {
      try $0.set("Per MPN", "E6") { if case .number(let old) = $0.value { $0.value = .number(old * (1 + 1e-12)) } }
    }
    #expect(nearly == [])
  }

  @Test("A template of another version is a warning")
  func version() throws {
    let found = try Self.findings { try $0.set("Instructions", "A2") { $0.value = .text("Template version 模板版本 2.1") } }
    #expect(Self.places(found) == ["W04 Instructions!A2"])
    #expect(found.first?.value == "2.1" && found.first?.severity == .warning)
  }

  @Test("Macros and external links are notes")
  func macros() throws {
    let path =
      #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 } + "/Fixtures/features.xlsm"
    let reader = try WorkbookReader(path: path)
    let located = try TemplateLocator.locate(try TemplateDefinition.builtIn("quotewin-sustainability"), in: reader)
    let keys = try FormValidator.findings(in: reader, located: located, asOf: CalendarDate.unixEpoch).map(\.key)
    #expect(!keys.contains("W05.links") || reader.hasExternalLinks)
    #expect(reader.hasMacros)
  }
}
