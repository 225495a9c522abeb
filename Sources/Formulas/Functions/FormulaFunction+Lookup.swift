internal import XLSX

extension FormulaFunction {
  /// Values and references by place and by what stands there.
  static let lookup: [FormulaFunction] = [
    ranges("INDEX", 2...4, [.array, .value, .value, .value]) { (arguments) throws(FormulaInterruption) in
      try arguments.indexed()
    },
    ranges("MATCH", 2...3, [.value, .reference, .value]) { (arguments) throws(FormulaInterruption) in
      let vector = try FormulaVector(arguments.operands[1], arguments.context)
      let kind = arguments.count < 3 ? 1 : try arguments.number(2)
      let order: FormulaVector.Search = kind > 0 ? .greatestUpTo : kind < 0 ? .smallestFrom : .wildcard
      guard let index = try arguments.position(in: vector, order) else { throw .error(.notAvailable) }
      return .number(Double(index + 1))
    },
    ranges("VLOOKUP", 3...4, [.value, .array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      try arguments.lookedUp(isByColumn: true)
    },
    ranges("HLOOKUP", 3...4, [.value, .array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      try arguments.lookedUp(isByColumn: false)
    },
    ranges("LOOKUP", 2...3, [.value, .array, .array]) { (arguments) throws(FormulaInterruption) in
      let (rows, columns) = try arguments.size(1)
      let isByRow = columns > rows
      let keys = try arguments.part(1, row: isByRow ? 0 : nil, column: isByRow ? nil : 0)
      let results =
        arguments.count > 2
        ? arguments.operands[2]
        : try arguments.part(1, row: isByRow ? rows - 1 : nil, column: isByRow ? nil : columns - 1)
      let vector = try FormulaVector(keys, arguments.context)
      guard let index = try arguments.position(in: vector, .greatestUpTo) else {
        throw .error(.notAvailable)
      }
      return .value(try FormulaVector(results, arguments.context).value(at: index))
    },
    ranges("XMATCH", 2...4, [.value, .array, .value, .value]) { (arguments) throws(FormulaInterruption) in
      let vector = try FormulaVector(arguments.operands[1], arguments.context, orElse: .value)
      guard let index = try arguments.extendedPosition(in: vector, mode: 2, search: 3) else {
        throw .error(.notAvailable)
      }
      return .number(Double(index + 1))
    },
    ranges("XLOOKUP", 3...6, [.value, .array, .array, .reference, .value, .value]) {
      (arguments) throws(FormulaInterruption) in
      let vector = try FormulaVector(arguments.operands[1], arguments.context, orElse: .value)
      let (rows, columns) = try arguments.size(2)
      guard vector.length == (vector.isRow ? columns : rows) else { throw .error(.value) }
      guard let index = try arguments.extendedPosition(in: vector, mode: 4, search: 5) else {
        if arguments.isMissing(3) { throw .error(.notAvailable) }
        return arguments.operands[3]
      }
      return try arguments.part(2, row: vector.isRow ? nil : index, column: vector.isRow ? index : nil)
    },
    ranges("OFFSET", 3...5, [.reference, .value, .value, .value, .value]) {
      (arguments) throws(FormulaInterruption) in .area(try arguments.moved())
    },
    ranges("INDIRECT", 1...2, [.value, .value]) { (arguments) throws(FormulaInterruption) in
      guard try arguments.boolean(1, or: true) else { throw .unsupported("INDIRECT with numbered columns") }
      return try arguments.context.reference(named: try arguments.text(0))
    },
    values("ADDRESS", 2...5) { (arguments) throws(FormulaInterruption) in try arguments.address() },
    ranges("ROWS", 1...1) { (arguments) throws(FormulaInterruption) in .number(Double(try arguments.size(0).rows)) },
    ranges("COLUMNS", 1...1) { (arguments) throws(FormulaInterruption) in
      .number(Double(try arguments.size(0).columns))
    },
    ranges("ROW", 0...1) { (arguments) throws(FormulaInterruption) in
      if arguments.count == 0 { return .number(Double(arguments.context.cell.row)) }
      let area = try arguments.area(0)
      return try arguments.numbered(from: area.range.first.row, count: area.rows, isColumn: true)
    },
    ranges("COLUMN", 0...1) { (arguments) throws(FormulaInterruption) in
      if arguments.count == 0 { return .number(Double(arguments.context.cell.column)) }
      let area = try arguments.area(0)
      return try arguments.numbered(from: area.range.first.column, count: area.columns, isColumn: false)
    },
    ranges("TRANSPOSE", 1...1, [.array]) { (arguments) throws(FormulaInterruption) in
      let array = try arguments.array(0)
      guard array.count <= arguments.evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
      return .array(array.transposed)
    },
    values("HYPERLINK", 1...2) { (arguments) throws(FormulaInterruption) in
      let link = try arguments.text(0)
      return arguments.count == 1 ? .text(link) : try arguments.value(1)
    },
  ]
}

extension FormulaArguments {
  /// Rows and columns of an argument.
  fileprivate func size(_ index: Int) throws(FormulaInterruption) -> (rows: Int, columns: Int) {
    switch operands[index] {
    case .area(let area): return (area.rows, area.columns)
    case .array(let array): return (array.rows, array.columns)
    case .value(.error(let error)): throw .error(error)
    case .value: return (1, 1)
    case .union, .missing, .lambda: throw .error(.value)
    }
  }

  /// A row, column or element of an argument; of a reference it is one, too.
  fileprivate func part(_ index: Int, row: Int?, column: Int?) throws(FormulaInterruption) -> FormulaOperand {
    switch operands[index] {
    case .area(let area): return .area(area.part(row: row, column: column))
    case .union, .missing, .lambda: throw .error(.value)
    case .array, .value:
      let array = try self.array(index)
      switch (row, column) {
      case (let row?, let column?): return .value(array[row, column])
      case (nil, nil): return .array(array)
      case (let row?, nil):
        return .array(
          FormulaArray(rows: 1, columns: array.columns, values: (0..<array.columns).map { array[row, $0] }))
      case (nil, let column?):
        let values = (0..<array.filledRows).map { array[$0, column] }
        return .array(
          FormulaArray(rows: array.rows, columns: 1, filledRows: array.filledRows, values: values, rest: array.rest))
      }
    }
  }

  /// The place of the first argument's value in a row or column.
  ///
  /// An empty cell is looked for as 0 by Excel, and not at all by others: what that finds is left to them.
  fileprivate func position(in vector: FormulaVector, _ search: FormulaVector.Search) throws(FormulaInterruption)
    -> Int?
  {
    let value = try value(0)
    let place = try vector.position(of: value.isBlank ? .number(0) : value, search)
    if value.isBlank, place != nil { throw .unsupported("a search for an empty cell") }
    return place
  }

  fileprivate func indexed() throws(FormulaInterruption) -> FormulaOperand {
    if case .union(let areas) = operands[0] {
      let place = try integer(3, or: 1)
      guard place >= 1, place <= areas.count else { throw .error(.reference) }
      return try FormulaArguments(context, [.area(areas[place - 1])] + operands[1..<min(3, count)]).indexed()
    }
    if count > 3, try integer(3) != 1 { throw .error(.reference) }
    let (rows, columns) = try size(0)
    var row = isMissing(1) ? 0 : try integer(1)
    var column = isMissing(2) ? 0 : try integer(2)
    // Of a single row the one number is that of the column.
    if count == 2, rows == 1, columns > 1 { (row, column) = (1, row) }
    guard row >= 0, column >= 0 else { throw .error(.value) }
    guard row <= rows, column <= columns else { throw .error(.reference) }
    if count == 2, rows > 1, columns > 1, row > 0 { throw .unsupported("INDEX of a rectangle by one number") }
    if columns == 1, column == 0 { column = 1 }
    if rows == 1, row == 0 { row = 1 }
    return try part(0, row: row == 0 ? nil : row - 1, column: column == 0 ? nil : column - 1)
  }

  fileprivate func lookedUp(isByColumn: Bool) throws(FormulaInterruption) -> FormulaOperand {
    let (rows, columns) = try size(1)
    if case .value(let value) = operands[1] {
      if case .text = value { throw .error(.value) }
      throw .error(.notAvailable)
    }
    let place = try integer(2)
    guard place >= 1 else { throw .error(.value) }
    guard place <= (isByColumn ? columns : rows) else { throw .error(.reference) }
    let isNearest = isMissing(3) ? count < 4 : try boolean(3)
    let keys = try part(1, row: isByColumn ? nil : 0, column: isByColumn ? 0 : nil)
    let vector = try FormulaVector(keys, context)
    guard let index = try position(in: vector, isNearest ? .greatestUpTo : .wildcard) else {
      throw .error(.notAvailable)
    }
    return try part(1, row: isByColumn ? index : place - 1, column: isByColumn ? place - 1 : index)
  }

  /// The place that XLOOKUP and XMATCH find.
  fileprivate func extendedPosition(in vector: FormulaVector, mode: Int, search: Int) throws(FormulaInterruption)
    -> Int?
  {
    let mode = isMissing(mode) ? 0 : try integer(mode)
    let search = isMissing(search) ? 1 : try integer(search)
    guard [1, 2].contains(search.magnitude) else { throw .error(.value) }
    guard [-1, 0, 1, 2].contains(mode) else { throw .error(.value) }
    let wanted = try value(0)
    if case .error(let error) = wanted { throw .error(error) }
    if search.magnitude == 2 {
      if mode == 2 { throw .error(.value) }
      return try vector.halved(to: wanted, mode: mode, isAscending: search > 0)
    }
    if wanted.isBlank {
      guard mode == 0 else { throw .unsupported("a search near an empty cell") }
      return try vector.blank(isReversed: search < 0)
    }
    switch mode {
    case 0: return try vector.position(of: wanted, .exact, isReversed: search < 0)
    case 2: return try vector.position(of: wanted, .wildcard, isReversed: search < 0)
    case -1, 1: return try vector.nearest(to: wanted, isBelow: mode < 0, isReversed: search < 0)
    default: throw .error(.value)
    }
  }

  fileprivate func numbered(from first: Int, count: Int, isColumn: Bool) throws(FormulaInterruption) -> FormulaOperand {
    if count == 1 { return .number(Double(first)) }
    // Where a single value is wanted it is the first one.
    if context.mode == .single { return .number(Double(first)) }
    guard count <= evaluator.limits.arrayElements else { throw .tooLarge(.elements) }
    let values = (first..<first + count).map { CellValue.number(Double($0)) }
    return .array(FormulaArray(rows: isColumn ? count : 1, columns: isColumn ? 1 : count, values: values))
  }
}

extension FormulaArguments {
  /// The rectangle of OFFSET.
  fileprivate func moved() throws(FormulaInterruption) -> FormulaArea {
    let area = try area(0)
    let (rows, columns) = (try integer(1), try integer(2))
    let height = isMissing(3) ? area.rows : try wholeNumber(3)
    let width = isMissing(4) ? area.columns : try wholeNumber(4)
    guard height != 0, width != 0 else { throw .error(.reference) }
    let limit = 1 << 24
    guard [rows, columns, height, width].allSatisfy({ $0.magnitude < limit }) else { throw .error(.reference) }
    let (row, column) = (area.range.first.row + rows, area.range.first.column + columns)
    // A negative height goes up from the first row.
    let (lastRow, lastColumn) = (row + height - height.signum(), column + width - width.signum())
    guard (1...CellReference.maximumRow).contains(min(row, lastRow)), max(row, lastRow) <= CellReference.maximumRow,
      (1...CellReference.maximumColumn).contains(min(column, lastColumn)),
      max(column, lastColumn) <= CellReference.maximumColumn
    else { throw .error(.reference) }
    return FormulaArea(
      sheet: area.sheet,
      range: CellRange(
        CellReference(row: row, column: column), CellReference(row: lastRow, column: lastColumn)))
  }

  private func wholeNumber(_ index: Int) throws(FormulaInterruption) -> Int {
    let number = try number(index)
    if number.magnitude >= 1 || number == 0 { return try integer(index) }
    guard number >= 0.5 else { throw .unsupported("a part of a row or column") }
    return 1
  }

  /// The text of ADDRESS.
  fileprivate func address() throws(FormulaInterruption) -> CellValue {
    let (row, column) = (try integer(0), try integer(1))
    guard (1...CellReference.maximumRow).contains(row), (1...CellReference.maximumColumn).contains(column) else {
      throw .error(.value)
    }
    let kind = isMissing(2) ? 1 : try integer(2)
    guard (1...4).contains(kind) else { throw .error(.value) }
    let letters = CellReference.letters(ofColumn: column)
    var cell = (kind == 1 || kind == 3 ? "$" : "") + letters + (kind <= 2 ? "$" : "") + String(row)
    if !isMissing(3), !(try boolean(3)) {
      // By numbers, in brackets where they are relative.
      cell = (kind <= 2 ? "R\(row)" : "R[\(row)]") + (kind == 1 || kind == 3 ? "C\(column)" : "C[\(column)]")
    }
    if count < 5 { return .text(cell) }
    if isMissing(4) { return .text("!" + cell) }
    return .text(SheetName.quoted(try text(4)) + "!" + cell)
  }
}

extension FormulaContext {
  /// The cells that a text refers to.
  fileprivate func reference(named text: String) throws(FormulaInterruption) -> FormulaOperand {
    let expression: FormulaExpression
    do throws(FormulaInterruption) {
      expression = try FormulaParser.parse(text, limit: evaluator.limits.formulaBytes)
    } catch {
      guard case .malformed = error else { throw error }
      throw .error(.reference)
    }
    switch expression {
    case .reference(let reference):
      if let sheet = reference.sheet, evaluator.sheetIndex(sheet) == nil { throw .error(.reference) }
    case .name, .table, .spilled: break
    case .external, .sheets: throw .unsupported("INDIRECT to other workbooks or several sheets")
    case .unsupported(let what): throw .unsupported(what)
    default: throw .error(.reference)
    }
    var outer = self
    outer.scope = nil
    switch try FormulaCompiler(evaluator, sheet: sheet).node(expression).operand(outer) {
    case .area(let area): return .area(area)
    case .union(let areas): return .union(areas)
    default: throw .error(.reference)
    }
  }
}
