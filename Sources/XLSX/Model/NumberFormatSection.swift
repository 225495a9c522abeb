/// What the first section of a number format code shows beside the digits of a number, and of which part of it: ECMA-376
/// Part 1, 18.8.31.
///
/// `"US$"#,##0.00` shows a text before the digits, `0.0,," M"` a millionth of the number with a text behind them.
public struct NumberFormatSection: Hashable, Sendable {
  /// What stands before the digits, symbols of currencies among it; without spaces at its ends.
  public private(set) var prefix = ""
  /// What stands behind the digits, likewise.
  public private(set) var suffix = ""
  /// The language identifier behind a currency's symbol, as in `[$$-409]`; `nil` where there is none.
  public private(set) var currencyLanguage: Int?
  /// By what the number is divided before it is shown: 1000 for each comma behind the digits, 10 for each digit behind
  /// a point that is text, as in `0!.0,`.
  public private(set) var divisor = 1.0

  /// Whether it shows nothing but digits.
  public var hasNoText: Bool { prefix.isEmpty && suffix.isEmpty }

  /// Reads the first section of a code.
  public init(_ code: String) {
    var parser = Parser()
    parser.read(code)
    prefix = Self.trimmed(parser.prefix ?? "")
    suffix = Self.trimmed(parser.prefix == nil ? "" : parser.text)
    currencyLanguage = parser.language
    for _ in 0..<(parser.scaling + parser.pendingCommas) { divisor *= 1000 }
    for _ in 0..<(parser.hasPoint ? 0 : parser.shift) { divisor *= 10 }
  }

  private static func trimmed(_ text: String) -> String {
    func isSpace(_ character: Character) -> Bool { character.isWhitespace }
    guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[first...last])
  }

  private struct Parser {
    /// The text before the first digit; `nil` as long as there was none.
    var prefix: String?
    /// The text since the last digit.
    var text = ""
    var language: Int?
    var scaling = 0
    var pendingCommas = 0
    var hasPoint = false
    /// Digits behind a point that is text.
    var shift = 0
    private var hasTextPoint = false

    mutating func read(_ code: String) {
      var rest = Substring(code)
      while let character = rest.popFirst() {
        switch character {
        case ";": return
        case "\"":
          for literal in rest.prefix(while: { $0 != "\"" }) { add(literal) }
          rest = rest.drop { $0 != "\"" }.dropFirst()
        case "\\", "!": if let literal = rest.popFirst() { add(literal) }
        case "_": rest = rest.dropFirst()
        case "*": rest = rest.dropFirst()
        case "[":
          bracket(rest.prefix { $0 != "]" })
          rest = rest.drop { $0 != "]" }.dropFirst()
        case "0", "#", "?": addDigit()
        case ",": if prefix == nil { add(character) } else { pendingCommas += 1 }
        case ".": addPoint()
        case "E" where rest.first == "+" || rest.first == "-", "e" where rest.first == "+" || rest.first == "-":
          rest = rest.dropFirst()
        case "G", "g":
          if rest.lowercased().hasPrefix("eneral") {
            rest = rest.dropFirst(6)
            addDigit()
          } else {
            add(character)
          }
        case "%", "@": break
        default: add(character)
        }
      }
    }

    private mutating func add(_ literal: Character) {
      // Full width counts as well.
      if literal == "." || literal == "．", prefix != nil, !hasPoint, text.isEmpty { hasTextPoint = true }
      text.append(literal)
    }

    private mutating func addDigit() {
      if prefix == nil { prefix = text }
      text = ""
      if hasPoint { return }
      // Commas between digits only group them.
      pendingCommas = 0
      if hasTextPoint { shift += 1 }
    }

    private mutating func addPoint() {
      if prefix == nil { prefix = text }
      text = ""
      scaling += pendingCommas
      pendingCommas = 0
      hasPoint = true
    }

    /// `[$€-407]`: a symbol and the language it belongs to; colours and conditions show nothing.
    private mutating func bracket(_ inside: Substring) {
      guard inside.first == "$" else { return }
      let content = inside.dropFirst()
      let symbol = content.prefix { $0 != "-" }
      for character in symbol { text.append(character) }
      guard !symbol.isEmpty, let number = Int(content.dropFirst(symbol.count + 1).prefix { $0 != "," }, radix: 16)
      else { return }
      language = number & 0xFFFF
    }
  }
}
