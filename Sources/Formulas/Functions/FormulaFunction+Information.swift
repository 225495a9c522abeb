internal import XLSX

extension FormulaFunction {
  /// What a value is.
  static let information: [FormulaFunction] = [
    test("ISNUMBER") { if case .number = $0 { true } else { false } },
    test("ISTEXT") { if case .text = $0 { true } else { false } },
    test("ISNONTEXT") { if case .text = $0 { false } else { true } },
    test("ISLOGICAL") { if case .boolean = $0 { true } else { false } },
    test("ISBLANK") { $0.isBlank },
    test("ISERROR") { if case .error = $0 { true } else { false } },
    test("ISERR") { if case .error(let error) = $0 { error != .notAvailable } else { false } },
    test("ISNA") { $0 == .error(.notAvailable) },
    values("ISEVEN", 1...1) { (arguments) throws(FormulaInterruption) in
      .boolean(try arguments.strictInteger(0).isMultiple(of: 2))
    },
    values("ISODD", 1...1) { (arguments) throws(FormulaInterruption) in
      .boolean(!(try arguments.strictInteger(0).isMultiple(of: 2)))
    },
    values("NA", 0...0) { _ in .error(.notAvailable) },
    ranges("N", 1...1) { (arguments) throws(FormulaInterruption) in
      switch try arguments.onlyValue() {
      case .number(let number): .number(number)
      case .boolean(let isTrue): .number(isTrue ? 1 : 0)
      case .error(let error): .value(.error(error))
      case .blank, .text: .number(0)
      }
    },
    ranges("T", 1...1) { (arguments) throws(FormulaInterruption) in
      switch try arguments.onlyValue() {
      case .text(let text): .value(.text(text))
      case .error(let error): .value(.error(error))
      case .blank, .number, .boolean: .value(.text(""))
      }
    },
    ranges("TYPE", 1...1) { (arguments) throws(FormulaInterruption) in
      switch arguments.operands[0] {
      case .array: return .number(64)
      case .lambda: return .number(128)
      case .value, .missing: break
      case .area(let area) where area.isSingle: break
      case .area, .union: throw .unsupported("TYPE of several cells")
      }
      return switch try arguments.value(0) {
      case .blank, .number: .number(1)
      case .text: .number(2)
      case .boolean: .number(4)
      case .error: .number(16)
      }
    },
    values("ERROR.TYPE", 1...1) { (arguments) throws(FormulaInterruption) in
      guard case .error(let error) = try arguments.value(0) else { throw .error(.notAvailable) }
      // For newer errors files store this one.
      if error == .value { throw .unsupported("the number of an error") }
      let errors: [CellError] = [
        .null, .divisionByZero, .value, .reference, .name, .number, .notAvailable, .gettingData,
      ]
      guard let index = errors.firstIndex(of: error) else { throw .unsupported("the number of an error") }
      return .number(Double(index + 1))
    },
  ]

  private static func test(_ name: String, _ isTrue: @escaping @Sendable (CellValue) -> Bool) -> FormulaFunction {
    values(name, 1...1) { (arguments) throws(FormulaInterruption) in .boolean(isTrue(try arguments.value(0))) }
      .scalar { (context, nodes) throws(FormulaInterruption) in
        .boolean(isTrue(nodes[0].isMissing ? .blank : try context.value(orErrorOf: nodes[0])))
      }
  }
}

extension FormulaArguments {
  /// The value of the first argument, which is to be a single one.
  fileprivate func onlyValue() throws(FormulaInterruption) -> CellValue {
    switch operands[0] {
    case .value(let value): return value
    case .area(let area) where area.isSingle: return try value(0)
    case .lambda: throw .error(.calculation)
    case .area, .array, .union: throw .unsupported("N or T of several values")
    case .missing: return .blank
    }
  }
}
