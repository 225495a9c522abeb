import SupplierWorkbooks
import Testing
import XLSX

@testable import Validation

@Suite("Notes are folded, and stand last")
struct NoteFoldingTests {
  private func finding(
    _ rule: String, _ severity: Severity, _ sheet: String, _ row: Int, field: String = "Price", value: String? = nil
  ) -> Finding {
    Finding(
      rule, severity, sheet: sheet, cell: CellReference(row: row, column: 3), field: LocalizedText(field), value: value)
  }

  @Test func `one note of each kind, after all errors and warnings`() throws {
    let folded = [
      finding("W02", .note, "A", 5), finding("N05", .error, "A", 6), finding("W02", .note, "A", 7),
      finding("W02", .note, "B", 1, field: "Mass"), finding("N01", .note, "B", 2, value: "1"),
      finding("M08", .warning, "B", 9),
    ].foldingNotes()
    #expect(folded.map(\.rule) == ["N05", "M08", "W02", "N01"])
    let note = try #require(folded.first { $0.rule == "W02" })
    #expect(note.count == 3 && note.ranges == "A!C5, C7; B!C1")
    #expect(note.field?.english == "Price, Mass")
    #expect(folded.count(of: .note) == 2 && folded.count(of: .error) == 1)
    #expect(folded.foldingNotes() == folded)
  }

  @Test func `thousands of notes are one, with a few values`() throws {
    let notes = (1...11_432).map { finding("N01", .note, "Sheet \($0 % 7)", $0, value: "\($0 % 100)") }
    let folded = notes.foldingNotes()
    #expect(folded.count == 1 && folded[0].count == 11_432 && folded.count(of: .note) == 1)
    #expect(folded[0].value == "1, 2, 3, …" && folded[0].elsewhere.count == 6)
    #expect(folded[0].ranges.hasSuffix("; …"))
  }

  @Test func `errors and warnings are never folded over columns`() {
    let findings = [finding("N05", .error, "A", 5), finding("N05", .error, "B", 5)]
    #expect(findings.foldingNotes() == findings)
  }

  @Test func `doubts are told by the key of the message, or by the rule with all its messages`() {
    #expect(Finding.raisesDoubt(rule: "C11", variant: "grams") && Finding.raisesDoubt(rule: "C11", variant: ""))
    #expect(!Finding.raisesDoubt(rule: "C11", variant: "listed"))
    #expect(Finding.raisesDoubt(rule: "N08", variant: "mass-high") && !Finding.raisesDoubt(rule: "C05", variant: ""))
    #expect(!finding("C13", .error, "A", 1).raisesDoubt)
  }
}
