internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Payments, interest and values of annuities.
  static let annuities: [FormulaFunction] = [
    numbers("PMT", 3...5, standards: [0, 0]) { (x) throws(FormulaInterruption) in
      try FormulaAnnuity(rate: x[0], isEarly: x[4] != 0).payment(periods: x[1], present: x[2], future: x[3])
    },
    numbers("FV", 3...5, standards: [0, 0]) { (x) throws(FormulaInterruption) in
      if x[0] == -1, x[1] < 0 { throw .error(.divisionByZero) }
      return FormulaAnnuity(rate: x[0], isEarly: x[4] != 0).future(periods: x[1], payment: x[2], present: x[3])
    },
    numbers("PV", 3...5, standards: [0, 0]) { (x) throws(FormulaInterruption) in
      let annuity = FormulaAnnuity(rate: x[0], isEarly: x[4] != 0)
      if x[0] == 0 { return -(x[3] + x[2] * x[1]) }
      let growth = pow(1 + x[0], x[1])
      guard growth != 0 else { throw .error(.divisionByZero) }
      return -(x[3] + x[2] * annuity.factor(growth)) / growth
    },
    numbers("NPER", 3...5, standards: [0, 0]) { (x) throws(FormulaInterruption) in
      let (rate, payment, present, future) = (x[0], x[1], x[2], x[3])
      if rate == 0 {
        try require(payment != 0)
        return -(present + future) / payment
      }
      let term = payment * (1 + (x[4] != 0 ? rate : 0))
      let ratio = (term - future * rate) / (term + present * rate)
      try require(ratio > 0 && rate > -1)
      return log(ratio) / log(1 + rate)
    },
    numbers("IPMT", 4...6, standards: [0, 0]) { (x) throws(FormulaInterruption) in try interest(x) },
    numbers("PPMT", 4...6, standards: [0, 0]) { (x) throws(FormulaInterruption) in
      let interest = try interest(x)
      let annuity = FormulaAnnuity(rate: x[0], isEarly: x[5] != 0)
      return try annuity.payment(periods: x[2], present: x[3], future: x[4]) - interest
    },
    numbers("ISPMT", 4...4) { (x) throws(FormulaInterruption) in
      guard x[2] != 0 else { throw .error(.divisionByZero) }
      return x[3] * x[0] * (x[1] / x[2] - 1)
    },
    numbers("CUMIPMT", 6...6, isStrict: true) { (x) throws(FormulaInterruption) in try cumulated(x).interest },
    numbers("CUMPRINC", 6...6, isStrict: true) { (x) throws(FormulaInterruption) in try cumulated(x).principal },
    numbers("RATE", 3...6, standards: [0, 0, 0.1]) { (x) throws(FormulaInterruption) in try rate(x) },
    numbers("PDURATION", 3...3) { (x) throws(FormulaInterruption) in
      try require(x.allSatisfy { $0 > 0 })
      return (log(x[2]) - log(x[1])) / log(1 + x[0])
    },
    numbers("RRI", 3...3) { (x) throws(FormulaInterruption) in
      try require(x[0] > 0 && x[1] != 0)
      let ratio = x[2] / x[1]
      try require(ratio >= 0)
      return pow(ratio, 1 / x[0]) - 1
    },
    numbers("EFFECT", 2...2, isStrict: true) { (x) throws(FormulaInterruption) in
      let periods = x[1].rounded(.towardZero)
      try require(x[0] > 0 && periods >= 1)
      return pow(1 + x[0] / periods, periods) - 1
    },
    numbers("NOMINAL", 2...2, isStrict: true) { (x) throws(FormulaInterruption) in
      let periods = x[1].rounded(.towardZero)
      try require(x[0] > 0 && periods >= 1)
      return periods * (pow(1 + x[0], 1 / periods) - 1)
    },
    ranges("FVSCHEDULE", 2...2, [.value, .reference]) { (arguments) throws(FormulaInterruption) in
      let rates = try FormulaArguments(arguments.context, [arguments.operands[1]]).strictNumbers()
      return .value(try FormulaCoercion.result(rates.reduce(try arguments.strictNumber(0)) { $0 * (1 + $1) }))
    },
    numbers("DOLLARDE", 2...2, isStrict: true) { (x) throws(FormulaInterruption) in
      let (whole, part, fraction, scale) = try fractional(x)
      return whole + part * scale / fraction
    },
    numbers("DOLLARFR", 2...2, isStrict: true) { (x) throws(FormulaInterruption) in
      let (whole, part, fraction, scale) = try fractional(x)
      return whole + part * fraction / scale
    },
  ]

  private static func interest(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let (rate, period, periods) = (x[0], x[1], x[2])
    try require(period >= 1 && period < periods + 1)
    let annuity = FormulaAnnuity(rate: rate, isEarly: x[5] != 0)
    let payment = try annuity.payment(periods: periods, present: x[3], future: x[4])
    if annuity.isEarly, period == 1 { return 0 }
    let late = annuity.future(periods: period - (annuity.isEarly ? 2 : 1), payment: payment, present: x[3])
    return (annuity.isEarly ? late - payment : late) * rate
  }

  /// The interest and the repayment of some periods of a loan together.
  private static func cumulated(_ x: [Double]) throws(FormulaInterruption) -> (interest: Double, principal: Double) {
    let (rate, periods, present) = (x[0], x[1], x[2])
    let (first, last) = (x[3], x[4])
    try require(rate > 0 && periods > 0 && present > 0 && first >= 1 && last >= first && last <= periods)
    try require(x[5] == 0 || x[5] == 1)
    guard first == first.rounded(), last == last.rounded() else { throw .unsupported("parts of periods") }
    guard last - first < 100_000 else { throw .tooLarge(.steps) }
    let annuity = FormulaAnnuity(rate: rate, isEarly: x[5] == 1)
    let payment = try annuity.payment(periods: periods, present: present, future: 0)
    var interest = 0.0
    for period in Int(first)...Int(last) {
      if annuity.isEarly, period == 1 { continue }
      let late = annuity.future(
        periods: Double(period - (annuity.isEarly ? 2 : 1)), payment: payment, present: present)
      interest += (annuity.isEarly ? late - payment : late) * rate
    }
    return (interest, payment * (last - first + 1) - interest)
  }

  /// The rate of an annuity, by Newton's method as Excel finds it.
  private static func rate(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let (periods, payment, present, future, isEarly) = (x[0], x[1], x[2], x[3], x[4] != 0)
    try require(periods > 0)
    var rate = x[5]
    for step in 0..<128 {
      guard rate > -1 else { throw .error(.number) }
      let (value, slope): (Double, Double)
      if rate.magnitude < 1e-10 {
        value = present + payment * periods + future
        slope =
          present * periods + payment * (periods * (periods - 1) / 2 + (isEarly ? periods : 0))
      } else {
        let growth = pow(1 + rate, periods)
        let change = periods * pow(1 + rate, periods - 1)
        let early = isEarly ? 1 + rate : 1
        value = present * growth + payment * early * (growth - 1) / rate + future
        slope =
          present * change + payment * (isEarly ? 1 : 0) * (growth - 1) / rate
          + payment * early * (change * rate - growth + 1) / (rate * rate)
      }
      let next = rate - value / slope
      guard next.isFinite else { throw .error(.number) }
      if (next - rate).magnitude < 1e-11 * max(1, rate.magnitude) {
        try require(next > -1)
        // How long Excel looks for it is not known so well.
        guard step < 45 else { throw .unsupported("a rate that is found so late") }
        return next
      }
      rate = next
    }
    throw .error(.number)
  }

  private static func fractional(_ x: [Double]) throws(FormulaInterruption) -> (Double, Double, Double, Double) {
    let fraction = x[1].rounded(.towardZero)
    try require(fraction >= 0)
    guard fraction >= 1 else { throw .error(.divisionByZero) }
    let whole = x[0].rounded(.towardZero)
    return (whole, x[0] - whole, fraction, pow(10, ceil(log10(fraction))))
  }
}

/// Payments of the same amount at a rate per period, at the end of periods or early, at their start.
struct FormulaAnnuity {
  let rate: Double
  let isEarly: Bool

  /// What payments of 1 come to where what stands at the start grows so much.
  func factor(_ growth: Double) -> Double { (isEarly ? 1 + rate : 1) * (growth - 1) / rate }

  func future(periods: Double, payment: Double, present: Double) -> Double {
    if rate == 0 { return -(present + payment * periods) }
    let growth = pow(1 + rate, periods)
    return -(present * growth + payment * factor(growth))
  }

  /// - Throws: the spreadsheet's error of numbers where there are no periods.
  func payment(periods: Double, present: Double, future: Double) throws(FormulaInterruption) -> Double {
    try require(periods != 0)
    if rate == 0 { return -(present + future) / periods }
    let growth = pow(1 + rate, periods)
    return -(present * growth + future) / factor(growth)
  }
}
