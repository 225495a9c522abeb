/// Works out what an explanation prints, as a pocket calculator does: numbers, + − × ÷, brackets, min and max.
package struct Arithmetic {
  private var rest: Substring

  package static func value(of text: String) -> Double? {
    var arithmetic = Arithmetic(rest: text.replacing(" ", with: "")[...])
    guard let value = arithmetic.sum(), arithmetic.rest.isEmpty else { return nil }
    return value
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
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
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    rest = rest.dropFirst(digits.count)
    return Double(digits)
  }

  private mutating func pair(_ choose: (Double, Double) -> Double) -> Double? {
    guard let left = sum(), take(","), let right = sum(), take(")") else { return nil }
    return choose(left, right)
  }
}
