internal import XLSX

/// Reads a date typed as text.
enum DateText {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// `7/20/2023` (month first, as the form writes it), `20/7/2023` where only that is possible, `2023-07-20`, `2023/7/20`, `2023.7.20`,
  /// `2023年7月20日`, `20-Jul-2023`, `20.07.2023` and `20230720`; a time of day after it is dropped.
  ///
  /// - Parameter isDayFirst: `3/4/2024` is in April.
  static func parse(_ text: String, isDayFirst: Bool = false) -> CalendarDate? {
    let narrow = String(String.UnicodeScalarView(text.unicodeScalars.map(LabelText.narrowed))).lowercased()
    let day = narrow.split(whereSeparator: { $0 == " " || $0 == "t" && narrow.contains(":") }).first.map(String.init) ?? narrow
    let source = day.contains(where: \.isLetter) && !day.contains("年") ? narrow : day
    let fields = source.split(whereSeparator: { "/-.年月日, ".contains($0) }).map(String.init)
    if fields.count == 1, let only = fields.first, only.utf8.count == 8, let number = Int(only) {
      return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
    guard fields.count >= 3 else { return nil }
    if let month = months.firstIndex(where: { fields[1].hasPrefix($0) }), let day = Int(fields[0]), let year = Int(fields[2]) {
      return CalendarDate(year: year, month: month + 1, day: day)
    }
    if let month = months.firstIndex(where: { fields[0].hasPrefix($0) }), let day = Int(fields[1]), let year = Int(fields[2]) {
      return CalendarDate(year: year, month: month + 1, day: day)
    }
    guard let first = Int(fields[0]), let second = Int(fields[1]), let third = Int(fields[2]) else { return nil }
    if fields[0].utf8.count == 4 { return CalendarDate(year: first, month: second, day: third) }
    guard fields[2].utf8.count == 4 else { return nil }
    if isDayFirst, let date = CalendarDate(year: third, month: second, day: first) { return date }
    if day.contains(".") { return CalendarDate(year: third, month: second, day: first) }
    return CalendarDate(year: third, month: first, day: second) ?? CalendarDate(year: third, month: second, day: first)
  }
}
