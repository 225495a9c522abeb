internal import XLSX

extension FormulaFunction {
  /// Counts, means, extremes and deviations.
  static let statistics: [FormulaFunction] = [
    ranges("COUNT", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var total = 0
      try arguments.forEachValue { (value, origin, count) throws(FormulaInterruption) in
        switch value {
        case .number: total += count
        case .boolean: if origin == .argument { total += count }
        case .text(let text):
          if origin == .argument, try FormulaNumberText.number(of: text, arguments.calendar) != nil { total += count }
        case .blank: if origin == .argument { total += count }
        case .error: break
        }
      }
      return .number(Double(total))
    },
    ranges("COUNTA", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var total = 0
      try arguments.forEachValue { (_, _, count) in total += count }
      return .number(Double(total))
    },
    ranges("COUNTBLANK", 1...1) { (arguments) throws(FormulaInterruption) in
      let area = try arguments.area(0)
      var filled = 0
      try arguments.forEachValue { (value, _, count) in if value != .text("") { filled += count } }
      return .number(Double(area.rows * area.columns - filled))
    },
    ranges("AVERAGE", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var (sum, total) = (0.0, 0)
      try arguments.forEachNumber { (number, count) in
        sum += number * Double(count)
        total += count
      }
      guard total > 0 else { throw .error(.divisionByZero) }
      return .value(try FormulaCoercion.result(sum / Double(total)))
    },
    ranges("MIN", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.extreme { $0 < $1 })
    },
    ranges("MAX", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.extreme { $0 > $1 })
    },
    ranges("AVERAGEA", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      let numbers = try arguments.allAsNumbers()
      guard !numbers.isEmpty else { throw .error(.divisionByZero) }
      return .value(try FormulaCoercion.result(numbers.reduce(0, +) / Double(numbers.count)))
    },
    ranges("MINA", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.allAsNumbers().min() ?? 0)
    },
    ranges("MAXA", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.allAsNumbers().max() ?? 0)
    },
    ranges("MEDIAN", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      let sorted = try arguments.numbers().sorted()
      guard !sorted.isEmpty else { throw .error(.number) }
      let middle = sorted.count / 2
      return .number(sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2)
    },
    ranges("LARGE", 2...2, [.array, .value]) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.ranked { $0 > $1 })
    },
    ranges("SMALL", 2...2, [.array, .value]) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.ranked { $0 < $1 })
    },
    ranges("RANK", 2...3, [.value, .reference, .value], rank),
    ranges("RANK.EQ", 2...3, [.value, .reference, .value], rank),
    deviation("STDEV", isSample: true, isRoot: true), deviation("STDEV.S", isSample: true, isRoot: true),
    deviation("STDEVP", isSample: false, isRoot: true), deviation("STDEV.P", isSample: false, isRoot: true),
    deviation("VAR", isSample: true, isRoot: false), deviation("VAR.S", isSample: true, isRoot: false),
    deviation("VARP", isSample: false, isRoot: false), deviation("VAR.P", isSample: false, isRoot: false),
  ]

  private static let rank: Body = { (arguments) throws(FormulaInterruption) in
    let number = try arguments.number(0)
    let isAscending = arguments.isMissing(2) ? false : try arguments.number(2) != 0
    var (before, isThere) = (0, false)
    try FormulaArguments(arguments.context, [arguments.operands[1]]).forEachNumber { (other, count) in
      if other == number { isThere = true }
      if isAscending ? other < number : other > number { before += count }
    }
    guard isThere else { throw .error(.notAvailable) }
    return .number(Double(before + 1))
  }

  private static func deviation(_ name: String, isSample: Bool, isRoot: Bool) -> FormulaFunction {
    ranges(name, 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      let numbers = try arguments.numbers()
      let count = Double(numbers.count) - (isSample ? 1 : 0)
      guard count > 0 else { throw .error(.divisionByZero) }
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      return .value(try FormulaCoercion.result(isRoot ? variance.squareRoot() : variance))
    }
  }
}

extension FormulaArguments {
  /// The number that goes before all others; 0 where there is none.
  fileprivate func extreme(_ goesBefore: (Double, Double) -> Bool) throws(FormulaInterruption) -> Double {
    var found: Double?
    try forEachNumber { (number, _) in
      if found.map({ goesBefore(number, $0) }) ?? true { found = number }
    }
    return found ?? 0
  }

  /// Texts in cells as 0 and truth values as 1 and 0.
  func allAsNumbers() throws(FormulaInterruption) -> [Double] {
    var numbers: [Double] = []
    try forEachValue { (value, origin, count) throws(FormulaInterruption) in
      guard count == 1 else { throw .unsupported("computed whole columns") }
      if origin == .cells, case .text = value {
        numbers.append(0)
      } else {
        numbers.append(try FormulaCoercion.number(value, calendar))
      }
    }
    return numbers
  }

  /// The number at a place of the order.
  fileprivate func ranked(_ goesBefore: (Double, Double) -> Bool) throws(FormulaInterruption) -> Double {
    let numbers = try FormulaArguments(context, [operands[0]]).numbers().sorted(by: goesBefore)
    let place = try number(1)
    guard place == place.rounded() else { throw .unsupported("a part of a place in an order") }
    guard place >= 1, place <= Double(numbers.count) else { throw .error(.number) }
    return numbers[Int(place) - 1]
  }
}
