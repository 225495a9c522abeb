internal import XLSX

extension FormulaFunction {
  /// Texts cut at delimiters, and values written as texts.
  static let textParts: [FormulaFunction] = [
    ranges("TEXTBEFORE", 2...6, [.value, .array, .value, .value, .value, .reference]) {
      (arguments) throws(FormulaInterruption) in try arguments.cut(isBefore: true)
    },
    ranges("TEXTAFTER", 2...6, [.value, .array, .value, .value, .value, .reference]) {
      (arguments) throws(FormulaInterruption) in try arguments.cut(isBefore: false)
    },
    ranges("TEXTSPLIT", 2...6, [.value, .array, .array, .value, .value, .value]) {
      (arguments) throws(FormulaInterruption) in try arguments.split()
    },
    values("FIXED", 1...3) { (arguments) throws(FormulaInterruption) in
      let decimals = try arguments.integer(1, or: 2)
      let isPlain = try arguments.boolean(2, or: false)
      return .text(try fixed(try arguments.number(0), decimals, hasThousands: !isPlain))
    },
    values("DOLLAR", 1...2) { (arguments) throws(FormulaInterruption) in
      let number = try arguments.number(0)
      let text = try fixed(number.magnitude, try arguments.integer(1, or: 2), hasThousands: true)
      return .text(number < 0 ? "($\(text))" : "$" + text)
    },
    values("NUMBERVALUE", 1...3) { (arguments) throws(FormulaInterruption) in
      let text = try arguments.text(0)
      let point = arguments.count > 1 ? try arguments.text(1) : "."
      let group = arguments.count > 2 ? try arguments.text(2) : ","
      guard let pointSign = point.first, let groupSign = group.first, pointSign != groupSign else {
        throw .error(.value)
      }
      var (digits, percents, hasPoint) = ("", 0, false)
      for character in text where character != " " {
        if percents > 0, character != "%" { throw .error(.value) }
        if character == "%" {
          percents += 1
        } else if character == pointSign {
          if hasPoint { throw .error(.value) }
          hasPoint = true
          digits += "."
        } else if character == groupSign {
          if hasPoint { throw .error(.value) }
        } else {
          digits.append(character)
        }
      }
      if digits.isEmpty, percents == 0 { return .number(0) }
      guard digits.utf8.allSatisfy({ $0 < 0x80 }), let number = try FormulaNumberText.number(of: digits) else {
        throw .error(.value)
      }
      return try FormulaCoercion.result((0..<percents).reduce(number) { number, _ in number / 100 })
    },
    values("VALUETOTEXT", 1...2) { (arguments) throws(FormulaInterruption) in
      let isStrict = try arguments.isStrictText(1)
      return .text(try written(try arguments.value(0), isStrict: isStrict))
    },
    ranges("ARRAYTOTEXT", 1...2, [.array, .value]) { (arguments) throws(FormulaInterruption) in
      let table = try FormulaTable(arguments, 0)
      let isStrict = try arguments.isStrictText(1)
      var (text, size) = ("", 0)
      for row in 0..<table.rows {
        for column in 0..<table.columns {
          if row > 0 || column > 0 { text += isStrict ? column == 0 ? ";" : "," : ", " }
          let part = try written(table[row, column], isStrict: isStrict)
          size += part.utf16.count + 2
          guard size <= arguments.evaluator.limits.textLength else { throw .error(.value) }
          text += part
        }
      }
      return .value(.text(isStrict ? "{\(text)}" : text))
    },
    values("ENCODEURL", 1...1) { (arguments) throws(FormulaInterruption) in
      var text = ""
      for byte in try arguments.text(0).utf8 {
        let isPlain =
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
        if isPlain {
          text.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      }
      guard text.utf16.count <= arguments.evaluator.limits.textLength else { throw .error(.value) }
      return .text(text)
    },
    bytes("LENB", as: "LEN", 1...1), bytes("LEFTB", as: "LEFT", 1...2), bytes("RIGHTB", as: "RIGHT", 1...2),
    bytes("MIDB", as: "MID", 3...3), bytes("FINDB", as: "FIND", 2...3), bytes("SEARCHB", as: "SEARCH", 2...3),
    bytes("REPLACEB", as: "REPLACE", 4...4),
  ]

  /// A function of bytes as that of characters, of which each is one byte as long as it is of ASCII.
  private static func bytes(_ name: String, as other: String, _ counts: ClosedRange<Int>) -> FormulaFunction {
    values(name, counts) { (arguments) throws(FormulaInterruption) in
      for index in 0..<arguments.count {
        if case .text(let text) = try arguments.value(index), !text.utf8.allSatisfy({ $0 < 0x80 }) {
          throw .unsupported("the bytes of other letters")
        }
      }
      guard let function = texts.first(where: { $0.name == other }), case .eager(_, _, let body) = function.evaluation
      else { throw .error(.value) }
      guard case .value(let value) = try body(arguments) else { throw .error(.value) }
      return value
    }
  }

  private static func fixed(_ number: Double, _ decimals: Int, hasThousands: Bool) throws(FormulaInterruption) -> String
  {
    guard decimals <= 127 else { throw .error(.value) }
    guard decimals <= 30, decimals >= -300 else { throw .unsupported("so many decimals") }
    let rounded = decimals < 0 ? FormulaDigits(number).rounded(decimals: decimals, .halfAwayFromZero) : number
    let format = (hasThousands ? "#,##0" : "0") + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
    return try FormulaNumberFormat(format).text(of: rounded, FormulaCalendar(system: .from1900))
  }

  /// A value as it is shown, or as it is written in a formula.
  private static func written(_ value: CellValue, isStrict: Bool) throws(FormulaInterruption) -> String {
    switch value {
    case .error(let error): return error.rawValue
    case .text(let text) where isStrict: return "\"" + text.replacing("\"", with: "\"\"") + "\""
    default: return try FormulaCoercion.text(value)
    }
  }
}

extension FormulaArguments {
  fileprivate func isStrictText(_ index: Int) throws(FormulaInterruption) -> Bool {
    let format = isMissing(index) ? 0 : try integer(index)
    guard format == 0 || format == 1 else { throw .error(.value) }
    return format == 1
  }

  /// The delimiters of an argument; none where it is left out.
  private func delimiters(_ index: Int) throws(FormulaInterruption) -> [[Character]] {
    if isMissing(index) { return [] }
    return try FormulaTable(self, index).values.map { (value) throws(FormulaInterruption) in
      try FormulaCoercion.text(value).unicodeScalars.map { Character($0) }
    }
  }

  /// Whether letters are to agree in case.
  private func isExact(_ index: Int) throws(FormulaInterruption) -> Bool {
    let mode = isMissing(index) ? 0 : try integer(index)
    guard mode == 0 || mode == 1 else { throw .error(.value) }
    return mode == 0
  }

  /// The part of a text before or behind one of the places of a delimiter.
  fileprivate func cut(isBefore: Bool) throws(FormulaInterruption) -> FormulaOperand {
    let text = try text(0).unicodeScalars.map { Character($0) }
    let delimiters = try delimiters(1)
    let hasInstance = !isMissing(2)
    let instance = hasInstance ? try number(2).rounded(.down).whole() : 1
    let isExact = try isExact(3)
    let matchesEnd = isMissing(4) ? 0 : try number(4)
    guard instance != 0, matchesEnd == 0 || matchesEnd == 1 else { throw .error(.value) }
    let shortest = delimiters.map(\.count).min() ?? 0
    if hasInstance {
      if instance.magnitude > text.count || shortest > text.count { throw .error(.value) }
      if instance.magnitude > text.count - shortest + 1 { throw .unsupported("so late a place of a delimiter") }
    }
    let isForward = instance > 0
    if delimiters.contains(where: { $0.isEmpty }) {
      guard delimiters.count == 1, instance.magnitude == 1 else { throw .unsupported("an empty delimiter") }
      return .value(.text(isForward != isBefore ? String(text) : ""))
    }
    try evaluator.step(text.count * delimiters.count)
    var places = FormulaDelimiters(delimiters, isExact: isExact).places(in: text, isForward: isForward)
    if matchesEnd == 1 { places.append(isForward ? text.count..<text.count : 0..<0) }
    guard instance.magnitude <= places.count else {
      if isMissing(5) { throw .error(.notAvailable) }
      let other = try value(5)
      return .value(other.isBlank ? .text("") : other)
    }
    let place = places[Int(instance.magnitude) - 1]
    return .value(.text(String(isBefore ? text[..<place.lowerBound] : text[place.upperBound...])))
  }

  /// The parts of a text between delimiters, in columns and rows.
  fileprivate func split() throws(FormulaInterruption) -> FormulaOperand {
    let text = try text(0).unicodeScalars.map { Character($0) }
    let (columns, rows) = (try delimiters(1), try delimiters(2))
    let ignoresEmpty = isMissing(3) ? false : try boolean(3)
    let isExact = try isExact(4)
    let rest = isMissing(5) ? .error(.notAvailable) : try value(5)
    guard !columns.isEmpty || !rows.isEmpty, (columns + rows).allSatisfy({ !$0.isEmpty }) else { throw .error(.value) }
    guard !text.isEmpty else { throw .unsupported("TEXTSPLIT of nothing") }
    try evaluator.step(text.count * (columns.count + rows.count))
    func parts(_ text: ArraySlice<Character>, _ delimiters: [[Character]]) -> [ArraySlice<Character>] {
      guard !delimiters.isEmpty else { return [text] }
      var (parts, start): ([ArraySlice<Character>], Int) = ([], text.startIndex)
      for place in FormulaDelimiters(delimiters, isExact: isExact).places(in: Array(text), isForward: true) {
        parts.append(text[start..<text.startIndex + place.lowerBound])
        start = text.startIndex + place.upperBound
      }
      parts.append(text[start...])
      return ignoresEmpty ? parts.filter { !$0.isEmpty } : parts
    }
    let lines = parts(text[...], rows).map { parts($0, columns) }
    let width = lines.map(\.count).max() ?? 0
    guard width > 0 else { throw .error(.value) }
    try reserve(lines.count, width)
    let values = lines.flatMap { line in
      (0..<width).map { $0 < line.count ? CellValue.text(String(line[$0])) : rest }
    }
    return .array(FormulaArray(rows: lines.count, columns: width, values: values))
  }
}

/// Texts at which others are cut.
private struct FormulaDelimiters {
  private let delimiters: [[Character]]
  private let isExact: Bool

  init(_ delimiters: [[Character]], isExact: Bool) {
    self.isExact = isExact
    self.delimiters = delimiters.map { isExact ? $0 : $0.map(Self.folded) }.sorted { $0.count > $1.count }
  }

  private static func folded(_ character: Character) -> Character {
    let small = character.lowercased()
    return small.count == 1 ? small.first ?? character : character
  }

  /// Where they stand, from the start on or from the end back.
  func places(in text: [Character], isForward: Bool) -> [Range<Int>] {
    let text = isExact ? text : text.map(Self.folded)
    var places: [Range<Int>] = []
    var index = isForward ? 0 : text.count
    while isForward ? index < text.count : index > 0 {
      let found = delimiters.first { delimiter in
        let start = isForward ? index : index - delimiter.count
        return start >= 0 && start + delimiter.count <= text.count
          && text[start..<start + delimiter.count].elementsEqual(delimiter)
      }
      if let found {
        let start = isForward ? index : index - found.count
        places.append(start..<start + found.count)
        index += isForward ? found.count : -found.count
      } else {
        index += isForward ? 1 : -1
      }
    }
    return places
  }
}
