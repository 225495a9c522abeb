@testable import GreenQuote
@testable import Pages
@testable import Procurement

/// Made-up suppliers for the portfolio: the same for the same number.
///
/// Names in English and Chinese, tools and forms, all verdicts, two submissions of some, surveys, wrong units and
/// implausible zeros.
struct GeneratedPortfolio {
  private var state: UInt64

  /// - Parameter seed: another one gives other suppliers.
  init(seed: UInt64 = 1) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func next() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state >> 11) / Double(1 << 53)
  }

  private mutating func chance(_ share: Double) -> Bool { next() < share }
  private mutating func pick(_ count: Int) -> Int { min(count - 1, Int(next() * Double(count))) }
  /// Roughly normal, in standard deviations.
  private mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + next() } }
  private mutating func spread(_ median: Double, _ deviation: Double) -> Double {
    var value = median
    let steps = normal() * deviation
    // e to the steps, without a library.
    var term = 1.0
    var sum = 1.0
    for index in 1...60 {
      term *= steps / Double(index)
      sum += term
    }
    value *= max(sum, 1e-9)
    return value
  }

  private static let latin = [
    "Acme", "Northwind", "Pacific", "Delta", "Orion", "Summit", "Harbour", "Crown", "Silver", "Granite", "Meridian",
    "Falcon", "Aurora",
    "Vector", "Zenith", "Köhler", "Ångström", "São Paulo", "Łódź",
  ]
  private static let trade = [
    "Circuits", "Precision Plastics", "Cable", "Magnetics", "Die Casting", "Fasteners", "Optics", "Battery", "Display",
    "Semiconductor",
    "Packaging", "Electromechanical Components and Subassemblies Manufacturing",
  ]
  private static let form = ["Ltd.", "Inc.", "GmbH", "Co., Ltd.", "S.A.", "Holdings (Asia Pacific) Pte. Ltd."]
  private static let city = ["深圳", "苏州", "东莞", "昆山", "厦门", "成都", "重庆", "无锡", "宁波", "惠州"]
  private static let core = ["华明", "金泰", "瑞达", "永盛", "鸿海", "新源", "博远", "立讯", "嘉诚", "同兴"]
  private static let goods = ["精密电子", "五金塑胶", "光电科技", "连接器", "电池材料", "半导体", "包装材料", "模具"]
  private static let rules: [(String, String)] = [
    ("M01", "error"), ("N05", "error"), ("P01", "error"), ("C09", "error"), ("L03", "error"), ("D03", "error"),
    ("N02", "warning"),
    ("N03", "warning"), ("N08", "warning"), ("C07", "warning"), ("D04", "warning"), ("M08", "warning"),
    ("C11", "warning"), ("N01", "note"),
    ("D01", "note"), ("P04", "note"), ("L01", "note"), ("W02", "note"), ("W04", "warning"), ("P03", "warning"),
    ("G01", "warning"),
    ("S01", "error"), ("H02", "note"), ("M02", "error"), ("C05", "warning"),
  ]
  /// Of the survey: options of each question, and whether several may be chosen.
  private static let questions: [(String, Int, Bool)] = [
    ("q01", 2, false), ("q02", 2, false), ("q03", 7, true), ("q04", 2, false), ("q05", 5, true), ("q06", 4, false),
    ("q07", 5, false),
    ("q08", 2, false), ("q09", 3, true), ("q10", 3, false), ("q11", 5, true), ("q12", 5, true), ("q13", 4, true),
    ("q14", 5, true),
    ("q15", 6, true),
  ]

  private mutating func name(_ index: Int) -> String {
    if chance(0.5) {
      return Self.city[pick(Self.city.count)] + Self.core[pick(Self.core.count)] + Self.goods[pick(Self.goods.count)]
        + "\(index)" + (chance(0.5) ? "有限公司" : "股份有限公司")
    }
    let words = [
      Self.latin[pick(Self.latin.count)], Self.trade[pick(Self.trade.count)], "\(index)",
      Self.form[pick(Self.form.count)],
    ]
    return words.joined(separator: " ")
  }

  /// Made-up submissions, one or two of each supplier.
  ///
  /// - Parameters:
  ///   - suppliers: how many.
  ///   - parts: of each supplier.
  /// - Returns: the submissions, supplier by supplier in the order of time.
  mutating func submissions(suppliers: Int, parts: Int) -> [Submission] {
    (1...suppliers).flatMap { index -> [Submission] in
      let name = name(index)
      let isTool = chance(0.6)
      let intensity = chance(0.006) ? spread(60, 0.5) : chance(0.006) ? spread(0.0004, 0.5) : spread(0.38, 0.45)
      let energy = spread(4_000_000, 1.6)
      let renewableShare = chance(0.25) ? 0 : next() * next()
      let times = chance(0.3) ? 2 : 1
      return (1...times).map { time in
        submission(
          index, time, name, isTool: isTool, parts: parts,
          intensity: chance(0.004) ? 0 : intensity * (time == 2 ? spread(0.95, 0.2) : 1),
          energy: energy, renewableShare: chance(0.01) ? 1 : renewableShare)
      }
    }
  }

  private mutating func submission(
    _ index: Int, _ time: Int, _ name: String, isTool: Bool, parts: Int, intensity: Double, energy: Double,
    renewableShare: Double
  ) -> Submission {
    let verdict = chance(0.62) ? "ready" : chance(0.5) ? "incomplete" : "invalid"
    var submission = Submission(
      file: "inbox/\(index)-\(time).xlsx", kind: isTool ? "tool" : "form", verdict: verdict, options: "scope2=market",
      asOf: "2026-11-21")
    submission.sha256 = "\(index)-\(time)"
    submission.responseDate = "202\(5 + time - 1)-0\(1 + pick(9))-1\(pick(9))"
    submission.company.name = name
    submission.company.periodStart = "202\(4 + time - 1)-01-01"
    submission.company.periodEnd = "202\(4 + time - 1)-12-31"
    let carbon = intensity * energy
    if isTool, verdict != "invalid" {
      var totals = Submission.Totals()
      let direct = next() * 0.5
      (totals.scope1, totals.scope2) = (carbon * direct, carbon * (1 - direct))
      (totals.renewable, totals.nonRenewable) = (energy * renewableShare, energy * (1 - renewableShare))
      let renewable = [
        "power-purchase-agreements", "on-site-renewable", "bundled-supply", "unbundled-certificates", "renewable-fuels",
      ]
      let other = ["grid-mix", "grid-mix", "purchased-heat", "fossil-fuels"]
      for _ in 0..<4 {
        totals.energy[renewable[pick(5)], default: 0] += energy * renewableShare / 4
        totals.energy[other[pick(4)], default: 0] += energy * (1 - renewableShare) / 4
      }
      submission.totals = totals
    }
    submission.parts = (1...max(1, parts)).map { number in
      var part = Submission.Part(row: number + 4)
      part.number = "PN-\(index)-\(number)"
      if verdict != "ready", chance(0.1) {
        part.problem = ["price", "totals", "duplicate"][pick(3)]
        return part
      }
      let share = 1e-9 * (1 + next())
      part.carbon = carbon * share
      part.renewable = energy * renewableShare * share
      part.nonRenewable = energy * (1 - renewableShare) * share
      return part
    }
    for (rule, severity) in Self.rules
    where chance(severity == "note" ? 0.2 : verdict == "ready" ? (severity == "error" ? 0 : 0.05) : 0.15) {
      let count = 1 + pick(12)
      submission.issues.append(
        Submission.Issue(
          rule: rule, variant: nil, severity: severity, sheet: "Per MPN", cells: "C5", count: count, field: nil))
      switch severity {
      case "error": submission.errors += count
      case "warning": submission.warnings += count
      default: submission.notes += count
      }
    }
    if isTool, chance(0.45) {
      for (question, options, isMultiple) in Self.questions where chance(0.95) {
        let favourite = pick(options)
        submission.survey.append(Submission.Answer(question: question, option: favourite))
        guard isMultiple else { continue }
        for option in 0..<options where option != favourite && chance(0.35) {
          submission.survey.append(Submission.Answer(question: question, option: option))
        }
      }
    }
    return submission
  }
}
