internal import XLSX

/// What `COUNTIF` and its like compare cells with: a value, or a text such as `>=5`, `<>`, `a*`.
struct FormulaCriterion {
  private enum Subject {
    case number(Double)
    case text(String, FormulaWildcard)
    case boolean(Bool)
    case error(CellError)
    /// An empty text: where nothing or nothing but `=` was written.
    case empty(isOperator: Bool)
  }

  private var operation = FormulaOperator.equal
  private var subject: Subject
  private let calendar: FormulaCalendar

  /// Reads a criterion; in databases a text without an operator means all that begin with it.
  ///
  /// - Throws: `.unsupported` for a text that might read as a date.
  init(_ value: CellValue, _ calendar: FormulaCalendar, isPrefix: Bool = false) throws(FormulaInterruption) {
    self.calendar = calendar
    switch value {
    case .blank: subject = .number(0)
    case .number(let number): subject = .number(number)
    case .boolean(let boolean): subject = .boolean(boolean)
    case .error(let error): subject = .error(error)
    case .text(let text):
      guard text.utf16.count <= 255 else { throw .unsupported("a criterion of so many characters") }
      var rest = Substring(text)
      let operators: [(String, FormulaOperator)] = [
        ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<>", .notEqual), ("=", .equal), ("<", .less), (">", .greater),
      ]
      let written = operators.first { text.hasPrefix($0.0) }
      if let written {
        rest = rest.dropFirst(written.0.count)
        operation = written.1
      }
      subject = try Self.subject(String(rest), hasOperator: written != nil, calendar)
      if isPrefix, written == nil, case .text(let text, _) = subject {
        subject = .text(text, FormulaWildcard(text + "*"))
      }
    }
  }

  private static func subject(_ text: String, hasOperator: Bool, _ calendar: FormulaCalendar)
    throws(FormulaInterruption) -> Subject
  {
    if text.isEmpty { return .empty(isOperator: hasOperator) }
    if let number = try FormulaNumberText.number(of: text, calendar) { return .number(number) }
    switch text.uppercased() {
    case "TRUE": return .boolean(true)
    case "FALSE": return .boolean(false)
    case let text where CellError(rawValue: text) != nil: return .error(CellError(rawValue: text) ?? .unknown)
    default: return .text(text, FormulaWildcard(text))
    }
  }

  /// The one value that meets it, where it is one; texts without regard to case, and for a number texts that read as it.
  var equalValue: CellValue? {
    guard operation == .equal else { return nil }
    switch subject {
    case .number(let number): return .number(number)
    case .text(let text, let wildcard): return wildcard.isPattern ? nil : .text(text)
    case .boolean(let boolean): return .boolean(boolean)
    case .error, .empty: return nil
    }
  }

  /// Whether a cell's value meets it.
  func matches(_ value: CellValue) throws(FormulaInterruption) -> Bool {
    switch operation {
    case .equal: return try isEqual(value)
    case .notEqual:
      // Texts that read as a number differ from it, other than with `=`.
      if case .text = value, case .number = subject { return true }
      return !(try isEqual(value))
    default: break
    }
    let order: Int
    switch (value, subject) {
    case (.number(let value), .number(let wanted)): order = FormulaComparison.order(value, wanted)
    case (.text(let value), .text(let wanted, let wildcard)):
      if wildcard.isPattern { throw .unsupported("the order of a text with wildcards") }
      order = try FormulaComparison.order(value, wanted)
    case (.boolean(let value), .boolean(let wanted)): order = value == wanted ? 0 : value ? 1 : -1
    // Nothing is above or below nothing.
    case (_, .empty): return false
    case (.error, .error): throw .unsupported("the order of errors")
    default: return false
    }
    return switch operation {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }

  private func isEqual(_ value: CellValue) throws(FormulaInterruption) -> Bool {
    switch (value, subject) {
    case (.number(let value), .number(let wanted)): return value == wanted
    // Texts that read as the number count as well.
    case (.text(let text), .number(let wanted)): return try FormulaNumberText.number(of: text, calendar) == wanted
    case (.text(let text), .text(let wanted, let wildcard)):
      return wildcard.isPattern ? wildcard.matches(text) : FormulaComparison.isSame(text, wanted)
    case (.boolean(let value), .boolean(let wanted)): return value == wanted
    case (.error(let value), .error(let wanted)): return value == wanted
    case (.blank, .empty): return true
    case (.text(let text), .empty(let isOperator)): return text.isEmpty && !isOperator
    default: return false
    }
  }
}
