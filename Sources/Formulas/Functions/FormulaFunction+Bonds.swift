internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Prices and yields of securities without coupons, of treasury bills, and of bonds with an odd period.
  static let bonds: [FormulaFunction] = [
    discount("DISC") { (x, years) in (1 - x[0] / x[1]) / years },
    discount("INTRATE") { (x, years) in (x[1] / x[0] - 1) / years },
    discount("YIELDDISC") { (x, years) in (x[1] / x[0] - 1) / years },
    discount("RECEIVED") { (x, years) throws(FormulaInterruption) in
      let rest = 1 - x[1] * years
      try require(rest > 0)
      return x[0] / rest
    },
    discount("PRICEDISC") { (x, years) in x[1] * (1 - x[0] * years) },
    values("ACCRINTM", 4...5) { (arguments) throws(FormulaInterruption) in
      let (issue, settlement) = (try arguments.strictDay(0), try arguments.strictDay(1))
      let (rate, value) = (try arguments.strictNumber(2), try arguments.strictNumber(3))
      let count = try arguments.dayCount(4)
      try require(rate > 0 && value > 0 && issue < settlement)
      return try FormulaCoercion.result(value * rate * (try count.years(issue, settlement)))
    },
    maturing("PRICEMAT") { (rate, yield, total, elapsed) in
      (100 + total * rate * 100) / (1 + (total - elapsed) * yield) - elapsed * rate * 100
    },
    maturing("YIELDMAT") { (rate, price, total, elapsed) in
      let paid = price / 100 + elapsed * rate
      return (total * rate + 1 - paid) / paid / (total - elapsed)
    },
    bill("TBILLPRICE") { (days, discount) throws(FormulaInterruption) in
      let price = 100 * (1 - discount * days / 360)
      return try price.checked(price > 0)
    },
    bill("TBILLYIELD") { (days, price) in (100 - price) / price * 360 / days },
    bill("TBILLEQ") { (days, discount) throws(FormulaInterruption) in
      if days <= 182 {
        let rest = 360 - discount * days
        return 365 * discount / (try rest.checked(rest > 0))
      }
      let price = 1 - discount * days / 360
      try require(price > 0)
      let term = days / (days == 366 ? 366 : 365)
      return 2 * ((term * term - (2 * term - 1) * (1 - 1 / price)).squareRoot() - term) / (2 * term - 1)
    },
    odd("ODDFPRICE", 8...9, isFirst: true) { (bond, x) throws(FormulaInterruption) in
      try require(x[1] >= 0)
      return try bond.price(rate: x[0], yield: x[1], redemption: x[2])
    },
    odd("ODDFYIELD", 8...9, isFirst: true) { (bond, x) throws(FormulaInterruption) in
      try require(x[1] > 0)
      return try FormulaBond.solve(frequency: bond.frequency) { (yield) throws(FormulaInterruption) in
        try bond.price(rate: x[0], yield: yield, redemption: x[2]) - x[1]
      }
    },
    odd("ODDLPRICE", 7...8, isFirst: false) { (bond, x) throws(FormulaInterruption) in
      try require(x[1] >= 0)
      return try bond.last(rate: x[0], level: x[1], redemption: x[2], isPrice: true)
    },
    odd("ODDLYIELD", 7...8, isFirst: false) { (bond, x) throws(FormulaInterruption) in
      try require(x[1] > 0)
      return try bond.last(rate: x[0], level: x[1], redemption: x[2], isPrice: false)
    },
  ]

  /// A function of settlement, maturity, two positive numbers and a basis; it is given the years between the days.
  private static func discount(
    _ name: String, _ body: @escaping @Sendable ([Double], Double) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    values(name, 4...5) { (arguments) throws(FormulaInterruption) in
      let (settlement, maturity) = (try arguments.strictDay(0), try arguments.strictDay(1))
      let x = [try arguments.strictNumber(2), try arguments.strictNumber(3)]
      let count = try arguments.dayCount(4)
      try require(settlement < maturity && x[0] > 0 && x[1] > 0)
      return try FormulaCoercion.result(try body(x, try count.years(settlement, maturity)))
    }
  }

  /// A function of a security that pays its interest at maturity: of rate and price or yield, and the years from its
  /// issue to maturity and to settlement.
  private static func maturing(
    _ name: String, _ body: @escaping @Sendable (Double, Double, Double, Double) -> Double
  ) -> FormulaFunction {
    values(name, 5...6) { (arguments) throws(FormulaInterruption) in
      let (settlement, maturity) = (try arguments.strictDay(0), try arguments.strictDay(1))
      let issue = try arguments.strictDay(2)
      let (rate, other) = (try arguments.strictNumber(3), try arguments.strictNumber(4))
      let count = try arguments.dayCount(5)
      try require(issue <= settlement && settlement < maturity && rate >= 0 && other >= 0)
      let year = try count.yearLength(from: issue, to: settlement)
      let total = try count.days(issue, maturity) / year
      let elapsed = try count.days(issue, settlement) / year
      return try FormulaCoercion.result(body(rate, other, total, elapsed))
    }
  }

  private static func bill(
    _ name: String, _ body: @escaping @Sendable (Double, Double) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    values(name, 3...3) { (arguments) throws(FormulaInterruption) in
      let (settlement, maturity) = (try arguments.strictDay(0), try arguments.strictDay(1))
      let number = try arguments.strictNumber(2)
      let last = try FormulaCoupons(
        settlement, frequency: 1, count: try FormulaDayCount(1, arguments.calendar)
      ).day(1)
      try require(settlement < maturity && maturity <= last && number > 0)
      return try FormulaCoercion.result(try body(Double(maturity - settlement), number))
    }
  }

  private static func odd(
    _ name: String, _ counts: ClosedRange<Int>, isFirst: Bool,
    _ body: @escaping @Sendable (FormulaOddBond, [Double]) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    values(name, counts) { (arguments) throws(FormulaInterruption) in
      let (settlement, maturity) = (try arguments.strictDay(0), try arguments.strictDay(1))
      let issue = try arguments.strictDay(2)
      let first = isFirst ? try arguments.strictDay(3) : settlement
      let start = isFirst ? 4 : 3
      let x = [
        try arguments.strictNumber(start), try arguments.strictNumber(start + 1), try arguments.strictNumber(start + 2),
      ]
      let frequency = try arguments.strictInteger(start + 3)
      let count = try arguments.dayCount(start + 4)
      try require(x[0] >= 0 && x[2] > 0)
      try require(isFirst ? issue < settlement && settlement < first && first < maturity : issue < settlement)
      try require(settlement < maturity)
      let bond = try FormulaOddBond(
        settlement: settlement, maturity: maturity, issue: issue, first: first, frequency: frequency, count: count)
      try arguments.evaluator.step((maturity - issue) / 30)
      return try FormulaCoercion.result(try body(bond, x))
    }
  }
}

extension FormulaDayCount {
  /// The length of a year among the days between two dates.
  fileprivate func yearLength(from start: Int, to end: Int) throws(FormulaInterruption) -> Double {
    let years = try years(start, end)
    return years == 0 ? try yearLength(of: start) : try days(start, end) / years
  }
}
