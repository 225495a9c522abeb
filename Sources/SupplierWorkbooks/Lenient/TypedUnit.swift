internal import Emissions

/// A unit as it is typed beside an amount, taken apart: `万元/千件` is ten thousand 元 for a thousand pieces.
struct TypedUnit: Hashable {
  /// What the amount is to be multiplied by; 1 where no word says so.
  var scale = 1.0
  /// The unit alone; empty where there is none.
  var unit: String
  /// The pieces that the amount is for; `nil` where it does not say.
  var pieces: Double?

  init(_ text: String) {
    (unit, pieces) = Self.withoutPieces(text)
    for word in EverydayWords.shared.scales {
      guard let rest = Self.rest(of: unit, behind: word) else { continue }
      (scale, unit) = (word.factor, rest)
      return
    }
  }

  /// The unit with its scale and its pieces as one text.
  var text: String {
    let number = scale == 1 ? "" : EverydayWords.shared.scales.first { $0.factor == scale && !$0.isLatin }?.word ?? ""
    let per = pieces.map { $0 == 1 ? "/pc" : "/" + DecimalText.shortest($0) + "pcs" } ?? ""
    return number + unit + per
  }

  /// What an amount in the unit is multiplied with and divided by, in a unit of which `factor` says how many of it one
  /// typed unit is; `nil` where it knows none.
  func factor(_ factor: (String) -> Double?) -> (multiplier: Double, divisor: Double)? {
    guard scale != 1 || pieces != nil, let one = unit.isEmpty ? 1 : factor(unit) else { return nil }
    return (one * scale, pieces ?? 1)
  }

  /// What stands behind a word of scale; `nil` where there is none.
  ///
  /// Latin letters before a unit may be its own: only a currency may follow at once.
  private static func rest(of text: String, behind scale: EverydayWords.Scale) -> String? {
    guard text.utf8.count >= scale.word.utf8.count else { return nil }
    if !scale.isLatin {
      let plain = SimplifiedCharacters.shared.simplified(text)
      return plain.hasPrefix(scale.word) ? TypedText.trimmed(String(plain.dropFirst(scale.word.count))) : nil
    }
    let beginning = text.prefix(scale.word.count)
    // A single M is a million; m is none.
    guard beginning == scale.word || beginning.lowercased() == scale.word else { return nil }
    let rest = text.dropFirst(scale.word.count)
    guard let next = rest.first else { return "" }
    let unit = TypedText.trimmed(String(rest))
    return next.isWhitespace || EverydayWords.shared.isCurrency(unit) ? unit : nil
  }

  // MARK: Pieces

  /// The text before a slash, 每 or `per`, and how many pieces stand behind it.
  private static func withoutPieces(_ text: String) -> (String, Double?) {
    for mark in ["/", "每", " per "] {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count > 1, let last = parts.last else { continue }
      let unit = TypedText.trimmed(parts.dropLast().joined(separator: mark))
      // A number alone makes a fraction of an amount without a unit.
      guard let (count, isSaid) = count(String(last)), isSaid || !unit.isEmpty else { continue }
      return (unit, count)
    }
    return (text, nil)
  }

  /// How many pieces a text such as `个`, `1000pcs`, `千件`, `k` or `1000` says, and whether in more than digits; `nil`
  /// for anything else.
  private static func count(_ text: String) -> (count: Double, isSaid: Bool)? {
    let plain = LabelText.folded(text)
    let digits = plain.prefix { $0.isASCII && $0.isNumber }
    guard digits.utf8.count <= 6, let number = digits.isEmpty ? 1 : Double(digits), number > 0 else { return nil }
    var rest = plain.dropFirst(digits.count)
    if EverydayWords.shared.pieces.contains(String(rest)) { return (number, true) }
    let scale = EverydayWords.shared.scales.first { rest.hasPrefix($0.word) && $0.factor <= 1e6 }
    if let scale { rest = rest.dropFirst(scale.word.count) }
    guard rest.isEmpty || EverydayWords.shared.pieces.contains(String(rest)) else { return nil }
    if let scale { return (number * scale.factor, true) }
    return [10, 100, 1000, 10_000].contains(number) ? (number, false) : nil
  }
}
