internal import XLSX

extension FormulaFunction {
  /// A function of numbers that gives a number.
  ///
  /// The standards stand for the last arguments where they are not given; the argument that is a truth value is handed
  /// on as 1 or 0; a strict function, which once was an add-in's, takes no truth values.
  static func numbers(
    _ name: String, _ counts: ClosedRange<Int>, standards: [Double] = [], logical: Int? = nil,
    isStrict: Bool = false,
    _ body: @escaping @Sendable ([Double]) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    values(name, counts) { (arguments) throws(FormulaInterruption) in
      var numbers: [Double] = []
      for index in 0..<counts.upperBound {
        let standard = index - (counts.upperBound - standards.count)
        if standard >= 0, isStrict ? arguments.isMissing(index) : index >= arguments.count {
          numbers.append(standards[standard])
        } else if index == logical {
          numbers.append(try arguments.boolean(index) ? 1 : 0)
        } else {
          numbers.append(isStrict ? try arguments.strictNumber(index) : try arguments.number(index))
        }
      }
      return try FormulaCoercion.result(try body(numbers))
    }
  }

  /// A function of one number.
  static func number(_ name: String, _ body: @escaping @Sendable (Double) throws(FormulaInterruption) -> Double)
    -> FormulaFunction
  {
    values(name, 1...1) { (arguments) throws(FormulaInterruption) in
      try FormulaCoercion.result(try body(try arguments.number(0)))
    }
  }

  /// A function of all numbers that stand in its arguments.
  static func sample(
    _ name: String, _ body: @escaping @Sendable ([Double]) throws(FormulaInterruption) -> Double
  ) -> FormulaFunction {
    ranges(name, 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      .value(try FormulaCoercion.result(try body(try arguments.numbers())))
    }
  }
}

extension Double {
  /// The number as a whole one, what stands behind the decimal point cut off.
  ///
  /// - Throws: the spreadsheet's error of numbers where it is too large.
  func whole() throws(FormulaInterruption) -> Int {
    let number = rounded(.towardZero)
    guard number.magnitude < 1e15 else { throw .error(.number) }
    return Int(number)
  }

  /// - Throws: the spreadsheet's error of numbers unless the condition holds.
  func checked(_ isAllowed: Bool) throws(FormulaInterruption) -> Double {
    guard isAllowed else { throw .error(.number) }
    return self
  }
}

/// - Throws: the spreadsheet's error of numbers unless the condition holds.
func require(_ condition: Bool) throws(FormulaInterruption) {
  guard condition else { throw .error(.number) }
}
