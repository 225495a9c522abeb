internal import Emissions
internal import XLSX

/// A month, as the header of a column names it.
struct MonthText: Hashable, Sendable {
  /// 1 to 12.
  var month: Int
  /// The year, where it is said.
  var year: Int?
  /// Whether it may be any number as well: `4`, or 45748 without the format of a date.
  var isWeak = false

  private static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  private static let eastern = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]

  private init?(_ month: Int?, _ year: Int?, isWeak: Bool = false) {
    guard let month, (1...12).contains(month) else { return nil }
    self.month = month
    self.year = year
    self.isWeak = isWeak
  }

  /// What a cell of a header says: a day in any format of dates, a number, or a text.
  init?(_ cell: Cell, styles: WorkbookStyles, dateSystem: DateSystem) {
    switch cell.value {
    case .number(let number): self.init(number, isDate: styles.isDate(cell.style), dateSystem)
    case .text(let text): self.init(text)
    default: return nil
    }
  }

  private init?(_ number: Double, isDate: Bool, _ dateSystem: DateSystem) {
    if isDate {
      guard let day = CalendarDate(serial: number, system: dateSystem) else { return nil }
      self.init(day.month, day.year)
      return
    }
    guard number == number.rounded(), number > 0, number < 1e6, let whole = Int(exactly: number) else { return nil }
    if whole <= 12 {
      self.init(whole, nil, isWeak: true)
    } else if let year = Self.year(whole / 100), (1...12).contains(whole % 100) {
      self.init(whole % 100, year, isWeak: true)
    } else if (36_526...73_050).contains(whole), let day = CalendarDate(serial: number, system: dateSystem) {
      self.init(day.month, day.year, isWeak: true)
    } else {
      return nil
    }
  }

  /// `Jan`, `Jan.`, `January 2025`, `Apr-25`, 一月, 1月, `2025-04`, `04/2025`, 2025年4月, `M1`; line by line, in
  /// brackets or not, and with a unit behind it.
  init?(_ text: String) {
    guard text.utf8.count <= 60 else { return nil }
    let narrow = MeasureTokens.narrowed(text).lowercased()
    var found: MonthText?
    for line in narrow.split(whereSeparator: { $0.isNewline }) {
      let plain = line.prefix { !"([".contains($0) }
      guard let month = Self.line(plain) ?? Self.line(line) else { continue }
      if let found, found.month != month.month { return nil }
      if found?.year == nil { found = month }
    }
    guard let found else { return nil }
    self = found
  }

  /// Whether a line names a month and nothing else.
  static func isAlone(_ line: Substring) -> Bool { fields(of: line.lowercased()[...], hasUnit: false) != nil }

  private static func line(_ line: Substring) -> MonthText? { fields(of: line, hasUnit: true) }

  private static func fields(of line: Substring, hasUnit: Bool) -> MonthText? {
    var fields = line.split { " -./,'_年:".contains($0) }.map(String.init)
    // A unit behind it: Jan MWh.
    if hasUnit, fields.count > 1, let last = fields.last, StatedMeasure(last)?.unit != nil { fields.removeLast() }
    guard let first = fields.first, fields.count <= 3 else { return nil }
    if fields.count == 1 { return single(first) }
    if fields.count == 3 {
      // A whole day: the first of a month.
      if let year = number(fields[0]).flatMap(year), let month = month(fields[1]), number(fields[2]) != nil {
        return MonthText(month, year)
      }
      if number(fields[0]) != nil, let month = name(fields[1]), let year = number(fields[2]).flatMap(anyYear) {
        return MonthText(month, year)
      }
      return nil
    }
    if let year = number(first).flatMap(year), let month = month(fields[1]) { return MonthText(month, year) }
    if let year = number(fields[1]).flatMap(year), let month = month(first) { return MonthText(month, year) }
    if let month = name(first) {
      if let year = number(fields[1]).flatMap(anyYear) { return MonthText(month, year) }
      // The same month again in another language.
      return name(fields[1]) == month ? MonthText(month, nil) : nil
    }
    if let month = name(fields[1]), let year = number(first).flatMap(anyYear) { return MonthText(month, year) }
    if first == "m" || first == "month" { return number(fields[1]).flatMap { MonthText($0, nil) } }
    return nil
  }

  private static func single(_ text: String) -> MonthText? {
    if let month = name(text) { return MonthText(month, nil) }
    if let number = number(text) {
      if number <= 12 { return MonthText(number, nil, isWeak: true) }
      if text.count == 6, let year = year(number / 100) { return MonthText(number % 100, year, isWeak: true) }
      return nil
    }
    if text.hasPrefix("m"), let number = number(String(text.dropFirst())) { return MonthText(number, nil) }
    // Apr25, 25apr
    let letters = text.filter { $0.isLetter }, digits = text.filter { $0.isNumber }
    if letters.count + digits.count == text.count, text.hasPrefix(letters) || text.hasSuffix(letters), !digits.isEmpty,
      let month = name(letters), letters.first?.isASCII == true, let year = number(digits).flatMap(anyYear)
    {
      return MonthText(month, year)
    }
    return nil
  }

  /// The month by its number or name.
  private static func month(_ text: String) -> Int? {
    if let number = number(text) { return (1...12).contains(number) ? number : nil }
    return name(text)
  }

  /// `january`, `jan`, 一月, 4月, 4月份.
  private static func name(_ text: String) -> Int? {
    if let place = names.firstIndex(where: {
      $0 == text || $0.prefix(3) == text || text == "sept" && $0.hasPrefix(text)
    }) {
      return place + 1
    }
    for ending in ["月份", "月"] where text.hasSuffix(ending) {
      let rest = String(text.dropLast(ending.count))
      if let number = number(rest) { return (1...12).contains(number) ? number : nil }
      return eastern.firstIndex(of: rest).map { $0 + 1 }
    }
    return nil
  }

  private static func number(_ text: String) -> Int? {
    guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func year(_ number: Int) -> Int? { (2000...2099).contains(number) ? number : nil }
  private static func anyYear(_ number: Int) -> Int? {
    year(number) ?? ((13...99).contains(number) ? 2000 + number : nil)
  }
}
