internal import XLSX

/// Numbers in rows and columns.
struct FormulaMatrix {
  let rows: Int
  let columns: Int
  private(set) var elements: [Double]

  /// A matrix of zeros.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    elements = [Double](repeating: 0, count: rows * columns)
  }

  /// The matrix of an argument.
  ///
  /// - Throws: an error of the spreadsheet where it holds anything but numbers.
  init(_ arguments: FormulaArguments, _ index: Int) throws(FormulaInterruption) {
    let array = try arguments.array(index)
    guard array.count <= arguments.evaluator.limits.arrayElements else { throw .error(.value) }
    self.init(rows: array.rows, columns: array.columns)
    try arguments.evaluator.step(array.count)
    for row in 0..<rows {
      for column in 0..<columns {
        switch array[row, column] {
        case .number(let number): self[row, column] = number
        case .error(let error): throw .error(error)
        case .blank, .text, .boolean: throw .error(.value)
        }
      }
    }
  }

  /// The same for one that has as many rows as columns.
  init(square arguments: FormulaArguments, _ index: Int) throws(FormulaInterruption) {
    try self.init(arguments, index)
    guard rows == columns else { throw .error(.value) }
    guard rows <= 256 else { throw .tooLarge(.steps) }
    try arguments.evaluator.step(rows * rows * rows / 8)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// The matrix as an array.
  ///
  /// - Throws: the spreadsheet's error of numbers where one is infinite or undefined.
  func array() throws(FormulaInterruption) -> FormulaArray {
    guard elements.allSatisfy({ $0.isFinite }) else { throw .error(.number) }
    return FormulaArray(rows: rows, columns: columns, values: elements.map { .number($0) })
  }

  /// A square matrix as the product of a lower and an upper triangle, and the order of its rows in it.
  struct Decomposition {
    fileprivate var triangles: FormulaMatrix
    fileprivate var order: [Int]
    private(set) var determinant: Double

    fileprivate init?(_ matrix: FormulaMatrix) {
      let size = matrix.rows
      var triangles = matrix
      var order = Array(0..<size)
      var determinant = 1.0
      for pivot in 0..<size {
        guard let best = (pivot..<size).max(by: { triangles[$0, pivot].magnitude < triangles[$1, pivot].magnitude }),
          triangles[best, pivot] != 0
        else { return nil }
        if best != pivot {
          for column in 0..<size {
            (triangles[best, column], triangles[pivot, column]) = (triangles[pivot, column], triangles[best, column])
          }
          order.swapAt(best, pivot)
          determinant = -determinant
        }
        determinant *= triangles[pivot, pivot]
        for row in pivot + 1..<max(size, pivot + 1) {
          let factor = triangles[row, pivot] / triangles[pivot, pivot]
          triangles[row, pivot] = factor
          if factor == 0 { continue }
          for column in pivot + 1..<size { triangles[row, column] -= factor * triangles[pivot, column] }
        }
      }
      (self.triangles, self.order, self.determinant) = (triangles, order, determinant)
    }
  }

  /// Its decomposition; `nil` where it has no inverse.
  func decomposed() -> Decomposition? { Decomposition(self) }

  /// The inverse; `nil` where there is none.
  var inverted: FormulaMatrix? {
    guard let decomposition = decomposed() else { return nil }
    let triangles = decomposition.triangles
    var inverse = FormulaMatrix(rows: rows, columns: rows)
    for column in 0..<rows {
      for row in 0..<rows {
        var value = decomposition.order[row] == column ? 1.0 : 0
        for index in 0..<row { value -= triangles[row, index] * inverse[index, column] }
        inverse[row, column] = value
      }
      for row in (0..<rows).reversed() {
        var value = inverse[row, column]
        for index in row + 1..<max(rows, row + 1) { value -= triangles[row, index] * inverse[index, column] }
        inverse[row, column] = value / triangles[row, row]
      }
    }
    return inverse
  }
}
