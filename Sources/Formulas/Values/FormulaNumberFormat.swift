internal import XLSX

/// A format code of `TEXT`, as far as it reads the same in every language: digits with decimals and a percent sign, or
/// days, months and years as numbers.
struct FormulaNumberFormat {
  private enum Piece {
    case literal(String)
    case day(digits: Int)
    case month(digits: Int)
    case year(digits: Int)
  }

  private enum Kind {
    case number(integers: Int, decimals: Int, isPercentage: Bool)
    case date([Piece])
  }

  private let kind: Kind

  /// - Throws: `.unsupported` for any other code.
  init(_ code: String) throws(FormulaInterruption) {
    if let number = Self.number(code) {
      kind = number
    } else if let date = Self.date(code.lowercased()) {
      kind = date
    } else {
      throw .unsupported("that format of TEXT")
    }
  }

  /// `#`, `0`, `00`, `0.00`, each with a percent sign or without.
  private static func number(_ code: String) -> Kind? {
    var rest = Array(code.utf8)[...]
    let isPercentage = rest.last == 0x25
    if isPercentage { rest.removeLast() }
    let parts = rest.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.count <= 2 else { return nil }
    let zeros = whole.drop { $0 == 0x23 }
    guard zeros.allSatisfy({ $0 == 0x30 }) else { return nil }
    let decimals = parts.count == 2 ? parts[1] : []
    guard decimals.allSatisfy({ $0 == 0x30 }), parts.count == 1 || !decimals.isEmpty, decimals.count <= 15 else {
      return nil
    }
    return .number(integers: zeros.count, decimals: decimals.count, isPercentage: isPercentage)
  }

  /// `yyyy-mm-dd`, `dd/mm/yyyy` and the like.
  private static func date(_ code: String) -> Kind? {
    var pieces: [Piece] = []
    var rest = code[...]
    while let first = rest.first {
      let count = rest.prefix { $0 == first }.count
      switch (first, count) {
      case ("d", 1...2): pieces.append(.day(digits: count))
      case ("m", 1...2): pieces.append(.month(digits: count))
      case ("y", 2), ("y", 4): pieces.append(.year(digits: count))
      case ("-", _), ("/", _), (".", _), (" ", _):
        pieces.append(.literal(String(repeating: String(first), count: count)))
      default: return nil
      }
      rest = rest.dropFirst(count)
    }
    return pieces.isEmpty ? nil : .date(pieces)
  }

  /// The number in this format.
  func text(of number: Double, _ calendar: FormulaCalendar) throws(FormulaInterruption) -> String {
    switch kind {
    case .number(let integers, let decimals, let isPercentage):
      let shown = isPercentage ? number * 100 : number
      guard shown.magnitude < 1e15 else { throw .unsupported("a number in powers of ten") }
      let rounded = FormulaDigits(shown).rounded(decimals: decimals, .halfAwayFromZero)
      let scale = (0..<decimals).reduce(UInt64(1)) { scale, _ in scale * 10 }
      let scaled = (rounded.magnitude * Double(scale)).rounded()
      guard scaled < 1e15 else { throw .unsupported("a number of so many digits") }
      let (whole, part) = UInt64(scaled).quotientAndRemainder(dividingBy: scale)
      var text = whole == 0 ? "" : String(whole)
      text = Self.padded(text, to: integers)
      if decimals > 0 { text += "." + Self.padded(String(part), to: decimals) }
      return (rounded < 0 ? "-" : "") + text + (isPercentage ? "%" : "")
    case .date(let pieces):
      let day = try calendar.day(number)
      var text = ""
      for piece in pieces {
        switch piece {
        case .literal(let literal): text += literal
        case .day(let digits): text += Self.padded(String(day.day), to: digits)
        case .month(let digits): text += Self.padded(String(day.month), to: digits)
        case .year(let digits): text += Self.padded(String(digits == 2 ? day.year % 100 : day.year), to: digits)
        }
      }
      return text
    }
  }

  private static func padded(_ digits: String, to count: Int) -> String {
    String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }
}
