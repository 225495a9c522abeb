import TestSupport
@testable import GreenQuote
@testable import Pages
@testable import Procurement

/// A register small enough to work its figures out by hand.
enum SmallPortfolio {
  /// A tool with totals: Scope 1 and 2 in kgCO2e, energy in kWh.
  static func tool(
    _ name: String, _ sha: String, scope1: Double, scope2: Double, energy: [String: Double], renewable: Double,
    nonRenewable: Double,
    day: String = "2026-01-10", verdict: String = "ready"
  ) -> Submission {
    var submission = Submission(file: sha + ".xlsx", kind: "tool", verdict: verdict, options: "", asOf: "2026-02-01")
    submission.sha256 = sha
    submission.company.name = name
    submission.company.periodStart = "2025-01-01"
    submission.company.periodEnd = "2025-12-31"
    submission.responseDate = day
    var totals = Submission.Totals()
    (totals.scope1, totals.scope2, totals.renewable, totals.nonRenewable) = (scope1, scope2, renewable, nonRenewable)
    totals.energy = energy
    submission.totals = totals
    return submission
  }

  static func form(_ name: String, _ sha: String, day: String = "2026-01-10", parts: [Submission.Part]) -> Submission {
    var submission = Submission(file: sha + ".xlsx", kind: "form", verdict: "ready", options: "", asOf: "2026-02-02")
    submission.sha256 = sha
    submission.company.name = name
    submission.responseDate = day
    submission.parts = parts
    return submission
  }

  static func part(_ row: Int, _ carbon: Double?, _ nonRenewable: Double?, _ renewable: Double?, problem: String? = nil)
    -> Submission.Part
  {
    var part = Submission.Part(row: row)
    part.number = "PN-\(row)"
    (part.carbon, part.nonRenewable, part.renewable, part.problem) = (carbon, nonRenewable, renewable, problem)
    return part
  }

  static func issue(_ rule: String, _ severity: String, _ count: Int) -> Submission.Issue {
    Submission.Issue(rule: rule, variant: nil, severity: severity, sheet: nil, cells: "C5", count: count, field: nil)
  }

  /// Three suppliers: Alpha's tool in two versions, Beta's tool, Gamma's form.
  static var submissions: [Submission] {
    var old = tool(
      "Alpha", "a1", scope1: 1, scope2: 1, energy: ["grid-mix": 7], renewable: 0, nonRenewable: 7, day: "2025-01-10",
      verdict: "invalid")
    old.parts = [part(5, 2, 4, 1), part(6, 1, 4, 1), part(7, 0, 4, 1), part(8, 4, 4, 1)]
    old.issues = [issue("N05", "error", 9)]
    old.survey = [.init(question: "q01", option: 1)]

    var alpha = tool(
      "Alpha", "a2", scope1: 30_000, scope2: 90_000, energy: ["grid-mix": 150_000, "on-site-renewable": 50_000],
      renewable: 50_000,
      nonRenewable: 150_000)
    // +10 %, +50 %, from 0, unchanged; a new part without a line before.
    alpha.parts = [
      part(5, 2.2, 4, 1), part(6, 1.5, 4, 1), part(7, 3, 4, 1), part(8, 4, 4, 1),
      part(9, nil, nil, nil, problem: "price"),
    ]
    alpha.issues = [issue("M01", "error", 2), issue("N01", "note", 3)]
    (alpha.errors, alpha.notes) = (2, 3)
    alpha.survey = [
      .init(question: "q01", option: 0), .init(question: "q11", option: 0), .init(question: "q11", option: 1),
    ]

    var beta = tool(
      "Beta", "b1", scope1: 0, scope2: 5_500, energy: ["grid-mix": 100_000], renewable: 0, nonRenewable: 100_000,
      verdict: "incomplete")
    beta.issues = [issue("M01", "warning", 4)]
    beta.warnings = 4
    beta.survey = [.init(question: "q01", option: 1), .init(question: "q08-channel", text: "website")]

    // Ratios 0.5, 0.4 and 0.1: the median is 0.4.
    let gamma = form("Gamma", "c1", parts: [part(5, 5, 8, 2), part(6, 2, 5, 0), part(7, 1, 5, 5), part(8, nil, 1, 1)])
    return [old, alpha, beta, gamma]
  }

  static func portfolio(_ submissions: [Submission]) throws -> Portfolio {
    let scratch = try Scratch()
    let register = try Register(path: scratch.path("r.sqlite"))
    try register.record(submissions)
    return try Portfolio(register)
  }
}
