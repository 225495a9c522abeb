internal import Glibc
internal import XLSX

/// The linear function of some variables that is nearest to a series.
struct FormulaRegression {
  /// A series and the variables on which it depends.
  struct Data {
    let series: [Double]
    /// Each variable's values.
    let variables: [[Double]]
    private let isInColumns: Bool
    private let isSingle: Bool
    private let shape: (rows: Int, columns: Int)

    /// The series and variables of a function's first two arguments; of an exponential function by logarithms.
    init(_ arguments: FormulaArguments, isExponential: Bool) throws(FormulaInterruption) {
      let series = try FormulaMatrix(arguments, 0)
      if isExponential {
        try require(series.elements.allSatisfy { $0 > 0 })
        self.series = series.elements.map { log($0) }
      } else {
        self.series = series.elements
      }
      shape = (series.rows, series.columns)
      isInColumns = series.columns == 1
      guard !arguments.isMissing(1) else {
        variables = [(0..<series.elements.count).map { Double($0 + 1) }]
        isSingle = true
        return
      }
      let x = try FormulaMatrix(arguments, 1)
      isSingle = x.rows == series.rows && x.columns == series.columns
      if isSingle {
        variables = [x.elements]
      } else if series.columns == 1, x.rows == series.rows {
        variables = (0..<x.columns).map { column in (0..<x.rows).map { x[$0, column] } }
      } else if series.rows == 1, x.columns == series.columns {
        variables = (0..<x.rows).map { row in (0..<x.columns).map { x[row, $0] } }
      } else {
        throw .error(.reference)
      }
      guard variables.count <= 64 else { throw .tooLarge(.elements) }
      try arguments.evaluator.step(series.elements.count * variables.count * variables.count)
    }

    /// The points of the third argument at which values are wanted, each with a number for each variable.
    func predictors(_ arguments: FormulaArguments) throws(FormulaInterruption) -> (
      rows: Int, columns: Int, points: [[Double]]
    ) {
      guard arguments.count > 2, !arguments.isMissing(2) else {
        let points = series.indices.map { index in variables.map { $0[index] } }
        return (shape.rows, shape.columns, points)
      }
      let x = try FormulaMatrix(arguments, 2)
      if isSingle { return (x.rows, x.columns, x.elements.map { [$0] }) }
      if isInColumns {
        guard x.columns == variables.count else { throw .error(.reference) }
        return (x.rows, 1, (0..<x.rows).map { row in (0..<x.columns).map { x[row, $0] } })
      }
      guard x.rows == variables.count else { throw .error(.reference) }
      return (1, x.columns, (0..<x.columns).map { column in (0..<x.rows).map { x[$0, column] } })
    }
  }

  private(set) var slopes: [Double]
  let constant: Double
  private let data: Data
  private let hasConstant: Bool
  /// The inverse of the products of the variables, as distances from their means where there is a constant.
  private let inverse: FormulaMatrix
  private let means: [Double]

  init(_ data: Data, hasConstant: Bool) throws(FormulaInterruption) {
    let count = data.variables.count
    let means = data.variables.map { hasConstant ? FormulaSample($0).mean : 0 }
    let mean = hasConstant ? FormulaSample(data.series).mean : 0
    let centered = zip(data.variables, means).map { variable, mean in variable.map { $0 - mean } }
    var products = FormulaMatrix(rows: count, columns: count)
    var targets = [Double](repeating: 0, count: count)
    for one in 0..<count {
      for other in 0..<count {
        products[one, other] = zip(centered[one], centered[other]).reduce(0) { $0 + $1.0 * $1.1 }
      }
      targets[one] = zip(centered[one], data.series).reduce(0) { $0 + $1.0 * ($1.1 - mean) }
    }
    guard data.series.count > (hasConstant ? 1 : 0), let inverse = products.inverted else {
      throw .unsupported("a regression on variables that depend on each other")
    }
    for index in 0..<count where inverse[index, index] * products[index, index] > 1e8 {
      throw .unsupported("a regression on variables that nearly depend on each other")
    }
    var slopes = (0..<count).map { row in (0..<count).reduce(0) { $0 + inverse[row, $1] * targets[$1] } }
    // The rest once more, for the last digits.
    let rest = data.series.indices.map { index in
      data.series[index] - mean - (0..<count).reduce(0) { $0 + slopes[$1] * centered[$1][index] }
    }
    let corrections = centered.map { variable in zip(variable, rest).reduce(0) { $0 + $1.0 * $1.1 } }
    for row in 0..<count { slopes[row] += (0..<count).reduce(0) { $0 + inverse[row, $1] * corrections[$1] } }
    self.slopes = slopes
    constant = hasConstant ? mean - zip(slopes, means).reduce(0) { $0 + $1.0 * $1.1 } : 0
    (self.data, self.hasConstant, self.inverse, self.means) = (data, hasConstant, inverse, means)
  }

  struct Statistics {
    var errors: [Double]
    var constantError: Double
    var determination: Double
    var deviation: Double
    var f: Double
    var degrees: Double
    var explained: Double
    var rest: Double
  }

  /// How well the function fits.
  ///
  /// - Throws: `.unsupported` where it fits but for the last bits.
  func statistics() throws(FormulaInterruption) -> Statistics {
    let count = slopes.count
    let mean = hasConstant ? FormulaSample(data.series).mean : 0
    var (total, rest) = (0.0, 0.0)
    for (index, y) in data.series.enumerated() {
      let fitted = (0..<count).reduce(constant) { $0 + slopes[$1] * data.variables[$1][index] }
      rest += (y - fitted) * (y - fitted)
      total += (y - mean) * (y - mean)
    }
    let degrees = Double(data.series.count - count - (hasConstant ? 1 : 0))
    guard degrees > 0, rest > total * 1e-18 else { throw .unsupported("statistics of a function that fits exactly") }
    let variance = rest / degrees
    var constantFactor = hasConstant ? 1 / Double(data.series.count) : 0
    for row in 0..<count {
      for column in 0..<count { constantFactor += means[row] * inverse[row, column] * means[column] }
    }
    let explained = total - rest
    return Statistics(
      errors: (0..<count).map { (variance * inverse[$0, $0]).squareRoot() },
      constantError: (variance * constantFactor).squareRoot(), determination: explained / total,
      deviation: variance.squareRoot(), f: explained / Double(count) / variance, degrees: degrees,
      explained: explained, rest: rest)
  }
}
