/// Text that a terminal may be given: what comes from elsewhere stands in it without characters that would control the
/// terminal.
///
/// A literal holds what the program itself wants of the terminal, such as colours. Every string put into it is shown
/// with `\u{1B}` for the escape character, `\n` for a line break, and so on:
///
///     "\u{1B}[1m\(sheet.name)\u{1B}[0m" as TerminalText
struct TerminalText: ExpressibleByStringInterpolation, Sendable {
  /// As it is written to the terminal.
  let shown: String

  /// A text from anywhere, on one line.
  init(_ text: String) { shown = Self.shown(text, keepsLines: false, Self.visible) }

  /// A text from anywhere that may have several lines.
  init(lines text: String) { shown = Self.shown(text, keepsLines: true, Self.visible) }

  /// JSON, which stays the same JSON: the characters are written as JSON's own escapes.
  ///
  /// Only strings can hold them; a line break in a string is escaped in JSON already.
  init(json text: String) { shown = Self.shown(text, keepsLines: true) { "\\u" + Self.hexadecimal($0, digits: 4) } }

  init(stringLiteral text: String) { shown = text }

  init(stringInterpolation: StringInterpolation) { shown = stringInterpolation.shown }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var shown = ""

    init(literalCapacity: Int, interpolationCount: Int) { shown.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { shown += literal }
    mutating func appendInterpolation(_ text: TerminalText) { shown += text.shown }
    mutating func appendInterpolation(_ text: some StringProtocol) { shown += TerminalText(String(text)).shown }
    mutating func appendInterpolation(_ number: Int) { shown += String(number) }
  }

  private static func shown(_ text: String, keepsLines: Bool, _ escape: (Unicode.Scalar) -> String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0, keepsLines: keepsLines) }) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar, keepsLines: keepsLines) {
        shown += escape(scalar)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// Whether a terminal would obey the character or write on in another direction: C0 (but for the tab), DEL, C1, line
  /// and paragraph separators, and the marks, embeddings, overrides and isolates of the bidirectional algorithm
  /// (Unicode Standard Annex 9).
  private static func isControl(_ scalar: Unicode.Scalar, keepsLines: Bool) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0x0A: !keepsLines
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    default: "\\u{" + hexadecimal(scalar, digits: 1) + "}"
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
