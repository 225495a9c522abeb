/// Reads a number typed as text: digits with separators, a unit after it, full-width forms.
///
/// Nothing is read that could be two numbers; what was read in another form than plain digits says how.
enum NumberText {
  enum Reading: Hashable {
    /// Digits with at most a decimal point.
    case plain(Double)
    /// A decimal comma, or separators between groups of thousands.
    case separated(Double)
    /// A number such as `1,234`, whose comma may stand for a decimal point or between thousands.
    case ambiguous(asDecimal: Double, asThousands: Double)
    case percentage(Double)
    /// A number in a unit; the number is as typed, in that unit.
    case quantity(Double, unit: String)
    /// A number that is only a bound, such as `<0.1`.
    case bound(Double)
    case none
  }

  /// The half-width text without spaces at its ends, with one kind of minus, apostrophe and space.
  static func narrowed(_ text: String) -> String {
    let scalars = TypedText.trimmed(text).unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\u{2212}": "-"
      case "\u{2019}", "\u{2018}", "\u{00B4}", "\u{02BC}": "'"
      case "\u{3000}", "\u{A0}", "\u{202F}", "\u{2000}"..."\u{200A}": " "
      default: LabelText.halfWidth(scalar)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  static func read(_ text: String) -> Reading {
    let narrow = narrowed(text)
    guard narrow.utf8.count <= 60 else { return .none }
    if let reading = number(narrow[...]) { return reading }
    if let first = narrow.first, "<≤".contains(first) {
      let rest = narrow.drop { "<≤= ".contains($0) }
      if case .plain(let value)? = number(rest), value >= 0 { return .bound(value) }
      return .none
    }
    return quantity(narrow)
  }

  // MARK: Digits and separators

  private static func number(_ text: Substring) -> Reading? {
    var rest = text
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    while rest.first == " ", isNegative { rest.removeFirst() }
    guard let reading = unsigned(rest) else { return nil }
    guard isNegative else { return reading }
    switch reading {
    case .plain(let value): return .plain(-value)
    case .separated(let value): return .separated(-value)
    case .ambiguous(let decimal, let thousands): return .ambiguous(asDecimal: -decimal, asThousands: -thousands)
    default: return nil
    }
  }

  private static func unsigned(_ text: Substring) -> Reading? {
    guard let first = text.first, let last = text.last, isDigit(first) || ".,".contains(first),
      isDigit(last) || last == "."
    else {
      return nil
    }
    guard text.allSatisfy({ isDigit($0) || ".,' ".contains($0) }), text.contains(where: isDigit) else { return nil }
    let marks = text.filter { !isDigit($0) }
    switch Set(marks).count {
    case 0: return double(text).map { .plain($0) }
    case 1: return marks.count == 1 ? single(text, marks) : grouped(text, by: marks).map { .separated($0) }
    case 2: return mixed(text, marks)
    default: return nil
    }
  }

  /// Reads a number with one separator that stands there once.
  private static func single(_ text: Substring, _ mark: String) -> Reading? {
    if mark == "." { return double(text).map { .plain($0) } }
    if mark != "," { return grouped(text, by: mark).map { .separated($0) } }
    let asDecimal = double(text.replacing(",", with: "."))
    guard let asDecimal else { return nil }
    // A zero never stands before thousands, and a group of them has three digits.
    if !text.hasPrefix("0"), let asThousands = grouped(text, by: ",") {
      return .ambiguous(asDecimal: asDecimal, asThousands: asThousands)
    }
    return text.hasSuffix(",") ? nil : .separated(asDecimal)
  }

  /// Two kinds of separator: the one that stands last, once, is the decimal point.
  private static func mixed(_ text: Substring, _ marks: String) -> Reading? {
    guard let decimal = marks.last, ".,".contains(decimal), marks.count(where: { $0 == decimal }) == 1,
      let place = text.lastIndex(of: decimal), let thousands = marks.first
    else { return nil }
    let fraction = text[text.index(after: place)...]
    guard !fraction.isEmpty, let whole = digits(text[..<place], by: String(thousands)) else { return nil }
    return Double(whole + "." + fraction).map { .separated($0) }
  }

  private static func grouped(_ text: Substring, by mark: some StringProtocol) -> Double? {
    digits(text, by: String(mark.prefix(1))).flatMap { Double($0) }
  }

  /// The digits of groups of three, of which the first may be shorter; `nil` for any other grouping.
  private static func digits(_ text: Substring, by mark: String) -> String? {
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    return groups.joined()
  }

  private static func double(_ text: some StringProtocol) -> Double? {
    guard text.count(where: { $0 == "." }) <= 1 else { return nil }
    return Double(String(text))
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  // MARK: Units

  /// Reads a number with a unit: `85 kg`, `USD 5.50`, `40 %`.
  private static func quantity(_ text: String) -> Reading {
    if let first = text.first, isDigit(first) || "+-.".contains(first) {
      // The digit of CO2 or m3 belongs to the unit: the number ends where the first letter stands.
      let letter = text.firstIndex { !isDigit($0) && !"+-.,' ".contains($0) }
      guard let letter, let value = value(text[..<letter]) else { return .none }
      return reading(value, unit: String(text[letter...]))
    }
    // A currency before the amount.
    guard let digit = text.firstIndex(where: { isDigit($0) || "+-".contains($0) }), let value = value(text[digit...])
    else { return .none }
    let unit = TypedText.trimmed(String(text[..<digit]))
    return UnitText.isCurrency(unit) ? reading(value, unit: unit) : .none
  }

  private static func value(_ text: Substring) -> Reading? { number(TypedText.trimmed(String(text))[...]) }

  private static func reading(_ value: Reading, unit: String) -> Reading {
    let unit = TypedText.trimmed(unit)
    let number: Double
    switch value {
    case .plain(let value), .separated(let value): number = value
    case .ambiguous: return value
    default: return .none
    }
    if unit == "%" { return .percentage(number) }
    return UnitText.isUnit(unit) ? .quantity(number, unit: unit) : .none
  }
}

extension String {
  /// Whether the text is a number as people type it, with or without a unit.
  public var readsAsNumber: Bool {
    guard utf8.count <= 60, utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    return switch NumberText.read(self) {
    case .none: false
    case .quantity(_, let unit): UnitText.isKnown(unit)
    default: true
    }
  }
}
