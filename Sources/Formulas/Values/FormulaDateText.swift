internal import XLSX

/// The day and the time that a text reads as, in the forms of the United States.
///
/// Days of this year, whose year is not written, and what others would read as another day are not evaluated.
struct FormulaDateText {
  /// The number of the day, counted from 1900.
  private(set) var day: Int?
  /// The time as a part of a day; above 1 where there are more than 24 hours.
  private(set) var time: Double?

  private enum Token: Equatable {
    case number(String)
    case word(String)
    case sign(Character)
    case space

    var number: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
    var digits: Int { if case .number(let digits) = self { digits.utf8.count } else { 0 } }
    var isSeparator: Bool { self == .sign("/") || self == .sign("-") || self == .space }
  }

  /// What is said where a text may be a day or none.
  private static let doubt = FormulaInterruption.unsupported("a text that may read as another date")

  /// Reads a text without spaces around it; `nil` where it is neither a day nor a time.
  init?(_ text: String) throws(FormulaInterruption) {
    guard text.utf8.count <= 48, var tokens = Self.tokens(of: text), tokens.contains(where: { $0.number != nil }) else {
      return nil
    }
    if let start = Self.startOfTime(in: tokens) {
      guard let time = try Self.time(Array(tokens[start...])) else { return nil }
      self.time = time
      tokens = Array(tokens[..<start])
      if tokens.last == .space { tokens.removeLast() } else if !tokens.isEmpty { return nil }
      if tokens.isEmpty { return }
    }
    guard let day = try Self.day(tokens) else { return nil }
    self.day = day
  }

  /// Numbers, words, signs and spaces; `nil` where there is anything else or too much of it.
  private static func tokens(of text: String) -> [Token]? {
    var tokens: [Token] = []
    let bytes = Array(text.utf8)
    var index = 0
    /// Goes behind bytes of a kind, and gives them.
    func take(_ isMeant: (UInt8) -> Bool) -> String {
      let start = index
      while index < bytes.count, isMeant(bytes[index]) { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    while index < bytes.count {
      guard tokens.count <= 24 else { return nil }
      switch bytes[index] {
      case 0x30...0x39:
        let digits = take { (0x30...0x39).contains($0) }
        if digits.utf8.count > 9 { return nil }
        tokens.append(.number(digits))
      case 0x41...0x5A, 0x61...0x7A:
        let letters = take { (0x41...0x5A).contains($0 & 0xDF) }
        // No month has a longer name.
        if letters.utf8.count > 12 { return nil }
        tokens.append(.word(letters.lowercased()))
      case 0x20:
        index += 1
        if tokens.last != .space { tokens.append(.space) }
      case 0x2F, 0x2D, 0x3A, 0x2C, 0x2E:
        tokens.append(.sign(Character(Unicode.Scalar(bytes[index]))))
        index += 1
      default: return nil
      }
    }
    return tokens
  }

  /// The month of a day whose year is not written, such as `1 May`; `nil` where it depends on the year or a text is no
  /// such day.
  static func month(ofDayWithoutYear text: String) throws(FormulaInterruption) -> Int? {
    guard let tokens = tokens(of: text), tokens.count == 3, tokens[1] == .space || tokens[1] == .sign("-") else {
      return nil
    }
    let (first, last) = (tokens[0], tokens[2])
    for (number, other) in [(first, last), (last, first)] {
      guard case .word(let word) = other, let day = number.number, number.digits <= 2, let month = try month(word)
      else { continue }
      return (1...FormulaCalendar.length(ofMonth: month, from: 1901)).contains(day) ? month : nil
    }
    return nil
  }

  // MARK: Times

  /// Where the part that is a time begins: a number before a colon or before AM or PM.
  private static func startOfTime(in tokens: [Token]) -> Int? {
    for index in tokens.indices where tokens[index].number != nil {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      let nextButOne = index + 2 < tokens.count ? tokens[index + 2] : nil
      if next == .sign(":") { return index }
      if isHalf(next) || next == .space && isHalf(nextButOne) { return index }
    }
    return nil
  }

  private static func isHalf(_ token: Token?) -> Bool {
    guard case .word(let word)? = token else { return false }
    return ["am", "pm", "a", "p"].contains(word)
  }

  private static func time(_ tokens: [Token]) throws(FormulaInterruption) -> Double? {
    var rest = tokens[...]
    var isAfternoon: Bool?
    if case .word(let word)? = rest.last, isHalf(rest.last) {
      isAfternoon = word.hasPrefix("p")
      rest.removeLast()
      // Excel wants a space here.
      guard rest.last == .space else { throw .unsupported("a time without a space before AM or PM") }
      rest.removeLast()
    }
    guard let hour = rest.popFirst()?.number, rest.isEmpty == false || isAfternoon != nil else { return nil }
    var parts: [Int] = []
    var fraction = 0.0
    while rest.first == .sign(":") {
      rest.removeFirst()
      guard let token = rest.popFirst() else {
        // `12:` is a time for Excel.
        throw doubt
      }
      guard let part = token.number, token.digits <= 2, parts.count < 2 else { return nil }
      parts.append(part)
    }
    if rest.first == .sign(".") {
      rest.removeFirst()
      guard case .number(let digits)? = rest.popFirst(), let number = DecimalNumber.parse(Array(("0." + digits).utf8))
      else { throw doubt }
      fraction = number
      // Minutes and seconds.
      if parts.count == 1 { throw doubt }
    }
    guard rest.isEmpty else {
      // A day may follow.
      throw doubt
    }
    guard parts.allSatisfy({ $0 < 60 }) else { throw doubt }
    var hours = hour
    if let isAfternoon {
      guard hour <= 12 else { return nil }
      if hour == 0 { throw doubt }
      hours = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hours <= 9999 else { return nil }
    let seconds = Double(hours * 3600 + (parts.first ?? 0) * 60 + (parts.count > 1 ? parts[1] : 0)) + fraction
    return seconds / 86_400
  }

  // MARK: Days

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// The month of a word; `nil` where it is none.
  private static func month(_ word: String) throws(FormulaInterruption) -> Int? {
    guard word.utf8.count >= 3, let index = months.firstIndex(where: { $0.hasPrefix(word) }) else { return nil }
    guard word.utf8.count == 3 || word == months[index] else { throw doubt }
    return index + 1
  }

  private static func day(_ tokens: [Token]) throws(FormulaInterruption) -> Int? {
    var numbers: [Token] = []
    var word: String?
    var places: [Int] = []
    var separators: [Token] = []
    var isSeparated = true
    for token in tokens {
      switch token {
      case .number:
        numbers.append(token)
        isSeparated = false
      case .word(let letters):
        guard word == nil else { return nil }
        word = letters
        places = [numbers.count]
        isSeparated = false
      case .sign("/"), .sign("-"), .space, .sign(","), .sign("."):
        // A comma may have a space behind it.
        if isSeparated, !(token == .space && separators.last == .sign(",")) { return nil }
        if isSeparated { continue }
        separators.append(token)
        isSeparated = true
      case .sign: return nil
      }
    }
    if isSeparated || numbers.isEmpty || numbers.count > 3 { return nil }
    if let word { return try named(word, at: places[0], numbers, separators) }
    return try plain(numbers, separators)
  }

  /// A day whose month is written as a word.
  private static func named(_ word: String, at place: Int, _ numbers: [Token], _ separators: [Token])
    throws(FormulaInterruption) -> Int?
  {
    guard let month = try month(word) else { return nil }
    guard !separators.contains(.sign(".")) else { throw doubt }
    let values = numbers.map { $0.number ?? 0 }
    switch (place, numbers.count) {
    case (1, 2) where numbers[0].digits <= 2:
      guard separators.allSatisfy({ $0.isSeparator }) else { throw doubt }
      guard let year = year(numbers[1]) else { return nil }
      return try serial(year, month, values[0])
    case (0, 2) where numbers[0].digits <= 2:
      guard let year = year(numbers[1]) else { return nil }
      guard separators.last == .sign(",") || separators.allSatisfy({ $0.isSeparator }) else { throw doubt }
      return try serial(year, month, values[0])
    case (0, 1) where numbers[0].digits == 4:
      guard let year = year(numbers[0]) else { return nil }
      return try serial(year, month, 1)
    case (1, 2) where numbers[0].digits == 4: throw doubt
    case (_, 1): throw doubt
    default: return nil
    }
  }

  /// A day in numbers.
  private static func plain(_ numbers: [Token], _ separators: [Token]) throws(FormulaInterruption) -> Int? {
    let values = numbers.map { $0.number ?? 0 }
    let isDated = separators.allSatisfy { $0 == .sign("/") || $0 == .sign("-") }
    if numbers.count == 2 {
      guard isDated else { return nil }
      if numbers[1].digits == 4, (1...12).contains(values[0]), numbers[0].digits <= 2 {
        guard let year = year(numbers[1]) else { return nil }
        return try serial(year, values[0], 1)
      }
      if numbers.allSatisfy({ $0.digits <= 2 }), values.contains(where: { (1...12).contains($0) }) {
        throw .unsupported("a text that may read as a day of this year")
      }
      if numbers[0].digits == 4, numbers[1].digits <= 2, (1...12).contains(values[1]) { throw doubt }
      return nil
    }
    guard numbers.count == 3 else { return nil }
    let isShort = [numbers[1], numbers[2]].allSatisfy { $0.digits <= 2 }
    if isDated, numbers[0].digits == 4, isShort {
      guard let year = year(numbers[0]) else { return nil }
      return try serial(year, values[1], values[2])
    }
    guard numbers[0].digits <= 2, numbers[1].digits <= 2, numbers[2].digits <= 4, numbers[2].digits != 3 else {
      return nil
    }
    guard values[0] > 0, values[1] > 0, isDated || separators.allSatisfy({ $0 == .sign(".") }) else { return nil }
    guard isDated else {
      // Elsewhere days are written so.
      if values[0] <= 31, values[1] <= 12 { throw doubt }
      return nil
    }
    if values[0] > 12 {
      // Elsewhere the day, or the year, comes first.
      if values[1] <= 12 { throw doubt }
      return nil
    }
    guard let year = year(numbers[2]) else { return nil }
    return try serial(year, values[0], values[1])
  }

  /// The year of a number of two or four digits; `nil` where it is before 1900.
  private static func year(_ token: Token) -> Int? {
    guard let number = token.number else { return nil }
    switch token.digits {
    case 1, 2: return number < 30 ? 2000 + number : 1900 + number
    case 4: return number >= 1900 ? number : nil
    default: return nil
    }
  }

  private static func serial(_ year: Int, _ month: Int, _ day: Int) throws(FormulaInterruption) -> Int? {
    guard (1...12).contains(month), day >= 1 else { return nil }
    if year == 1900, month == 2, day == 29 { return 60 }
    guard day <= FormulaCalendar.length(ofMonth: month, from: year) else { return nil }
    return Int(try FormulaCalendar(system: .from1900).serial(year: year, month: month, day: day))
  }
}
