internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// How assets lose their value.
  static let depreciation: [FormulaFunction] = [
    numbers("SLN", 3...3) { (x) throws(FormulaInterruption) in
      guard x[2] != 0 else { throw .error(.divisionByZero) }
      return (x[0] - x[1]) / x[2]
    },
    numbers("SYD", 4...4) { (x) throws(FormulaInterruption) in
      let (life, period) = (x[2], x[3])
      try require(life > 0 && period > 0 && period <= life && x[1] >= 0)
      return (x[0] - x[1]) * (life - period + 1) * 2 / (life * (life + 1))
    },
    numbers("DB", 4...5, standards: [12]) { (x) throws(FormulaInterruption) in try fixedDeclining(x) },
    numbers("DDB", 4...5, standards: [2]) { (x) throws(FormulaInterruption) in
      let (cost, salvage, life, period, factor) = (x[0], x[1], x[2], x[3], x[4])
      try require(cost >= 0 && salvage >= 0 && life > 0 && period > 0 && period <= life && factor > 0)
      return declining(cost, salvage, life, period, factor)
    },
    values("VDB", 5...7) { (arguments) throws(FormulaInterruption) in
      let (cost, salvage, life) = (try arguments.number(0), try arguments.number(1), try arguments.number(2))
      let (start, end) = (try arguments.number(3), try arguments.number(4))
      let factor = arguments.isMissing(5) ? 2 : try arguments.number(5)
      let isDeclining = try arguments.boolean(6, or: false)
      try require(cost >= 0 && salvage >= 0 && life > 0 && start >= 0 && end >= start && end <= life && factor > 0)
      guard end < 10_000 else { throw .tooLarge(.steps) }
      try arguments.evaluator.step(Int(end))
      guard isDeclining || start == start.rounded(.down) else { throw .unsupported("VDB from within a period") }
      return try FormulaCoercion.result(
        FormulaDecline(cost, salvage, life: life, factor: factor, isDeclining: isDeclining).loss(from: start, to: end))
    },
    amortization("AMORLINC") { (asset) in asset.linear() },
    amortization("AMORDEGRC") { (asset) throws(FormulaInterruption) in try asset.degressive() },
  ]

  private static func fixedDeclining(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let (cost, salvage, life) = (x[0], x[1], x[2])
    let (period, month) = (x[3], x[4].rounded(.towardZero))
    try require(cost >= 0 && salvage >= 0 && life > 0 && period > 0 && month >= 1 && month <= 12)
    try require(period <= (month == 12 ? life : life + 1))
    if cost == 0 { return 0 }
    guard period < 10_000 else { throw .tooLarge(.steps) }
    let rate = ((1 - pow(salvage / cost, 1 / life)) * 1000).rounded() / 1000
    var loss = cost * rate * month / 12
    if period <= 1 { return loss }
    var total = loss
    let whole = Int(period.rounded(.towardZero))
    for _ in 2..<max(2, whole) {
      loss = (cost - total) * rate
      total += loss
    }
    if Double(whole) > life { return (cost - total) * rate * (12 - month) / 12 }
    return (cost - total) * rate
  }

  /// The loss of a period where the value declines at a multiple of the even rate.
  fileprivate static func declining(
    _ cost: Double, _ salvage: Double, _ life: Double, _ period: Double, _ factor: Double
  ) -> Double {
    let rate = min(1, factor / life)
    let before = rate == 1 ? (period == 1 ? cost : 0) : cost * pow(1 - rate, period - 1)
    let after = cost * pow(1 - rate, period)
    return max(0, after < salvage ? before - salvage : before - after)
  }

  private static func amortization(
    _ name: String, _ body: @escaping @Sendable (FormulaAsset) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    values(name, 6...7) { (arguments) throws(FormulaInterruption) in
      let count = try arguments.dayCount(6)
      let (cost, salvage) = (try arguments.strictNumber(0), try arguments.strictNumber(3))
      let (bought, first) = (try arguments.strictDay(1), try arguments.strictDay(2))
      let (period, rate) = (try arguments.strictNumber(4), try arguments.strictNumber(5))
      try require(cost > 0 && salvage >= 0 && salvage <= cost && bought <= first && period >= 0 && rate > 0)
      guard count.basis != .actual360 else { throw .error(.number) }
      guard period < 10_000 else { throw .tooLarge(.steps) }
      return try FormulaCoercion.result(
        try body(
          FormulaAsset(
            cost: cost, salvage: salvage, period: Int(period), rate: rate, firstYear: try count.years(bought, first))))
    }
  }
}

/// An asset of which each period's loss is declared in the French way.
private struct FormulaAsset {
  let cost: Double
  let salvage: Double
  let period: Int
  let rate: Double
  /// The part of a year before the end of the first period.
  let firstYear: Double

  func linear() -> Double {
    let loss = cost * rate
    let first = firstYear * rate * cost
    let rest = cost - salvage - first
    if period == 0 { return min(first, cost - salvage) }
    let whole = Int((rest / loss).rounded(.down))
    if period <= whole { return loss }
    return period == whole + 1 ? max(0, rest - loss * Double(whole)) : 0
  }

  func degressive() throws(FormulaInterruption) -> Double {
    let life = 1 / rate
    try require(!(life < 3 && life > 0) && !(life > 4 && life < 5) || life == 3)
    let factor = life < 5 ? 1.5 : life <= 6 ? 2 : 2.5
    let rate = rate * factor
    var loss = (firstYear * rate * cost).rounded(.toNearestOrAwayFromZero)
    var value = cost - loss
    var rest = value - salvage
    for index in 0..<period {
      loss = (rate * value).rounded(.toNearestOrAwayFromZero)
      rest -= loss
      if rest < 0 {
        return period - index <= 1 ? (value * 0.5).rounded(.toNearestOrAwayFromZero) : 0
      }
      value -= loss
    }
    return loss
  }
}

/// A value that declines, and from where it is more in even parts of what is left, unless that is not wanted.
private struct FormulaDecline {
  private let cost: Double
  private let salvage: Double
  private let life: Double
  private let factor: Double
  private let isDeclining: Bool

  init(_ cost: Double, _ salvage: Double, life: Double, factor: Double, isDeclining: Bool) {
    (self.cost, self.salvage, self.life) = (cost, salvage, life)
    (self.factor, self.isDeclining) = (factor, isDeclining)
  }

  func loss(from start: Double, to end: Double) -> Double {
    let (first, last) = (start.rounded(.down), end.rounded(.up))
    if isDeclining {
      var total = 0.0
      var period = first + 1
      while period <= last {
        var loss = FormulaFunction.declining(cost, salvage, life, period, factor)
        if period == first + 1 {
          loss *= min(end, first + 1) - start
        } else if period == last {
          loss *= end + 1 - last
        }
        total += loss
        period += 1
      }
      return total
    }
    let left = cost - mixed(cost, life, until: start)
    return mixed(left, life - start, until: end - start)
  }

  /// The loss of the first periods, declining or even, whichever is more.
  private func mixed(_ cost: Double, _ life: Double, until end: Double) -> Double {
    var (total, value) = (0.0, cost - salvage)
    var (isEven, even) = (false, 0.0)
    let last = end.rounded(.up)
    var period = 1.0
    while period <= last {
      var loss: Double
      if isEven {
        loss = even
      } else {
        let declining = FormulaFunction.declining(cost, salvage, self.life, period, factor)
        even = value / (life - (period - 1))
        if even > declining {
          loss = even
          isEven = true
        } else {
          loss = declining
          value -= declining
        }
      }
      if period == last { loss *= end + 1 - last }
      total += loss
      period += 1
    }
    return total
  }
}
