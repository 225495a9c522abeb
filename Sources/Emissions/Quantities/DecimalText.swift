/// Numbers as decimal text: no exponents, no binary tails.
public enum DecimalText {
  /// The shortest text that reads back as the same double, never in exponent form.
  public static func shortest(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e16 { return String(Int64(value)) }
    let text = value.description
    guard text.utf8.contains(0x65) || text.hasSuffix(".0") else { return text }
    let (isNegative, digits, point) = decimal(text)
    return assemble(isNegative, digits, point)
  }

  /// The value rounded half up (away from zero) to that many decimals of its shortest decimal text, not of its binary
  /// value.
  ///
  /// 2.0875435000000003 becomes 2.0875435, and 0.00000000005 becomes 0.0000000001.
  public static func rounded(_ value: Double, decimals: Int = 10) -> Double {
    guard value.isFinite, abs(value) < 1e15, value != value.rounded() else { return value }
    // Where the digits cut off are far from a half, a whole number over a power of ten is the result: both are exact,
    // and the division gives the double nearest to that decimal number.
    let power = powers.indices.contains(decimals) ? powers[decimals] : 0
    let scaled = abs(value) * power
    let cut = scaled - scaled.rounded(.down)
    if power > 0, scaled < 0x1p40, abs(cut - 0.5) > 0x1p-10 { return (scaled.rounded() / power) * (value < 0 ? -1 : 1) }
    let (isNegative, digits, point) = decimal(value.description)
    let kept = point + decimals
    guard kept < digits.count else { return value }
    if kept < 0 { return 0 }
    var result = Array(digits[..<kept])
    var newPoint = point
    if digits[kept] >= 5 {
      var index = kept - 1
      while index >= 0, result[index] == 9 {
        result[index] = 0
        index -= 1
      }
      if index >= 0 {
        result[index] += 1
      } else {
        result.insert(1, at: 0)
        newPoint += 1
      }
    }
    return Double(assemble(isNegative, result, newPoint)) ?? value
  }

  /// The powers of ten by their exponent; all are exact.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// Digits without leading zeros and the place of the decimal point among them: 12.5 is 1 2 5 and 2, 0.05 is 5 and −1.
  private static func decimal(_ text: String) -> (isNegative: Bool, digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var isNegative = false
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case 0x2D: isNegative = true
      case 0x2E: point = digits.count
      case 0x30...0x39: digits.append(byte - 0x30)
      case 0x65, 0x45:
        var rest = ""
        while let byte = bytes.next() { rest.unicodeScalars.append(Unicode.Scalar(byte)) }
        exponent = Int(rest) ?? 0
      default: break
      }
    }
    var place = (point ?? digits.count) + exponent
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    place -= zeros
    while digits.last == 0 { digits.removeLast() }
    return (isNegative, digits, place)
  }

  private static func assemble(_ isNegative: Bool, _ digits: [UInt8], _ point: Int) -> String {
    var text = isNegative ? "-" : ""
    func append(_ digits: ArraySlice<UInt8>) {
      for digit in digits { text.unicodeScalars.append(Unicode.Scalar(digit + 0x30)) }
    }
    if point <= 0 {
      text += "0"
    } else {
      append(digits.prefix(point))
      text += String(repeating: "0", count: max(0, point - digits.count))
    }
    let fraction = point < digits.count ? digits[max(0, point)...] : []
    if !fraction.isEmpty {
      text += "." + String(repeating: "0", count: max(0, -point))
      append(fraction)
    }
    return text
  }
}
