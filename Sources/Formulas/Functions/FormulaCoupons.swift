internal import XLSX

/// The days on which a bond pays, by periods of some months counted from one of these days.
struct FormulaCoupons {
  let count: FormulaDayCount
  /// Payments per year.
  let frequency: Int
  private let anchor: FormulaCalendar.Day
  private let isEndOfMonth: Bool
  private let anchorDay: Int

  /// Periods that meet at a day.
  init(_ anchor: Int, frequency: Int, count: FormulaDayCount) throws(FormulaInterruption) {
    try require([1, 2, 4].contains(frequency))
    self.count = count
    self.frequency = frequency
    anchorDay = anchor
    let day = try count.calendar.day(Double(anchor))
    self.anchor = day
    isEndOfMonth = day.day == FormulaCalendar.length(ofMonth: day.month, from: day.year)
  }

  /// The day so many periods after the one from which they are counted.
  func day(_ periods: Int) throws(FormulaInterruption) -> Int {
    if periods == 0 { return anchorDay }
    let month = anchor.month + periods * (12 / frequency)
    let length = FormulaCalendar.length(ofMonth: month, from: anchor.year)
    let day = isEndOfMonth ? length : min(anchor.day, length)
    return Int(try count.calendar.serial(year: anchor.year, month: month, day: day))
  }

  /// The number of the last period's start that is not after a day.
  func period(of day: Int) throws(FormulaInterruption) -> Int {
    let other = try count.calendar.day(Double(day))
    let months = (other.year - anchor.year) * 12 + other.month - anchor.month
    var period = Int((Double(months) / Double(12 / frequency)).rounded(.up)) + 1
    while try self.day(period) > day { period -= 1 }
    return period
  }

  /// The length of the period that starts at a number.
  func length(_ period: Int) throws(FormulaInterruption) -> Double {
    switch count.basis {
    case .actual: Double(try day(period + 1) - (try day(period)))
    case .actual365: 365 / Double(frequency)
    case .american360, .actual360, .european360: 360 / Double(frequency)
    }
  }

  /// The days from the start of a period to a day in it.
  func elapsed(_ period: Int, to day: Int) throws(FormulaInterruption) -> Double {
    try count.days(try self.day(period), day)
  }

  /// The days from a day to the end of the period in which it is.
  func remaining(_ period: Int, from day: Int) throws(FormulaInterruption) -> Double {
    if count.basis == .american360 { return try length(period) - (try elapsed(period, to: day)) }
    return try count.days(day, try self.day(period + 1))
  }
}

/// The periods of a bond between its settlement and its maturity.
struct FormulaBond {
  let coupons: FormulaCoupons
  /// The number of the period in which it is settled, 0 being the one that starts at maturity.
  let period: Int
  let settlement: Int

  /// Payments that remain.
  var payments: Int { -period }

  init(settlement: Int, maturity: Int, frequency: Int, count: FormulaDayCount) throws(FormulaInterruption) {
    try require(settlement < maturity)
    coupons = try FormulaCoupons(maturity, frequency: frequency, count: count)
    period = try coupons.period(of: settlement)
    self.settlement = settlement
  }

  /// The length of the period, and how many of its days are over.
  func days() throws(FormulaInterruption) -> (length: Double, elapsed: Double) {
    (try coupons.length(period), try coupons.elapsed(period, to: settlement))
  }

  /// The price per 100 of value.
  func price(rate: Double, yield: Double, redemption: Double) throws(FormulaInterruption) -> Double {
    let frequency = Double(coupons.frequency)
    let (length, elapsed) = try days()
    let rest = (length - elapsed) / length
    let coupon = 100 * rate / frequency
    let accrued = coupon * elapsed / length
    if payments == 1 { return (redemption + coupon) / (1 + rest * yield / frequency) - accrued }
    let growth = 1 + yield / frequency
    var price = redemption / power(growth, Double(payments - 1) + rest)
    for payment in 0..<payments { price += coupon / power(growth, Double(payment) + rest) }
    return price - accrued
  }

  /// The yield at a price.
  func yield(rate: Double, price: Double, redemption: Double) throws(FormulaInterruption) -> Double {
    if payments == 1 {
      let frequency = Double(coupons.frequency)
      let (length, elapsed) = try days()
      let paid = price / 100 + elapsed / length * rate / frequency
      let received = redemption / 100 + rate / frequency
      return (received - paid) / paid * frequency * length / (length - elapsed)
    }
    return try Self.solve(frequency: coupons.frequency) { (yield) throws(FormulaInterruption) in
      try self.price(rate: rate, yield: yield, redemption: redemption) - price
    }
  }

  /// The mean time of the payments in years, weighted with what they are worth.
  func duration(rate: Double, yield: Double) throws(FormulaInterruption) -> Double {
    let frequency = Double(coupons.frequency)
    let (length, elapsed) = try days()
    let rest = (length - elapsed) / length
    let growth = 1 + yield / frequency
    var (weighted, total) = (0.0, 0.0)
    for payment in 0..<payments {
      let time = Double(payment) + rest
      let amount = (100 * rate / frequency + (payment == payments - 1 ? 100 : 0)) / power(growth, time)
      weighted += amount * time
      total += amount
    }
    return weighted / total / frequency
  }

  /// The yield at which something that falls with it is zero.
  static func solve(
    frequency: Int, _ value: (Double) throws(FormulaInterruption) -> Double
  ) throws(FormulaInterruption) -> Double {
    var (low, high) = (-0.99 * Double(frequency), 1.0)
    while try value(high) > 0 {
      high *= 4
      guard high < 1e9 else { throw .error(.number) }
    }
    guard try value(low) > 0 else { throw .error(.number) }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if try value(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// A power of a positive base.
private func power(_ base: Double, _ exponent: Double) -> Double { FormulaMath.positivePower(base, exponent) }
