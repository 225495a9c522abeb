internal import XLSX

extension FormulaFunction {
  /// The days of coupons, prices and yields of bonds with periods of the same length.
  static let coupons: [FormulaFunction] = [
    coupon("COUPNUM") { (bond) in Double(bond.payments) },
    coupon("COUPPCD") { (bond) throws(FormulaInterruption) in Double(try bond.coupons.day(bond.period)) },
    coupon("COUPNCD") { (bond) throws(FormulaInterruption) in Double(try bond.coupons.day(bond.period + 1)) },
    coupon("COUPDAYS") { (bond) throws(FormulaInterruption) in try bond.days().length },
    coupon("COUPDAYBS") { (bond) throws(FormulaInterruption) in try bond.days().elapsed },
    coupon("COUPDAYSNC") { (bond) throws(FormulaInterruption) in
      try bond.coupons.remaining(bond.period, from: bond.settlement)
    },
    bond("PRICE", 6...7, numbers: 3) { (bond, x) throws(FormulaInterruption) in
      try require(x[0] >= 0 && x[1] >= 0 && x[2] > 0)
      return try bond.price(rate: x[0], yield: x[1], redemption: x[2])
    },
    bond("YIELD", 6...7, numbers: 3) { (bond, x) throws(FormulaInterruption) in
      try require(x[0] >= 0 && x[1] > 0 && x[2] > 0)
      return try bond.yield(rate: x[0], price: x[1], redemption: x[2])
    },
    bond("DURATION", 5...6, numbers: 2) { (bond, x) throws(FormulaInterruption) in
      try require(x[0] >= 0 && x[1] >= 0)
      return try bond.duration(rate: x[0], yield: x[1])
    },
    bond("MDURATION", 5...6, numbers: 2) { (bond, x) throws(FormulaInterruption) in
      try require(x[0] >= 0 && x[1] >= 0)
      return try bond.duration(rate: x[0], yield: x[1]) / (1 + x[1] / Double(bond.coupons.frequency))
    },
    values("ACCRINT", 6...8) { (arguments) throws(FormulaInterruption) in
      let (issue, first, settlement) = (
        try arguments.strictDay(0), try arguments.strictDay(1), try arguments.strictDay(2)
      )
      let (rate, value) = (try arguments.strictNumber(3), try arguments.strictNumber(4))
      let frequency = try arguments.strictInteger(5)
      let count = try arguments.dayCount(6)
      let isWhole = arguments.isMissing(7) ? true : try arguments.boolean(7)
      try require(rate > 0 && value > 0 && issue < settlement && issue < first)
      let coupons = try FormulaCoupons(first, frequency: frequency, count: count)
      let accrued = try coupons.accrued(from: issue, to: settlement, isWhole: isWhole)
      return try FormulaCoercion.result(value * rate / Double(frequency) * accrued)
    },
  ]

  private static func coupon(
    _ name: String, _ body: @escaping @Sendable (FormulaBond) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    bond(name, 3...4, numbers: 0) { (bond, _) throws(FormulaInterruption) in try body(bond) }
  }

  /// A function of settlement and maturity, some numbers, a frequency and a basis.
  private static func bond(
    _ name: String, _ counts: ClosedRange<Int>, numbers: Int,
    _ body: @escaping @Sendable (FormulaBond, [Double]) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    values(name, counts) { (arguments) throws(FormulaInterruption) in
      let (settlement, maturity) = (try arguments.strictDay(0), try arguments.strictDay(1))
      var x: [Double] = []
      for index in 0..<numbers { x.append(try arguments.strictNumber(2 + index)) }
      let frequency = try arguments.strictInteger(2 + numbers)
      let count = try arguments.dayCount(3 + numbers)
      let bond = try FormulaBond(settlement: settlement, maturity: maturity, frequency: frequency, count: count)
      try arguments.evaluator.step(bond.payments)
      return try FormulaCoercion.result(try body(bond, x))
    }
  }
}

extension FormulaCoupons {
  /// The periods of interest between issue and settlement, of which the first may be a part of one.
  ///
  /// Before the first payment, which is the day from which periods are counted, Excel takes all periods up to it and
  /// takes off the days that remain; the last of them is as long as it has days.
  fileprivate func accrued(from issue: Int, to settlement: Int, isWhole: Bool) throws(FormulaInterruption) -> Double {
    let start = try period(of: issue)
    let isAtStart = try day(start) == issue
    var part = 0.0
    if !isAtStart {
      let length = try length(start)
      part =
        count.basis == .american360 && start == -1
        ? 1 - (try elapsed(start, to: issue)) / length : try count.days(issue, try day(start + 1)) / length
    }
    let whole = -start - (isAtStart ? 0 : 1)
    let unit = try length(-1)
    if settlement > (try day(0)), isWhole {
      var period = try period(of: settlement)
      if try day(period) == settlement { period -= 1 }
      return part + Double(whole + period) + (try elapsed(period, to: settlement)) / unit
    }
    var rest: Double
    if settlement > (try day(0)) {
      rest = -(try count.days(try day(0), settlement)) / unit
    } else if count.basis == .american360 {
      let period = try period(of: settlement)
      rest = Double(-period) - (try elapsed(period, to: settlement)) / unit
    } else {
      rest = try count.days(settlement, try day(0)) / unit
    }
    guard whole > 0 else { return part - rest }
    let last = count.basis == .american360 ? 1 : try elapsed(-1, to: try day(0)) / unit
    return part + last + (isWhole ? Double(whole - 1) : 0) - rest
  }
}
