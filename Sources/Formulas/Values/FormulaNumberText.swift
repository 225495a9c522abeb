internal import XLSX

/// The fifteen digits of a number with which Excel shows, rounds and compares numbers.
struct FormulaDigits: Hashable {
  /// How many digits Excel keeps.
  static let count = 15

  var isNegative: Bool
  /// Fifteen digits, or 0.
  var digits: UInt64
  /// The power of ten of the last of them.
  var exponent: Int

  /// The digits of a finite number.
  init(_ number: Double) {
    isNegative = number < 0
    digits = 0
    exponent = 0
    guard number != 0 else { return }
    // The shortest decimal that reads back as the number has at most seventeen digits.
    var (decimals, seen, point, power) = (0, 0, false, 0)
    var bytes = number.magnitude.description.utf8.makeIterator()
    while let byte = bytes.next() {
      if byte == 0x2E {
        point = true
      } else if byte == 0x65 {
        var text: [UInt8] = []
        while let digit = bytes.next() { text.append(digit) }
        power = Int(String(decoding: text, as: UTF8.self)) ?? 0
      } else if seen < 18 {
        digits = digits * 10 + UInt64(byte - 0x30)
        if digits > 0 { seen += 1 }
        if point { decimals += 1 }
      } else if !point {
        decimals -= 1
      }
    }
    exponent = power - decimals
    normalize()
  }

  private static let first: UInt64 = 100_000_000_000_000

  /// Brings the digits to fifteen, halves away from zero.
  private mutating func normalize() {
    guard digits > 0 else { return }
    while digits < Self.first {
      digits *= 10
      exponent -= 1
    }
    guard digits >= Self.first * 10 else { return }
    var (divisor, cut) = (UInt64(1), 0)
    while digits / divisor >= Self.first * 10 {
      divisor *= 10
      cut += 1
    }
    digits = (digits + divisor / 2) / divisor
    exponent += cut
    if digits == Self.first * 10 {
      digits = Self.first
      exponent += 1
    }
  }

  /// Which way digits that are cut off change those that stay.
  enum Rounding { case halfAwayFromZero, awayFromZero, towardsZero }

  /// Whether rounding so decides by what fifteen digits do not show.
  func isUnsure(of number: Double, decimals: Int, _ rounding: Rounding) -> Bool {
    let cut = -decimals - exponent
    guard cut > 0, cut <= Self.count, self.number != number else { return false }
    let divisor = (0..<cut).reduce(UInt64(1)) { power, _ in power * 10 }
    let left = digits % divisor
    return rounding == .halfAwayFromZero ? left == divisor - left : left == 0
  }

  /// The number with so many decimals; negative ones count digits before the decimal point.
  func rounded(decimals: Int, _ rounding: Rounding) -> Double {
    let cut = -decimals - exponent
    guard cut > 0, digits > 0 else { return number }
    var copy = self
    if cut > Self.count {
      copy.digits = rounding == .awayFromZero ? 1 : 0
    } else {
      let divisor = (0..<cut).reduce(UInt64(1)) { power, _ in power * 10 }
      let (whole, left) = digits.quotientAndRemainder(dividingBy: divisor)
      let isUp =
        switch rounding {
        case .halfAwayFromZero: left >= divisor - left
        case .awayFromZero: left > 0
        case .towardsZero: false
        }
      copy.digits = whole + (isUp ? 1 : 0)
    }
    copy.exponent = -decimals
    return copy.number
  }

  /// The number nearest to the digits.
  var number: Double {
    guard digits > 0 else { return 0 }
    let text = "\(isNegative ? "-" : "")\(digits)E\(exponent)"
    return DecimalNumber.parse(Array(text.utf8)) ?? (exponent < 0 ? 0 : isNegative ? -.infinity : .infinity)
  }
}

/// Numbers as texts and texts as numbers.
enum FormulaNumberText {
  /// A number as `&` writes it; what Excel shows with an exponent is left to Excel.
  ///
  /// A number of more than fifteen decimals is left to Excel, too, unless all its digits are wanted.
  static func text(of number: Double, withAllDigits: Bool = false) throws(FormulaInterruption) -> String {
    if number == 0 { return "0" }
    guard number.magnitude >= 1e-4, number.magnitude < 1e15 else { throw .unsupported("a number in powers of ten") }
    let digits = FormulaDigits(number)
    var rest = digits.digits
    var decimals = -digits.exponent
    while decimals > 0, rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    guard decimals <= 15 || withAllDigits else { throw .unsupported("a number of so many decimals as text") }
    return (digits.isNegative ? "-" : "") + plain(rest, decimals: decimals)
  }

  /// Digits with a decimal point before the last of them.
  static func plain(_ digits: UInt64, decimals: Int) -> String {
    var text = String(digits)
    if decimals < 0 { return text + String(repeating: "0", count: -decimals) }
    guard decimals > 0 else { return text }
    if text.utf8.count <= decimals { text = String(repeating: "0", count: decimals + 1 - text.utf8.count) + text }
    let point = text.utf8.index(text.endIndex, offsetBy: -decimals)
    return text[..<point] + "." + text[point...]
  }

  /// The number that a text reads as; `nil` where it reads as none.
  ///
  /// Numbers, percentages and amounts of dollars and euros are read as they are written in the United States, and days
  /// and times where the calendar is given. What others would read as another number is not evaluated.
  static func number(of text: String, _ calendar: FormulaCalendar? = nil) throws(FormulaInterruption) -> Double? {
    var bytes = Array(text.utf8)[...]
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    guard bytes.contains(where: isDigit) || !text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    // Whether lines and tabs beside a number count is left to Excel.
    if let first = bytes.first, let last = bytes.last, first < 0x20 || last < 0x20 {
      throw .unsupported("a number with a line or tab beside it")
    }
    if let number = plainNumber(bytes) { return number }
    if let number = try amount(bytes) { return number }
    guard let calendar else {
      if dependsOnLanguage(text) { throw .unsupported("a text that may read as a date or an amount") }
      return nil
    }
    if bytes.allSatisfy({ $0 < 0x80 }) {
      guard let date = try FormulaDateText(String(decoding: bytes, as: UTF8.self)) else { return nil }
      if let day = date.day {
        let isPadded = [text.utf8.first == 0x20, text.utf8.last == 0x20]
        // Days with spaces around them are none.
        if isPadded[0], isPadded[1] { return nil }
        if isPadded[0] || isPadded[1] { throw .unsupported("a date with a space beside it") }
        let serial = Double(day - (calendar.system == .from1904 ? 1462 : 0))
        return serial < 0 ? nil : serial + (date.time ?? 0)
      }
      return date.time
    }
    if dependsOnLanguage(text) { throw .unsupported("a text that may read as a date or an amount") }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Digits with a sign, a decimal point, an exponent.
  private static func plainNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard let first = bytes.first else { return nil }
    let isPlain = bytes.allSatisfy { isDigit($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
    return isPlain ? DecimalNumber.parse(Array(first == 0x2B ? bytes.dropFirst() : bytes)) : nil
  }

  /// A number with what stands around numbers: signs, a currency, parentheses, a percent sign, commas between
  /// thousands, or a fraction after a whole number.
  private static func amount(_ bytes: ArraySlice<UInt8>) throws(FormulaInterruption) -> Double? {
    var rest = bytes
    var (sign, divisor, hasCurrency) = (1.0, 1.0, false)
    let euro: [UInt8] = [0xE2, 0x82, 0xAC]
    if rest.first == 0x28, rest.last == 0x29 {
      rest = rest.dropFirst().dropLast()
      sign = -1
    } else if let first = rest.first, first == 0x2D || first == 0x2B {
      rest.removeFirst()
      if first == 0x2D { sign = -1 }
      guard rest.first != 0x2D, rest.first != 0x2B else { return nil }
    }
    if rest.first == 0x25 { throw .unsupported("a percent sign before a number") }
    if rest.last == 0x25 {
      rest.removeLast()
      divisor = 100
      while rest.last == 0x20 { rest.removeLast() }
    }
    for symbol in [[0x24], euro] {
      if rest.starts(with: symbol) {
        rest = rest.dropFirst(symbol.count)
        hasCurrency = true
        while rest.first == 0x20 { rest.removeFirst() }
      }
    }
    if !hasCurrency, rest.suffix(3).elementsEqual(euro) {
      rest = rest.dropLast(3)
      hasCurrency = true
      while rest.last == 0x20 { rest.removeLast() }
    }
    if hasCurrency, divisor == 100 { throw .unsupported("a percentage of money") }
    guard let first = rest.first, isDigit(first) || first == 0x2E else {
      if hasCurrency, rest.contains(where: isDigit) { throw .unsupported("a sign behind a currency") }
      return nil
    }
    if let number = plainNumber(rest), rest.first != 0x2D { return sign * number / divisor }
    if let number = fraction(rest) { return sign * number / divisor }
    guard rest.contains(0x2C), rest.allSatisfy({ isDigit($0) || [0x2C, 0x2E, 0x45, 0x65, 0x2B, 0x2D].contains($0) })
    else { return nil }
    let whole = rest.prefix { isDigit($0) || $0 == 0x2C }
    let groups = whole.split(separator: 0x2C, omittingEmptySubsequences: false)
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }), groups[0].count >= 1, groups[0].count <= 3 else {
      throw .unsupported("a number with a comma elsewhere")
    }
    return plainNumber(rest.filter { $0 != 0x2C }[...]).map { sign * $0 / divisor }
  }

  /// `1 1/2` and its like.
  private static func fraction(_ bytes: ArraySlice<UInt8>) -> Double? {
    let parts = bytes.split(separator: 0x20)
    guard parts.count == 2, parts[0].allSatisfy(isDigit), let whole = plainNumber(parts[0]) else { return nil }
    let terms = parts[1].split(separator: 0x2F, omittingEmptySubsequences: false)
    guard terms.count == 2, terms.allSatisfy({ !$0.isEmpty && $0.count <= 4 && $0.allSatisfy(isDigit) }),
      let above = plainNumber(terms[0]), let below = plainNumber(terms[1]), below > 0
    else { return nil }
    return whole + above / below
  }

  /// Whether a text consists of what dates, times and amounts are written with.
  private static func dependsOnLanguage(_ text: String) -> Bool {
    // Digits of any script: Excel reads those of full width, too.
    guard text.unicodeScalars.contains(where: { $0.properties.numericType == .decimal }) else { return false }
    var letters = ""
    for scalar in (text + " ").lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic {
        letters.unicodeScalars.append(scalar)
      } else {
        if !letters.isEmpty, !isWordOfDates(letters) { return false }
        letters = ""
      }
    }
    return true
  }

  private static func isWordOfDates(_ letters: String) -> Bool {
    if letters.unicodeScalars.allSatisfy({ "年月日时分秒時分秒上午下元".unicodeScalars.contains($0) }) { return true }
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    if months.contains(where: { letters.hasPrefix($0) }) { return true }
    return ["am", "pm", "a", "p", "e", "t", "z", "eur", "usd", "rmb", "cny", "kr", "dkk"].contains(letters)
  }
}
