internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Values and rates of returns of payments of any amount.
  static let cashFlows: [FormulaFunction] = [
    ranges("NPV", 2...maximumCount, [.value, .reference]) { (arguments) throws(FormulaInterruption) in
      let rate = try arguments.number(0)
      let flows = try arguments.numbers(from: 1)
      guard !flows.isEmpty else { throw .error(.value) }
      guard rate != -1 else { throw .error(.divisionByZero) }
      let terms = flows.enumerated().map { $1 / pow(1 + rate, Double($0 + 1)) }
      return .value(try FormulaCoercion.result(try sum(terms)))
    },
    ranges("IRR", 1...2, [.reference, .value]) { (arguments) throws(FormulaInterruption) in
      let guess = arguments.isMissing(1) ? 0.1 : try arguments.number(1)
      let flows = try FormulaArguments(arguments.context, [arguments.operands[0]]).numbers()
      guard guess > -1 else { throw .error(.value) }
      let rate = try FormulaReturn(flows, times: flows.indices.map { Double($0) }).rate(near: guess)
      return .value(try FormulaCoercion.result(rate))
    },
    ranges("MIRR", 3...3, [.reference, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let flows = try FormulaArguments(arguments.context, [arguments.operands[0]]).numbers()
      let (finance, reinvestment) = (try arguments.number(1), try arguments.number(2))
      guard flows.count > 1 else { throw .error(.divisionByZero) }
      var (gains, losses) = (0.0, 0.0)
      for (index, flow) in flows.enumerated() {
        if flow > 0 {
          gains += flow * pow(1 + reinvestment, Double(flows.count - 1 - index))
        } else {
          losses += flow / pow(1 + finance, Double(index))
        }
      }
      guard losses != 0, losses.isFinite else { throw .error(.divisionByZero) }
      let ratio = -gains / losses
      try require(ratio >= 0)
      return .value(try FormulaCoercion.result(pow(ratio, 1 / Double(flows.count - 1)) - 1))
    },
    ranges("XNPV", 3...3, [.value, .reference, .reference]) { (arguments) throws(FormulaInterruption) in
      let rate = try arguments.strictNumber(0)
      let flows = try arguments.datedFlows(
        try FormulaArguments(arguments.context, [arguments.operands[1]]).numbers(),
        try FormulaArguments(arguments.context, [arguments.operands[2]]).numbers())
      try require(rate > 0)
      let terms = zip(flows.0, flows.1).map { $0 / pow(1 + rate, $1) }
      return .value(try FormulaCoercion.result(try sum(terms)))
    },
    ranges("XIRR", 2...3, [.reference, .reference, .value]) { (arguments) throws(FormulaInterruption) in
      let guess = arguments.isMissing(2) ? 0.1 : try arguments.strictNumber(2)
      try require(guess > -1)
      guard guess == 0.1 else { throw .unsupported("XIRR from another guess") }
      let flows = try arguments.datedFlows(try arguments.allNumbers(0), try arguments.allNumbers(1))
      let rate = try FormulaReturn(flows.0, times: flows.1).approximateRate()
      return .value(try FormulaCoercion.result(rate))
    },
  ]

  /// The sum of some terms, unless nothing but the last bits of them are left.
  private static func sum(_ terms: [Double]) throws(FormulaInterruption) -> Double {
    let sum = terms.reduce(0, +)
    let size = terms.reduce(0) { $0 + $1.magnitude }
    let isExact = terms.allSatisfy { $0 == $0.rounded() }
    if !isExact, sum.magnitude < size * 1e-9 { throw .unsupported("a present value so near to zero") }
    return sum
  }
}

extension FormulaArguments {
  /// Payments, and the years from the first of them to each.
  fileprivate func datedFlows(_ flows: [Double], _ dates: [Double]) throws(FormulaInterruption) -> ([Double], [Double])
  {
    let days = dates.map { $0.rounded(.towardZero) }
    try require(flows.count == days.count && !flows.isEmpty)
    try require(days.allSatisfy { $0 >= 0 && $0 < 2_958_466 && $0 >= days[0] })
    return (flows, days.map { ($0 - days[0]) / 365 })
  }

  /// The values of an argument as numbers, empty cells as 0.
  fileprivate func allNumbers(_ index: Int) throws(FormulaInterruption) -> [Double] {
    let array = try array(index)
    guard array.restCount == 0 else { throw .unsupported("payments in whole columns") }
    return try array.values.map { (value) throws(FormulaInterruption) in
      switch value {
      case .blank: return 0
      case .number(let number): return number
      case .error(let error): throw .error(error)
      case .text, .boolean: throw .error(.value)
      }
    }
  }
}

/// Payments at times, and the rate at which they are worth nothing.
struct FormulaReturn {
  private let flows: [Double]
  private let times: [Double]

  init(_ flows: [Double], times: [Double]) {
    (self.flows, self.times) = (flows, times)
  }

  private func value(_ rate: Double) -> Double {
    zip(flows, times).reduce(0) { $0 + $1.0 / pow(1 + rate, $1.1) }
  }

  private func slope(_ rate: Double) -> Double {
    zip(flows, times).reduce(0) { $0 - $1.0 * $1.1 / pow(1 + rate, $1.1 + 1) }
  }

  /// The rate.
  ///
  /// - Throws: the spreadsheet's error of numbers where there is none, `.unsupported` where there are several, of which
  ///   Excel finds one that depends on its way.
  func rate(near guess: Double) throws(FormulaInterruption) -> Double {
    guard flows.contains(where: { $0 > 0 }), flows.contains(where: { $0 < 0 }) else { throw .error(.number) }
    guard flows.count <= 20_000 else { throw .tooLarge(.steps) }
    let roots = roots()
    guard let first = roots.first else { throw .error(.number) }
    if roots.count > 1 {
      // The one to which Newton's method leads, if it leads there straight away.
      var rate = guess
      for _ in 0..<20 {
        let next = rate - value(rate) / slope(rate)
        guard next.isFinite, next > -1, (next - rate).magnitude < 1 else { break }
        if (next - rate).magnitude < 1e-12, next.magnitude > 1e-6 { return next }
        rate = next
      }
      throw .unsupported("one of several rates of return")
    }
    guard first.magnitude > 1e-6 else { throw .unsupported("a rate of return so near to zero") }
    return first
  }

  /// The rate as XIRR finds it from 0.1: by halves, to about the eighth decimal.
  ///
  /// - Throws: the spreadsheet's error of numbers where there is none, `.unsupported` where it is not known how often
  ///   Excel halves.
  func approximateRate() throws(FormulaInterruption) -> Double {
    guard flows.contains(where: { $0 > 0 }), flows.contains(where: { $0 < 0 }) else { throw .error(.number) }
    guard flows.count <= 20_000 else { throw .tooLarge(.steps) }
    var (low, high) = (-0.1, 0.1)
    func isBetween(_ low: Double, _ high: Double) -> Bool { (value(low) < 0) != (value(high) < 0) }
    var level = 0
    var bounds = (lower: low, upper: high)
    while !isBetween(low, high) {
      level += 1
      guard level <= 40 else { throw .error(.number) }
      let (lower, upper) = ((bounds.lower - 1) / 2, bounds.upper * 2)
      (low, high) = isBetween(lower, bounds.lower) ? (lower, bounds.lower) : (bounds.upper, upper)
      bounds = (lower, upper)
    }
    guard level <= (high > 0 ? 7 : 4) else { throw .unsupported("a rate of return that Excel finds only nearly") }
    let isLowNegative = value(low) < 0
    var (middle, step, count) = (low, high - low, 0)
    while step >= 1e-8, count < 26 {
      middle = (low + high) / 2
      if (value(middle) < 0) == isLowNegative { low = middle } else { high = middle }
      step /= 2
      count += 1
    }
    // Where the value is still far from zero Excel goes on.
    let size = flows.reduce(0) { max($0, $1.magnitude) }
    guard value(middle).magnitude < 2e-8 * size else {
      throw .unsupported("a rate of return that Excel finds only nearly")
    }
    return middle
  }

  /// The rates between -1 and very high ones at which the value changes its sign.
  private func roots() -> [Double] {
    // By the logarithm of 1 + rate.
    var roots: [Double] = []
    let steps = 240
    var (last, lastValue) = (0.0, 0.0)
    for step in 0...steps {
      let place = -12 + 24 * Double(step) / Double(steps)
      let value = value(expm1(place))
      if step > 0, value == 0 || (value < 0) != (lastValue < 0), value.isFinite, lastValue.isFinite {
        roots.append(root(last, place))
      }
      (last, lastValue) = (place, value)
    }
    return roots
  }

  private func root(_ low: Double, _ high: Double) -> Double {
    var (low, high) = (low, high)
    let isLowNegative = value(expm1(low)) < 0
    for _ in 0..<200 where high - low > 0 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if (value(expm1(middle)) < 0) == isLowNegative { low = middle } else { high = middle }
    }
    var rate = expm1((low + high) / 2)
    for _ in 0..<4 {
      let next = rate - value(rate) / slope(rate)
      if next.isFinite, (next - rate).magnitude < 1e-6 * (1 + rate) { rate = next }
    }
    return rate
  }
}
