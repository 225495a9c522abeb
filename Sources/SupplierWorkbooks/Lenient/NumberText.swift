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
      default: narrowedSign(scalar)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Full-width signs of currencies as their plain counterparts.
  static func narrowedSign(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{FFE0}": "¢"
    case "\u{FFE1}": "£"
    case "\u{FFE5}": "¥"
    case "\u{FFE6}": "₩"
    default: LabelText.halfWidth(scalar)
    }
  }

  /// Reads a number typed as text.
  ///
  /// - Parameters:
  ///   - text: as it was typed.
  ///   - mark: what other numbers beside it write before their decimals; `nil` where that is not known.
  /// - Returns: the number, or how it can be read.
  static func read(_ text: String, decimalMark mark: DecimalMark? = nil) -> Reading {
    let narrow = narrowed(text)
    guard narrow.utf8.count <= 60 else { return .none }
    if let reading = number(narrow[...], mark) { return reading }
    if let first = narrow.first, "<≤".contains(first) {
      let rest = narrow.drop { "<≤= ".contains($0) }
      if case .plain(let value)? = number(rest, mark), value >= 0 { return .bound(value) }
      return .none
    }
    return quantity(narrow, mark)
  }

  // MARK: Digits and separators

  private static func number(_ text: Substring, _ mark: DecimalMark?) -> Reading? {
    var rest = text
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    while rest.first == " ", isNegative { rest.removeFirst() }
    guard let reading = unsigned(rest, mark) else { return nil }
    guard isNegative else { return reading }
    switch reading {
    case .plain(let value): return .plain(-value)
    case .separated(let value): return .separated(-value)
    case .ambiguous(let decimal, let thousands): return .ambiguous(asDecimal: -decimal, asThousands: -thousands)
    default: return nil
    }
  }

  private static func unsigned(_ text: Substring, _ mark: DecimalMark?) -> Reading? {
    guard let first = text.first, let last = text.last, isDigit(first) || ".,".contains(first),
      isDigit(last) || last == "."
    else {
      return nil
    }
    guard text.allSatisfy({ isDigit($0) || ".,' ".contains($0) }), text.contains(where: isDigit) else { return nil }
    let marks = text.filter { !isDigit($0) }
    switch Set(marks).count {
    case 0: return double(text).map { .plain($0) }
    case 1: return marks.count == 1 ? single(text, marks, mark) : grouped(text, by: marks).map { .separated($0) }
    case 2: return mixed(text, marks)
    default: return nil
    }
  }

  /// Reads a number with one separator that stands there once.
  private static func single(_ text: Substring, _ separator: String, _ mark: DecimalMark?) -> Reading? {
    // A zero never stands before thousands, and a group of them has three digits.
    let asThousands = text.hasPrefix("0") ? nil : grouped(text, by: separator)
    if separator == "." {
      if mark == .comma, let asThousands { return .separated(asThousands) }
      return double(text).map { .plain($0) }
    }
    if separator != "," { return grouped(text, by: separator).map { .separated($0) } }
    let asDecimal = double(text.replacing(",", with: "."))
    guard let asDecimal else { return nil }
    if let asThousands {
      return switch mark {
      case .point: .separated(asThousands)
      case .comma: .separated(asDecimal)
      case nil: .ambiguous(asDecimal: asDecimal, asThousands: asThousands)
      }
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

  /// Reads a number with a unit: `85 kg`, `USD 5.50`, `40 %`, `USD 3.5 million`, `人民币0.84元/个`.
  private static func quantity(_ text: String, _ mark: DecimalMark?) -> Reading {
    guard let start = text.firstIndex(where: { isDigit($0) || "+-.".contains($0) }) else { return .none }
    // Only a currency stands before an amount.
    let currency = TypedText.trimmed(String(text[..<start]))
    guard currency.isEmpty || UnitText.isCurrency(currency) else { return .none }
    // The digit of CO2 or m3 belongs to the unit: the number ends where the first letter stands.
    let end = text[start...].firstIndex { !isDigit($0) && !"+-.,' ".contains($0) } ?? text.endIndex
    guard let value = number(TypedText.trimmed(String(text[start..<end]))[...], mark) else { return .none }
    let unit = TypedText.trimmed(String(text[end...]))
    guard let whole = currency.isEmpty ? unit : self.unit(currency, before: unit) else { return .none }
    return reading(value, unit: whole)
  }

  /// The unit of an amount with a currency before it; `nil` where another one stands behind.
  private static func unit(_ currency: String, before rest: String) -> String? {
    if rest.isEmpty { return currency }
    var unit = TypedUnit(rest)
    guard unit.unit.isEmpty || EverydayWords.shared.haveSameCurrency(unit.unit, currency) else { return nil }
    // The more precise of the two: `$5.50 CAD`.
    let isPrecise = EverydayWords.shared.currencies(unit.unit).count == 1
    if !isPrecise { unit.unit = currency }
    return unit.text
  }

  private static func reading(_ value: Reading, unit: String) -> Reading {
    let number: Double
    switch value {
    case .plain(let value), .separated(let value): number = value
    case .ambiguous(let decimal, let thousands):
      // Both in that unit: whoever asks for a number beside others gets one of them.
      guard unit == "%" || UnitText.isUnit(unit) else { return .none }
      return .ambiguous(asDecimal: decimal, asThousands: thousands)
    default: return .none
    }
    if unit == "%" { return .percentage(number) }
    return UnitText.isUnit(unit) ? .quantity(number, unit: unit) : .none
  }

  // MARK: Conventions

  /// What a text shows of how decimals are written beside it; `nil` for one that is no number, and for one that shows
  /// nothing, such as `12` or `1,234`.
  static func decimalMark(of text: String) -> DecimalMark? {
    switch read(text) {
    case .none, .bound: return nil
    default: break
    }
    let number = narrowed(text).drop { !isDigit($0) && !".,".contains($0) }.prefix {
      isDigit($0) || ".,' ".contains($0)
    }
    let marks = number.filter { ".,".contains($0) }
    guard let last = marks.last, let first = marks.first else { return nil }
    if first != last { return last == "," ? .comma : .point }
    if marks.count > 1 { return last == "," ? .point : .comma }
    if readings(of: text) != nil { return nil }
    return last == "," ? .comma : .point
  }

  /// Both readings of a text whose only separator may stand before decimals or between thousands: `1.234`, `1,234 kg`;
  /// `nil` for a text that can be read in one way only.
  static func readings(of text: String) -> (asPoint: Reading, asComma: Reading)? {
    guard text.utf8.contains(where: { $0 == 0x2E || $0 == 0x2C || $0 == 0xEF }) else { return nil }
    let (point, comma) = (read(text, decimalMark: .point), read(text, decimalMark: .comma))
    return point == comma || point == .none || comma == .none || isSame(point, comma) ? nil : (point, comma)
  }

  /// Whether both readings are of one number.
  private static func isSame(_ one: Reading, _ other: Reading) -> Bool { number(of: one) == number(of: other) }

  /// The number of a reading, in the unit that it was typed in; `nil` for none.
  static func number(of reading: Reading) -> Double? {
    switch reading {
    case .plain(let value), .separated(let value), .percentage(let value), .bound(let value), .quantity(let value, _):
      value
    case .ambiguous, .none: nil
    }
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
/// What stands before the decimals of a number.
enum DecimalMark: Hashable, Sendable { case point, comma }
