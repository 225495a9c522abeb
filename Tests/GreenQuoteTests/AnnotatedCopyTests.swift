import Emissions
import Foundation
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import XLSX

/// The copy of the supplier's workbook with notes on its cells and a sheet that lists the findings.
@Suite("The annotated copy")
struct AnnotatedCopyTests {
  private static func annotate(_ path: String, to target: String, _ language: Language = .english) throws -> Completion
  {
    let tool = try CompletedTool(path)
    try tool.annotate(to: target, language)
    return tool.completion
  }

  /// The rows of findings: texts by column, with the target of the row's link.
  private static func findings(_ path: String, count: Int) throws -> [(texts: [Int: String], location: String?)] {
    let reader = try WorkbookReader(path: path)
    #expect(reader.sheets.first?.name == CheckSheet.name)
    let rows = try reader.rows(CheckSheet.name)
    let part = try #require(reader.sheets.first).part
    let root = try XMLElement.parse(part, in: reader.archive)
    let links = Dictionary(
      (root.first("hyperlinks")?.all("hyperlink") ?? []).map { ($0["ref"] ?? "", $0["location"] ?? "") }
    ) { $1 }
    return (6..<(6 + count)).map { row in
      let texts = (rows[row] ?? [:]).compactMapValues { if case .text(let text) = $0 { text } else { nil } }
      return (texts, links["C\(row)"] ?? links["B\(row)"])
    }
  }

  @Test(arguments: BrokenTool.all, Language.builtIn)
  func `every finding is a row with a link to its cell, and a note on it`(_ tool: BrokenTool, _ language: Language)
    throws
  {
    let scratch = try Scratch()
    let completion = try Self.annotate(
      Fixture.path("broken/\(tool.name).xlsx"), to: scratch.path("copy.xlsx"), language)
    let catalogue = try MessageCatalogue.builtIn(language)
    let rows = try Self.findings(scratch.path("copy.xlsx"), count: completion.findings.count)
    let reader = try WorkbookReader(path: scratch.path("copy.xlsx"))
    var notes: [String: [XLSX.Comment]] = [:]
    for (finding, row) in zip(completion.findings, rows) {
      #expect(
        row.texts[6] == catalogue.message(finding) + " [\(finding.rule)]"
          && row.texts[7] == catalogue.remedy(finding))
      guard let name = finding.sheet else { continue }
      let target = finding.cells.first ?? CellReference(row: 1, column: 1)
      #expect(row.location == SheetName.quoted(name) + "!" + target.description)
      let sheet = try #require(reader.sheet(named: name))
      let comments = try notes[name] ?? reader.worksheet(sheet, comments: true).details.comments
      notes[name] = comments
      for cell in finding.cells {
        let comment = try #require(comments.first { $0.reference == cell })
        #expect(comment.author == AnnotatedCopyWriter.author && comment.text.contains(catalogue.message(finding)))
      }
    }
  }

  @Test(arguments: ["golden", "worked-example"])
  func `annotated twice is annotated once, and what is read from it is the same`(name: String)
    throws
  {
    let scratch = try Scratch()
    let source = try scratch.copy(Fixture.path("tools/\(name).xlsx"))
    let before = try Self.annotate(source, to: scratch.path("once.xlsx"))
    try FileManager.default.createDirectory(atPath: scratch.path("again"), withIntermediateDirectories: true)
    let again = scratch.path("again/\(name).xlsx")
    try FileManager.default.copyItem(atPath: scratch.path("once.xlsx"), toPath: again)
    let after = try Self.annotate(again, to: scratch.path("twice.xlsx"))
    #expect(after.rows == before.rows && after.findings == before.findings)
    #expect(try Fixture.bytes(scratch.path("once.xlsx")) == Fixture.bytes(scratch.path("twice.xlsx")))
    let (old, new) = (try WorkbookReader(path: source), try WorkbookReader(path: scratch.path("twice.xlsx")))
    #expect(new.sheets.map(\.name) == [CheckSheet.name] + old.sheets.map(\.name))
    for part in old.archive.partNames
    where !["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"].contains(part.text)
    {
      // Which tab was in front is all that changes on a sheet.
      let text = String(decoding: try old.archive.bytes(of: part), as: UTF8.self)
      #expect(
        try new.archive.bytes(of: part) == Array(text.replacing(" tabSelected=\"1\"", with: "").utf8), "\(part.text)")
    }
  }

  @Test func `it opens on the list of findings, and no other tab is selected`() throws {
    let scratch = try Scratch()
    _ = try Self.annotate(Fixture.path("broken/price-missing.xlsx"), to: scratch.path("copy.xlsx"))
    _ = try Self.annotate(scratch.path("copy.xlsx"), to: scratch.path("again.xlsx"))
    for name in ["copy.xlsx", "again.xlsx"] {
      let reader = try WorkbookReader(path: scratch.path(name))
      let views = try XMLElement.parse(reader.workbookPart, in: reader.archive).descendants("workbookView")
      #expect(views.allSatisfy { $0["activeTab"] ?? "0" == "0" && $0["firstSheet"] ?? "0" == "0" })
      let selected = try reader.sheets.filter { sheet in
        try XMLElement.parse(sheet.part, in: reader.archive).descendants("sheetView").contains {
          $0.flag("tabSelected")
        }
      }
      #expect(selected.map(\.name) == [CheckSheet.name])
    }
  }

  @Test func `mended and checked again, the notes are gone and the sheets are as they were`() throws {
    let scratch = try Scratch()
    let broken = Fixture.path("broken/price-is-text.xlsx")
    _ = try Self.annotate(broken, to: scratch.path("annotated.xlsx"))
    let editor = try WorkbookEditor(path: scratch.path("annotated.xlsx"))
    try editor.set(.value(.number(12)), at: CellReference(row: 6, column: 3), in: "Per MPN")
    try editor.write(to: scratch.path("mended.xlsx"))
    let completion = try Self.annotate(scratch.path("mended.xlsx"), to: scratch.path("again.xlsx"))
    // What the formulas came to before is still stored: noted, and no note stays where the mistake was.
    #expect(Set(completion.findings.map(\.rule)) == ["W02"])
    let (old, new) = (try WorkbookReader(path: broken), try WorkbookReader(path: scratch.path("again.xlsx")))
    for sheet in old.sheets {
      let comments = try new.worksheet(#require(new.sheet(named: sheet.name)), comments: true).details.comments
      #expect(sheet.name != "Per MPN" || !comments.contains { $0.reference == CellReference(row: 6, column: 3) })
      var (expected, found) = (try old.values(sheet.name), try new.values(sheet.name))
      if sheet.name == "Per MPN" {
        (expected[CellReference(row: 6, column: 3)], found[CellReference(row: 6, column: 3)]) = (nil, nil)
      }
      #expect(expected == found)
    }
  }

  @Test func `the supplier's own note on the cell is kept and comes back as it was`() throws {
    let scratch = try Scratch()
    let cell = CellReference(row: 6, column: 3)
    let first = try WorkbookEditor(path: Fixture.path("broken/price-is-text.xlsx"))
    try first.setNotes([CellNote(cell, "We ask our sales team.")], author: "Supplier", in: "Per MPN")
    try first.write(to: scratch.path("own.xlsx"))
    _ = try Self.annotate(scratch.path("own.xlsx"), to: scratch.path("copy.xlsx"))
    func notes(_ name: String) throws -> [XLSX.Comment] {
      let reader = try WorkbookReader(path: scratch.path(name))
      return try reader.worksheet(#require(reader.sheet(named: "Per MPN")), comments: true).details.comments
    }
    let kept = try #require(notes("copy.xlsx").first { $0.reference == cell })
    #expect(
      kept.author == "Supplier" && kept.text.contains("We ask our sales team.\n———— GreenQuote ————\n")
        && kept.text.contains("N05"))
    let last = try WorkbookEditor(path: scratch.path("copy.xlsx"))
    try last.setNotes([], author: AnnotatedCopyWriter.author, in: "Per MPN")
    try last.write(to: scratch.path("bare.xlsx"))
    #expect(try notes("bare.xlsx") == notes("own.xlsx"))
  }

  @Test func `more cells than a sheet is given notes stand in the list alone, and the sheet says so`() throws {
    let scratch = try Scratch()
    let path = Fixture.path("tools/golden.xlsx")
    let tool = try CompletedTool(path)
    var finding = Finding("N02", .warning, sheet: "Per MPN", cell: CellReference(row: 5, column: 2), value: "1")
    finding.cells = (5..<1_805).map { CellReference(row: $0, column: 2) }
    finding.count = 1_800
    let grave = Finding("N05", .error, sheet: "Per MPN", cell: CellReference(row: 1_900, column: 3), value: "x")
    let outcome = try AnnotatedCopyWriter.write(
      tool.reader, findings: [finding, grave], verdict: .invalid, located: tool.completion.workbook.located,
      catalogue: .builtIn(.english), asOf: tool.completion.asOf, to: scratch.path("copy.xlsx"), force: false)
    #expect(outcome.notes == 1_000 && outcome.cellsWithoutNote == 801)
    let reader = try WorkbookReader(path: scratch.path("copy.xlsx"))
    let comments = try reader.worksheet(#require(reader.sheet(named: "Per MPN")), comments: true).details.comments
    #expect(comments.count == 1_000 && comments.contains { $0.reference == CellReference(row: 1_900, column: 3) })
    let hint = try reader.values(CheckSheet.name)[CellReference(row: 4, column: 1)]
    if case .text(let text)? = hint {
      #expect(text.contains("Per MPN: 1000 of 1801 cells have a note"))
    } else {
      Issue.record("no hint")
    }
  }

  @Test(arguments: [("price-missing", "missing", "7 of 8", "C5:C12"), ("price-is-text", "wrong", "8 of 8", "C5:C12")])
  func `mandatory fields are a checklist`(name: String, state: String, amount: String, range: String) throws {
    let scratch = try Scratch()
    _ = try Self.annotate(Fixture.path("broken/\(name).xlsx"), to: scratch.path("copy.xlsx"))
    let rows = try WorkbookReader(path: scratch.path("copy.xlsx")).rows(CheckSheet.name).values
    func row(_ field: String) -> [Int: CellValue]? { rows.first { $0[4] == .text(field) && $0[6] == nil } }
    let price = try #require(row("PN Price"))
    #expect(price[5] == .text(amount) && price[3] == .text(range))
    if case .text(let text)? = price[1] { #expect(text.hasSuffix(state)) }
    #expect(row("Company name")?[1] == .text("✓ filled") && row("Company name")?[3] == .text("B5"))
  }

  @Test func `the command writes it beside the form, and not over the workbook`() throws {
    let scratch = try Scratch()
    let tool = try scratch.copy(Fixture.path("broken/price-missing.xlsx"))
    let arguments = ["complete", tool, "-o", scratch.path("form.xlsx"), "--as-of", "2026-11-21", "--annotate"]
    let result = try Command.run(arguments + [scratch.path("annotated.xlsx")])
    #expect(result.status == 1 && result.output.contains("Annotated copy: " + scratch.path("annotated.xlsx")))
    #expect(try WorkbookReader(path: scratch.path("annotated.xlsx")).sheets.first?.name == CheckSheet.name)
    let refused = try Command.run(arguments + [tool, "--force"])
    #expect(refused.status == 2 && refused.messages.contains("--in-place"))
    #expect(try Fixture.bytes(tool) == Fixture.bytes(Fixture.path("broken/price-missing.xlsx")))
  }
}
