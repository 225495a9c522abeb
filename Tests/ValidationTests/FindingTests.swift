import SupplierWorkbooks
import Testing
import XLSX

@testable import Validation

@Suite("Findings")
struct FindingTests {
  private func finding(
    _ rule: String, _ cell: String?, sheet: String? = "S", severity: Severity = .error, value: String? = nil,
    arguments: [String: LocalizedText] = [:], suggestion: String? = nil
  ) -> Finding {
    Finding(
      rule, severity, sheet: sheet, cell: cell.flatMap { CellReference($0) }, value: value, arguments: arguments,
      suggestion: suggestion)
  }

  private func collect(_ findings: [Finding], sheets: [String] = ["S", "T"]) -> [Finding] {
    var collector = FindingCollector()
    for finding in findings { collector.add(finding) }
    return collector.sorted(sheets: sheets)
  }

  @Test("The same of many cells of a column is one finding with all its cells")
  func folding() throws {
    let folded = collect(["C5", "C6", "C7", "C9"].map { finding("M01", $0) })
    let only = try #require(folded.first)
    #expect(folded.count == 1)
    #expect(only.count == 4)
    #expect(only.ranges == "C5:C7, C9")
  }

  @Test("Another column, sheet, rule, severity, variant or argument is another finding")
  func notFolding() {
    var variant = finding("M01", "C6")
    variant.variant = "price"
    let all = [
      finding("M01", "C5"), finding("M01", "D6"), finding("M01", "C6", sheet: "T"), finding("N05", "C6"),
      finding("M01", "C6", severity: .warning), variant,
      finding("M01", "C7", arguments: ["other": LocalizedText("A1")]),
    ]
    #expect(collect(all).count == all.count)
  }

  @Test("Findings without a cell are never folded")
  func withoutCell() {
    #expect(collect([finding("C08", nil), finding("C08", nil)]).count == 2)
  }

  @Test("Different values are told apart, each with its own suggestion")
  func suggestions() {
    let different = [
      finding("C10", "S5", value: "40", suggestion: "40%"), finding("C10", "S6", value: "50", suggestion: "50%"),
    ]
    #expect(collect(different).map(\.suggestion) == ["40%", "50%"])
    let same = [
      finding("C10", "S5", value: "40", suggestion: "40%"), finding("C10", "S6", value: "40", suggestion: "40%"),
    ]
    #expect(collect(same).map(\.suggestion) == ["40%"])
  }

  @Test("Beyond twenty different values of a column the others are one finding that names some of them")
  func manyValues() throws {
    let all = (1...100).map {
      finding("N05", "C\($0)", value: "x\($0)", arguments: ["other": LocalizedText("A\($0)")], suggestion: "\($0)")
    }
    let folded = collect(all)
    #expect(folded.count == 21)
    #expect(folded.map(\.count).reduce(0, +) == 100)
    let rest = try #require(folded.last)
    #expect(rest.value == "x21, x22, x23, x24, x25, …")
    #expect(rest.arguments["other"] == LocalizedText("…") && rest.suggestion == nil && rest.ranges == "C21:C100")
  }

  @Test("Beyond a limit cells are counted, not kept")
  func limit() throws {
    var collector = FindingCollector()
    for row in 1...10_050 {
      collector.add(Finding("M01", .error, sheet: "S", cell: CellReference(row: row, column: 3)))
    }
    let only = try #require(collector.sorted(sheets: ["S"]).first)
    #expect(only.count == 10_050 && only.cells.count == 10_000)
    #expect(only.ranges == "C1:C10000, …")
  }

  @Test("They come in the order of sheets, rows and columns, those without a place first")
  func order() {
    let sorted = collect([
      finding("A", "B9", sheet: "T"), finding("B", "C2"), finding("C", "B9"), finding("D", "B2"), finding("E", nil),
      finding("F", nil, sheet: nil),
      finding("G", "A1", sheet: "Unknown"), finding("H", "C2"),
    ])
    #expect(sorted.map(\.rule) == ["F", "E", "D", "B", "H", "C", "A", "G"])
  }

  @Test("Ranges join what stands below each other, whatever the order it was found in")
  func ranges() {
    var one = Finding("M01", .error)
    #expect(one.ranges == "")
    one.cells = ["C7", "C5", "C6", "D6", "A1"].compactMap { CellReference($0) }
    one.count = 5
    #expect(one.ranges == "A1, C5:C7, D6")
    one.cells = (1...10).map { CellReference(row: $0 * 2, column: 1) }
    one.count = 10
    #expect(one.ranges == "A2, A4, A6, A8, A10, A12, A14, A16, …")
  }

  @Test("The key of a finding is its rule and variant")
  func key() {
    #expect(finding("M01", "A1").key == "M01")
    #expect(Finding("M01", .error, variant: "price").key == "M01.price")
  }

  @Test("Severities are ordered by how much they matter")
  func severities() {
    #expect(Severity.note < .warning && Severity.warning < .error)
    #expect([Severity.error, .note, .warning].max() == .error)
  }

  @Test("Without errors ready, with missing cells only incomplete, with any other error invalid")
  func verdicts() {
    #expect(Verdict([]) == .ready)
    #expect(Verdict([finding("N01", "A1", severity: .note), finding("M08", "A1", severity: .warning)]) == .ready)
    #expect(Verdict([finding("M01", "A1"), finding("P01", "A1", severity: .warning)]) == .incomplete)
    #expect(Verdict([finding("M01", "A1"), finding("N05", "A1")]) == .invalid)
    #expect(Verdict([finding("N05", "A1")]) == .invalid)
    #expect(Verdict([finding("C13", "A1", severity: .warning), finding("M08", "A1", severity: .warning)]) == .check)
    #expect(Verdict([finding("C13", "A1", severity: .note)]) == .ready)
    #expect(Verdict([finding("C13", "A1", severity: .warning), finding("M01", "A1")]) == .incomplete)
    var revenue = finding("C01", "B8")
    #expect(Verdict([revenue]) == .invalid)
    revenue.variant = "missing"
    #expect(Verdict([revenue]) == .incomplete)
  }
}
