internal import XLSX

extension FormulaFunction {
  /// Functions that call others which a formula makes.
  static let lambdas: [FormulaFunction] = [
    ranges("MAP", 2...maximumCount, [.array]) { (arguments) throws(FormulaInterruption) in
      let closure = try arguments.closure(arguments.count - 1)
      guard closure.count == arguments.count - 1 else { throw .error(.value) }
      var arrays: [FormulaArray] = []
      for index in 0..<arguments.count - 1 { arrays.append(try arguments.array(index)) }
      let rows = arrays.reduce(1) { max($0, $1.rows) }
      let columns = arrays.reduce(1) { max($0, $1.columns) }
      return try arguments.made(rows, columns) { (row, column) throws(FormulaInterruption) in
        try closure.result(of: arrays.map { .value($0.spread(row: row, column: column)) })
      }
    },
    ranges("MAKEARRAY", 3...3, [.value, .value, .reference]) { (arguments) throws(FormulaInterruption) in
      let (rows, columns) = (try arguments.integer(0), try arguments.integer(1))
      let closure = try arguments.closure(2)
      guard rows >= 1, columns >= 1, closure.count == 2 else { throw .error(.value) }
      return try arguments.made(rows, columns) { (row, column) throws(FormulaInterruption) in
        try closure.result(of: [.number(Double(row + 1)), .number(Double(column + 1))])
      }
    },
    ranges("BYROW", 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      let (array, closure) = (try arguments.array(0), try arguments.closure(1))
      guard closure.count == 1 else { throw .error(.value) }
      return try arguments.made(array.rows, 1) { (row, _) throws(FormulaInterruption) in
        let values = (0..<array.columns).map { array[row, $0] }
        return try closure.result(of: [.array(FormulaArray(rows: 1, columns: array.columns, values: values))])
      }
    },
    ranges("BYCOL", 2...2, [.array]) { (arguments) throws(FormulaInterruption) in
      let (array, closure) = (try arguments.array(0), try arguments.closure(1))
      guard closure.count == 1 else { throw .error(.value) }
      return try arguments.made(1, array.columns) { (_, column) throws(FormulaInterruption) in
        try arguments.evaluator.step(array.filledRows)
        let values = (0..<array.filledRows).map { array[$0, column] }
        return try closure.result(of: [
          .array(
            FormulaArray(
              rows: array.rows, columns: 1, filledRows: array.filledRows, values: values, rest: array.rest))
        ])
      }
    },
    ranges("REDUCE", 3...3, [.reference, .array, .reference]) { (arguments) throws(FormulaInterruption) in
      let (array, closure) = (try arguments.array(1), try arguments.closure(2))
      guard closure.count == 2 else { throw .error(.value) }
      var result = arguments.isMissing(0) ? FormulaOperand.value(.blank) : arguments.operands[0]
      for row in 0..<array.rows {
        for column in 0..<array.columns {
          try arguments.evaluator.step()
          result = try closure.result(of: [result, .value(array[row, column])])
        }
      }
      return result
    },
    ranges("SCAN", 3...3, [.reference, .array, .reference]) { (arguments) throws(FormulaInterruption) in
      let (array, closure) = (try arguments.array(1), try arguments.closure(2))
      guard closure.count == 2 else { throw .error(.value) }
      var result = arguments.isMissing(0) ? FormulaOperand.value(.blank) : arguments.operands[0]
      return try arguments.made(array.rows, array.columns) { (row, column) throws(FormulaInterruption) in
        result = try closure.result(of: [result, .value(array[row, column])])
        return result
      }
    },
    lazy("ISOMITTED", 1...1) { (context, nodes) throws(FormulaInterruption) in
      if case .missing = try nodes[0].operand(context) { return .value(.boolean(true)) }
      return .value(.boolean(false))
    },
  ]
}

extension FormulaArguments {
  /// The function that an argument is.
  fileprivate func closure(_ index: Int) throws(FormulaInterruption) -> any FormulaClosure {
    switch operands[index] {
    case .lambda(let closure): return closure
    case .value(.error(let error)): throw .error(error)
    case .value, .array, .area, .union, .missing: throw .error(.value)
    }
  }

  /// An array of that size, of a single value each.
  fileprivate func made(
    _ rows: Int, _ columns: Int, _ element: (Int, Int) throws(FormulaInterruption) -> FormulaOperand
  ) throws(FormulaInterruption) -> FormulaOperand {
    let (count, isOverflow) = rows.multipliedReportingOverflow(by: columns)
    guard !isOverflow, count <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
    var values: [CellValue] = []
    values.reserveCapacity(count)
    for row in 0..<rows {
      for column in 0..<columns {
        try evaluator.step()
        do throws(FormulaInterruption) {
          let array = try context.array(try context.array.content(try element(row, column)))
          values.append(array.isSingle ? array.first : .error(.calculation))
        } catch {
          guard case .error(let error) = error else { throw error }
          values.append(.error(error))
        }
      }
    }
    return .array(FormulaArray(rows: rows, columns: columns, values: values))
  }
}
