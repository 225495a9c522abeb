internal import XLSX

/// Values as what an operator or a function takes: ECMA-376 Part 1, 18.17.2.6, as Excel does it.
enum FormulaCoercion {
  /// A value as a number; a text that reads as a day only where the calendar is given.
  static func number(_ value: CellValue, _ calendar: FormulaCalendar? = nil) throws(FormulaInterruption) -> Double {
    switch value {
    case .blank: return 0
    case .number(let number): return number
    case .boolean(let isTrue): return isTrue ? 1 : 0
    case .error(let error): throw .error(error)
    case .text(let text):
      guard let number = try FormulaNumberText.number(of: text, calendar) else { throw .error(.value) }
      return number
    }
  }

  static func text(_ value: CellValue) throws(FormulaInterruption) -> String {
    switch value {
    case .blank: return ""
    case .number(let number): return try FormulaNumberText.text(of: number)
    case .boolean(let isTrue): return isTrue ? "TRUE" : "FALSE"
    case .error(let error): throw .error(error)
    case .text(let text): return text
    }
  }

  static func boolean(_ value: CellValue) throws(FormulaInterruption) -> Bool {
    switch value {
    case .blank: return false
    case .number(let number): return number != 0
    case .boolean(let isTrue): return isTrue
    case .error(let error): throw .error(error)
    case .text(let text):
      switch text.uppercased() {
      case "TRUE": return true
      case "FALSE": return false
      default: throw .error(.value)
      }
    }
  }

  /// A result as a number of a cell: neither infinite nor undefined.
  static func result(_ number: Double) throws(FormulaInterruption) -> CellValue {
    guard number.isFinite else { throw .error(.number) }
    return .number(number)
  }
}
