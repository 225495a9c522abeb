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

  /// A number of months that is no more than a calendar has.
  fileprivate func monthCount(_ index: Int) throws(FormulaInterruption) -> Int {
    let count = try strictInteger(index)
    guard count.magnitude < 120_000 else { throw .error(.number) }
    return count
  }
}
