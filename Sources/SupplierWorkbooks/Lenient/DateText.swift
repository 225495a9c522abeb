internal import Emissions
internal import XLSX

/// Reads a date typed as text.
enum DateText {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// Reads a date typed as text, with or without a time of day behind it, which is dropped.
  ///
  /// `7/20/2023` (month first, as the form writes it), `20/7/2023` where only that is possible, `2023-07-20`,
  /// `2023/7/20`, `2023.7.20`, `2023年7月20日`, `20-Jul-2023`, `July 20, 2023`, `20.07.2023` and `20230720`.
  ///
  /// - Parameters:
  ///   - text: as it was typed, without spaces at its ends.
  ///   - isDayFirst: the workbook writes days before months: `3/4/2024` is in April, without a doubt.
  /// - Returns: the day and whether day and month could be exchanged; `nil` for whatever else stands before or after
  ///   the date, and for years of two digits.
  static func parse(_ text: String, isDayFirst: Bool = false) -> (date: CalendarDate, isAmbiguous: Bool)? {
    let narrow = String(String.UnicodeScalarView(text.unicodeScalars.map(LabelText.halfWidth))).lowercased()
    guard let day = withoutTime(narrow), let first = day.first, first.isLetter || first.isNumber else { return nil }
    let fields = day.split(whereSeparator: { "/-.年月日, ".contains($0) }).map(String.init)
    if fields.count == 1, let number = number(fields[0], digits: 8...8) {
      return certain(number / 10_000, number / 100 % 100, number % 100)
    }
    guard fields.count == 3 else { return nil }
    if let year = number(fields[0], digits: 4...4) {
      guard let month = number(fields[1]), let day = number(fields[2]) else { return nil }
      return certain(year, month, day)
    }
    guard let year = number(fields[2], digits: 4...4) else { return nil }
    if let month = month(fields[1]), let day = number(fields[0]) { return certain(year, month, day) }
    if let month = month(fields[0]), let day = number(fields[1]) { return certain(year, month, day) }
    guard let one = number(fields[0]), let other = number(fields[1]) else { return nil }
    if day.contains(".") { return certain(year, other, one) }
    if isDayFirst, let date = certain(year, other, one) { return date }
    guard let date = CalendarDate(year: year, month: one, day: other) else { return certain(year, other, one) }
    return (date, one != other && other <= 12)
  }

  /// The year where a text is nothing else: `2025`, `2025年`, `FY2025`.
  static func year(_ text: String) -> String? {
    var rest = NumberText.narrowed(text).lowercased()
    for word in ["year", "fy", "cy"] where rest.hasPrefix(word) {
      rest = TypedText.trimmed(String(rest.dropFirst(word.count)))
    }
    for word in ["年度", "财年", "年"] where rest.hasSuffix(word) {
      rest = TypedText.trimmed(String(rest.dropLast(word.count)))
    }
    return number(rest, digits: 4...4).flatMap { (1900...2100).contains($0) ? rest : nil }
  }

  private static func certain(_ year: Int, _ month: Int, _ day: Int) -> (date: CalendarDate, isAmbiguous: Bool)? {
    CalendarDate(year: year, month: month, day: day).map { ($0, false) }
  }

  private static func number(_ text: String, digits: ClosedRange<Int> = 1...2) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  /// The month by its name or the name's first three letters.
  private static func month(_ text: String) -> Int? {
    months.firstIndex { $0 == text || $0.prefix(3) == text || text == "sept" && $0.hasPrefix(text) }.map { $0 + 1 }
  }

  /// What stands before ` 10:30`, `T10:30:00Z` or ` 10:30 am`; `nil` where a colon has another meaning.
  private static func withoutTime(_ text: String) -> Substring? {
    guard let colon = text.firstIndex(of: ":") else { return text[...] }
    let hour = text[..<colon].reversed().prefix { $0.isNumber }.count
    let time = text.index(colon, offsetBy: -hour)
    guard (1...2).contains(hour), time > text.startIndex,
      text[time...].allSatisfy({ "0123456789:.+-zamp ".contains($0) })
    else {
      return nil
    }
    let separator = text.index(before: time)
    guard text[separator] == "t" || text[separator].isWhitespace else { return nil }
    return text[..<separator]
  }
}
