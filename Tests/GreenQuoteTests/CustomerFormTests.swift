import Emissions
import GreenQuote
import SampleWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

@Suite("Customers' forms")
struct CustomerFormTests {
  private static func complete(_ form: CustomerForm, in scratch: Scratch) throws -> FormWriter.Outcome {
    try CompletedTool(Fixture.path("tools/golden.xlsx"))
      .complete(form: Fixture.path("forms/\(form.rawValue).xlsx"), to: scratch.path("out.xlsx"))
  }

  /// Sheet, header row, and the columns of MPN, kg CO2, non-renewable, renewable, recycled content and date.
  private static func layout(_ form: CustomerForm) -> (sheet: String, firstRow: Int, columns: [Int]) {
    switch form {
    case .rowsAboveAndOtherOrder: ("Quote 4711", 6, [2, 6, 5, 4, 9, 7])
    case .wrappedHeaders: ("Sustainability info", 3, [2, 3, 4, 5, 6, 7])
    case .chineseOnly: ("可持续性", 2, [2, 3, 4, 5, 6, 7])
    default: ("Sustainability", 2, [2, 3, 4, 5, 6, 7])
    }
  }

  @Test(arguments: CustomerForm.allCases) func `its rows are completed where they stand`(_ form: CustomerForm) throws {
    let scratch = try Scratch()
    let outcome = try Self.complete(form, in: scratch)
    #expect(outcome.completedRows == form.completedRows)
    #expect(outcome.isWritten == (form.completedRows > 0))
    #expect(scratch.names == (form.completedRows > 0 ? ["out.xlsx"] : []))
    guard outcome.isWritten else { return }
    let layout = Self.layout(form)
    let figures = Dictionary(uniqueKeysWithValues: GoldenCompanyTests.printed.map { ($0.mpn, $0.figures) })
    let rows = try WorkbookReader(path: scratch.path("out.xlsx")).rows(layout.sheet)
    var completed = 0
    for (index, row) in rows where index >= layout.firstRow {
      guard case .text(let mpn)? = row[layout.columns[0]], let expected = figures[mpn] else { continue }
      completed += 1
      for (column, figure) in zip([layout.columns[1], layout.columns[3], layout.columns[2]], expected) {
        guard case .number(let number)? = row[column] else {
          Issue.record("\(mpn): column \(column) of row \(index) holds no number")
          continue
        }
        #expect(GoldenCompanyTests.tenDecimals(number) == figure)
      }
      #expect(row[layout.columns[4]] == .text("No"))
      #expect(row[layout.columns[5]] == .number(46_223))
    }
    #expect(completed == form.completedRows)
  }

  @Test(arguments: CustomerForm.allCases.filter { $0.completedRows > 0 })
  func `all other cells, parts and styles stay`(_ form: CustomerForm) throws {
    let scratch = try Scratch()
    _ = try Self.complete(form, in: scratch)
    let layout = Self.layout(form)
    let before = try WorkbookReader(path: Fixture.path("forms/\(form.rawValue).xlsx"))
    let after = try WorkbookReader(path: scratch.path("out.xlsx"))
    #expect(after.sheets.map(\.name) == before.sheets.map(\.name))
    // The customer's own column of sums has values now: FormFormulaTests.
    let written = Set(layout.columns.dropFirst() + (form == .extraSheets ? [9] : []))
    for sheet in before.sheets {
      let old = try before.values(sheet.name)
      var new = try after.values(sheet.name)
      if sheet.name == layout.sheet {
        new = new.filter { !written.contains($0.key.column) || $0.key.row < layout.firstRow }
      }
      let kept =
        sheet.name == layout.sheet
        ? old.filter { !written.contains($0.key.column) || $0.key.row < layout.firstRow } : old
      #expect(new == kept)
    }
    for part in before.archive.partNames
    where !part.text.contains("worksheets/") && !part.text.contains("sharedStrings") {
      #expect(try after.archive.bytes(of: part) == before.archive.bytes(of: part), "\(part.text)")
    }
  }

  @Test func `a part that the tool does not know is reported and its row left alone`() throws {
    let scratch = try Scratch()
    let outcome = try Self.complete(.rowsAboveAndOtherOrder, in: scratch)
    let finding = try #require(outcome.findings.first { $0.rule == "P06" && $0.severity == .error })
    #expect(finding.value == "XX-0001")
    #expect(finding.ranges == "B11")
    #expect(outcome.untouchedRows == 1)
    let row = try #require(try WorkbookReader(path: scratch.path("out.xlsx")).rows("Quote 4711")[11])
    #expect([4, 5, 6, 7, 9].allSatisfy { row[$0] == nil })
  }

  @Test func `a form that is signed is completed, and it is said that the signature no longer holds`() throws {
    let scratch = try Scratch()
    let original = Fixture.path("forms/\(CustomerForm.rowsAboveAndOtherOrder.rawValue).xlsx")
    let relationships = try WorkbookReader(path: original).archive.bytes(of: PartName("_rels/.rels"))
    let output = try ArchiveOutput(to: scratch.path("signed.xlsx"), force: false, copying: original)
    let origin =
      "<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" "
      + "Target=\"_xmlsignatures/origin.sigs\"/></Relationships>"
    try output.set(
      "_rels/.rels",
      bytes: Array(String(decoding: relationships, as: UTF8.self).replacing("</Relationships>", with: origin).utf8))
    try output.set("_xmlsignatures/origin.sigs", bytes: [0])
    try output.commit()
    let tool = try CompletedTool(Fixture.path("tools/golden.xlsx"))
    func outcome(_ form: String, _ target: String) throws -> FormWriter.Outcome {
      try tool.complete(form: form, to: scratch.path(target))
    }
    let signed = try outcome(scratch.path("signed.xlsx"), "a.xlsx")
    #expect(signed.isWritten)
    #expect(signed.findings.contains { $0.rule == "W05" && $0.variant == "signature" && $0.severity == .warning })
    #expect(try !outcome(original, "b.xlsx").findings.contains { $0.rule == "W05" })
  }
}
