internal import XLSX

extension FormulaFunction {
  /// Functions of texts; lengths and places count UTF-16 units, as Excel does.
  static let texts: [FormulaFunction] = [
    ranges("CONCATENATE", 1...maximumCount, [.value]) { (arguments) throws(FormulaInterruption) in
      var text = ""
      for index in 0..<arguments.count { text += try arguments.text(index) }
      return .value(try arguments.limited(text))
    },
    ranges("CONCAT", 1...maximumCount) { (arguments) throws(FormulaInterruption) in
      var text = ""
      try arguments.forEachText { text += $0 }
      return .value(try arguments.limited(text))
    },
    ranges("TEXTJOIN", 3...maximumCount, [.array, .value, .reference]) { (arguments) throws(FormulaInterruption) in
      let separators = try FormulaTable(arguments, 0).values.map { (value) throws(FormulaInterruption) in
        try FormulaCoercion.text(value)
      }
      let ignoresEmpty = try arguments.boolean(1)
      var parts: [String] = []
      if ignoresEmpty {
        try arguments.forEachText(from: 2) { if !$0.isEmpty { parts.append($0) } }
      } else {
        for index in 2..<arguments.count {
          for value in try FormulaTable(arguments, index).values { parts.append(try FormulaCoercion.text(value)) }
        }
      }
      var text = parts.first ?? ""
      // Several separators take turns.
      for (index, part) in parts.dropFirst().enumerated() { text += separators[index % separators.count] + part }
      return .value(try arguments.limited(text))
    },
    values("LEN", 1...1) { (arguments) throws(FormulaInterruption) in
      .number(Double(try arguments.text(0).utf16.count))
    },
    values("LEFT", 1...2) { (arguments) throws(FormulaInterruption) in
      let units = Array(try arguments.text(0).utf16)
      return try text(units.prefix(try arguments.length(1)))
    },
    values("RIGHT", 1...2) { (arguments) throws(FormulaInterruption) in
      let units = Array(try arguments.text(0).utf16)
      return try text(units.suffix(try arguments.length(1)))
    },
    values("MID", 3...3) { (arguments) throws(FormulaInterruption) in
      let units = Array(try arguments.text(0).utf16)
      let start = try arguments.integer(1)
      guard start >= 1 else { throw .error(.value) }
      return try text(units.dropFirst(start - 1).prefix(try arguments.length(2)))
    },
    values("REPLACE", 4...4) { (arguments) throws(FormulaInterruption) in
      let units = Array(try arguments.text(0).utf16)
      let start = try arguments.integer(1)
      guard start >= 1 else { throw .error(.value) }
      let head = units.prefix(start - 1)
      let tail = units.dropFirst(start - 1).dropFirst(try arguments.length(2))
      return try text((head + Array(try arguments.text(3).utf16) + tail)[...])
    },
    values("TRIM", 1...1) { (arguments) throws(FormulaInterruption) in
      .text(try arguments.text(0).split(separator: " ").joined(separator: " "))
    },
    values("CLEAN", 1...1) { (arguments) throws(FormulaInterruption) in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: try arguments.text(0).unicodeScalars.filter { $0.value >= 32 })
      return .text(String(text))
    },
    values("UPPER", 1...1) { (arguments) throws(FormulaInterruption) in
      try cased(try arguments.text(0)) { $0.uppercased() }
    },
    values("LOWER", 1...1) { (arguments) throws(FormulaInterruption) in
      try cased(try arguments.text(0)) { $0.lowercased() }
    },
    values("EXACT", 2...2) { (arguments) throws(FormulaInterruption) in
      .boolean(try arguments.text(0).hasSameBytes(as: try arguments.text(1)))
    },
    values("REPT", 2...2) { (arguments) throws(FormulaInterruption) in
      let (text, count) = (try arguments.text(0), try arguments.integer(1))
      guard count >= 0, count == 0 || text.utf16.count <= arguments.evaluator.limits.textLength / count else {
        throw .error(.value)
      }
      return .text(String(repeating: text, count: count))
    },
    values("SUBSTITUTE", 3...4) { (arguments) throws(FormulaInterruption) in try arguments.substituted() },
    values("FIND", 2...3) { (arguments) throws(FormulaInterruption) in
      let (wanted, units) = (Array(try arguments.text(0).utf16), Array(try arguments.text(1).utf16))
      let start = try arguments.integer(2, or: 1)
      try arguments.evaluator.step(units.count * wanted.count / 64)
      guard start >= 1, start <= units.count + 1,
        let place = Self.place(of: wanted, in: units, from: start - 1)
      else { throw .error(.value) }
      return .number(Double(place + 1))
    },
    values("SEARCH", 2...3) { (arguments) throws(FormulaInterruption) in
      let (wanted, text) = (FormulaWildcard(try arguments.text(0)), try arguments.text(1))
      let characters = Array(text.lowercased())
      guard characters.count == text.utf16.count else { throw .unsupported("SEARCH among composed letters") }
      let start = try arguments.integer(2, or: 1)
      try arguments.evaluator.step(characters.count * wanted.length / 16)
      guard start >= 1, let place = wanted.position(in: characters, from: start - 1) else { throw .error(.value) }
      return .number(Double(place + 1))
    },
    values("TEXT", 2...2) { (arguments) throws(FormulaInterruption) in
      let format = try FormulaNumberFormat(try arguments.text(1))
      switch try arguments.value(0) {
      case .boolean(let isTrue): return .text(isTrue ? "TRUE" : "FALSE")
      case .text(let text):
        guard let number = try FormulaNumberText.number(of: text, arguments.calendar) else {
          return .text(try format.text(of: text))
        }
        return .text(try format.text(of: number, arguments.calendar))
      case let value:
        let number = try FormulaCoercion.number(value)
        return .text(try format.text(of: number, arguments.calendar))
      }
    },
    values("VALUE", 1...1) { (arguments) throws(FormulaInterruption) in
      switch try arguments.value(0) {
      case .boolean: throw .error(.value)
      case let value: .number(try FormulaCoercion.number(value, arguments.calendar))
      }
    },
    values("CHAR", 1...1) { (arguments) throws(FormulaInterruption) in
      let code = try arguments.integer(0)
      guard (1...255).contains(code) else { throw .error(.value) }
      return .text(String(FormulaCodePage.scalar(UInt8(code))))
    },
    values("CODE", 1...1) { (arguments) throws(FormulaInterruption) in
      guard let first = try arguments.text(0).unicodeScalars.first else { throw .error(.value) }
      guard let code = FormulaCodePage.code(first) else { throw .unsupported("CODE of other letters") }
      return .number(Double(code))
    },
    values("PROPER", 1...1) { (arguments) throws(FormulaInterruption) in
      try cased(try arguments.text(0)) { text in
        var (shown, isInWord) = ("", false)
        for character in text {
          let isLetter = character.isLetter
          shown += isLetter && !isInWord ? character.uppercased() : character.lowercased()
          isInWord = isLetter
        }
        return shown
      }
    },
    values("UNICODE", 1...1) { (arguments) throws(FormulaInterruption) in
      guard let first = try arguments.text(0).unicodeScalars.first else { throw .error(.value) }
      return .number(Double(first.value))
    },
    values("UNICHAR", 1...1) { (arguments) throws(FormulaInterruption) in
      let code = try arguments.integer(0)
      guard code >= 1, let scalar = UInt32(exactly: code).flatMap({ Unicode.Scalar($0) }) else {
        throw .error(.value)
      }
      return .text(String(scalar))
    },
  ]

  /// The first place of some units among others, counted from 0.
  fileprivate static func place(of wanted: [UInt16], in units: [UInt16], from start: Int) -> Int? {
    guard units.count - wanted.count >= start else { return nil }
    return (start...units.count - wanted.count).first { units[$0...].starts(with: wanted) }
  }

  /// A part of a text, unless it is cut within a character.
  private static func text(_ units: ArraySlice<UInt16>) throws(FormulaInterruption) -> CellValue {
    if let first = units.first, UTF16.isTrailSurrogate(first) { throw .unsupported("half of a character") }
    if let last = units.last, UTF16.isLeadSurrogate(last) { throw .unsupported("half of a character") }
    return .text(String(decoding: units, as: UTF16.self))
  }

  /// A text in other letters, as long as they are as many.
  private static func cased(_ text: String, _ change: (String) -> String) throws(FormulaInterruption) -> CellValue {
    let changed = change(text)
    guard changed.utf16.count == text.utf16.count else { throw .unsupported("capital letters that are more") }
    return .text(changed)
  }
}

extension FormulaArguments {
  /// A number of characters; 1 where it is not given.
  fileprivate func length(_ index: Int) throws(FormulaInterruption) -> Int {
    let length = try integer(index, or: 1)
    guard length >= 0 else { throw .error(.value) }
    return length
  }

  fileprivate func limited(_ text: String) throws(FormulaInterruption) -> CellValue {
    guard text.utf16.count <= evaluator.limits.textLength else { throw .tooLarge(.characters) }
    return .text(text)
  }

  /// The values of arguments, references and arrays as texts.
  fileprivate func forEachText(from first: Int = 0, _ body: (String) -> Void) throws(FormulaInterruption) {
    for operand in operands.dropFirst(first) {
      if case .missing = operand {
        body("")
        continue
      }
      try FormulaArguments(context, [operand]).forEachValue { (value, _, count) throws(FormulaInterruption) in
        guard count == 1 else { throw .tooLarge(.characters) }
        body(try FormulaCoercion.text(value))
      }
    }
  }

  fileprivate func substituted() throws(FormulaInterruption) -> CellValue {
    let (units, old, new) = (Array(try text(0).utf16), Array(try text(1).utf16), Array(try text(2).utf16))
    var wanted: Int?
    if count > 3 {
      let number = try integer(3)
      guard number >= 1 else { throw .error(.value) }
      wanted = number
    }
    try evaluator.step(units.count * old.count / 64)
    guard !old.isEmpty else { return .text(String(decoding: units, as: UTF16.self)) }
    var (result, start, number): ([UInt16], Int, Int) = ([], 0, 0)
    while let place = FormulaFunction.place(of: old, in: units, from: start) {
      number += 1
      result += units[start..<place]
      result += wanted == nil || wanted == number ? new : old
      start = place + old.count
      guard result.count <= evaluator.limits.textLength else { throw .tooLarge(.characters) }
    }
    result += units[start...]
    return try limited(String(decoding: result, as: UTF16.self))
  }
}
