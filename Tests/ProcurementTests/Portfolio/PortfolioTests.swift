@testable import GreenQuote
@testable import Pages
@testable import Procurement
import TestSupport
import Testing

@Suite("Figures of the portfolio")
struct PortfolioTests {
  private static func small() throws -> Portfolio { try SmallPortfolio.portfolio(SmallPortfolio.submissions) }

  @Test func `suppliers stand with the figures of their latest submission`() throws {
    let portfolio = try Self.small()
    #expect(portfolio.suppliers.map(\.name) == ["Alpha", "Beta", "Gamma"])
    #expect(portfolio.asOf == "2026-02-02")
    #expect(portfolio.submissions == 4 && portfolio.superseded == 1 && portfolio.suppliersWithHistory == 1)
    let alpha = try #require(portfolio.suppliers.first)
    #expect(alpha.scope1 == 30_000 && alpha.scope2 == 90_000 && alpha.emissions == 120_000)
    #expect(alpha.renewableShare == 0.25)
    #expect(alpha.partsWithFigures == 4 && alpha.partsWithoutFigures == 1)
    #expect(alpha.errors == 2 && alpha.verdict == "ready" && alpha.superseded == 1)
    #expect(portfolio.emitters.map(\.name) == ["Alpha", "Beta"])
  }

  @Test func `energy is summed by source, with shares`() throws {
    let portfolio = try Self.small()
    #expect(portfolio.energy.map(\.source) == ["on-site-renewable", "grid-mix"])
    #expect(portfolio.energy.map(\.kilowattHours) == [50_000, 250_000])
    #expect(portfolio.energy.map(\.suppliers) == [1, 2])
    #expect(abs(portfolio.energy[0].share - 1.0 / 6) < 1e-12)
    #expect(portfolio.suppliersWithEnergy == 2)
  }

  @Test func `the intensity of a tool is that of its totals, of a form the median over its parts`() throws {
    let portfolio = try Self.small()
    // 120,000 kg by 200,000 kWh, 5,500 kg by 100,000 kWh.
    #expect(portfolio.suppliers.map { $0.intensity.value } == [0.6, 0.055, 0.4])
    #expect(portfolio.distribution.entries.map(\.name) == ["Beta", "Gamma", "Alpha"])
    #expect(portfolio.distribution.fences == nil, "three are too few")
  }

  @Test func `a tool and a form of the same company have the same intensity`() throws {
    // Every part has the same share of the company's figures.
    let shares = [1e-6, 3e-6, 7e-6]
    let parts = shares.enumerated().map { SmallPortfolio.part($0 + 5, 120_000 * $1, 150_000 * $1, 50_000 * $1) }
    let portfolio = try SmallPortfolio.portfolio([SmallPortfolio.form("Alpha", "f", parts: parts)])
    let value = try #require(portfolio.suppliers.first?.intensity.value)
    #expect(abs(value - 0.6) < 1e-12)
  }

  static let zeros: [(scope2: Double, renewable: Double, nonRenewable: Double, Portfolio.Intensity)] = [
    (0, 100, 0, .zero), (0, 0, 100, .implausible), (0, 50, 50, .implausible), (10, 0, 0, .implausible),
    (0, 0, 0, .unknown),
    (10, 100, 0, .value(0.1)),
  ]

  @Test(arguments: zeros) func `zeros are told apart`(
    scope2: Double, renewable: Double, nonRenewable: Double, expected: Portfolio.Intensity
  ) throws {
    let portfolio = try SmallPortfolio.portfolio([
      SmallPortfolio.tool(
        "A", "a", scope1: 0, scope2: scope2, energy: [:], renewable: renewable, nonRenewable: nonRenewable)
    ])
    #expect(portfolio.suppliers.map(\.intensity) == [expected])
    let parts = [SmallPortfolio.part(5, scope2, nonRenewable, renewable)]
    #expect(
      try SmallPortfolio.portfolio([SmallPortfolio.form("A", "a", parts: parts)]).suppliers.map(\.intensity) == [
        expected
      ])
  }

  private static func distribution(_ values: [Double]) -> IntensityDistribution {
    IntensityDistribution(values.enumerated().map { .init(key: "k\($0)", name: "n\($0)", value: $1) })
  }

  @Test func `outliers lie beyond the quartiles by more than one and a half times their distance, in logarithms`()
    throws
  {
    // Logarithms 0, 0, 1, 1, 2, 2 and ±: quartiles of the nine are 0 and 2, so that the fences are at −3 and 5.
    let inner: [Double] = [1, 1, 1, 10, 10, 100, 100, 100]
    let inside = Self.distribution(inner + [99_999])
    let fences = try #require(inside.fences)
    #expect(abs(fences.lowerBound / 0.001 - 1) < 1e-6 && abs(fences.upperBound / 100_000 - 1) < 1e-6)
    #expect(inside.low.isEmpty && inside.high.isEmpty)
    let outside = Self.distribution(inner + [100_001])
    #expect(outside.high.map(\.value) == [100_001])
    let low = Self.distribution(inner + [0.000_999])
    #expect(low.low.map(\.value) == [0.000_999])
  }

  @Test func `equal values have no outliers, whatever their last digits`() {
    let distribution = Self.distribution([0.3, 0.3, 0.1 + 0.2, 0.3, 0.3, 0.1 * 3, 0.3])
    #expect(distribution.low.isEmpty && distribution.high.isEmpty)
    #expect(Self.distribution([0.3, 0.3, 0.3, 0.3, 0.3, 0.4]).high.count == 1)
  }

  @Test func `of four values none is an outlier, and of none there are no quartiles`() {
    #expect(Self.distribution([1, 1, 1, 1e9]).high.isEmpty)
    #expect(Self.distribution([]).quartiles == nil)
    #expect(Self.distribution([2]).quartiles?.median == 2)
  }

  @Test func `verdicts are counted by kind`() throws {
    let portfolio = try Self.small()
    #expect(
      portfolio.verdicts == [
        .init(kind: "form", verdict: "ready", suppliers: 1), .init(kind: "tool", verdict: "incomplete", suppliers: 1),
        .init(kind: "tool", verdict: "ready", suppliers: 1),
      ])
  }

  @Test func `unreadable files are counted and belong to no supplier`() throws {
    var file = Submission(file: "x.xlsx", kind: "unknown", verdict: "unreadable", options: "", asOf: "2026-02-01")
    file.sha256 = "x"
    let portfolio = try SmallPortfolio.portfolio([file])
    #expect(portfolio.unreadable == 1 && portfolio.suppliers.isEmpty && portfolio.verdicts.isEmpty)
  }

  @Test func `findings count cells by rule and severity, a supplier once`() throws {
    let portfolio = try Self.small()
    #expect(
      portfolio.rules == [
        .init(rule: "M01", errors: 2, warnings: 4, notes: 0, suppliers: 2, names: ["Alpha", "Beta"]),
        .init(rule: "N01", errors: 0, warnings: 0, notes: 3, suppliers: 1, names: ["Alpha"]),
      ], "N05 was in a superseded submission")
  }

  @Test func `the survey is tallied over each supplier's latest answers`() throws {
    let survey = try Self.small().survey
    #expect(survey.respondents == 2)
    let first = try #require(survey.questions.first { $0.id == "q01" })
    #expect(first.respondents == 2 && first.counts == [1, 1] && first.share(0) == 5000)
    // Alpha marked two; Beta answered the survey, but nothing here, and is no respondent to this question.
    let scopes = try #require(survey.questions.first { $0.id == "q11" })
    #expect(
      scopes.isMultiple && scopes.respondents == 1 && scopes.unanswered == 1 && scopes.counts == [1, 1, 0, 0, 0]
        && scopes.share(0) == 10_000)
    // Nobody answered.
    let role = try #require(survey.questions.first { $0.id == "q02" })
    #expect(role.respondents == 0 && role.share(0) == 0)
    #expect(!survey.questions.contains { $0.id == "q08-channel" }, "a text has no shares")
  }

  @Test func `answers of an earlier submission count where the latest has none`() throws {
    var submissions = SmallPortfolio.submissions
    submissions[1].survey = []
    let first = try #require(SmallPortfolio.portfolio(submissions).survey.questions.first { $0.id == "q01" })
    #expect(first.counts == [0, 2])
  }

  @Test(arguments: [
    (129, 245, 5265), (116, 245, 4735), (1, 3, 3333), (2, 3, 6667), (1, 8, 1250), (0, 7, 0), (7, 7, 10_000),
  ])
  func `shares have two decimals, rounded half up`(count: Int, of total: Int, expected: Int) {
    let question = SurveyReadiness.Question(
      id: "q", isMultiple: false, respondents: total, unanswered: 0, counts: [count])
    #expect(question.share(0) == expected)
  }

  @Test func `changes are medians over the parts that both submissions have`() throws {
    let changes = try Self.small().changes
    #expect(changes.map(\.name) == ["Alpha"])
    // Of +10 %, +50 % and 0 the median is +10 %; the part that was 0 has no ratio, but is a large change.
    let alpha = try #require(changes.first)
    #expect(abs((alpha.median ?? 0) - 0.1) < 1e-12)
    #expect(alpha.parts == 4 && alpha.largeChanges == 2)
  }

  @Test func `parts without figures are counted with their reasons`() throws {
    let missing = try Self.small().missingParts
    #expect(missing.map(\.name) == ["Alpha", "Gamma"])
    #expect(missing.map(\.parts) == [1, 1])
    #expect(missing.map(\.reasons) == [["price": 1], ["": 1]])
  }

  @Test func `what came in first makes no difference`() throws {
    let submissions = SmallPortfolio.submissions
    #expect(try SmallPortfolio.portfolio(submissions) == SmallPortfolio.portfolio(submissions.reversed()))
  }

  @Test func `an empty register has no figures`() throws {
    #expect(try SmallPortfolio.portfolio([]).suppliers.isEmpty)
    #expect(try SmallPortfolio.portfolio([]).asOf == nil)
  }
}
