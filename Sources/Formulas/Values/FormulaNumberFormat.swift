internal import XLSX

/// A format code as `TEXT` takes it, with up to four sections: for positive numbers, negative ones, zero and texts, or by
/// conditions.
struct FormulaNumberFormat {
  private let sections: [FormulaFormatSection]

  /// - Throws: `.unsupported` for codes of which it is not known what Excel makes of them.
  init(_ code: String) throws(FormulaInterruption) {
    guard code.utf8.count <= 255 else { throw .error(.value) }
    var sections: [FormulaFormatSection] = []
    for part in Self.split(code) { sections.append(try FormulaFormatSection(part)) }
    guard sections.count <= 4 else { throw .error(.value) }
    self.sections = sections
  }

  /// The parts between semicolons that stand neither in quotes nor in brackets nor behind a backslash.
  private static func split(_ code: String) -> [[Character]] {
    var (parts, part): ([[Character]], [Character]) = ([], [])
    var (isQuoted, isBracketed, isEscaped) = (false, false, false)
    for character in code {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isBracketed {
        isBracketed = character != "]"
      } else if character == "\"" {
        isQuoted = true
      } else if character == "[" {
        isBracketed = true
      } else if character == "\\" || character == "_" || character == "*" {
        isEscaped = true
      } else if character == ";" {
        parts.append(part)
        part = []
        continue
      }
      part.append(character)
    }
    return parts + [part]
  }

  /// The text in this format.
  func text(of text: String) throws(FormulaInterruption) -> String {
    if sections.count == 4 { return try sections[3].text(of: text) }
    if let last = sections.last, last.hasText { return try last.text(of: text) }
    return text
  }

  /// The number in this format.
  func text(of number: Double, _ calendar: FormulaCalendar) throws(FormulaInterruption) -> String {
    if sections.count == 1, sections[0].isEmpty { return "" }
    let numeric = sections.prefix(sections.count == 4 ? 3 : sections.count)
    if numeric.contains(where: { $0.condition != nil }) {
      guard number >= 0 else { throw .unsupported("a format with conditions of a negative number") }
      for section in numeric {
        guard let condition = section.condition else { return try section.text(of: number, calendar) }
        if condition.holds(number) { return try section.text(of: number, calendar) }
      }
      throw .unsupported("a number that meets no condition of its format")
    }
    let formats = Array(numeric.prefix { !$0.hasText || sections.count == 1 || $0.isMixed })
    guard !formats.isEmpty else { throw .unsupported("a format of texts only") }
    if number < 0, formats.count > 1 {
      if formats[1].isEmpty, formats.count == 2 { throw .unsupported("an empty format of negative numbers") }
      return try formats[1].text(of: -number, calendar)
    }
    let section = number == 0 && formats.count > 2 ? formats[2] : formats[0]
    if number >= 0 { return try section.text(of: number, calendar) }
    if section.isDate { throw .error(.value) }
    let text = try section.text(of: -number, calendar)
    // Whether Excel writes a sign before nothing but zeros is not known so well.
    guard
      section.isGeneral || !section.hasDigits
        || text.unicodeScalars.contains(where: { (0x31...0x39).contains($0.value) })
    else { throw .unsupported("a negative number that is shown as zero") }
    return "-" + text
  }
}

/// A section of a format code.
struct FormulaFormatSection {
  /// A comparison in brackets.
  struct Condition {
    let operation: String
    let limit: Double

    func holds(_ number: Double) -> Bool {
      switch operation {
      case "<": number < limit
      case "<=": number <= limit
      case ">": number > limit
      case ">=": number >= limit
      case "=": number == limit
      default: number != limit
      }
    }
  }

  enum Token: Equatable {
    case literal(String)
    /// `0`, `#` or `?`.
    case digit(Character)
    case point, comma, percent, slash, general, text
    /// `E+` or `E-`.
    case exponent(showsPlus: Bool)
    /// Letters of days and times, in small letters; elapsed ones in brackets.
    case date(Character, Int, isElapsed: Bool)
    /// `AM/PM` or `A/P` as they are written.
    case half(String, String)
  }

  private(set) var tokens: [Token] = []
  private(set) var condition: Condition?
  var isEmpty: Bool { tokens.isEmpty }
  var hasText: Bool { tokens.contains(.text) }
  var isGeneral: Bool { tokens.contains(.general) }
  var hasDigits: Bool { tokens.contains { if case .digit = $0 { true } else { false } } }
  var isDate: Bool {
    tokens.contains { token in
      switch token {
      case .date, .half: true
      default: false
      }
    }
  }
  /// Whether it shows numbers although it has a place for texts.
  var isMixed: Bool { hasDigits }

  init(_ characters: [Character]) throws(FormulaInterruption) {
    var rest = characters[...]
    while let first = rest.first {
      switch first {
      case "\"":
        rest.removeFirst()
        let literal = rest.prefix { $0 != "\"" }
        tokens.append(.literal(String(literal)))
        rest = rest.dropFirst(literal.count)
        guard rest.popFirst() != nil else { throw .error(.value) }
      case "\\":
        rest.removeFirst()
        guard let next = rest.popFirst() else { throw .error(.value) }
        tokens.append(.literal(String(next)))
      case "_":
        rest = rest.dropFirst(2)
        tokens.append(.literal(" "))
      case "*": throw .unsupported("a format that fills")
      case "[":
        let inside = rest.dropFirst().prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        guard rest.popFirst() == "]" else { throw .error(.value) }
        try bracket(String(inside))
      case "0", "#", "?": tokens.append(.digit(rest.removeFirst()))
      case ".": tokens.append(rest.removeFirst() == "." ? .point : .literal("."))
      case ",":
        rest.removeFirst()
        tokens.append(.comma)
      case "%":
        rest.removeFirst()
        tokens.append(.percent)
      case "/":
        rest.removeFirst()
        tokens.append(.slash)
      case "@":
        rest.removeFirst()
        tokens.append(.text)
      case "$", "-", "+", "(", ")", ":", " ", "!", "^", "&", "'", "~", "{", "}", "<", ">", "=", "€", "£", "¥":
        tokens.append(.literal(String(rest.removeFirst())))
      default: rest = try word(rest)
      }
    }
  }

  /// What letters mean.
  private mutating func word(_ characters: ArraySlice<Character>) throws(FormulaInterruption) -> ArraySlice<Character> {
    let text = String(characters.prefix(7)).lowercased()
    if text == "general" {
      tokens.append(.general)
      return characters.dropFirst(7)
    }
    if text.hasPrefix("am/pm") {
      tokens.append(.half("AM", "PM"))
      return characters.dropFirst(5)
    }
    if text.hasPrefix("a/p") {
      let letters = Array(characters.prefix(3))
      tokens.append(.half(String(letters[0]), String(letters[2])))
      return characters.dropFirst(3)
    }
    if text.hasPrefix("e+") || text.hasPrefix("e-") {
      tokens.append(.exponent(showsPlus: text.hasPrefix("e+")))
      return characters.dropFirst(2)
    }
    guard let letter = text.first else { return characters.dropFirst() }
    guard letter.isASCII, letter.isLetter else {
      // Ideographs stand for themselves.
      guard let scalar = letter.unicodeScalars.first, scalar.value >= 0x2E80 || "°·–—’“”".contains(letter) else {
        throw .unsupported("a sign in a format")
      }
      tokens.append(.literal(String(characters[characters.startIndex])))
      return characters.dropFirst()
    }
    guard "ymdhs".contains(letter) else { throw .unsupported("a letter in a format") }
    let count = text.prefix { $0 == letter }.count
    let full = characters.prefix { $0.lowercased() == String(letter) }.count
    tokens.append(.date(letter, max(count, full), isElapsed: false))
    return characters.dropFirst(full)
  }

  /// What stands in brackets: a colour, a condition, a currency, or hours that go on beyond a day.
  private mutating func bracket(_ text: String) throws(FormulaInterruption) {
    let small = text.lowercased()
    if ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"].contains(small) { return }
    if small.hasPrefix("color"), Int(small.dropFirst(5)) != nil { return }
    if let first = small.first, "hms".contains(first), small.allSatisfy({ $0 == first }) {
      tokens.append(.date(first, small.count, isElapsed: true))
      return
    }
    if text.hasPrefix("$") {
      let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
      // A language changes names of months; that of the United States and those of currencies do not.
      let language = parts.count > 1 ? String(parts[parts.count - 1]).uppercased() : ""
      guard let symbol = parts.first, ["", "409", "1033"].contains(language) || !symbol.isEmpty else {
        throw .unsupported("a format of another language")
      }
      if !symbol.isEmpty { tokens.append(.literal(String(symbol))) }
      return
    }
    for operation in ["<=", ">=", "<>", "<", ">", "="] where text.hasPrefix(operation) {
      let number = text.dropFirst(operation.count)
      guard let limit = DecimalNumber.parse(Array(number.utf8)) else { throw .error(.value) }
      condition = Condition(operation: operation, limit: limit)
      return
    }
    throw .unsupported("that format of TEXT")
  }

  // MARK: Texts

  func text(of text: String) throws(FormulaInterruption) -> String {
    var shown = ""
    for token in tokens {
      switch token {
      case .literal(let literal): shown += literal
      case .text: shown += text
      default: throw .unsupported("a text in a format of numbers")
      }
    }
    return shown
  }

  /// A number that is not negative.
  func text(of number: Double, _ calendar: FormulaCalendar) throws(FormulaInterruption) -> String {
    if isDate { return try FormulaDateFormat(tokens, number, calendar).text }
    if isGeneral || hasText {
      var shown = ""
      for token in tokens {
        switch token {
        case .literal(let literal): shown += literal
        case .general, .text: shown += try FormulaNumberText.text(of: number)
        case .percent: throw .unsupported("a general percentage")
        default: throw .unsupported("that format of TEXT")
        }
      }
      return shown
    }
    return try FormulaDigitFormat(tokens).text(of: number)
  }
}
