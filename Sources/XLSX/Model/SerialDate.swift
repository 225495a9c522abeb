/// Which day a workbook counts as its first: ECMA-376 Part 1, 18.17.4.1.
public enum DateSystem: Sendable, Hashable {
  /// Day 1 is 1900-01-01, and there is a day 60, 1900-02-29, that never was.
  case from1900
  /// Day 0 is 1904-01-01.
  case from1904
}

/// Days and times as a worksheet's cells hold them: numbers that count days.
enum SerialDate {
  /// The number a cell holds for a day or a time of it: `2023-07-20`, `2023-07-20T08:30`, `2023-07-20T08:30:15.5Z`;
  /// for a time alone, `08:30:15`, the part of a day.
  ///
  /// A workbook knows no time zones: ECMA-376 Part 1, 18.17.4. `nil` for what is no such day, and for days before the
  /// system's first.
  static func serial(iso text: String, in system: DateSystem) -> Double? {
    guard let day = serial(isoDay: text.prefix(10), in: system) else {
      return partOfDay(isoTime: text.first == "T" ? text.dropFirst() : text[...])
    }
    let time = text.dropFirst(10)
    if time.isEmpty { return day }
    guard time.first == "T" else { return nil }
    return partOfDay(isoTime: time.dropFirst()).map { day + $0 }
  }

  /// The part of a day that has passed at a time such as `08:30` or `08:30:15.5Z`; `nil` for any other text.
  private static func partOfDay(isoTime text: Substring) -> Double? {
    var time = text
    if time.last == "Z" { time.removeLast() }
    let fields = time.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2 || fields.count == 3,
      fields.allSatisfy({ $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false }),
      let hours = Int(fields[0]), hours < 24, let minutes = Int(fields[1]), minutes < 60,
      let seconds = fields.count == 3 ? Double(fields[2]) : 0, seconds < 60
    else { return nil }
    return (Double(hours * 3600 + minutes * 60) + seconds) / 86_400
  }

  /// The serial number of a day such as `2023-07-20`; `nil` for any other text.
  private static func serial(isoDay text: Substring, in system: DateSystem) -> Double? {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].utf8.count == 4, fields.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2]), year >= 1,
      (1...12).contains(month)
    else { return nil }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    let past = year - 1
    // Days since 0000-12-31 of the Gregorian calendar carried back.
    let days = past * 365 + past / 4 - past / 100 + past / 400 + lengths[..<(month - 1)].reduce(0, +) + day
    switch system {
    case .from1904: return days >= 695_056 ? Double(days - 695_056) : nil
    // There is a day 60, 1900-02-29, that never was.
    case .from1900:
      if days >= 693_655 { return Double(days - 693_594) }
      return days >= 693_596 ? Double(days - 693_595) : nil
    }
  }
}
