extension FormulaFunction {
  private static let groups: [[FormulaFunction]] = [
    logical, information, mathematics, trigonometry, combinatorics, matrices, rounding, sums, statistics, conditional,
    lookup, texts, dates, dateParts, annuities, cashFlows, depreciation, coupons, bonds, distributions, samples, counts,
    description, regression, sheets, lambdas, volatile,
  ]

  /// All functions, by their names in capitals.
  static let known: [String: FormulaFunction] = {
    var known: [String: FormulaFunction] = [:]
    for group in groups {
      for function in group { known[function.name] = function }
    }
    return known
  }()
}
