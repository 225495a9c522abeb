/// What the words around amounts say of them: their unit, currency and scale, how many pieces and which span of time
/// they are for.
struct StatedMeasure: Hashable, Sendable {
  /// The span of time that an amount is of.
  enum Period: Hashable, Sendable { case day, month, quarter, year }

  /// The unit, such as `MWh`, or `g/kWh` for a factor; `nil` where none is said.
  var unit: String?
  /// The codes of the currencies that it may be in; empty where none is said.
  var currencies: Set<String> = []
  /// How many units, or units of the currency, an amount of 1 is; 1 where that was said, `nil` where nothing was.
  var scale: Double?
  /// For how many pieces an amount is; `nil` where nothing was said.
  var pieces: Double?
  /// Of which span of time an amount is; `nil` where nothing was said.
  var period: Period?
  /// Known words that do not say for certain what they mean: `per reel`, `per M`.
  var isDoubtful = false
  /// The currency is 元 behind a scale, as in 万元: it may be meant for any.
  var isCurrencyVague = false
  /// It is a single letter that stands alone, such as `(k)`.
  var isLoneLetter = false
  /// The words as they stand.
  var words = ""

  /// Whether nothing was said.
  var isEmpty: Bool {
    unit == nil && currencies.isEmpty && scale == nil && pieces == nil && period == nil && !isDoubtful
  }

  private init() {}

  /// A unit and nothing else.
  static func unit(_ unit: String?) -> StatedMeasure {
    var measure = StatedMeasure()
    measure.unit = unit
    return measure
  }

  /// What a header or label says beyond what the definition calls it; `nil` where it says nothing of amounts.
  ///
  /// - Parameters:
  ///   - label: the header or label as it stands.
  ///   - own: the labels of the definition, folded.
  init?(label: String, besides own: Set<FoldedText>) {
    guard label.utf8.count < 400 else { return nil }
    var measure = StatedMeasure()
    for line in MeasureTokens.narrowed(label).split(whereSeparator: { $0.isNewline }) {
      if own.contains(FoldedText(folding: line)) { continue }
      let (outside, inside) = Self.brackets(of: line)
      if !own.contains(FoldedText(folding: outside)) {
        for (place, part) in Self.unknownParts(of: outside, besides: own).enumerated() {
          measure.read(part, isLabel: place == 0)
        }
      }
      for part in inside.flatMap(Self.clauses) { measure.read(part, isLabel: false) }
    }
    if measure.isEmpty { return nil }
    self = measure
  }

  /// What a text says that stands alone: in a unit cell, before or behind the digits of a number.
  init?(_ text: String) {
    guard text.utf8.count < 100 else { return nil }
    var measure = StatedMeasure()
    for part in Self.clauses(MeasureTokens.narrowed(text)[...]) { measure.read(part, isLabel: false) }
    if measure.isEmpty { return nil }
    self = measure
  }

  /// A unit, perhaps many of it, and nothing else: `kWh`, 万千瓦时, `10 MWh`; `nil` for any other text.
  init?(unitAlone text: String) {
    guard text.utf8.count < 100, Self.whole(MeasureTokens.tokens(MeasureTokens.narrowed(text))) != nil,
      let measure = StatedMeasure(text)
    else { return nil }
    var plain = Self.unit(measure.unit)
    (plain.scale, plain.words) = (measure.scale, measure.words)
    guard measure.unit != nil, measure == plain else { return nil }
    self = measure
  }

  // MARK: Parts of a text

  /// What stands outside of brackets, and inside of each.
  private static func brackets(of line: Substring) -> (outside: String, inside: [Substring]) {
    var outside = ""
    var inside: [Substring] = []
    var depth = 0
    var start = line.startIndex
    for index in line.indices {
      switch line[index] {
      case "(", "[":
        if depth == 0 { start = line.index(after: index) }
        depth += 1
        // What stood on both sides is not one word.
        outside.append(" ")
      case ")", "]":
        if depth == 1 { inside.append(line[start..<index]) }
        depth = max(0, depth - 1)
      default: if depth == 0 { outside.append(line[index]) }
      }
    }
    if depth > 0 { inside.append(line[start...]) }
    return (outside, inside)
  }

  /// What is no label of the definition: of a line in two scripts perhaps only one of them.
  private static func unknownParts(of text: String, besides own: Set<FoldedText>) -> [Substring] {
    let clauses = clauses(text[...])
    guard let first = clauses.first else { return [] }
    func isOwn(_ text: some StringProtocol) -> Bool { own.contains(FoldedText(folding: text)) }
    var parts: [Substring] = []
    // A comma may belong to the label.
    for count in (1...clauses.count).reversed() where isOwn(clauses[..<count].joined(separator: ",")) {
      return Array(clauses[count...])
    }
    let eastern = String(String.UnicodeScalarView(first.unicodeScalars.filter(LabelText.isIdeograph)))
    let western = String(
      String.UnicodeScalarView(first.unicodeScalars.map { LabelText.isIdeograph($0) ? " " : $0 }))
    switch (isOwn(western), isOwn(eastern)) {
    case (true, true): break
    case (true, false): parts.append(eastern[...])
    case (false, true): parts.append(western[...])
    case (false, false): parts.append(first)
    }
    return parts + clauses.dropFirst()
  }

  /// The text between commas; those inside of numbers separate nothing.
  private static func clauses(_ text: Substring) -> [Substring] {
    var clauses: [Substring] = []
    var start = text.startIndex
    for index in text.indices where text[index] == "," {
      let before = index > text.startIndex ? text[text.index(before: index)] : " "
      let after = text[text.index(after: index)...].first ?? " "
      if before.isNumber, after.isNumber { continue }
      clauses.append(text[start..<index])
      start = text.index(after: index)
    }
    clauses.append(text[start...])
    return clauses.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  // MARK: Words

  private mutating func read(_ part: Substring, isLabel: Bool) {
    let tokens = MeasureTokens.tokens(String(part))
    // Whole clauses of known words first; in other clauses only words that cannot mean anything else.
    var reading = MeasureReading()
    if let whole = Self.whole(tokens), !isLabel || Self.isMeasure(whole) {
      for word in whole { reading.take(word) }
      reading.isLoneLetter = Self.isLetter(tokens)
    } else {
      for (place, token) in tokens.enumerated() {
        let isLast = place > 0 && place == tokens.count - 1
        switch token {
        case .number(let number, let text): reading.take(number: number, text)
        case .stroke: reading.take(.per(isStroke: true))
        case .aside: reading.take(.choice)
        case .latin(let text):
          let isScale = place > 0 && Self.isCount(tokens[place - 1]) && text.lowercased().hasPrefix("k")
          let isUnit = isLast && Self.isShortUnit(text)
          reading.take(MeasureVocabulary.latin(text, isWhole: isScale || isUnit))
        case .eastern(let run): reading.take(MeasureVocabulary.within(run))
        case .other: reading.take([MeasureWord]?.none)
        }
      }
    }
    guard let said = reading.finish() else { return }
    merge(said, part: part)
  }

  /// `/k`, `1k`: what follows is no symbol.
  private static func isCount(_ token: MeasureTokens.Token) -> Bool {
    switch token {
    case .number, .stroke: true
    default: false
    }
  }

  /// `g CO2 p/part`: a label that is nothing but a unit and what amounts are for.
  private static func isMeasure(_ words: [MeasureWord]) -> Bool {
    let hasUnit = words.contains { if case .unit = $0 { true } else { false } }
    let hasPieces = words.contains(.piece) && words.contains { if case .per = $0 { true } else { false } }
    return hasUnit && hasPieces
  }

  /// `k`, `M` or `mm` alone: it may be a symbol as well.
  private static func isLetter(_ tokens: [MeasureTokens.Token]) -> Bool {
    guard tokens.count == 1, case .latin(let text)? = tokens.first else { return false }
    return text.count <= 2
  }

  /// `Mass per part g`: at the end of a label a letter is a unit.
  private static func isShortUnit(_ text: String) -> Bool { text == "g" || text == "t" || text == "L" }

  /// The words of a clause that has no others; `nil` where it has.
  private static func whole(_ tokens: [MeasureTokens.Token]) -> [MeasureWord]? {
    var words: [MeasureWord] = []
    for token in tokens {
      switch token {
      case .number(let number, let text): words.append(contentsOf: MeasureReading.words(of: number, text))
      case .stroke: words.append(.per(isStroke: true))
      case .aside: words.append(.choice)
      case .latin(let text):
        if text == "s", case .scale? = words.last { continue }
        // `p/part`
        if text.lowercased() == "p" { continue }
        guard let known = MeasureVocabulary.latin(text, isWhole: true) else { return nil }
        words.append(contentsOf: known)
      case .eastern(let run):
        guard let known = MeasureVocabulary.eastern(run) else { return nil }
        words.append(contentsOf: known)
      case .other: return nil
      }
    }
    return words
  }

  /// Takes what one more part of the text says; the same said twice, in two languages, is one.
  private mutating func merge(_ said: MeasureReading.Said, part: Substring) {
    if let other = said.unit {
      // Two units to choose from are no statement.
      unit = unit == nil || unit == other ? other : unit
    }
    if !said.currencies.isEmpty {
      let both = currencies.intersection(said.currencies)
      currencies = currencies.isEmpty ? said.currencies : both.isEmpty ? currencies.union(said.currencies) : both
      isCurrencyVague = said.isCurrencyVague
    }
    if let other = said.scale {
      if let scale, scale != other, scale != 1, other != 1 { isDoubtful = true }
      scale = max(scale ?? 1, other)
    }
    if let other = said.pieces {
      if let pieces, pieces != other, pieces != 1, other != 1 { isDoubtful = true }
      pieces = max(pieces ?? 1, other)
    }
    period = said.period ?? period
    isDoubtful = isDoubtful || said.isDoubtful
    isLoneLetter = said.isLoneLetter
    let text = TypedText.trimmed(String(part))
    if !words.contains(text) { words += (words.isEmpty ? "" : ", ") + text }
  }
}
