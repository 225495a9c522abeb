internal import XLSX

/// A section of a format code that shows a number by its digits.
struct FormulaDigitFormat {
  private typealias Token = FormulaFormatSection.Token

  private var tokens: [FormulaFormatSection.Token]
  private var hasThousands = false
  /// How many thousands one is, and how many hundreds.
  private var (thousands, percents) = (0, 0)

  init(_ tokens: [FormulaFormatSection.Token]) {
    var kept: [FormulaFormatSection.Token] = []
    let places = tokens.indices.filter { Self.isDigit(tokens[$0]) }
    for (index, token) in tokens.enumerated() {
      switch token {
      case .comma:
        guard let first = places.first, let last = places.last, index > first else {
          kept.append(.literal(","))
          continue
        }
        // Behind the last digit before the point they divide, between digits they set thousands apart.
        let point = tokens.firstIndex(of: .point) ?? tokens.count
        let end = places.last { $0 < point } ?? last
        if index > end, index < point || index > last { thousands += 1 } else { hasThousands = true }
      case .percent:
        percents += 1
        kept.append(.literal("%"))
      default: kept.append(token)
      }
    }
    self.tokens = kept
  }

  private static func isDigit(_ token: FormulaFormatSection.Token) -> Bool {
    if case .digit = token { true } else { false }
  }

  /// A number that is not negative.
  func text(of number: Double) throws(FormulaInterruption) -> String {
    if tokens.contains(.slash), tokens.contains(where: Self.isDigit) { return try fraction(number) }
    let scaled = FormulaDigits(number).scaled(by: 2 * percents - 3 * thousands)
    if let place = tokens.firstIndex(where: { if case .exponent = $0 { true } else { false } }) {
      return try scientific(scaled, at: place)
    }
    return try plain(scaled, tokens[...])
  }

  /// Digits before and after a point, among other signs.
  private func plain(_ digits: FormulaDigits, _ tokens: ArraySlice<FormulaFormatSection.Token>)
    throws(FormulaInterruption) -> String
  {
    let point = tokens.firstIndex(of: .point) ?? tokens.endIndex
    let (whole, part) = (tokens[..<point], tokens[point...])
    let decimals = part.count(where: Self.isDigit)
    guard part.count(where: { $0 == .point }) <= 1 else { throw .unsupported("a format with several points") }
    guard decimals <= 30 else { throw .unsupported("a number of so many decimals") }
    let (integers, fractions) = digits.decimals(decimals)
    var text = filled(whole, integers == "0" ? "" : integers)
    var shown = ""
    var index = 0
    // Zeros at the end are shown only where they are wanted.
    let digits = Array(fractions)
    let used = (digits.lastIndex { $0 != "0" } ?? -1) + 1
    for token in part {
      switch token {
      case .digit(let kind):
        if index < used || kind == "0" { shown.append(digits[index]) } else if kind == "?" { shown += " " }
        index += 1
      case .point: shown += "."
      case .literal(let literal): shown += literal
      case .slash: shown += "/"
      default: throw .unsupported("that format of TEXT")
      }
    }
    text += shown
    return text
  }

  /// The digits of a whole number in the places for them, from the right; what is more stands at the first place.
  private func filled(_ tokens: ArraySlice<FormulaFormatSection.Token>, _ digits: String) -> String {
    var rest = Array(digits)
    var (parts, count): ([String], Int) = ([], 0)
    let first = tokens.firstIndex(where: Self.isDigit)
    func separated(_ digit: Character) -> String {
      defer { count += 1 }
      return hasThousands && count > 0 && count % 3 == 0 ? "\(digit)," : String(digit)
    }
    for index in tokens.indices.reversed() {
      switch tokens[index] {
      case .digit(let kind):
        if let digit = rest.popLast() {
          parts.append(separated(digit))
        } else if kind == "0" {
          parts.append(separated("0"))
        } else if kind == "?" {
          parts.append(" ")
        }
        if index == first { while let digit = rest.popLast() { parts.append(separated(digit)) } }
      case .literal(let literal): parts.append(literal)
      case .slash: parts.append("/")
      default: break
      }
    }
    return parts.reversed().joined()
  }

  /// A number with an exponent.
  private func scientific(_ digits: FormulaDigits, at place: Int) throws(FormulaInterruption) -> String {
    guard case .exponent(let showsPlus) = tokens[place] else { return "" }
    let (mantissa, rest) = (tokens[..<place], tokens[(place + 1)...])
    let point = mantissa.firstIndex(of: .point) ?? mantissa.endIndex
    let integers = mantissa[..<point].count(where: Self.isDigit)
    let decimals = mantissa[point...].count(where: Self.isDigit)
    guard integers > 0, decimals <= 30 else { throw .unsupported("that format of TEXT") }
    var exponent = 0
    if digits.digits > 0 {
      exponent = digits.exponent + FormulaDigits.count - 1
      func group(_ exponent: Int) -> Int {
        exponent - ((exponent % integers) + integers) % integers
      }
      exponent = group(exponent)
      let shown = digits.scaled(by: -exponent).decimals(decimals)
      // Rounded up to one digit more.
      if shown.whole.utf8.count > integers { exponent += integers }
    }
    let power = String(exponent.magnitude)
    let (sign, places) = (exponent < 0 ? "-" : showsPlus ? "+" : "", rest.prefix(while: Self.isDigit))
    let tail = try plain(FormulaDigits(0), rest.dropFirst(places.count))
    return try plain(digits.scaled(by: -exponent), mantissa) + "E" + sign
      + String(repeating: "0", count: max(0, places.count - power.utf8.count)) + power + tail
  }

  // MARK: Fractions

  /// A whole number and a fraction, or a fraction alone.
  private func fraction(_ number: Double) throws(FormulaInterruption) -> String {
    guard thousands == 0, percents == 0, let slash = tokens.firstIndex(of: .slash) else {
      throw .unsupported("that format of TEXT")
    }
    let above = Array(tokens[..<slash].reversed().prefix(while: Self.isDigit))
    let below = tokens[(slash + 1)...]
    let places = below.prefix(while: Self.isDigit)
    // A whole number stands before, with a space.
    let before = tokens[..<(slash - above.count)]
    guard !above.isEmpty, places.count == below.count, (1...3).contains(places.count),
      places.allSatisfy({ $0 == .digit("?") || $0 == .digit("#") }),
      above.allSatisfy({ $0 == .digit("?") || $0 == .digit("#") }),
      number < 1e9
    else { throw .unsupported("that format of a fraction") }
    let hasWhole = before.contains(where: Self.isDigit)
    let whole = hasWhole ? number.rounded(.down) : 0
    let limit = [9.0, 99, 999][places.count - 1]
    let (numerator, denominator) = try Self.nearest(number - whole, limit: limit)
    guard denominator != 1, numerator > 0 else { throw .unsupported("a whole number as a fraction") }
    func padded(_ text: String, _ count: Int, isLeft: Bool) -> String {
      let spaces = String(repeating: " ", count: max(0, count - text.utf8.count))
      return isLeft ? spaces + text : text + spaces
    }
    let isPadded = places.first == .digit("?")
    let top = String(Int(numerator))
    let bottom = String(Int(denominator))
    return filled(before, whole == 0 ? "" : String(Int(whole)))
      + (isPadded ? padded(top, above.count, isLeft: true) : top) + "/"
      + (isPadded ? padded(bottom, places.count, isLeft: false) : bottom)
  }

  /// The fraction that is nearest to a part, if it is one of those that approach it ever better.
  private static func nearest(_ part: Double, limit: Double) throws(FormulaInterruption) -> (Double, Double) {
    var best = (part.rounded(), 1.0)
    for denominator in stride(from: 1.0, through: limit, by: 1) {
      let numerator = (part * denominator).rounded()
      let (error, least) = ((numerator / denominator - part).magnitude, (best.0 / best.1 - part).magnitude)
      if error < least - 1e-12 { best = (numerator, denominator) }
    }
    guard (best.0 / best.1 - part).magnitude < 1e-9 else {
      throw .unsupported("a fraction that is nearly the number")
    }
    return best
  }
}

extension FormulaDigits {
  /// The same digits, so many powers of ten higher.
  func scaled(by power: Int) -> FormulaDigits {
    var scaled = self
    if digits > 0 { scaled.exponent += power }
    return scaled
  }

  /// The digits before and after the point, rounded to so many decimals.
  func decimals(_ count: Int) -> (whole: String, part: String) {
    var (digits, exponent) = (digits, exponent)
    let cut = -count - exponent
    if digits > 0, cut > 0 {
      if cut > FormulaDigits.count {
        digits = 0
      } else {
        let divisor = (0..<cut).reduce(UInt64(1)) { power, _ in power * 10 }
        digits = (digits + divisor / 2) / divisor
      }
      exponent = -count
    }
    var text = digits == 0 ? "0" : String(digits)
    if digits > 0, exponent > 0 { text += String(repeating: "0", count: exponent) }
    let places = digits == 0 ? 0 : max(0, -exponent)
    if text.utf8.count <= places { text = String(repeating: "0", count: places + 1 - text.utf8.count) + text }
    let part = String(text.suffix(places))
    return (String(text.dropLast(places)), part + String(repeating: "0", count: max(0, count - places)))
  }
}
