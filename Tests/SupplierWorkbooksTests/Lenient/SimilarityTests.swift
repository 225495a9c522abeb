import Testing

@testable import SupplierWorkbooks

@Suite("What is nearest to a text")
struct SimilarityTests {
  @Test(
    "The distance counts insertions, deletions, substitutions and swaps, up to a limit",
    arguments: [
      ("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1),
      ("", "abc", 3),
      ("ca", "abc", 3), ("kitten", "sitting", 3), ("abc", "xyz", 3), ("abcdef", "uvwxyz", nil), ("中国", "中华", 1),
    ] as [(String, String, Int?)])
  func distance(one: String, other: String, distance: Int?) {
    #expect(Similarity.distance(one, other, limit: 3) == distance)
    #expect(Similarity.distance(other, one, limit: 3) == distance)
  }

  @Test(
    "The nearest come first, none that differs in more than a third, and a single slip is certain where there is one only"
  )
  func nearest() {
    let candidates = ["Germany", "Georgia", "Guernsey", "France"].map { Similarity.Candidate($0) }
    let near = Similarity.nearest(to: "Germny", among: candidates)
    #expect(near.shown == ["Germany"] && near.certain == "Germany")
    #expect(Similarity.nearest(to: "Atlantis", among: candidates) == Similarity.Nearest())
    let parts = ["PN-1234", "PN-1235", "PN-9999"].map { Similarity.Candidate($0, fold: PartNumber.folded) }
    let twins = Similarity.nearest(to: "PN-123", among: parts, fold: PartNumber.folded)
    #expect(twins.shown == ["PN-1234", "PN-1235"] && twins.certain == nil)
    #expect(Similarity.nearest(to: String(repeating: "x", count: 61), among: candidates).shown == [])
  }

  @Test("Part numbers are compared without what spreadsheet programs and keyboards do to them")
  func partNumbers() {
    for text in ["pn-1", "ＰＮ-1", " PN-1 ", "PN\u{200B}-1", "PN‑1", "РN-1"] {
      #expect(PartNumber.folded(text) == "pn-1", "\(text)")
    }
    #expect(PartNumber.folded("АВС-12") != "abc-12")
  }
}
