internal import XLSX

extension FormulaFunction {
  /// What is computed of the cells that are shown, or that are no errors.
  static let subtotals: [FormulaFunction] = [
    ranges("SUBTOTAL", 2...maximumCount, [.value, .reference]) { (arguments) throws(FormulaInterruption) in
      let code = try arguments.integer(0)
      guard (1...11).contains(code) || (101...111).contains(code) else { throw .error(.value) }
      let cells = try arguments.shown(
        from: 1, isWithoutHidden: code > 100, isWithoutNested: true, isWithoutErrors: false)
      return try arguments.computed(code % 100, cells, [])
    },
    ranges("AGGREGATE", 3...maximumCount, [.value, .value, .array]) { (arguments) throws(FormulaInterruption) in
      let (code, option) = (try arguments.integer(0), arguments.isMissing(1) ? 0 : try arguments.integer(1))
      guard (1...19).contains(code), (0...7).contains(option) else { throw .error(.value) }
      let last = code > 13 ? 3 : arguments.count
      guard code <= 13 || arguments.count == 4 else { throw .error(.value) }
      let cells = try arguments.shown(
        from: 2, to: last, isWithoutHidden: option % 2 == 1, isWithoutNested: option < 4,
        isWithoutErrors: [2, 3, 6, 7].contains(option), mayBeArray: code > 13)
      return try arguments.computed(code, cells, Array(arguments.operands[last...]))
    },
  ]
}

extension FormulaArguments {
  private static let aggregates = [
    1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 6: "PRODUCT", 7: "STDEV.S", 8: "STDEV.P", 9: "SUM",
    10: "VAR.S", 11: "VAR.P", 12: "MEDIAN", 13: "MODE.SNGL", 14: "LARGE", 15: "SMALL", 16: "PERCENTILE.INC",
    17: "QUARTILE.INC", 18: "PERCENTILE.EXC", 19: "QUARTILE.EXC",
  ]

  fileprivate func computed(_ code: Int, _ cells: FormulaArray, _ others: [FormulaOperand])
    throws(FormulaInterruption) -> FormulaOperand
  {
    guard let function = Self.aggregates[code].flatMap({ FormulaFunction.known[$0] }),
      case .eager(_, _, let body) = function.evaluation
    else { throw .error(.value) }
    return try body(FormulaArguments(context, [.array(cells)] + others))
  }

  /// The values of the cells of some arguments in one column, without those that are not to count.
  fileprivate func shown(
    from first: Int, to last: Int? = nil, isWithoutHidden: Bool, isWithoutNested: Bool, isWithoutErrors: Bool,
    mayBeArray: Bool = false
  ) throws(FormulaInterruption) -> FormulaArray {
    var values: [CellValue] = []
    func append(_ value: CellValue) throws(FormulaInterruption) {
      if case .error = value, isWithoutErrors { return }
      guard values.count < evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
      if !value.isBlank { values.append(value) }
    }
    for index in first..<(last ?? count) {
      if mayBeArray, case .array(let array) = operands[index] {
        try evaluator.step(array.values.count)
        for value in array.values { try append(value) }
        continue
      }
      let area = try area(index)
      let sheet = try evaluator.cells(of: area.sheet)
      var position = sheet.position(ofRow: area.range.first.row)
      while position < sheet.rows.count, Int(sheet.rows[position]) <= area.range.last.row {
        let row = Int(sheet.rows[position])
        let cells = sheet.indices(rowAt: position, from: area.range.first.column, to: area.range.last.column)
        let isHidden = sheet.isHidden(rowAt: position)
        position += 1
        try evaluator.step(cells.count)
        if isHidden, !cells.isEmpty {
          if isWithoutHidden { continue }
          // Rows that a filter hides do not count in any case, those that somebody hid do.
          if isWithoutNested { throw .unsupported("a subtotal over hidden rows") }
        }
        for cell in cells {
          if isWithoutNested, let formula = sheet.program(cell)?.pattern.text(inRow: row).uppercased(),
            formula.contains("SUBTOTAL(") || formula.contains("AGGREGATE(")
          {
            continue
          }
          try append(try evaluator.value(sheet, cell, sheet: area.sheet, row: row))
        }
      }
    }
    return FormulaArray(rows: max(1, values.count), columns: 1, values: values.isEmpty ? [.blank] : values)
  }
}
