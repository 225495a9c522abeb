/// Which day a workbook counts as its first: ECMA-376 Part 1, 18.17.4.1.
public enum DateSystem: Sendable, Hashable {
  /// Day 1 is 1900-01-01, and there is a day 60, 1900-02-29, that never was.
  case from1900
  /// Day 0 is 1904-01-01.
  case from1904
}

/// A day of the Gregorian calendar.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int

  /// 1970-01-01.
  public static let unixEpoch = CalendarDate(knownYear: 1970, month: 1, day: 1)

  private init(knownYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// `nil` unless there is such a day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, year: year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2023-07-20`.
  public init?(iso text: some StringProtocol) {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].utf8.count == 4, fields.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2])
    else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// Days since 1970-01-01; the proleptic Gregorian calendar.
  public init?(daysSince1970 days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day a cell's number stands for, the time of day dropped; `nil` for numbers that are no date.
  ///
  /// Day 60 of the 1900 system, the 29th of February that never was, reads as the 28th.
  public init?(serial: Double, system: DateSystem) {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let day = Int(serial)
    switch system {
    case .from1904:
      self.init(daysSince1970: day - 24_107)
    case .from1900:
      guard day >= 1 else { return nil }
      self.init(daysSince1970: day - (day > 60 ? 25_569 : day == 60 ? 25_569 : 25_568))
    }
  }

  /// The number a cell holds for this day; `nil` before the first day of the system.
  public func serial(in system: DateSystem) -> Double? {
    let days = daysSince1970
    switch system {
    case .from1904: return days >= -24_107 ? Double(days + 24_107) : nil
    case .from1900:
      if days >= -25_508 { return Double(days + 25_569) }
      return days >= -25_567 ? Double(days + 25_568) : nil
    }
  }

  /// The number a cell holds for a day or a time of it: `2023-07-20`, `2023-07-20T08:30`, `2023-07-20T08:30:15.5Z`.
  ///
  /// A workbook knows no time zones: ECMA-376 Part 1, 18.17.4.
  static func serial(iso text: String, in system: DateSystem) -> Double? {
    guard let day = CalendarDate(iso: text.prefix(10))?.serial(in: system) else { return nil }
    var time = text.dropFirst(10)
    if time.isEmpty { return day }
    guard time.removeFirst() == "T" else { return nil }
    if time.last == "Z" { time.removeLast() }
    let fields = time.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2 || fields.count == 3, fields.allSatisfy({ $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false }),
      let hours = Int(fields[0]), hours < 24, let minutes = Int(fields[1]), minutes < 60,
      let seconds = fields.count == 3 ? Double(fields[2]) : 0, seconds < 60
    else { return nil }
    return day + (Double(hours * 3600 + minutes * 60) + seconds) / 86_400
  }

  /// ISO 8601: `2023-07-20`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
