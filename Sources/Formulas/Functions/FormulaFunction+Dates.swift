internal import XLSX

extension FormulaFunction {
  /// Days and times as numbers.
  static let dates: [FormulaFunction] = [
    values("DATE", 3...3) { (arguments) throws(FormulaInterruption) in
      var year = try arguments.integer(0)
      let (month, day) = (try arguments.integer(1), try arguments.integer(2))
      let calendar = arguments.calendar
      if year >= 0, year < 1900 { year += 1900 }
      guard (1900...9999).contains(year), month.magnitude < 120_000, day.magnitude < 4_000_000 else {
        throw .error(.number)
      }
      return .number(try calendar.serial(year: year, month: month, day: day))
    },
    part("YEAR") { $0.year }, part("MONTH") { $0.month }, part("DAY") { $0.day },
    values("DAYS", 2...2) { (arguments) throws(FormulaInterruption) in
      .number(try arguments.number(0).rounded(.down) - arguments.number(1).rounded(.down))
    },
    values("EDATE", 2...2) { (arguments) throws(FormulaInterruption) in
      let day = try arguments.calendar.day(try arguments.strictNumber(0))
      let month = day.month + (try arguments.monthCount(1))
      let length = FormulaCalendar.length(ofMonth: month, from: day.year)
      return .number(
        try arguments.calendar.serial(year: day.year, month: month, day: min(day.day, length)))
    },
    values("EOMONTH", 2...2) { (arguments) throws(FormulaInterruption) in
      let day = try arguments.calendar.day(try arguments.strictNumber(0))
      let month = day.month + (try arguments.monthCount(1))
      let end = try arguments.calendar.serial(year: day.year, month: month + 1, day: 0)
      if end == 60, arguments.calendar.system == .from1900 { throw .unsupported("the end of February 1900") }
      return .number(end)
    },
    time("HOUR", divisor: 3600, modulus: 24), time("MINUTE", divisor: 60, modulus: 60),
    time("SECOND", divisor: 1, modulus: 60),
    values("TIME", 3...3) { (arguments) throws(FormulaInterruption) in
      let (hours, minutes, seconds) = (try arguments.integer(0), try arguments.integer(1), try arguments.integer(2))
      guard [hours, minutes, seconds].allSatisfy({ $0 <= 32767 && $0 >= -32767 }) else { throw .error(.number) }
      let total = hours * 3600 + minutes * 60 + seconds
      guard total >= 0 else { throw .error(.number) }
      return .number(Double(total % 86_400) / 86_400)
    },
  ]

  private static func part(_ name: String, _ body: @escaping @Sendable (FormulaCalendar.Day) -> Int) -> FormulaFunction
  {
    values(name, 1...1) { (arguments) throws(FormulaInterruption) in
      .number(Double(body(try arguments.calendar.day(try arguments.number(0)))))
    }
  }

  private static func time(_ name: String, divisor: Int, modulus: Int) -> FormulaFunction {
    values(name, 1...1) { (arguments) throws(FormulaInterruption) in
      let serial = try arguments.number(0)
      let seconds = (serial - serial.rounded(.down)) * 86_400
      // Excel rounds halves of seconds in a way of its own.
      guard (seconds - seconds.rounded()).magnitude < 0.4 else { throw .unsupported("parts of seconds") }
      return .number(Double(Int(seconds.rounded()) % 86_400 / divisor % modulus))
    }
  }
}

extension FormulaArguments {
  /// Days as the workbook counts them.
  var calendar: FormulaCalendar { FormulaCalendar(system: evaluator.workbook.dateSystem) }

  /// A number of months that is no more than a calendar has.
  fileprivate func monthCount(_ index: Int) throws(FormulaInterruption) -> Int {
    let count = try strictInteger(index)
    guard count.magnitude < 120_000 else { throw .error(.number) }
    return count
  }
}

/// Days as the serial numbers of a workbook.
struct FormulaCalendar {
  struct Day: Hashable {
    var year: Int
    var month: Int
    var day: Int
  }

  let system: DateSystem

  /// The number of 1899-12-31, counted from 0000-12-31 of the Gregorian calendar carried back.
  private static let start1900 = 693_595
  private static let start1904 = 695_056

  /// The serial number of a day; months and days beyond their ends go on into the next ones.
  func serial(year: Int, month: Int, day: Int) throws(FormulaInterruption) -> Double {
    let months = year * 12 + month - 1
    let (year, month) = (months.quotient(flooredBy: 12), months.remainder(flooredBy: 12) + 1)
    guard (1...9999).contains(year) else { throw .error(.number) }
    let past = year - 1
    let days = past * 365 + past / 4 - past / 100 + past / 400
    let inYear = (1..<month).reduce(0) { $0 + Self.length(ofMonth: $1, from: year) }
    var serial = days + inYear + day
    switch system {
    case .from1904: serial -= Self.start1904
    case .from1900:
      serial -= Self.start1900
      // There is a day 60, 1900-02-29, that never was: all days count from the first of their month.
      if inYear + days - Self.start1900 >= 59 { serial += 1 }
    }
    guard serial >= 0, serial <= 2_958_465 else { throw .error(.number) }
    return Double(serial)
  }

  /// The day of a serial number.
  func day(_ serial: Double) throws(FormulaInterruption) -> Day {
    guard serial >= 0, serial < 2_958_466 else { throw .error(.number) }
    let number = Int(serial.rounded(.down))
    if system == .from1900 {
      if number == 0 { return Day(year: 1900, month: 1, day: 0) }
      if number == 60 { return Day(year: 1900, month: 2, day: 29) }
    }
    let days =
      switch system {
      case .from1904: number + Self.start1904
      case .from1900: number + Self.start1900 - (number > 60 ? 1 : 0)
      }
    var year = days / 366 + 1
    while Self.days(before: year + 1) < days { year += 1 }
    var (month, day) = (1, days - Self.days(before: year))
    while day > Self.length(ofMonth: month, from: year) {
      day -= Self.length(ofMonth: month, from: year)
      month += 1
    }
    return Day(year: year, month: month, day: day)
  }

  private static func days(before year: Int) -> Int {
    let past = year - 1
    return past * 365 + past / 4 - past / 100 + past / 400
  }

  /// The days of a month counted from the first of a year.
  static func length(ofMonth month: Int, from year: Int) -> Int {
    let months = year * 12 + month - 1
    let (year, month) = (months.quotient(flooredBy: 12), months.remainder(flooredBy: 12))
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
  }
}

extension Int {
  fileprivate func quotient(flooredBy divisor: Int) -> Int { (self - remainder(flooredBy: divisor)) / divisor }
  fileprivate func remainder(flooredBy divisor: Int) -> Int { (self % divisor + divisor) % divisor }
}
