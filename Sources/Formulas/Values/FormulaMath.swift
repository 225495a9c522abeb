internal import Glibc
internal import XLSX

/// What the processor's arithmetic does not know by itself.
enum FormulaMath {
  /// A power as Excel's `^` gives it.
  static func power(_ base: Double, _ exponent: Double) throws(FormulaInterruption) -> CellValue {
    if base == 0 {
      if exponent == 0 { throw .error(.number) }
      if exponent < 0 { throw .error(.divisionByZero) }
      return .number(0)
    }
    if base < 0, exponent != exponent.rounded() { throw .error(.number) }
    return try FormulaCoercion.result(pow(base, exponent))
  }

  /// A power of a base above zero.
  static func positivePower(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// The product of the whole numbers up to one of at most 170.
  static func factorial(_ number: Int) -> Double { (0..<max(0, number)).reduce(1.0) { $0 * Double($1 + 1) } }

  /// How many ways there are to choose some of a number of things.
  static func combinations(_ number: Int, _ chosen: Int) throws(FormulaInterruption) -> Double {
    let chosen = min(chosen, number - chosen)
    guard chosen > 0 else { return 1 }
    var product = 1.0
    // Each step is a whole number as long as it is one of a double.
    for step in 1...chosen {
      product = product * Double(number - chosen + step) / Double(step)
      guard product.isFinite else { throw .error(.number) }
      if product < 0x1p53 { product = product.rounded() }
    }
    return product
  }

  /// A number of Roman numerals, with a sign or without.
  static func arabic(_ text: String) throws(FormulaInterruption) -> Double {
    var letters = Array(text.uppercased().utf8)[...]
    while letters.first == 0x20 { letters.removeFirst() }
    while letters.last == 0x20 { letters.removeLast() }
    let isNegative = letters.first == 0x2D
    if isNegative { letters.removeFirst() }
    guard letters.count <= 255 else { throw .error(.value) }
    let values: [UInt8: Int] = [0x49: 1, 0x56: 5, 0x58: 10, 0x4C: 50, 0x43: 100, 0x44: 500, 0x4D: 1000]
    var (total, next) = (0, 0)
    for letter in letters.reversed() {
      guard let value = values[letter] else { throw .error(.value) }
      total += value < next ? -value : value
      next = max(next, value)
    }
    return Double(isNegative ? -total : total)
  }

  /// A number up to 3999 in Roman numerals, the more concise the greater the form, up to 4.
  static func roman(_ number: Int, form: Int) -> String {
    let letters = Array("MDCLXVI")
    let values = [1000, 500, 100, 50, 10, 5, 1]
    var (text, rest) = ("", number)
    // For each power of ten, as many numerals below as the form lets stand before a larger one.
    for place in stride(from: 0, through: 6, by: 2) {
      let digit = rest / values[place]
      if digit % 5 == 4 {
        var (low, high) = (place, digit == 4 ? place - 1 : place - 2)
        var steps = 0
        while steps < form, low < 6, values[high] - values[low + 1] <= rest {
          low += 1
          steps += 1
        }
        if steps > 0, high < 0 { high = 0 }
        text += String([letters[low], letters[high]])
        rest -= values[high] - values[low]
      } else {
        if digit > 4 { text.append(letters[place - 1]) }
        text += String(repeating: letters[place], count: digit % 5)
        rest %= values[place]
      }
    }
    return text
  }
}
