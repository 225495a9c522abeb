/// Part numbers as they are typed, damaged and compared.
public enum PartNumber {
  /// What a spreadsheet program made of a part number.
  public enum Damage: Hashable, Sendable {
    /// Stored as a number: leading zeros may be lost.
    case number
    /// Turned into a number in exponent form, such as `1E+05`.
    case exponent
    /// Turned into a date, such as `2-Mar`.
    case date
    /// More than 15 digits, of which the last were lost.
    case digits
  }

  /// How part numbers are compared: without regard to case, width, look-alike letters, hyphens of several kinds, and
  /// spaces at the ends.
  public static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x80 }) { return text.lowercased() }
    return cleaned(text).lowercased()
  }

  /// The text in plain characters: nothing invisible, nothing full-width, and no foreign letters that look like Latin
  /// ones among Latin ones.
  public static func cleaned(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    let visible = text.unicodeScalars.filter { scalar in
      scalar.properties.generalCategory != .format
        && (scalar.properties.generalCategory != .control || scalar == "\t" || scalar.value == 10)
    }
    var narrow = visible.map(LabelText.halfWidth)
    let isMixed = narrow.contains { $0.isASCII && $0.properties.isAlphabetic }
    for index in narrow.indices {
      switch narrow[index] {
      case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE63}": narrow[index] = "-"
      case "\u{A0}", "\u{202F}", "\u{3000}", "\u{2000}"..."\u{200A}": narrow[index] = " "
      default: if isMixed, let latin = lookAlikes[narrow[index]] { narrow[index] = latin }
      }
    }
    return TypedText.trimmed(String(String.UnicodeScalarView(narrow)))
  }

  /// Whether cleaning took nothing but spaces and invisible characters away.
  static func onlyRemoves(from text: String, to plain: String) -> Bool {
    let kept = text.unicodeScalars.filter {
      $0.properties.generalCategory != .format && $0.properties.generalCategory != .control
    }
    return TypedText.trimmed(String(String.UnicodeScalarView(kept))) == plain
      || TypedText.trimmed(text) == plain
  }

  /// What a text shows of what happened to the part number; `nil` for nothing.
  static func damage(of text: String) -> Damage? {
    let digits = text.utf8
    // Looked at closely only where a telling character is there: nearly all part numbers have none.
    if digits.contains(0x2B), isExponentForm(digits) { return .exponent }
    if digits.count <= 6, digits.contains(0x2D), isDayAndMonth(text.lowercased()) { return .date }
    if digits.contains(0xE6), isChineseDayAndMonth(text) { return .date }
    if digits.count > 15, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.dropFirst(15).allSatisfy({ $0 == 0x30 })
    {
      return .digits
    }
    return nil
  }

  /// Whether the text is a number in exponent form: `1E+05`, `1.234E+15`.
  ///
  /// It has a digit before the point, digits behind it, and two or three of the exponent.
  private static func isExponentForm(_ text: String.UTF8View) -> Bool {
    guard let mark = text.firstIndex(of: 0x45), let first = text.first, isDigit(first) else { return false }
    let mantissa = text[..<mark].dropFirst(), exponent = text[mark...].dropFirst()
    let hasFraction = mantissa.first == 0x2E && mantissa.count > 1 && mantissa.dropFirst().allSatisfy(isDigit)
    return (mantissa.isEmpty || hasFraction) && exponent.first == 0x2B && (3...4).contains(exponent.count)
      && exponent.dropFirst().allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether the text is a day and month in Chinese: `3月2日`.
  private static func isChineseDayAndMonth(_ text: String) -> Bool {
    let parts = text.split(separator: "月", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].last == "日" else { return false }
    return [parts[0], parts[1].dropLast()].allSatisfy { (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }
  }

  /// Whether the text is a day and month in English: `2-mar`, `mar-02`.
  private static func isDayAndMonth(_ text: String) -> Bool {
    let months: Set<Substring> = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    func isNumber(_ part: Substring) -> Bool {
      (1...2).contains(part.count) && part.allSatisfy { $0.isASCII && $0.isNumber }
    }
    return (isNumber(parts[0]) && months.contains(parts[1]))
      || (months.contains(parts[0]) && parts[1].count == 2 && isNumber(parts[1]))
  }

  /// Cyrillic and Greek letters that look like Latin ones.
  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
    "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T", "Х": "X",
    "У": "Y", "І": "I",
    "Ѕ": "S", "Ј": "J", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "і": "i", "ѕ": "s",
    "ј": "j",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y",
    "Χ": "X", "ο": "o",
  ]
}
