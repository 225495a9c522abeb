internal import Emissions
internal import XLSX

/// How a spreadsheet program shows a number that should have been a part number.
enum ShownNumber {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// How a date is shown by its format: `2-Mar`, `Mar-02` or `3/2/2026`; `nil` for a number that is no date.
  static func date(_ number: Double, format: String, system: DateSystem) -> String? {
    guard let date = CalendarDate(serial: number, system: system) else { return nil }
    let month = months.indices.contains(date.month - 1) ? months[date.month - 1] : ""
    let year = date.year % 100 < 10 ? "0\(date.year % 100)" : "\(date.year % 100)"
    let pattern = format.lowercased().filter { "dmy\"月日".contains($0) }
    switch pattern {
    case "dmmm", "ddmmm": return "\(date.day)-\(month)"
    case "mmmyy": return "\(month)-\(year)"
    case "dmmmyy", "ddmmmyy": return "\(date.day)-\(month)-\(year)"
    case "m\"月\"d\"日\"", "m月d日": return "\(date.month)月\(date.day)日"
    default: return "\(date.month)/\(date.day)/\(date.year)"
    }
  }

  /// `1.23457E+11` where the format shows it so: General from twelve digits on, scientific always.
  static func exponent(_ number: Double, format: String) -> String? {
    let isScientific = format.uppercased().contains("E+")
    guard number != 0, isScientific || (format == "General" && abs(number) >= 1e11) else { return nil }
    var exponent = 0
    var mantissa = abs(number)
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let decimals = isScientific ? format.drop { $0 != "." }.dropFirst().prefix { $0 == "0" }.count : 5
    var digits = DecimalText.shortest(DecimalText.rounded(mantissa, decimals: decimals))
    if isScientific, decimals > 0 {
      if !digits.contains(".") { digits += "." }
      digits += String(repeating: "0", count: max(0, decimals + 1 - digits.drop { $0 != "." }.count))
    }
    return (number < 0 ? "-" : "") + digits + "E+" + (exponent < 10 ? "0" : "") + String(exponent)
  }

  /// A whole number as a format of digits and literal text shows it: `0112233` under `0000000`, `PN-00042` under
  /// `"PN-"00000`.
  ///
  /// - Returns: `nil` where the format adds nothing to the digits, or is none for codes: with decimals, groups of
  ///   thousands, percentages, exponents or dates.
  static func code(_ number: Double, format: String) -> String? {
    guard number >= 0, number < 1e15, number == number.rounded(.down), format != "General",
      !NumberFormat.isDate(format),
      let pieces = pieces(of: format)
    else { return nil }
    let places = pieces.reduce(0) { $0 + ($1.isDigit ? 1 : 0) }
    guard places > 0 else { return nil }
    var digits = Array(DecimalText.shortest(number))
    var shown: [Character] = []
    var left = places
    for piece in pieces.reversed() {
      guard piece.isDigit else {
        shown.append(piece.character)
        continue
      }
      left -= 1
      if let digit = digits.popLast() { shown.append(digit) } else if piece.character == "0" { shown.append("0") }
      // What the format has no place for stands before its first digit.
      if left == 0 { while let digit = digits.popLast() { shown.append(digit) } }
    }
    let text = String(shown.reversed())
    return text == DecimalText.shortest(number) ? nil : TypedText.trimmed(text)
  }

  /// A text as a format with literal text shows it: `PN-42A` under `"PN-"@`; `nil` where it adds nothing.
  static func text(_ text: String, format: String) -> String? {
    guard format != "General", format != "@", let section = sections(of: format).last(where: { $0.contains("@") }),
      let pieces = pieces(of: section)
    else { return nil }
    var shown = ""
    for piece in pieces {
      if piece.isText { shown += text } else if piece.isDigit { return nil } else { shown.append(piece.character) }
    }
    let plain = TypedText.trimmed(shown)
    return plain == text ? nil : plain
  }

  /// A character of a format: a place for a digit or the text, or one that is shown as it is.
  private struct Piece {
    var character: Character
    var isDigit = false
    var isText = false
  }

  /// The pieces of the first section of a format; `nil` where it is none for codes.
  private static func pieces(of format: String) -> [Piece]? {
    guard let section = sections(of: format).first else { return nil }
    var pieces: [Piece] = []
    var characters = section.makeIterator()
    while let character = characters.next() {
      switch character {
      case "0", "#", "?": pieces.append(Piece(character: character, isDigit: true))
      case "@": pieces.append(Piece(character: character, isText: true))
      case "\"": while let literal = characters.next(), literal != "\"" { pieces.append(Piece(character: literal)) }
      case "\\": if let literal = characters.next() { pieces.append(Piece(character: literal)) }
      case "_", "*": _ = characters.next()
      case "[": while let inner = characters.next(), inner != "]" {}
      case "-", " ", "(", ")", "+", ":", "!", "&", "~", "{", "}", "=", "<", ">", "'":
        pieces.append(Piece(character: character))
      default: return nil
      }
    }
    return pieces
  }

  /// The sections of a format, which semicolons part.
  private static func sections(of format: String) -> [String] {
    var sections = [""]
    var isQuoted = false
    var isEscaped = false
    for character in format {
      if !isQuoted, !isEscaped, character == ";" {
        sections.append("")
        continue
      }
      if !isEscaped, character == "\"" { isQuoted.toggle() }
      isEscaped = !isEscaped && !isQuoted && character == "\\"
      sections[sections.count - 1].append(character)
    }
    return sections
  }
}
