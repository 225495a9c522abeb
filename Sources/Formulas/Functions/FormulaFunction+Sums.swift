internal import XLSX

extension FormulaFunction {
  /// Sums and products, added up from left to right.
  static let sums: [FormulaFunction] = [
    ranges("SUM", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .value(try FormulaCoercion.result(try arguments.sum()))
    },
    ranges("SUMSQ", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var sum = 0.0
      try arguments.forEachNumber { (number, count) in sum += number * number * Double(count) }
      return .value(try FormulaCoercion.result(sum))
    },
    ranges("PRODUCT", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var product: Double?
      try arguments.forEachNumber { (number, count) throws(FormulaInterruption) in
        guard count == 1 else { throw .unsupported("PRODUCT of computed whole columns") }
        product = (product ?? 1) * number
      }
      return .value(try FormulaCoercion.result(product ?? 0))
    },
    ranges("SUMPRODUCT", 1...maximumCount, [.array]) { (arguments) throws(FormulaInterruption) in
      var arrays: [FormulaArray] = []
      for index in 0..<arguments.count { arrays.append(try arguments.array(index)) }
      let (rows, columns) = (arrays[0].rows, arrays[0].columns)
      guard arrays.allSatisfy({ $0.rows == rows && $0.columns == columns }) else { throw .error(.value) }
      func product(_ row: Int, _ column: Int) throws(FormulaInterruption) -> Double {
        var product = 1.0
        for array in arrays {
          switch array[row, column] {
          case .number(let number): product *= number
          case .error(let error): throw .error(error)
          case .blank, .text, .boolean: product = 0 * product
          }
        }
        return product
      }
      let filled = arrays.reduce(0) { max($0, $1.filledRows) }
      try arguments.evaluator.step(filled * columns * arrays.count)
      var sum = 0.0
      for row in 0..<filled {
        for column in 0..<columns { sum += try product(row, column) }
      }
      if filled < rows { sum += try product(filled, 0) * Double((rows - filled) * columns) }
      return .value(try FormulaCoercion.result(sum))
    },
    ranges("SUBTOTAL", 2...maximumCount, [.value, .reference]) { (arguments) throws(FormulaInterruption) in
      let code = try arguments.integer(0)
      return try arguments.subtotal(code > 100 ? code - 100 : code)
    },
  ]
}

extension FormulaArguments {
  func sum() throws(FormulaInterruption) -> Double {
    var sum = 0.0
    try forEachNumber { (number, count) in sum += number * Double(count) }
    return sum
  }

  /// What SUBTOTAL gives: other subtotals and hidden rows would be left out, so there may be none.
  fileprivate func subtotal(_ code: Int) throws(FormulaInterruption) -> FormulaOperand {
    let names = [
      1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 6: "PRODUCT", 7: "STDEV.S", 8: "STDEV.P", 9: "SUM",
      10: "VAR.S", 11: "VAR.P",
    ]
    for index in 1..<count {
      let area = try area(index)
      let sheet = try evaluator.cells(of: area.sheet)
      var position = sheet.position(ofRow: area.range.first.row)
      while position < sheet.rows.count, Int(sheet.rows[position]) <= area.range.last.row {
        let row = Int(sheet.rows[position])
        let indices = sheet.indices(
          rowAt: position, from: area.range.first.column, to: area.range.last.column)
        try evaluator.step(indices.count)
        let isNested = indices.contains {
          sheet.program($0)?.pattern.text(inRow: row).uppercased().contains("SUBTOTAL(") ?? false
        }
        if sheet.isHidden(rowAt: position) || isNested {
          throw .unsupported("SUBTOTAL over hidden rows or other subtotals")
        }
        position += 1
      }
    }
    guard let function = names[code].flatMap({ FormulaFunction.known[$0] }),
      case .eager(_, _, let body) = function.evaluation
    else { throw .error(.value) }
    return try body(FormulaArguments(context, Array(operands.dropFirst())))
  }
}
