/// Works out a calculation from its text alone, as a reader with a pocket calculator does.
///
/// It knows what ``Expression`` writes: decimal numbers, `+`, `−`, `×`, `÷`, brackets, `min(a, b)` and `max(a, b)`;
/// operations of one rank go from left to right.
struct PrintedCalculation {
  private var rest: Substring.UnicodeScalarView

  /// What a printed calculation comes to; `nil` where the text is no calculation.
  static func value(of text: String) -> Double? {
    var calculation = PrintedCalculation(rest: text[...].unicodeScalars)
    guard let value = calculation.sum(), calculation.rest.isEmpty else { return nil }
    return value
  }

  private mutating func sum() -> Double? {
    guard var value = product() else { return nil }
    while true {
      if take("+") {
        guard let next = product() else { return nil }
        value += next
      } else if take("−") {
        guard let next = product() else { return nil }
        value -= next
      } else {
        return value
      }
    }
  }

  private mutating func product() -> Double? {
    guard var value = operand() else { return nil }
    while true {
      if take("×") {
        guard let next = operand() else { return nil }
        value *= next
      } else if take("÷") {
        guard let next = operand() else { return nil }
        value /= next
      } else {
        return value
      }
    }
  }

  private mutating func operand() -> Double? {
    if take("min(") { return pair(min) }
    if take("max(") { return pair(max) }
    if take("(") {
      let value = sum()
      return take(")") ? value : nil
    }
    let isNegative = take("-")
    let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
    guard let value = Double(String(number)) else { return nil }
    rest = rest[number.endIndex...]
    skipSpaces()
    return isNegative ? -value : value
  }

  private mutating func pair(_ choose: (Double, Double) -> Double) -> Double? {
    guard let left = sum(), take(","), let right = sum(), take(")") else { return nil }
    return choose(left, right)
  }

  /// Consumes the text, and spaces after it, where it comes next.
  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    skipSpaces()
    return true
  }

  private mutating func skipSpaces() { while rest.first == " " { rest.removeFirst() } }
}
