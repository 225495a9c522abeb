import Emissions
import GreenQuote
import SampleWorkbooks
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

@Suite("Checking files")
struct WorkbookCheckTests {
  static let kinds: [(file: String, kind: WorkbookKind, verdict: Verdict)] = [
    ("tools/golden.xlsx", .tool, .ready), ("tools/everything.xlsx", .tool, .ready),
    ("broken/price-missing.xlsx", .tool, .incomplete),
    ("broken/price-is-text.xlsx", .tool, .invalid), ("broken/revenue-missing.xlsx", .tool, .incomplete),
    ("forms/as-template.xlsx", .form, .incomplete), ("forms/chinese-only.xlsx", .form, .incomplete),
    ("forms/rows-above-other-order.xlsx", .form, .incomplete), ("forms/wrapped-headers.xlsx", .form, .incomplete),
    ("forms/deck-sample.xlsx", .form, .invalid), ("parts/plain-sheet.xlsx", .tool, .invalid),
    ("features.xlsm", .unknown, .invalid),
    ("unreadable/encrypted.xlsx", .unknown, .unreadable), ("unreadable/damaged.xlsx", .unknown, .unreadable),
  ]

  @Test(arguments: kinds) func `files are told apart by their contents`(
    file: String, kind: WorkbookKind, verdict: Verdict
  ) throws {
    let result = try CheckedFiles.check(Fixture.path(file))
    #expect(result.kind == kind)
    #expect(result.verdict == verdict)
    #expect((result.problem != nil) == (verdict == .unreadable))
    #expect((result.located != nil) == (kind != .unknown))
  }

  @Test func `a workbook of company figures is one, whatever its sheets are called`() throws {
    let scratch = try Scratch()
    try CompanyReport().workbook.write(to: scratch.path("report.xlsx"))
    let result = try CheckedFiles.check(scratch.path("report.xlsx"))
    #expect(result.kind == .company && result.verdict == .ready, "\(result.findings.map(\.key))")
  }

  /// What a workbook of company figures lacks is found by checking it, not only where parts need it.
  @Test(arguments: [
    ("G!E283", CellValue.blank, "C01.source"), ("G!D3", .blank, "M01.source"), ("G!D5", .blank, "M01.source"),
    ("G!D13", .blank, "M01.source"), ("G!E283", .text("a lot"), "N05"), ("G!E283", .number(0), "C01"),
    ("G!D5", .text("Taler"), "L03"),
  ]) func `company figures are checked as such`(place: String, value: CellValue, key: String) throws {
    let scratch = try Scratch()
    var report = CompanyReport()
    report.changes[place] = value
    try report.workbook.write(to: scratch.path("report.xlsx"))
    let result = try CheckedFiles.check(scratch.path("report.xlsx"))
    let errors = result.findings.filter { $0.severity == .error }
    #expect(errors.contains { $0.key == key }, "\(result.findings.map(\.key))")
    #expect(result.verdict == (value == .blank ? .incomplete : .invalid))
    #expect(result.findings.allSatisfy { $0.file == nil && ($0.sheet != nil || $0.cells.isEmpty) })
    for language in Language.builtIn {
      let catalogue = try MessageCatalogue.builtIn(language)
      for finding in errors { #expect(!catalogue.message(finding).contains("{")) }
    }
  }

  @Test func `an empty workbook of company figures is not ready`() throws {
    let scratch = try Scratch()
    var report = CompanyReport()
    let filled = [
      "G!D3", "G!D5", "G!D9", "G!D13", "G!E283", "E!G5", "E!G12", "E!J12", "E!G13", "E!J13", "E!G14", "E!J14", "E!D22",
      "E!D23",
    ]
    for place in filled { report.changes[place] = .blank }
    try report.workbook.write(to: scratch.path("report.xlsx"))
    let result = try CheckedFiles.check(scratch.path("report.xlsx"))
    #expect(result.kind == .company && result.verdict == .incomplete, "\(result.findings.map(\.key))")
  }

  @Test func `the findings of a tool are those of completing it`() throws {
    for tool in BrokenTool.all {
      let path = Fixture.path("broken/\(tool.name).xlsx")
      #expect(try CheckedFiles.check(path).findings == CompletedTool(path).completion.findings)
    }
  }

  /// What breaks a cell of the completed form, and the nearest that passes.
  static let formCells: [(place: String, value: CellValue, rule: String?)] = [
    ("C2", .text("ask us"), "N05"), ("C2", .number(-1), "N04"), ("C2", .number(0), "M03"), ("C2", .blank, "M01"),
    ("C2", .error(.reference), "N06"), ("C2", .text("1.5"), "N01"), ("F2", .text("perhaps"), "L03"),
    ("F2", .text("是"), "L01"),
    ("F2", .text("Yes"), nil),
    ("G2", .text("soon"), "D02"), ("G2", .number(60000), "D03"),
  ]

  @Test(arguments: formCells) func `each cell of a form is checked by its column`(
    place: String, value: CellValue, rule: String?
  ) throws {
    let scratch = try Scratch()
    try CompletedTool(Fixture.path("tools/golden.xlsx")).writeForm(to: scratch.path("good.xlsx"))
    #expect(try CheckedFiles.check(scratch.path("good.xlsx")).findings == [])
    let path = try CheckedFiles.edited(
      scratch.path("good.xlsx"), ["Sustainability!" + place: value], in: scratch, name: "form.xlsx")
    let findings = try CheckedFiles.check(path).findings
    #expect(findings.map(\.rule) == (rule.map { [$0] } ?? []))
    #expect(findings.allSatisfy { $0.ranges == place && $0.sheet == "Sustainability" })
  }

  @Test func `the rows around a finding are kept with its cell marked`() throws {
    let result = try CheckedFiles.check(Fixture.path("broken/price-is-text.xlsx"))
    let index = try #require(result.findings.firstIndex { $0.rule == "N05" })
    let excerpt = try #require(result.excerpts[index])
    #expect(excerpt.columns == [1, 3, 4, 5])
    #expect(excerpt.rows.map(\.index) == [4, 5, 6, 7, 8])
    #expect(excerpt.rows.map(\.isHeader) == [true, false, false, false, false])
    #expect(excerpt.rows[2].cells.map(\.isMarked) == [false, true, false, false])
    #expect(excerpt.rows[2].cells.map(\.text).prefix(2) == ["PN-1235", "on request"])
    #expect(excerpt.rows.flatMap(\.cells).count(where: \.isMarked) == 1)
  }

  @Test func `places far apart are shown with the gap between them, and unless asked nothing is`() throws {
    let scratch = try Scratch()
    let path = try CheckedFiles.tool(["Per MPN!C5": .text("x"), "Per MPN!C12": .text("x")], in: scratch)
    let result = try CheckedFiles.check(path)
    let index = try #require(result.findings.firstIndex { $0.rule == "N05" })
    let excerpt = try #require(result.excerpts[index])
    #expect(excerpt.rows.map(\.index) == [4, 5, 6, 7, 10, 11, 12, 13, 14])
    #expect(excerpt.rows.filter(\.followsGap).map(\.index) == [10])
    #expect(try CheckedFiles.check(path, keepsExcerpts: false).excerpts.isEmpty)
  }

  @Test func `a finding on the company sheet is shown beside its label`() throws {
    let result = try CheckedFiles.check(Fixture.path("broken/currency-unknown.xlsx"))
    let excerpt = try #require(result.excerpts.values.first)
    let marked = try #require(excerpt.rows.first { $0.cells.contains(where: \.isMarked) })
    #expect(marked.cells.first?.text.hasPrefix("Currency") == true)
  }
}
