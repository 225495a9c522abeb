internal import Glibc
internal import XLSX

extension FormulaFunction {
  /// Distributions of how often something happens.
  static let counts: [FormulaFunction] = [
    numbers("BINOM.DIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try binomial(x) },
    numbers("BINOMDIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in try binomial(x) },
    numbers("BINOM.DIST.RANGE", 3...4, standards: [-1]) { (x) throws(FormulaInterruption) in
      let (trials, first) = (x[0].rounded(.down), x[2].rounded(.down))
      let last = x[3] == -1 ? first : x[3].rounded(.down)
      try require(trials >= 0 && x[1] >= 0 && x[1] <= 1 && first >= 0 && first <= last && last <= trials)
      if first == last { return binomialTerm(first, trials, x[1]) }
      let upper = binomialParts(last, trials, x[1])
      if first == 0 { return upper.lower }
      let lower = binomialParts(first - 1, trials, x[1])
      // Of the two tails the difference that keeps more digits.
      return lower.lower < 0.5 ? upper.lower - lower.lower : lower.upper - upper.upper
    },
    numbers("BINOM.INV", 3...3) { (x) throws(FormulaInterruption) in try binomialInverse(x) },
    numbers("CRITBINOM", 3...3) { (x) throws(FormulaInterruption) in try binomialInverse(x) },
    numbers("NEGBINOM.DIST", 4...4, logical: 3) { (x) throws(FormulaInterruption) in
      let (failures, successes, p) = (x[0].rounded(.down), x[1].rounded(.down), x[2])
      try require(failures >= 0 && successes >= 1 && p >= 0 && p <= 1)
      if x[3] == 0 { return negativeBinomial(failures, successes, p) }
      return FormulaGamma.betaParts(successes, failures + 1, p).lower
    },
    numbers("NEGBINOMDIST", 3...3) { (x) throws(FormulaInterruption) in
      let (failures, successes) = (x[0].rounded(.down), x[1].rounded(.down))
      try require(failures >= 0 && successes >= 1 && x[2] >= 0 && x[2] <= 1)
      return negativeBinomial(failures, successes, x[2])
    },
    numbers("HYPGEOM.DIST", 5...5, logical: 4) { (x) throws(FormulaInterruption) in
      let whole = x.map { $0.rounded(.down) }
      let (found, size, marked, total) = (whole[0], whole[1], whole[2], whole[3])
      try requireHypergeometric(found, size, marked, total)
      if x[4] == 0 { return hypergeometric(found, size, marked, total) }
      guard found < 1_000_000 else { throw .tooLarge(.steps) }
      return stride(from: max(0, size + marked - total), through: found, by: 1).reduce(0) {
        $0 + hypergeometric($1, size, marked, total)
      }
    },
    numbers("HYPGEOMDIST", 4...4) { (x) throws(FormulaInterruption) in
      let whole = x.map { $0.rounded(.down) }
      try requireHypergeometric(whole[0], whole[1], whole[2], whole[3])
      return hypergeometric(whole[0], whole[1], whole[2], whole[3])
    },
    numbers("POISSON.DIST", 3...3, logical: 2) { (x) throws(FormulaInterruption) in try poisson(x) },
    numbers("POISSON", 3...3, logical: 2) { (x) throws(FormulaInterruption) in try poisson(x) },
    ranges("PROB", 3...4, [.array, .array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let (values, parts) = try arguments.pairs(0, 1)
      let low = try arguments.number(2)
      let high = arguments.isMissing(3) ? low : try arguments.number(3)
      try require(!parts.isEmpty && parts.allSatisfy { $0 > 0 && $0 <= 1 })
      try require((parts.reduce(0, +) - 1).magnitude < 1e-7)
      return .number(zip(values, parts).reduce(0) { $0 + ($1.0 >= low && $1.0 <= high ? $1.1 : 0) })
    },
  ]

  /// The probability of so many successes among trials.
  private static func binomialTerm(_ successes: Double, _ trials: Double, _ p: Double) -> Double {
    if p == 0 { return successes == 0 ? 1 : 0 }
    if p == 1 { return successes == trials ? 1 : 0 }
    let failures = trials - successes
    if trials <= 1000 {
      var ways = 1.0
      let few = min(successes, failures)
      for step in stride(from: 1.0, through: few, by: 1) { ways *= (trials - few + step) / step }
      let term = ways * pow(p, successes) * pow(1 - p, failures)
      if ways.isFinite, term > 1e-280 { return term }
    }
    return exp(
      FormulaGamma.logarithm(trials + 1) - FormulaGamma.logarithm(successes + 1) - FormulaGamma.logarithm(failures + 1)
        + successes * log(p) + failures * log1p(-p))
  }

  /// The probabilities of up to so many successes and of more.
  private static func binomialParts(_ successes: Double, _ trials: Double, _ p: Double) -> (
    lower: Double, upper: Double
  ) {
    if successes >= trials { return (1, 0) }
    let parts = FormulaGamma.betaParts(successes + 1, trials - successes, p)
    return (parts.upper, parts.lower)
  }

  private static func binomial(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let (successes, trials) = (x[0].rounded(.down), x[1].rounded(.down))
    try require(successes >= 0 && successes <= trials && trials < 1e10 && x[2] >= 0 && x[2] <= 1)
    return x[3] != 0 ? binomialParts(successes, trials, x[2]).lower : binomialTerm(successes, trials, x[2])
  }

  private static func binomialInverse(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let trials = x[0].rounded(.down)
    try require(trials >= 0 && trials < 1e10 && x[1] >= 0 && x[1] <= 1 && x[2] >= 0 && x[2] <= 1)
    guard x[1] > 0, x[1] < 1, x[2] > 0, x[2] < 1 else { throw .unsupported("BINOM.INV of what is certain") }
    var (low, high) = (-1.0, trials)
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      let part = binomialParts(middle, trials, x[1]).lower
      // So near, the last bits decide.
      if (part - x[2]).magnitude < 1e-13 { throw .unsupported("BINOM.INV so near to a step") }
      if part >= x[2] { high = middle } else { low = middle }
    }
    return high
  }

  private static func negativeBinomial(_ failures: Double, _ successes: Double, _ p: Double) -> Double {
    // So many failures and all successes but the last one in any order.
    if p == 0 { return 0 }
    return binomialTerm(successes - 1, failures + successes - 1, p) * p
  }

  private static func requireHypergeometric(_ found: Double, _ size: Double, _ marked: Double, _ total: Double)
    throws(FormulaInterruption)
  {
    try require(found >= 0 && found <= min(size, marked) && found >= size + marked - total)
    try require(size > 0 && size <= total && marked > 0 && marked <= total && total < 1e15)
  }

  private static func hypergeometric(_ found: Double, _ size: Double, _ marked: Double, _ total: Double) -> Double {
    func ways(_ number: Double, _ chosen: Double) -> Double {
      FormulaGamma.logarithm(number + 1) - FormulaGamma.logarithm(chosen + 1)
        - FormulaGamma.logarithm(number - chosen + 1)
    }
    if total <= 1000,
      let exact = try? [(marked, found), (total - marked, size - found), (total, size)].map({
        try FormulaMath.combinations(Int($0.0), Int($0.1))
      })
    {
      return exact[0] * exact[1] / exact[2]
    }
    return exp(ways(marked, found) + ways(total - marked, size - found) - ways(total, size))
  }

  private static func poisson(_ x: [Double]) throws(FormulaInterruption) -> Double {
    let count = x[0].rounded(.down)
    try require(count >= 0 && x[1] >= 0)
    if x[2] != 0 { return FormulaGamma.parts(count + 1, x[1]).upper }
    if x[1] == 0 { return count == 0 ? 1 : 0 }
    return count == 0 ? exp(-x[1]) : exp(FormulaGamma.logarithmOfTerm(count, x[1])) / count
  }
}
