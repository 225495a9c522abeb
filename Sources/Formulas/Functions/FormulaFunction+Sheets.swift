internal import XLSX

extension FormulaFunction {
  /// What references, cells and sheets are.
  static let sheets: [FormulaFunction] = [
    ranges("AREAS", 1...1) { (arguments) throws(FormulaInterruption) in
      switch arguments.operands[0] {
      case .area: return .number(1)
      case .union(let areas): return .number(Double(areas.count))
      case .value(.error(let error)): throw .error(error)
      case .value, .array, .missing, .lambda: throw .error(.value)
      }
    },
    ranges("ISREF", 1...1) { (arguments) in
      switch arguments.operands[0] {
      case .area, .union: .value(.boolean(true))
      case .value, .array, .missing, .lambda: .value(.boolean(false))
      }
    },
    ranges("ISFORMULA", 1...1) { (arguments) throws(FormulaInterruption) in
      .value(.boolean(try arguments.formula() != nil))
    },
    ranges("FORMULATEXT", 1...1) { (arguments) throws(FormulaInterruption) in
      guard let formula = try arguments.formula() else { throw .error(.notAvailable) }
      // Files write prefixes before newer functions that nobody sees, and marks where arrays are meant.
      guard !formula.uppercased().contains("_XL") else { throw .unsupported("the text of a newer formula") }
      return .value(.text("=" + formula))
    },
    ranges("SHEET", 0...1) { (arguments) throws(FormulaInterruption) in
      if arguments.count == 0 { return .number(Double(arguments.context.sheet + 1)) }
      switch arguments.operands[0] {
      case .area(let area): return .number(Double(area.sheet + 1))
      case .union(let areas): return .number(Double((areas.first?.sheet ?? 0) + 1))
      case .value(.text(let name)):
        guard
          let index = arguments.evaluator.workbook.sheets.firstIndex(where: {
            $0.name.lowercased() == name.lowercased()
          })
        else { throw .error(.notAvailable) }
        return .number(Double(index + 1))
      case .value(.error(let error)): throw .error(error)
      case .value, .array, .missing, .lambda: throw .error(.notAvailable)
      }
    },
    ranges("SHEETS", 0...1) { (arguments) throws(FormulaInterruption) in
      if arguments.count == 0 { return .number(Double(arguments.evaluator.workbook.sheets.count)) }
      switch arguments.operands[0] {
      case .area: return .number(1)
      case .union(let areas): return .number(Double(Set(areas.map { $0.sheet }).count))
      case .value(.error(let error)): throw .error(error)
      case .value, .array, .missing, .lambda: throw .error(.value)
      }
    },
    ranges("CELL", 1...2, [.value, .reference]) { (arguments) throws(FormulaInterruption) in
      let kind = try arguments.text(0).lowercased()
      guard arguments.count == 2 else { throw .unsupported("CELL of the cell last changed") }
      let area = try arguments.area(1)
      let cell = area.range.first
      switch kind {
      case "row": return .number(Double(cell.row))
      case "col": return .number(Double(cell.column))
      case "address":
        guard area.sheet == arguments.context.sheet else { throw .unsupported("CELL of another sheet") }
        return .value(.text(cell.absolute))
      case "contents": return .value(try arguments.evaluator.value(at: area.cell(row: 0, column: 0)))
      case "type":
        switch try arguments.evaluator.value(at: area.cell(row: 0, column: 0)) {
        case .blank: return .value(.text("b"))
        case .text: return .value(.text("l"))
        case .number, .boolean, .error: return .value(.text("v"))
        }
      default: throw .unsupported("CELL(\"\(kind.prefix(20))\")")
      }
    },
  ]

  /// What is another value each time.
  static let volatile: [FormulaFunction] = [
    values("TODAY", 0...0) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.now().rounded(.down))
    },
    values("NOW", 0...0) { (arguments) throws(FormulaInterruption) in .number(try arguments.now()) },
    values("RAND", 0...0) { (arguments) throws(FormulaInterruption) in .number(try arguments.evaluator.nextRandom()) },
    values("RANDBETWEEN", 2...2) { (arguments) throws(FormulaInterruption) in
      let (low, high) = (try arguments.number(0).rounded(.up), try arguments.number(1).rounded(.down))
      guard low <= high, low.magnitude < 1e15, high.magnitude < 1e15 else { throw .error(.number) }
      return .number(low + (try arguments.evaluator.nextRandom() * (high - low + 1)).rounded(.down))
    },
  ]
}

extension FormulaArguments {
  /// The formula of the cell to which the first argument refers.
  fileprivate func formula() throws(FormulaInterruption) -> String? {
    let area = try area(0)
    let cells = try evaluator.cells(of: area.sheet)
    return cells.formula(row: area.range.first.row, column: area.range.first.column)
  }

  fileprivate func now() throws(FormulaInterruption) -> Double {
    guard let today = evaluator.today else { throw .unsupported("the day of today") }
    return today
  }
}
