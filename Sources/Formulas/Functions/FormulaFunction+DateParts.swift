internal import XLSX

extension FormulaFunction {
  /// Differences of days, weeks, working days, and days and times of texts.
  static let dateParts: [FormulaFunction] = [
    values("DATEVALUE", 1...1) { (arguments) throws(FormulaInterruption) in
      let date = try arguments.dateText()
      guard let day = date.day else { throw .unsupported("DATEVALUE of a time") }
      let serial = day - (arguments.calendar.system == .from1904 ? 1462 : 0)
      guard serial >= 0 else { throw .error(.value) }
      return .number(Double(serial))
    },
    values("TIMEVALUE", 1...1) { (arguments) throws(FormulaInterruption) in
      let time = try arguments.dateText().time ?? 0
      return .number(time - time.rounded(.down))
    },
    values("WEEKDAY", 1...2) { (arguments) throws(FormulaInterruption) in
      let days = try arguments.weekDays(0)
      switch try arguments.integer(1, or: 1) {
      case 1, 17: return .number(Double((days + 6) % 7 + 1))
      case 3: return .number(Double((days + 5) % 7))
      case 2: return .number(Double((days + 5) % 7 + 1))
      case let kind where (11...16).contains(kind): return .number(Double((days + 16 - kind) % 7 + 1))
      default: throw .error(.number)
      }
    },
    values("WEEKNUM", 1...2) { (arguments) throws(FormulaInterruption) in
      let serial = try arguments.strictDay(0)
      let starts = [1: 0, 2: 1, 11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 16: 6, 17: 0]
      let kind = arguments.isMissing(1) ? 1 : try arguments.strictInteger(1)
      if kind == 21 { return .number(try arguments.isoWeek(serial)) }
      guard let start = starts[kind] else { throw .error(.number) }
      let calendar = arguments.calendar
      let year = try calendar.day(Double(serial)).year
      let first = try calendar.serial(year: year, month: 1, day: 1)
      let offset = (calendar.weekDay(Int(first)) - start + 7) % 7
      return .number(Double((serial - Int(first) + offset) / 7 + 1))
    },
    values("ISOWEEKNUM", 1...1) { (arguments) throws(FormulaInterruption) in
      let serial = try arguments.number(0).rounded(.down)
      try require(serial >= 0 && serial <= 2_958_465)
      return .number(try arguments.isoWeek(Int(serial)))
    },
    values("YEARFRAC", 2...3) { (arguments) throws(FormulaInterruption) in
      let (start, end) = (try arguments.strictDay(0), try arguments.strictDay(1))
      return .number(try arguments.dayCount(2).years(start, end))
    },
    values("DAYS360", 2...3) { (arguments) throws(FormulaInterruption) in
      let (start, end) = (try arguments.number(0).rounded(.down), try arguments.number(1).rounded(.down))
      try require([start, end].allSatisfy { $0 >= 0 && $0 <= 2_958_465 })
      let calendar = arguments.calendar
      if try arguments.boolean(2, or: false) {
        return .number(Double(try FormulaDayCount.europeanDays360(Int(start), Int(end), calendar)))
      }
      var (first, last) = (try calendar.day(start), try calendar.day(end))
      if FormulaDayCount.isLastOfFebruary(first), FormulaDayCount.isLastOfFebruary(last) {
        throw .unsupported("DAYS360 between ends of February")
      }
      if first.day == 31 || FormulaDayCount.isLastOfFebruary(first) { first.day = 30 }
      // The end of a month is the first day of the next one unless the first day is at the end, too.
      if last.day == 31, first.day < 30 { last = .init(year: last.year, month: last.month + 1, day: 1) }
      if last.day == 31 { last.day = 30 }
      return .number(Double(FormulaDayCount.distance(first, last)))
    },
    values("DATEDIF", 3...3) { (arguments) throws(FormulaInterruption) in
      let (start, end) = (try arguments.number(0).rounded(.down), try arguments.number(1).rounded(.down))
      try require(start >= 0 && start <= end && end <= 2_958_465)
      return .number(Double(try arguments.difference(Int(start), Int(end), try arguments.text(2).uppercased())))
    },
    workingDays("NETWORKDAYS", 2...3, weekend: nil, holidays: 2),
    workingDays("NETWORKDAYS.INTL", 2...4, weekend: 2, holidays: 3),
    workingDay("WORKDAY", 2...3, weekend: nil, holidays: 2), workingDay("WORKDAY.INTL", 2...4, weekend: 2, holidays: 3),
  ]

  private static func workingDays(_ name: String, _ counts: ClosedRange<Int>, weekend: Int?, holidays: Int)
    -> FormulaFunction
  {
    ranges(name, counts, parameters(weekend)) { (arguments) throws(FormulaInterruption) in
      let (start, end) = (try arguments.strictDay(0), try arguments.strictDay(1))
      let week = try FormulaWorkingWeek(arguments, weekend: weekend, holidays: holidays)
      let (first, last) = (min(start, end), max(start, end))
      try arguments.evaluator.step(week.holidays.count)
      return .number(Double(week.count(first, last) * (start > end ? -1 : 1)))
    }
  }

  private static func workingDay(_ name: String, _ counts: ClosedRange<Int>, weekend: Int?, holidays: Int)
    -> FormulaFunction
  {
    ranges(name, counts, parameters(weekend)) { (arguments) throws(FormulaInterruption) in
      let (start, days) = (try arguments.strictDay(0), try arguments.strictInteger(1))
      let week = try FormulaWorkingWeek(arguments, weekend: weekend, holidays: holidays)
      guard week.isWorking.contains(true) else { throw .error(.value) }
      try require(days.magnitude < 3_000_000)
      try arguments.evaluator.step(Int(days.magnitude))
      var (day, rest) = (start, Int(days.magnitude))
      while rest > 0 {
        day += days.signum()
        try require(day >= 0 && day <= 2_958_465)
        if week.isWorking(day) { rest -= 1 }
      }
      return .number(Double(day))
    }
  }

  private static func parameters(_ weekend: Int?) -> [Parameter] {
    weekend == nil ? [.value, .value, .reference] : [.value, .value, .value, .reference]
  }
}

/// The days of the week on which somebody works, and the holidays.
private struct FormulaWorkingWeek {
  /// By days from Monday on.
  private(set) var isWorking: [Bool] = [true, true, true, true, true, false, false]
  private(set) var holidays: Set<Int> = []
  private let calendar: FormulaCalendar

  init(_ arguments: FormulaArguments, weekend: Int?, holidays index: Int) throws(FormulaInterruption) {
    calendar = arguments.calendar
    if let weekend, !arguments.isMissing(weekend) { try read(try arguments.value(weekend), calendar) }
    guard !arguments.isMissing(index) else { return }
    for day in try FormulaArguments(arguments.context, [arguments.operands[index]]).strictNumbers() {
      try require(day >= 0 && day < 2_958_466)
      holidays.insert(Int(day))
    }
  }

  private mutating func read(_ value: CellValue, _ calendar: FormulaCalendar) throws(FormulaInterruption) {
    if case .text(let text) = value {
      guard text.utf8.count == 7, text.utf8.allSatisfy({ $0 == 0x30 || $0 == 0x31 }) else { throw .error(.value) }
      isWorking = text.utf8.map { $0 == 0x30 }
      return
    }
    let number = try FormulaCoercion.number(value, calendar)
    try require((1...7).contains(number) || (11...17).contains(number))
    let kind = Int(number)
    isWorking = [Bool](repeating: true, count: 7)
    // From Saturday and Sunday on, or from Sunday on.
    isWorking[(kind < 10 ? kind + 4 : kind - 5) % 7] = false
    if kind < 10 { isWorking[(kind + 5) % 7] = false }
  }

  private func isOfWeek(_ day: Int) -> Bool { isWorking[(calendar.weekDay(day) + 6) % 7] }
  func isWorking(_ day: Int) -> Bool { isOfWeek(day) && !holidays.contains(day) }

  /// The working days from one day to another, both included.
  func count(_ first: Int, _ last: Int) -> Int {
    let (weeks, rest) = (last - first + 1).quotientAndRemainder(dividingBy: 7)
    let inWeeks = weeks * isWorking.count { $0 }
    let inRest = (last - rest + 1..<last + 1).count { isOfWeek($0) }
    return inWeeks + inRest - holidays.count { ($0 >= first && $0 <= last) && isOfWeek($0) }
  }
}

extension FormulaArguments {
  /// A day's number for its weekday, as it counts from 1900.
  fileprivate func weekDays(_ index: Int) throws(FormulaInterruption) -> Int {
    let serial = try number(index).rounded(.down)
    try require(serial >= 0 && serial < 2_958_466)
    return Int(serial) + (calendar.system == .from1904 ? 1462 : 0)
  }

  fileprivate func dateText() throws(FormulaInterruption) -> FormulaDateText {
    switch try value(0) {
    case .error(let error): throw .error(error)
    case .text(let text):
      guard text.utf8.count <= 255 else { throw .error(.value) }
      // Whether spaces count is known for days in numbers.
      _ = try FormulaNumberText.number(of: text, calendar)
      let trimmed = text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
      guard let date = try FormulaDateText(trimmed) else { throw .error(.value) }
      if date.day != nil, text.hasPrefix(" "), text.hasSuffix(" ") { throw .error(.value) }
      return date
    case .blank, .number, .boolean: throw .error(.value)
    }
  }

  /// The week of a year of which the first one has a Thursday.
  fileprivate func isoWeek(_ serial: Int) throws(FormulaInterruption) -> Double {
    let weekDay = (calendar.weekDay(serial) + 6) % 7
    let thursday = serial - weekDay + 3
    guard thursday >= 0 else { throw .unsupported("a week before 1900") }
    let first = try calendar.serial(year: try calendar.day(Double(thursday)).year, month: 1, day: 1)
    return Double((thursday - Int(first)) / 7 + 1)
  }

  /// What DATEDIF gives.
  fileprivate func difference(_ start: Int, _ end: Int, _ unit: String) throws(FormulaInterruption) -> Int {
    let (first, last) = (try calendar.day(Double(start)), try calendar.day(Double(end)))
    let months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day ? 1 : 0)
    switch unit {
    case "D": return end - start
    case "M": return months
    case "Y": return months / 12
    case "YM": return months % 12
    case "MD":
      if last.day >= first.day { return last.day - first.day }
      return last.day - first.day + FormulaCalendar.length(ofMonth: last.month - 1, from: last.year)
    case "YD":
      // Between the days in the years of the first or in those of the last, which may differ by a leap day.
      let isLater = (last.month, last.day) >= (first.month, first.day)
      let inFirst =
        try calendar.serial(year: first.year + (isLater ? 0 : 1), month: last.month, day: last.day) - Double(start)
      let inLast =
        Double(end) - (try calendar.serial(year: last.year - (isLater ? 0 : 1), month: first.month, day: first.day))
      guard inFirst == inLast else { throw .unsupported("DATEDIF across a leap day") }
      return Int(inFirst)
    default: throw .error(.number)
    }
  }
}
