internal import Glibc
internal import XLSX

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

extension FormulaCalendar {
  /// The day of the week, from Sunday, which is 0, on.
  func weekDay(_ serial: Int) -> Int { (serial + (system == .from1904 ? 1462 : 0) + 6) % 7 }
}
