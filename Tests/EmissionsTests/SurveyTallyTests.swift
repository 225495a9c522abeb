import Emissions
import Testing

@Suite("Tallying surveys")
struct SurveyTallyTests {
  private static func single(_ id: String, _ option: Int?, of options: Int = 3) -> SurveyResponse.Entry {
    .init(question: id, kind: .single, options: options, chosen: option.map { [$0] })
  }
  private static func multiple(_ id: String, _ chosen: Set<Int>?, of options: Int = 3) -> SurveyResponse.Entry {
    .init(question: id, kind: .multiple, options: options, chosen: chosen)
  }

  @Test("A single choice counts the respondents of that question only")
  func single() {
    let tally = SurveyTally(
      [0, 0, 2, nil].map { SurveyResponse([Self.single("a", $0), Self.multiple("b", [0])]) })
    #expect(tally["a"]?.kind == .single)
    #expect(tally["a"]?.respondents == 3)
    #expect(tally["a"]?.unanswered == 1)
    #expect(tally["a"]?.counts == [2, 0, 1])
    #expect(tally["a"]?.shares.map { $0?.description } == ["66.67", "0.00", "33.33"])
    #expect(tally.respondents == 4)
  }

  @Test("A multiple choice that was answered with No alone has a respondent")
  func multiple() {
    let tally = SurveyTally(
      [[0, 1], [], [1], nil].map { SurveyResponse([Self.single("a", 0), Self.multiple("b", $0)]) })
    #expect(tally["b"]?.respondents == 3)
    #expect(tally["b"]?.unanswered == 1)
    #expect(tally["b"]?.shares.map { $0?.description } == ["33.33", "66.67", "0.00"])
  }

  @Test("A sheet without any answer is no respondent and unanswered nowhere")
  func emptySheet() {
    let tally = SurveyTally([
      SurveyResponse([Self.single("a", nil), Self.multiple("b", nil)]), SurveyResponse([]),
      SurveyResponse([Self.single("a", 1)]),
    ])
    #expect(tally.emptySheets == 2)
    #expect(tally.respondents == 1)
    #expect(tally["a"]?.unanswered == 0)
    #expect(tally["b"] == nil)
    #expect(tally["a"]?.share(of: 3) == nil)
  }

  @Test("Texts are counted, without shares")
  func texts() {
    let tally = SurveyTally(
      [[], nil, []].map { chosen in
        SurveyResponse([Self.single("a", 0), .init(question: "t", kind: .text, options: 0, chosen: chosen)])
      })
    #expect(tally["t"]?.texts == 2)
    #expect(tally["t"]?.unanswered == 1)
    #expect(tally["t"]?.shares == [])
    #expect(tally["a"]?.texts == 0)
  }

  @Test("Options that there are not, and two options of a single choice, are no answer")
  func impossible() {
    let response = SurveyResponse([
      Self.single("a", 7), Self.single("b", -1), .init(question: "c", kind: .single, options: 3, chosen: [0, 1]),
      Self.multiple("d", [1, 9]),
    ])
    let tally = SurveyTally([response])
    #expect(["a", "b", "c"].map { tally[$0]?.respondents } == [0, 0, 0])
    #expect(tally["d"]?.counts == [0, 1, 0])
    #expect(!SurveyResponse([Self.single("a", 7)]).isAnswered)
  }

  @Test(
    "Shares are rounded half up to two decimals",
    arguments: [
      (129, 245, "52.65"), (0, 245, "0.00"), (245, 245, "100.00"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"),
      (1, 16, "6.25"),
      (1, 32, "3.13"), (3, 32, "9.38"), (1, 20_000, "0.01"), (1, 20_001, "0.00"), (19_999, 20_000, "100.00"),
      (201, 20_000, "1.01"),
      (5, 245, "2.04"),
    ])
  func rounding(_ count: Int, _ respondents: Int, _ text: String) {
    #expect(SurveyShare(count, of: respondents)?.description == text)
  }

  @Test("There is no share of nobody")
  func nobody() {
    #expect(SurveyShare(0, of: 0) == nil)
    #expect(SurveyShare(2, of: 1) == nil)
    #expect(SurveyShare(-1, of: 1) == nil)
    #expect(SurveyShare(1, of: 3)?.percent == 33.33)
  }

  // MARK: Laws

  /// Answers to questions of every kind; in some sheets one question is missing, of another kind, or has fewer options.
  private static func responses(seed: UInt64) -> [SurveyResponse] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    return (0..<40).map { _ in
      SurveyResponse(
        (0..<6).compactMap { question -> SurveyResponse.Entry? in
          guard next(8) > 0 else { return nil }
          let kind = next(9) == 0 ? SurveyResponse.Kind.allCases[next(3)] : SurveyResponse.Kind.allCases[question % 3]
          let chosen: Set<Int>? =
            next(4) == 0 ? nil : kind == .single ? [next(6)] : Set((0..<next(5)).map { _ in next(6) })
          return .init(question: "q\(question)", kind: kind, options: kind == .text ? 0 : 3 + next(3), chosen: chosen)
        })
    }
  }

  @Test("However tallies of parts are merged, they come to the tally of the whole", arguments: 1...20)
  func merging(_ seed: UInt64) {
    let responses = Self.responses(seed: seed)
    let whole = SurveyTally(responses)
    let parts = [responses[..<7], responses[7..<21], responses[21...]].map { SurveyTally($0) }
    #expect(parts[0].merging(parts[1]).merging(parts[2]) == whole)
    #expect(parts[0].merging(parts[1].merging(parts[2])) == whole)
    #expect(parts[2].merging(parts[0]).merging(parts[1]) == whole)
    #expect(parts[0].merging(parts[1]) == parts[1].merging(parts[0]))
    #expect(SurveyTally().merging(whole) == whole)
    #expect(whole.merging(SurveyTally()) == whole)
    #expect(SurveyTally(responses.reversed()) == whole)
  }

  @Test("Every question has as many respondents and unanswered as sheets asked it", arguments: 1...20)
  func completeness(_ seed: UInt64) {
    let responses = Self.responses(seed: seed)
    let tally = SurveyTally(responses)
    #expect(tally.respondents + tally.emptySheets == responses.count)
    for (id, question) in tally.questions {
      let asked = responses.count { $0.isAnswered && $0.entries.contains { $0.question == id } }
      #expect(question.respondents + question.unanswered == asked)
      #expect(question.counts.allSatisfy { (0...question.respondents).contains($0) })
    }
  }
}
