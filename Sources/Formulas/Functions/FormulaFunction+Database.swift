internal import XLSX

extension FormulaFunction {
  /// What is computed of the rows of a table that meet criteria.
  static let database: [FormulaFunction] = [
    database("DSUM") { (records) in .number(records.numbers.reduce(0, +)) },
    database("DAVERAGE") { (records) throws(FormulaInterruption) in
      guard !records.numbers.isEmpty else { throw .error(.divisionByZero) }
      return .number(records.numbers.reduce(0, +) / Double(records.numbers.count))
    },
    database("DMAX") { (records) in .number(records.numbers.max() ?? 0) },
    database("DMIN") { (records) in .number(records.numbers.min() ?? 0) },
    database("DPRODUCT") { (records) in .number(records.numbers.isEmpty ? 0 : records.numbers.reduce(1, *)) },
    database("DCOUNT", mayOmitField: true) { (records) in
      .number(Double(records.hasField ? records.numbers.count : records.count))
    },
    database("DCOUNTA", mayOmitField: true) { (records) in
      .number(Double(records.hasField ? records.values.count { !$0.isBlank } : records.count))
    },
    database("DGET") { (records) throws(FormulaInterruption) in
      guard let value = records.values.first else { throw .error(.value) }
      try require(records.count == 1)
      return value
    },
    database("DVAR") { (records) throws(FormulaInterruption) in try records.variance(isSample: true, isRoot: false) },
    database("DVARP") { (records) throws(FormulaInterruption) in try records.variance(isSample: false, isRoot: false) },
    database("DSTDEV") { (records) throws(FormulaInterruption) in try records.variance(isSample: true, isRoot: true) },
    database("DSTDEVP") { (records) throws(FormulaInterruption) in try records.variance(isSample: false, isRoot: true)
    },
  ]

  private static func database(
    _ name: String, mayOmitField: Bool = false,
    _ body: @escaping @Sendable (FormulaRecords) throws(FormulaInterruption) -> CellValue
  ) -> FormulaFunction {
    ranges(name, 3...3, [.reference, .reference, .reference]) { (arguments) throws(FormulaInterruption) in
      let records = try FormulaRecords(arguments, mayOmitField: mayOmitField)
      let value = try body(records)
      if case .number(let number) = value { return .value(try FormulaCoercion.result(number)) }
      return .value(value)
    }
  }
}

/// The values of a field in the rows of a table that meet criteria.
private struct FormulaRecords {
  private(set) var values: [CellValue] = []
  private(set) var numbers: [Double] = []
  private(set) var count = 0
  let hasField: Bool

  init(_ arguments: FormulaArguments, mayOmitField: Bool) throws(FormulaInterruption) {
    let (table, criteria) = (try arguments.array(0), try arguments.array(2))
    guard table.rows > 1, criteria.rows > 1 else { throw .error(.value) }
    let headers = try (0..<table.columns).map { (column) throws(FormulaInterruption) in
      try Self.header(table[0, column])
    }
    hasField = !arguments.isMissing(1)
    guard hasField || mayOmitField else { throw .error(.value) }
    let field = hasField ? try Self.field(arguments, headers) : nil
    // The criteria of a row all hold together; one of the rows is enough.
    var alternatives: [[(column: Int, criterion: FormulaCriterion)]] = []
    for row in 1..<max(2, min(criteria.rows, criteria.filledRows + 1)) {
      var conditions: [(Int, FormulaCriterion)] = []
      var isPossible = true
      for column in 0..<criteria.columns {
        let value = criteria[row, column]
        if value.isBlank || value == .text("") { continue }
        // Under no name stands what is true of a row, which a text never is.
        if criteria[0, column].isBlank, case .text = value {
          isPossible = false
          continue
        }
        guard let name = try Self.header(criteria[0, column]), let place = headers.firstIndex(of: name) else {
          throw .unsupported("a criterion of no field")
        }
        conditions.append((place, try FormulaCriterion(value, arguments.calendar, isPrefix: true)))
      }
      guard isPossible else { continue }
      alternatives.append(conditions)
    }
    try arguments.evaluator.step(table.filledRows * alternatives.reduce(1) { $0 + $1.count } + table.textSize)
    for row in 1..<max(1, table.filledRows) {
      var isMet = false
      for conditions in alternatives where !isMet {
        isMet = true
        for condition in conditions where isMet {
          isMet = try condition.criterion.matches(table[row, condition.column])
        }
      }
      guard isMet else { continue }
      count += 1
      guard let field else { continue }
      values.append(table[row, field])
    }
    if table.filledRows < table.rows, alternatives.contains(where: { $0.isEmpty }) {
      throw .unsupported("a table of whole columns")
    }
    for value in values {
      switch value {
      case .number(let number): numbers.append(number)
      case .error(let error): throw .error(error)
      case .blank, .text, .boolean: break
      }
    }
  }

  /// The name of a field as it is compared.
  private static func header(_ value: CellValue) throws(FormulaInterruption) -> String? {
    if case .error = value { return nil }
    return FormulaComparison.folded(try FormulaCoercion.text(value))
  }

  private static func field(_ arguments: FormulaArguments, _ headers: [String?]) throws(FormulaInterruption) -> Int {
    switch try arguments.array(1) {
    case let array where !array.isSingle: throw .error(.value)
    case let array:
      switch array.first {
      case .error(let error): throw .error(error)
      case .number(let number):
        guard number >= 1, number < Double(headers.count + 1) else { throw .error(.value) }
        return Int(number) - 1
      case let value:
        guard !value.isBlank, let name = try header(value), let place = headers.firstIndex(of: name) else {
          throw .error(.value)
        }
        return place
      }
    }
  }

  func variance(isSample: Bool, isRoot: Bool) throws(FormulaInterruption) -> CellValue {
    let sample = FormulaSample(numbers)
    let degrees = Double(sample.count - (isSample ? 1 : 0))
    guard degrees > 0 else { throw .error(.divisionByZero) }
    let variance = sample.squares / degrees
    return .number(isRoot ? variance.squareRoot() : variance)
  }
}
