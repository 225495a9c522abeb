public import Emissions
internal import Glibc

extension CalendarDate {
  /// Today, where this program runs.
  public static var today: CalendarDate {
    var now = time(nil)
    var parts = tm()
    guard localtime_r(&now, &parts) != nil else { return .unixEpoch }
    return CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? .unixEpoch
  }
}
