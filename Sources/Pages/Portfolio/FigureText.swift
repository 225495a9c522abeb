internal import Emissions
internal import Glibc

/// Figures as a page shows them: thousands grouped by commas, a decimal point, a no-break space before a unit.
enum FigureText {
  static let minus = "\u{2212}"
  static let missing = "–"

  static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = value < 0 ? minus : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number with that many decimals, rounded half away from zero.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return missing }
    let text = DecimalText.shortest(abs(DecimalText.rounded(value, decimals: decimals)))
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    let whole = grouped(parts.first.flatMap { Int($0) } ?? 0)
    return (value < 0 && !isZero ? minus : "") + whole
      + (decimals > 0 ? "." + fraction + String(repeating: "0", count: max(0, decimals - fraction.count)) : "")
  }

  /// Three significant digits, never fewer than the whole number has.
  static func significant(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : missing }
    let place = Int(log10(abs(value)).rounded(.down))
    let decimals = min(max(0, 2 - place), 12)
    // 9.996 has two decimals by its first digit, but is shown as 10.0.
    let rounded = abs(DecimalText.rounded(value, decimals: decimals))
    return fixed(value, decimals: rounded >= pow(10, Double(place + 1)) ? max(0, decimals - 1) : decimals)
  }

  /// A share from 0 to 1 with two decimals.
  static func percent(_ share: Double) -> String { fixed(share * 100, decimals: 2) + "\u{A0}%" }

  /// A share in percent, given in hundredths of a percent.
  static func percent(hundredths: Int) -> String {
    let rest = hundredths % 100
    return grouped(hundredths / 100) + (rest < 10 ? ".0" : ".") + String(rest) + "\u{A0}%"
  }

  /// A relative change with its sign.
  static func change(_ relative: Double) -> String {
    let text = percent(relative)
    return relative > 0 && text.contains { ("1"..."9").contains($0) } ? "+" + text : text
  }

  /// One line of at most that many columns, of which a Chinese character takes two.
  static func shortened(_ text: String, columns: Int) -> String {
    var shown = ""
    var used = 0
    for character in text {
      let isSpace = character.isWhitespace || character.isNewline
      let width = character.unicodeScalars.contains { isWide($0) } ? 2 : 1
      guard used + width <= columns, character.unicodeScalars.count < 16 else { return shown + "…" }
      shown.append(isSpace ? " " : character)
      used += width
    }
    return shown
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
