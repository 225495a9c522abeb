public import Emissions
public import XLSX

extension CalendarDate {
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
}
