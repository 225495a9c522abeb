internal import Emissions
public import XLSX

/// Reads single cells as values of a type. Everything that is read leniently is said so in the observation.
public struct CellObserver: Sendable {
  let styles: WorkbookStyles
  let dateSystem: DateSystem

  public init(styles: WorkbookStyles, dateSystem: DateSystem) {
    self.styles = styles
    self.dateSystem = dateSystem
  }

  /// What people write into a cell to say that there is nothing.
  private static let nothing: Set<String> = ["-", "--", "—", "–", "/", "n/a", "na", "n.a.", "none", "tbd", "无", "無", "暂无", "没有", "不适用"]

  /// The text without spaces of any kind and invisible characters at its ends.
  static func trimmed(_ text: String) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" || scalar == "\u{2060}" || scalar == "\u{200C}"
        || scalar == "\u{200D}"
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(scalars[first...last])
  }

  static func meansNothing(_ text: String) -> Bool {
    if text.isEmpty { return true }
    guard text.utf8.count <= 15 else { return false }
    return nothing.contains(String(String.UnicodeScalarView(text.unicodeScalars.map(LabelText.halfWidth))).lowercased())
  }

  private func empty<Value>(_ cell: Cell?, at reference: CellReference) -> Observation<Value>? {
    guard let cell else { return Observation(reference, .empty) }
    switch cell.value {
    case .blank:
      guard let formula = cell.formula, !formula.isEmpty else { return Observation(reference, .empty) }
      return Observation(reference, .invalid(.notCalculated(formula: formula)))
    case .text(let text): return Self.meansNothing(Self.trimmed(text)) ? Observation(reference, .empty) : nil
    case .error(let error): return Observation(reference, .invalid(.errorValue(error.rawValue, formula: cell.formula)))
    case .number, .boolean: return nil
    }
  }

  /// A number; a text that is one in plain form counts.
  public func number(_ cell: Cell?, at reference: CellReference) -> Observation<Double> {
    if let empty: Observation<Double> = empty(cell, at: reference) { return empty }
    switch cell?.value {
    case .number(let number):
      if styles.isDate(cell?.style ?? 0) {
        let shown = CalendarDate(serial: number, system: dateSystem)?.description ?? Self.plain(number)
        return Observation(reference, .invalid(.dateForNumber(shown)))
      }
      return Observation(reference, .value(number))
    case .text(let text):
      guard let number = Self.plainNumber(Self.trimmed(text)) else { return Observation(reference, .invalid(.notANumber(text))) }
      return Observation(reference, .lenient(number, .numberFromText(text)))
    case .boolean(let truth): return Observation(reference, .invalid(.truthForNumber(truth ? "TRUE" : "FALSE")))
    default: return Observation(reference, .empty)
    }
  }

  /// A share from 0 to 1: `0.4` with or without a percent format, `40` in a plain cell (leniently), `40 %` as text.
  public func share(_ cell: Cell?, at reference: CellReference) -> Observation<Double> {
    if case .text(let text)? = cell?.value, let digits = Self.percentage(Self.trimmed(text)) {
      guard (0...100).contains(digits) else { return Observation(reference, .invalid(.shareOutOfRange(digits))) }
      return Observation(reference, .lenient(digits / 100, .numberFromText(text)))
    }
    let observed = number(cell, at: reference)
    guard let number = observed.value else { return observed }
    // The format of a cell says nothing about a text in it.
    var isPercentage = false
    if case .number? = cell?.value { isPercentage = NumberFormat.isPercentage(styles[cell?.style ?? 0].numberFormat) }
    if (0...1).contains(number) { return observed }
    if number > 1, number <= 100, !isPercentage { return Observation(reference, .lenient(number / 100, .shareFromPlainNumber(number))) }
    return Observation(reference, .invalid(.shareOutOfRange(isPercentage ? number * 100 : number)))
  }

  /// A day: a number in a date format, a plain number that can only be one, or a text in a common spelling.
  ///
  /// - Parameter isDayFirst: 03/04/2024 as text is in April.
  public func date(_ cell: Cell?, at reference: CellReference, isDayFirst: Bool = false) -> Observation<CalendarDate> {
    if let empty: Observation<CalendarDate> = empty(cell, at: reference) { return empty }
    switch cell?.value {
    case .number(let number):
      guard let date = CalendarDate(serial: number, system: dateSystem) else {
        return Observation(reference, .invalid(.notADate(Self.plain(number))))
      }
      if styles.isDate(cell?.style ?? 0) {
        return Observation(reference, number == number.rounded(.down) ? .value(date) : .lenient(date, .timeOfDay))
      }
      guard (36_526...73_050).contains(number) else { return Observation(reference, .invalid(.notADate(Self.plain(number)))) }
      return Observation(reference, .lenient(date, .dateFromPlainNumber(number)))
    case .text(let text):
      guard let read = DateText.parse(Self.trimmed(text), isDayFirst: isDayFirst) else {
        return Observation(reference, .invalid(.notADate(text)))
      }
      return Observation(reference, .lenient(read.date, read.isAmbiguous ? .dateFromAmbiguousText(text) : .dateFromText(text)))
    case .boolean(let truth): return Observation(reference, .invalid(.notADate(truth ? "TRUE" : "FALSE")))
    default: return Observation(reference, .empty)
    }
  }

  /// Text; a number counts as the text that shows it.
  public func text(_ cell: Cell?, at reference: CellReference) -> Observation<String> {
    if let empty: Observation<String> = empty(cell, at: reference) { return empty }
    switch cell?.value {
    case .text(let text):
      let plain = Self.trimmed(text)
      return Observation(reference, plain == text ? .value(text) : .lenient(plain, .cleaned(text)))
    case .number(let number):
      let shown = Self.plain(number)
      return Observation(reference, .lenient(shown, .textFromNumber(shown)))
    case .boolean(let truth): return Observation(reference, .lenient(truth ? "TRUE" : "FALSE", .textFromNumber(truth ? "TRUE" : "FALSE")))
    default: return Observation(reference, .empty)
    }
  }

  /// The entry of a list, found by the caller's comparison.
  public func entry<Entry>(
    _ cell: Cell?, at reference: CellReference, list: String, find: (String) -> Entry?
  ) -> Observation<Entry> {
    let observed = text(cell, at: reference)
    switch observed.outcome {
    case .value(let text), .lenient(let text, _):
      guard let entry = find(text) else { return Observation<Entry>(reference, .invalid(.notInList(text, list: list))) }
      return Observation<Entry>(reference, .value(entry))
    case .absent: return .absent
    case .empty: return Observation<Entry>(reference, .empty)
    case .invalid(let why): return Observation<Entry>(reference, .invalid(why))
    }
  }

  /// A number as plain decimal text, never in exponent form.
  static func plain(_ number: Double) -> String { DecimalText.shortest(number) }

  /// Digits with at most one decimal point and a sign, full-width forms included; nothing else is certain enough to be read.
  static func plainNumber(_ text: String) -> Double? {
    let narrow = String(String.UnicodeScalarView(text.unicodeScalars.map(LabelText.halfWidth)))
    var rest = narrow[...]
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    guard let first = rest.utf8.first, (0x30...0x39).contains(first) || first == 0x2E else { return nil }
    guard rest.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), rest.count(where: { $0 == "." }) <= 1 else { return nil }
    return Double(narrow)
  }

  private static func percentage(_ text: String) -> Double? {
    guard let last = text.last, last == "%" || last == "％" else { return nil }
    return plainNumber(trimmed(String(text.dropLast())))
  }
}
