internal import XLSX

/// A bond of which the first or the last period is longer or shorter than the others.
struct FormulaOddBond {
  let settlement: Int
  let maturity: Int
  /// The day of issue; of a bond with an odd last period that of the last coupon.
  let issue: Int
  /// The day of the first coupon.
  let first: Int
  let frequency: Int
  let count: FormulaDayCount

  /// The price of a bond with an odd first period.
  func price(rate: Double, yield: Double, redemption: Double) throws(FormulaInterruption) -> Double {
    let coupons = try FormulaCoupons(first, frequency: frequency, count: count)
    let bond = try FormulaBond(settlement: first, maturity: maturity, frequency: frequency, count: count)
    let frequency = Double(frequency)
    let coupon = 100 * rate / frequency
    let growth = 1 + yield / frequency
    let period = try coupons.period(of: settlement)
    let length = try coupons.length(period)
    let firstDays = try count.days(issue, first)
    var (part, accrued, time): (Double, Double, Double)
    if firstDays < length {
      (part, accrued) = (firstDays / length, try count.days(issue, settlement) / length)
      time = try count.days(settlement, first) / length
    } else {
      (part, accrued) = (0, 0)
      for index in try coupons.period(of: issue)..<0 {
        let (start, end) = (try coupons.day(index), try coupons.day(index + 1))
        let unit = try coupons.length(index)
        part += start < issue ? try count.days(issue, end) / unit : 1
        let (from, to) = (max(start, issue), min(end, settlement))
        if from < to { accrued += try count.days(from, to) / unit }
      }
      let rest: Double =
        switch count.basis {
        case .actual360, .actual365: try coupons.remaining(period, from: settlement)
        default: length - (try coupons.elapsed(period, to: settlement))
        }
      time = rest / length + Double(-period - 1)
    }
    var price = redemption / FormulaMath.positivePower(growth, Double(bond.payments) + time)
    price += coupon * part / FormulaMath.positivePower(growth, time)
    for payment in 1...bond.payments { price += coupon / FormulaMath.positivePower(growth, Double(payment) + time) }
    return price - coupon * accrued
  }

  /// The price of a bond with an odd last period at a yield, or its yield at a price.
  func last(rate: Double, level: Double, redemption: Double, isPrice: Bool) throws(FormulaInterruption) -> Double {
    let coupons = try FormulaCoupons(issue, frequency: frequency, count: count)
    var (total, accrued, rest) = (0.0, 0.0, 0.0)
    var period = 0
    while try coupons.day(period) < maturity {
      let (start, end) = (try coupons.day(period), try coupons.day(period + 1))
      let unit = try count.days(start, end)
      total += end <= maturity ? 1 : try count.days(start, maturity) / unit
      if start < settlement { accrued += end <= settlement ? 1 : try count.days(start, settlement) / unit }
      let (from, to) = (max(start, settlement), min(end, maturity))
      if from < to { rest += try count.days(from, to) / unit }
      period += 1
    }
    let frequency = Double(frequency)
    let coupon = 100 * rate / frequency
    let paid = total * coupon + redemption
    if isPrice { return paid / (rest * level / frequency + 1) - accrued * coupon }
    let cost = accrued * coupon + level
    return (paid - cost) / cost * frequency / rest
  }
}
