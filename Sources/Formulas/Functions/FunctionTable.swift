extension FormulaFunction {
  private static let groups: [[FormulaFunction]] = [
    logical, information, mathematics, trigonometry, combinatorics, matrices, rounding, sums, subtotals, statistics,
    conditional, lookup, texts, textParts, dates, dateParts, annuities, cashFlows, depreciation, coupons, bonds,
    distributions, samples, counts, description, regression, engineering, complex, database, dynamicArrays, sheets,
    lambdas, volatile,
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
