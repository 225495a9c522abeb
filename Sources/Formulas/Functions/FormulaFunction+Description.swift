internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// What describes numbers: means, deviations, shapes, places in their order.
  static let description: [FormulaFunction] = [
    sample("AVEDEV") { (x) throws(FormulaInterruption) in
      try require(!x.isEmpty)
      let mean = FormulaSample(x).mean
      return x.reduce(0) { $0 + ($1 - mean).magnitude } / Double(x.count)
    },
    sample("DEVSQ") { (x) throws(FormulaInterruption) in
      try require(!x.isEmpty)
      return FormulaSample(x).squares
    },
    sample("GEOMEAN") { (x) throws(FormulaInterruption) in
      try require(!x.isEmpty && x.allSatisfy { $0 > 0 })
      return exp(x.reduce(0) { $0 + log($1) } / Double(x.count))
    },
    sample("HARMEAN") { (x) throws(FormulaInterruption) in
      guard !x.isEmpty else { throw .error(.notAvailable) }
      try require(x.allSatisfy { $0 > 0 })
      return Double(x.count) / x.reduce(0) { $0 + 1 / $1 }
    },
    sample("KURT") { (x) throws(FormulaInterruption) in
      let (n, powers) = (Double(x.count), try standardized(x, power: 4, least: 4, isSample: true))
      let scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
      return scale * powers - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))
    },
    sample("SKEW") { (x) throws(FormulaInterruption) in
      let (n, powers) = (Double(x.count), try standardized(x, power: 3, least: 3, isSample: true))
      return n / ((n - 1) * (n - 2)) * powers
    },
    sample("SKEW.P") { (x) throws(FormulaInterruption) in
      try standardized(x, power: 3, least: 3, isSample: false) / Double(x.count)
    },
    sample("MODE") { (x) throws(FormulaInterruption) in try modes(x)[0] },
    sample("MODE.SNGL") { (x) throws(FormulaInterruption) in try modes(x)[0] },
    ranges("MODE.MULT", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      let modes = try modes(try arguments.numbers())
      return .array(FormulaArray(rows: modes.count, columns: 1, values: modes.map { .number($0) }))
    },
    variance("VARA", isSample: true, isRoot: false), variance("VARPA", isSample: false, isRoot: false),
    variance("STDEVA", isSample: true, isRoot: true), variance("STDEVPA", isSample: false, isRoot: true),
    order("PERCENTILE") { (x, k) throws(FormulaInterruption) in try percentile(x, k, isInclusive: true) },
    order("PERCENTILE.INC") { (x, k) throws(FormulaInterruption) in try percentile(x, k, isInclusive: true) },
    order("PERCENTILE.EXC") { (x, k) throws(FormulaInterruption) in try percentile(x, k, isInclusive: false) },
    order("QUARTILE") { (x, k) throws(FormulaInterruption) in
      try percentile(x, k.rounded(.towardZero) / 4, isInclusive: true)
    },
    order("QUARTILE.INC") { (x, k) throws(FormulaInterruption) in
      try percentile(x, k.rounded(.towardZero) / 4, isInclusive: true)
    },
    order("QUARTILE.EXC") { (x, k) throws(FormulaInterruption) in
      let quarter = k.rounded(.towardZero)
      try require(quarter > 0 && quarter < 4)
      return try percentile(x, quarter / 4, isInclusive: false)
    },
    order("TRIMMEAN") { (x, part) throws(FormulaInterruption) in
      try require(part >= 0 && part < 1 && !x.isEmpty)
      let cut = Int((Double(x.count) * part / 2 + 1e-12).rounded(.down))
      let kept = x.dropFirst(cut).dropLast(cut)
      return kept.reduce(0, +) / Double(kept.count)
    },
    percentRank("PERCENTRANK", isInclusive: true), percentRank("PERCENTRANK.INC", isInclusive: true),
    percentRank("PERCENTRANK.EXC", isInclusive: false),
    ranges("RANK.AVG", 2...3, [.value, .reference, .value]) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.number(0)
      let isAscending = arguments.isMissing(2) ? false : try arguments.number(2) != 0
      let others = try arguments.numbers(of: 1)
      let same = others.count { $0 == number }
      guard same > 0 else { throw .error(.notAvailable) }
      let before = others.count { isAscending ? $0 < number : $0 > number }
      return .number(Double(before) + Double(same + 1) / 2)
    },
    ranges("FREQUENCY", 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      let (numbers, bins) = (try arguments.numbers(of: 0).sorted(), try arguments.numbers(of: 1))
      var counts = [Int](repeating: 0, count: bins.count + 1)
      var start = 0
      for (index, limit) in bins.enumerated().sorted(by: { ($0.element, $0.offset) < ($1.element, $1.offset) }) {
        let end = numbers.partitioningIndex { $0 > limit }
        counts[index] = max(0, end - start)
        start = max(start, end)
      }
      counts[bins.count] = numbers.count - start
      return .array(FormulaArray(rows: counts.count, columns: 1, values: counts.map { .number(Double($0)) }))
    },
  ]

  /// The sum of the powers of the distances from the mean, in deviations.
  private static func standardized(_ x: [Double], power: Double, least: Int, isSample: Bool)
    throws(FormulaInterruption) -> Double
  {
    let sample = FormulaSample(x)
    guard x.count >= least, sample.squares > 0 else { throw .error(.divisionByZero) }
    let deviation = (sample.squares / Double(x.count - (isSample ? 1 : 0))).squareRoot()
    return x.reduce(0) { $0 + pow(($1 - sample.mean) / deviation, power) }
  }

  /// The numbers that are there most often, as they come.
  private static func modes(_ x: [Double]) throws(FormulaInterruption) -> [Double] {
    var counts: [Double: Int] = [:]
    for number in x { counts[number, default: 0] += 1 }
    guard let most = counts.values.max(), most > 1 else { throw .error(.notAvailable) }
    var modes: [Double] = []
    for number in x where counts[number] == most {
      modes.append(number)
      counts[number] = 0
    }
    return modes
  }

  private static func variance(_ name: String, isSample: Bool, isRoot: Bool) -> FormulaFunction {
    ranges(name, 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      let sample = FormulaSample(try arguments.allAsNumbers())
      let count = Double(sample.count - (isSample ? 1 : 0))
      guard count > 0 else { throw .error(.divisionByZero) }
      let variance = sample.squares / count
      return .value(try FormulaCoercion.result(isRoot ? variance.squareRoot() : variance))
    }
  }

  /// A function of numbers in their order, and of a number.
  private static func order(
    _ name: String, _ body: @escaping @Sendable ([Double], Double) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    ranges(name, 2...2, [.array, .value]) { (arguments) throws(FormulaInterruption) in
      let sorted = try arguments.numbers(of: 0).sorted()
      try arguments.evaluator.step(sorted.count)
      return .value(try FormulaCoercion.result(try body(sorted, try arguments.number(1))))
    }
  }

  private static func percentile(_ sorted: [Double], _ part: Double, isInclusive: Bool) throws(FormulaInterruption)
    -> Double
  {
    try require(!sorted.isEmpty && part >= 0 && part <= 1)
    let place = isInclusive ? part * Double(sorted.count - 1) : part * Double(sorted.count + 1) - 1
    try require(place >= 0 && place <= Double(sorted.count - 1))
    let index = min(Int(place), sorted.count - 1)
    let rest = place - Double(index)
    return rest == 0 ? sorted[index] : sorted[index] + rest * (sorted[index + 1] - sorted[index])
  }

  private static func percentRank(_ name: String, isInclusive: Bool) -> FormulaFunction {
    ranges(name, 2...3, [.array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let sorted = try arguments.numbers(of: 0).sorted()
      let number = try arguments.number(1)
      let digits = arguments.isMissing(2) ? 3 : try arguments.integer(2)
      try require(digits >= 1 && !sorted.isEmpty)
      guard let first = sorted.first, let last = sorted.last, number >= first, number <= last else {
        throw .error(.notAvailable)
      }
      let smaller = sorted.partitioningIndex { $0 >= number }
      var place = Double(smaller)
      if sorted[smaller] != number {
        place = Double(smaller - 1) + (number - sorted[smaller - 1]) / (sorted[smaller] - sorted[smaller - 1])
      }
      let rank: Double
      if isInclusive {
        rank = sorted.count == 1 ? 1 : place / Double(sorted.count - 1)
      } else {
        rank = (place + 1) / Double(sorted.count + 1)
      }
      return .number(FormulaDigits(rank).rounded(decimals: min(digits, 300), .towardsZero))
    }
  }
}

extension Array {
  /// The first place from which on all elements meet a condition, in an array of which the others come first.
  func partitioningIndex(_ isMet: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isMet(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
