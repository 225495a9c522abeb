import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("Hidden and filtered rows are left out where that is wanted")
struct VisibleRowTests {
  private static func hiding(_ rows: Set<Int>, on name: String, of workbook: NewWorkbook) throws -> NewWorkbook {
    var workbook = workbook
    let sheet = try #require(workbook.worksheets.firstIndex { $0.name == name })
    guard case .array(let old) = workbook.worksheets[sheet].rows.storage else {
      Issue.record("the rows of the sheet are not at hand")
      return workbook
    }
    workbook.worksheets[sheet].rows = RowSource(
      old.map { NewRow($0.index, height: $0.height, isHidden: rows.contains($0.index) || $0.isHidden, $0.cells) })
    return workbook
  }

  private static func settings(visibleOnly: Bool) throws -> CompletionSettings {
    var settings = try CompletionSettings(asOf: #require(CalendarDate.testDay))
    settings.visibleOnly = visibleOnly
    return settings
  }

  private static func complete(_ path: String, visibleOnly: Bool) throws -> Completion {
    try Completion(
      of: WorkbookReader(path: path), by: TemplateDefinitions(), settings: settings(visibleOnly: visibleOnly))
  }

  @Test func `parts in hidden rows are no parts, and one note says which rows they are`() throws {
    let scratch = try Scratch()
    let all = try Self.complete(Fixture.path("tools/golden.xlsx"), visibleOnly: true)
    #expect(all.rows.count == 8 && !all.findings.contains { $0.rule == "U01" })
    let table = try #require(all.workbook.located.sheets[.parts]?.table)
    let first = try #require(all.workbook.parts.first).row
    try Self.hiding([first, first + 2], on: "Per MPN", of: SampleTool.workbook(SampleTool.golden)).write(
      to: scratch.path("tool.xlsx"))
    let visible = try Self.complete(scratch.path("tool.xlsx"), visibleOnly: true)
    #expect(
      visible.workbook.parts.map(\.row) == all.workbook.parts.map(\.row).filter { ![first, first + 2].contains($0) })
    #expect(visible.rows.count == 6 && visible.leftOut.isEmpty && visible.verdict == .ready)
    let notes = visible.findings.filter { $0.rule == "U01" }
    #expect(notes.count == 1 && notes.first?.count == 2 && notes.first?.severity == .note)
    #expect(
      notes.first?.cells.map(\.row) == [first, first + 2] && notes.first?.cells.first?.column == table.column(.mpn))
    // Without the choice they count, and that is said too.
    let counted = try Self.complete(scratch.path("tool.xlsx"), visibleOnly: false)
    #expect(counted.rows.count == 8 && counted.findings.contains { $0.key == "M06.hidden" && $0.count == 2 })
  }

  @Test func `where all parts are hidden nothing is completed, and no empty sheet is reported`() throws {
    let scratch = try Scratch()
    try Self.hiding(Set(1...40), on: "Per MPN", of: SampleTool.workbook(SampleTool.golden)).write(
      to: scratch.path("tool.xlsx"))
    let visible = try Self.complete(scratch.path("tool.xlsx"), visibleOnly: true)
    #expect(visible.rows.isEmpty && visible.findings.contains { $0.rule == "U01" && $0.count == 8 })
    #expect(!visible.findings.contains { $0.key == "M01.parts" })
  }

  @Test func `recycled material of a hidden part is of no unknown one`() throws {
    let scratch = try Scratch()
    let whole = try SampleTool.workbook(SampleTool.everything)
    try whole.write(to: scratch.path("whole.xlsx"))
    let materials = try Self.complete(scratch.path("whole.xlsx"), visibleOnly: false)
    try Self.hiding(Set(1...400), on: "Per MPN", of: whole).write(to: scratch.path("tool.xlsx"))
    let visible = try Self.complete(scratch.path("tool.xlsx"), visibleOnly: true)
    #expect(!materials.workbook.materials.isEmpty && !visible.findings.contains { $0.rule == "P06" })
  }

  private static func form(hiding rows: Set<Int>, in scratch: Scratch) throws -> String {
    let path = try scratch.copy(Fixture.path("forms/as-template.xlsx"))
    let archive = try ArchiveReader(path: path, limits: ReadingLimits())
    let part = "xl/worksheets/sheet1.xml"
    var text = String(decoding: try archive.bytes(of: PartName(part)), as: UTF8.self)
    for row in rows { text = text.replacing("<row r=\"\(row)\"", with: "<row r=\"\(row)\" hidden=\"1\"") }
    let output = try ArchiveOutput(to: scratch.path("form.xlsx"), force: true, copying: path)
    try output.set(part, bytes: Array(text.utf8))
    try output.commit()
    return scratch.path("form.xlsx")
  }

  @Test func `hidden rows of a customer's form stay as they are`() throws {
    let scratch = try Scratch()
    let form = try Self.form(hiding: [3, 4], in: scratch)
    let tool = try CompletedTool(Fixture.path("tools/golden.xlsx"))
    let outcome = try FormWriter.complete(
      form: WorkbookReader(path: form), by: tool.definitions, with: tool.completion, to: scratch.path("out.xlsx"),
      force: false, visibleOnly: true)
    let notes = outcome.findings.filter { $0.rule == "U01" }
    #expect(outcome.hiddenRows == [3, 4] && notes.count == 1 && notes.first?.count == 2)
    #expect(!outcome.findings.contains { $0.rule == "P06" })
    let sheet = try #require(WorkbookReader(path: form).sheets.first).name
    let (before, after) = (
      try WorkbookReader(path: form).rows(sheet), try WorkbookReader(path: scratch.path("out.xlsx")).rows(sheet)
    )
    #expect(after[3] == before[3] && after[4] == before[4] && after[2] != before[2])
  }

  @Test func `hidden rows of a form that is checked are left out with a note`() throws {
    let scratch = try Scratch()
    let form = try Self.form(hiding: [2, 3], in: scratch)
    let check = WorkbookCheck(
      by: try TemplateDefinitions(), settings: try Self.settings(visibleOnly: true), limits: ReadingLimits())
    let examination = check.examine(form, keepsRows: true)
    let hidden = examination.result.findings.filter { $0.rule == "U01" }
    #expect(hidden.count == 1 && hidden.first?.count == 2)
    #expect(
      examination.result.findings.filter { $0.severity == .error }.allSatisfy { finding in
        finding.cells.allSatisfy { ![2, 3].contains($0.row) }
      })
  }
}
