/// Splits a text into the words that may say how amounts are meant.
enum MeasureTokens {
  /// One part of a text.
  enum Token: Hashable {
    case number(Double, text: String)
    case latin(String)
    case eastern(Substring)
    case stroke
    /// An equals sign or an at sign: what stands there is no unit of the amounts.
    case aside
    case other
  }

  /// The text in half width, with one kind of bracket, stroke, sign and comma.
  static func narrowed(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\u{FFE5}": "¥"
      case "【", "〔", "［", "｛", "{": "["
      case "】", "〕", "］", "｝", "}": "]"
      case "、", "；", ";": ","
      case "\u{2044}", "\u{2215}": "/"
      case "\u{2018}", "\u{2019}": "'"
      case "\u{A0}", "\u{3000}", "\u{202F}": " "
      default: LabelText.narrowed(scalar)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// The parts of a text that ``narrowed(_:)`` gave.
  static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        let digits = number(rest)
        let plain = digits.filter { $0 != "," && $0 != "'" }
        tokens.append(Double(plain).map { .number($0, text: String(digits)) } ?? .other)
        rest = rest.dropFirst(digits.count)
      } else if isLatin(first) {
        let word = latin(rest)
        tokens.append(.latin(String(word)))
        rest = rest.dropFirst(word.count)
      } else if first.unicodeScalars.first.map(LabelText.isIdeograph) == true {
        let run = rest.prefix { $0.unicodeScalars.first.map(LabelText.isIdeograph) == true }
        tokens.append(.eastern(run))
        rest = rest.dropFirst(run.count)
      } else {
        rest = rest.dropFirst()
        switch first {
        case "/": tokens.append(.stroke)
        case "=", "@", "≥", "≤", "<", ">": tokens.append(.aside)
        // Full stops, hyphens and signs of multiplication stand between words; so do spaces.
        case " ", ".", ":", "'", "*", "×", "·", "-", "_", "\t", "(", ")", "[", "]", ",", "\"": break
        default: tokens.append(.other)
        }
      }
    }
    return tokens
  }

  /// Digits with commas or apostrophes between groups of three, and a decimal point.
  private static func number(_ text: Substring) -> Substring {
    var end = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if character.isASCII, character.isNumber {
        index = text.index(after: index)
        end = index
      } else if ",.'".contains(character), text[text.index(after: index)...].prefix(3).count == 3,
        text[text.index(after: index)...].prefix(3).allSatisfy({ $0.isASCII && $0.isNumber })
      {
        index = text.index(after: index)
      } else if character == ".", let next = text[text.index(after: index)...].first, next.isASCII, next.isNumber {
        index = text.index(after: index)
      } else {
        break
      }
    }
    return text[..<end]
  }

  private static func isLatin(_ character: Character) -> Bool {
    character.isCurrencySymbol
      || (character.isLetter && character.unicodeScalars.first.map(LabelText.isIdeograph) != true)
  }

  /// Letters and signs of currencies; the digits of CO2 and m3 belong to them.
  private static func latin(_ text: Substring) -> Substring {
    var end = text.startIndex
    while end < text.endIndex {
      let character = text[end]
      if isLatin(character) {
        end = text.index(after: end)
        continue
      }
      let word = text[..<end].lowercased()
      let isDigitOfUnit = character == "2" && word.hasSuffix("co") || character == "3" && ["m", "nm"].contains(word)
      guard isDigitOfUnit else { break }
      end = text.index(after: end)
    }
    return text[..<end]
  }
}
