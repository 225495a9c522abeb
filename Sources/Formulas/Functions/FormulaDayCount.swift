internal import XLSX

/// How days are counted between two dates, and how many make a year.
struct FormulaDayCount {
  /// The conventions by their numbers in formulas.
  enum Basis: Int {
    case american360, actual, actual360, actual365, european360
  }

  let basis: Basis
  let calendar: FormulaCalendar

  /// - Throws: the spreadsheet's error of numbers where there is no such convention.
  init(_ number: Int, _ calendar: FormulaCalendar) throws(FormulaInterruption) {
    guard let basis = Basis(rawValue: number) else { throw .error(.number) }
    self.basis = basis
    self.calendar = calendar
  }

  /// The days between two dates, of which the first is not the later one.
  func days(_ start: Int, _ end: Int) throws(FormulaInterruption) -> Double {
    switch basis {
    case .actual, .actual360, .actual365: return Double(end - start)
    case .american360: return Double(try Self.days360(start, end, calendar))
    case .european360: return Double(try Self.europeanDays360(start, end, calendar))
    }
  }

  /// The part of a year between two dates.
  func years(_ start: Int, _ end: Int) throws(FormulaInterruption) -> Double {
    let (start, end) = (min(start, end), max(start, end))
    let days = try days(start, end)
    switch basis {
    case .american360, .actual360, .european360: return days / 360
    case .actual365: return days / 365
    case .actual: return days / (try averageYear(start, end))
    }
  }

  /// The length of a year of which one is counted; of actual ones, of the year of a day.
  func yearLength(of day: Int) throws(FormulaInterruption) -> Double {
    switch basis {
    case .american360, .actual360, .european360: return 360
    case .actual365: return 365
    case .actual: return Self.isLeap(try calendar.day(Double(day)).year) ? 366 : 365
    }
  }

  static func isLeap(_ year: Int) -> Bool { FormulaCalendar.length(ofMonth: 2, from: year) == 29 }

  /// The mean length of the years between two dates.
  private func averageYear(_ start: Int, _ end: Int) throws(FormulaInterruption) -> Double {
    let (first, last) = (try calendar.day(Double(start)), try calendar.day(Double(end)))
    let isWithinYear =
      first.year == last.year
      || first.year + 1 == last.year && (last.month, last.day) <= (first.month, first.day)
    guard isWithinYear else {
      let years = first.year...last.year
      return Double(years.reduce(0) { $0 + (Self.isLeap($1) ? 366 : 365) }) / Double(years.count)
    }
    if first.year == last.year { return Self.isLeap(first.year) ? 366 : 365 }
    let hasLeapDay =
      Self.isLeap(first.year) && (first.month, first.day) <= (2, 29)
      || Self.isLeap(last.year) && (last.month, last.day) >= (2, 29)
    return hasLeapDay ? 366 : 365
  }

  /// The days between two dates where each month has thirty, as American bonds count them.
  static func days360(_ start: Int, _ end: Int, _ calendar: FormulaCalendar) throws(FormulaInterruption) -> Int {
    var (first, last) = (try calendar.day(Double(start)), try calendar.day(Double(end)))
    if isLastOfFebruary(first) {
      if isLastOfFebruary(last) { last.day = 30 }
      first.day = 30
    }
    if last.day == 31, first.day >= 30 { last.day = 30 }
    if first.day == 31 { first.day = 30 }
    return distance(first, last)
  }

  /// The same as European bonds count them.
  static func europeanDays360(_ start: Int, _ end: Int, _ calendar: FormulaCalendar) throws(FormulaInterruption)
    -> Int
  {
    var (first, last) = (try calendar.day(Double(start)), try calendar.day(Double(end)))
    first.day = min(first.day, 30)
    last.day = min(last.day, 30)
    return distance(first, last)
  }

  static func isLastOfFebruary(_ day: FormulaCalendar.Day) -> Bool {
    day.month == 2 && day.day == FormulaCalendar.length(ofMonth: 2, from: day.year)
  }

  static func distance(_ first: FormulaCalendar.Day, _ last: FormulaCalendar.Day) -> Int {
    (last.year - first.year) * 360 + (last.month - first.month) * 30 + last.day - first.day
  }
}

extension FormulaArguments {
  /// A day of an argument of functions that once were an add-in's.
  func strictDay(_ index: Int) throws(FormulaInterruption) -> Int {
    let day = try strictInteger(index)
    try require(day >= 0 && day <= 2_958_465)
    return day
  }

  /// How days are counted by an argument; as American bonds count them where it is left out.
  func dayCount(_ index: Int) throws(FormulaInterruption) -> FormulaDayCount {
    try FormulaDayCount(isMissing(index) ? 0 : try strictInteger(index), calendar)
  }
}
