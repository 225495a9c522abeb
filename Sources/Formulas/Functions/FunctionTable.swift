extension FormulaFunction {
  /// All functions, by their names in capitals.
  static let known: [String: FormulaFunction] = {
    var known: [String: FormulaFunction] = [:]
    for group in [
      logical, information, mathematics, rounding, sums, statistics, conditional, lookup, texts, dates, sheets, lambdas,
      volatile,
    ] {
      for function in group { known[function.name] = function }
    }
    return known
  }()
}
