/// The name of a company as it is compared: `Murata Mfg. Co., Ltd.`, `村田制作所` and `Murata 村田` are one.
///
/// Case, width, punctuation, legal forms and the word for manufacturing do not matter; of a name in two scripts each
/// counts by itself.
public struct CompanyName: Hashable, Sendable {
  /// The forms by which the company may be known; none for a name without letters.
  private let forms: Set<FoldedText>

  /// The forms of a name.
  public init(_ text: String) {
    var forms: Set<FoldedText> = []
    func add(_ text: String) {
      let form = FoldedText(folding: text)
      if !form.text.isEmpty { forms.insert(form) }
    }
    let scalars = Array(text.unicodeScalars)
    for part in [scalars, LabelText.withoutBrackets(scalars)] {
      add(String(String.UnicodeScalarView(part)))
      let latin = part.map { LabelText.isIdeograph($0) ? " " : LabelText.halfWidth($0) }
      Self.latinForms(String(String.UnicodeScalarView(latin))).forEach(add)
      let eastern = part.filter(LabelText.isIdeograph)
      Self.easternForms(LabelText.folded(eastern)).forEach(add)
    }
    self.forms = forms
  }

  /// Whether both may be the same company.
  public func matches(_ other: CompanyName) -> Bool { !forms.isDisjoint(with: other.forms) }

  private static func latinForms(_ text: String) -> [String] {
    let words = EverydayWords.shared
    let plain = text.lowercased().replacing("&", with: " and ").filter { !".'’".contains($0) }
    var parts = plain.split { !$0.isLetter && !$0.isNumber }.map { words.companySpellings[String($0)] ?? String($0) }
    if parts.count > 1, parts[0] == "the" { parts.removeFirst() }
    func withoutForms(_ parts: [String]) -> [String] {
      var parts = parts
      while parts.count > 1, let last = parts.last, words.companyForms.contains(last) || last == "and" {
        parts.removeLast()
      }
      return parts
    }
    let name = withoutForms(parts)
    var short = name
    if short.count > 1, let last = short.last, words.companyTrades.contains(last) {
      short = withoutForms(short.dropLast())
    }
    return [name.joined(), short.joined()]
  }

  private static func easternForms(_ text: String) -> [String] {
    let words = EverydayWords.shared
    func without(_ endings: [String], _ name: String) -> String {
      var name = name
      while let ending = endings.first(where: { name.count > $0.count && name.hasSuffix($0) }) {
        name = String(name.dropLast(ending.count))
      }
      if let form = endings.first(where: { name.count > $0.count && name.hasPrefix($0) }) {
        name = String(name.dropFirst(form.count))
      }
      return name
    }
    let name = without(words.companyForms, text)
    return [name, without(words.companyTrades, name)]
  }
}

/// Names of companies that were compared before.
public struct CompanyNames: Sendable {
  /// More different names than this are not kept.
  private static let capacity = 4096
  private var known: [String: CompanyName] = [:]

  /// No names yet.
  public init() {}

  /// Whether two names may be those of one company.
  public mutating func areSame(_ one: String, _ other: String) -> Bool {
    one == other || name(one).matches(name(other))
  }

  private mutating func name(_ text: String) -> CompanyName {
    if let name = known[text] { return name }
    let name = CompanyName(text)
    if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
    known[text] = name
    return name
  }
}
