/// The words that people have for money.
public enum CurrencyWords {
  /// Whether a text is a currency's code, sign or name, whether or not a list has it.
  public static func contain(_ text: String) -> Bool { EverydayWords.shared.isCurrency(text) }
}

/// What people write in the place of an entry of a list, a currency or a scale: `Templates/everyday-words.yaml`.
struct EverydayWords: Sendable {
  static let shared = EverydayWords(document)

  /// The file as it stands in the binary.
  static let document = try? DocumentNode.builtIn("everyday-words")

  /// A word such as 万, which multiplies the unit behind it.
  struct Scale: Sendable {
    var word: String
    var factor: Double
    /// Whether it is of Latin letters, which may as well begin a unit.
    var isLatin: Bool
  }

  /// The ids of entries by their lists and by what is written for them.
  private let entries: [ListID: [FoldedText: String]]
  /// The currencies that a sign may mean, the most common first.
  private let signs: [String: [String]]
  /// The codes of ISO 4217.
  private let codes: Set<String>
  /// The longest words first.
  let scales: [Scale]
  /// What a price may be for, folded.
  let pieces: Set<String>
  /// What is added to names of states and provinces, folded, the longest first: by people, and in the list.
  let typedPlaceEndings: [String], listedPlaceEndings: [String]
  /// What a company's name may end in without meaning another company: its legal form, and its trade; the longest first.
  let companyForms: [String], companyTrades: [String]
  /// Short forms in names of companies, and what they stand for.
  let companySpellings: [String: String]

  init(_ document: DocumentNode?) {
    func texts(_ node: DocumentNode?) -> [String] { (node?.list ?? []).compactMap { $0.text } }
    func longestFirst(_ texts: [String]) -> [String] { texts.sorted { $0.utf8.count > $1.utf8.count } }
    var entries: [ListID: [FoldedText: String]] = [:]
    for list in document?["entries"]?.map ?? [] {
      var index: [FoldedText: String] = [:]
      for entry in list.value.map ?? [] {
        for text in texts(entry.value) { index[Self.key(text)] = entry.key }
      }
      entries[ListID(list.key)] = index
    }
    self.entries = entries
    var signs: [String: [String]] = [:]
    for sign in document?["signs"]?.map ?? [] { signs[Self.key(sign.key).text] = texts(sign.value) }
    self.signs = signs
    codes = Set((document?["codes"]?.text ?? "").split(separator: " ").map(String.init))
    var scales: [Scale] = []
    for scale in document?["scales"]?.map ?? [] {
      guard let factor = Double(scale.key) else { continue }
      for word in texts(scale.value) {
        scales.append(Scale(word: word, factor: factor, isLatin: word.utf8.allSatisfy { $0 < 0x80 }))
      }
    }
    self.scales = scales.sorted { $0.word.utf8.count > $1.word.utf8.count }
    pieces = Set(texts(document?["pieces"]).map { LabelText.folded($0) })
    let places = document?["places"]
    typedPlaceEndings = longestFirst(texts(places?["typed"]).map { LabelText.folded($0) })
    listedPlaceEndings = longestFirst(texts(places?["listed"]).map { LabelText.folded($0) })
    let companies = document?["companies"]
    companyForms = longestFirst(texts(companies?["forms"]).map { LabelText.folded($0) })
    companyTrades = longestFirst(texts(companies?["trades"]).map { LabelText.folded($0) })
    var spellings: [String: String] = [:]
    for spelling in companies?["spellings"]?.map ?? [] { spellings[spelling.key] = spelling.value.text }
    companySpellings = spellings
  }

  /// How everyday words are compared: as labels are, but signs of currencies count.
  static func key(_ text: String) -> FoldedText {
    guard text.utf8.contains(where: { $0 == 0x24 || $0 >= 0x80 }) else { return FoldedText(folding: text) }
    var key = ""
    for scalar in text.unicodeScalars {
      let plain = NumberText.narrowedSign(scalar)
      if plain.properties.generalCategory == .currencySymbol {
        key.unicodeScalars.append(plain)
      } else {
        key += LabelText.folded(CollectionOfOne(plain))
      }
    }
    return FoldedText(asItIs: key)
  }

  /// The id of the entry that a text means, by the spellings of the list itself or by everyday words.
  ///
  /// - Parameters:
  ///   - text: as it was typed.
  ///   - list: the id of the list.
  ///   - accepts: whether an entry may be meant.
  ///   - own: the id of the entry that the list itself spells so.
  /// - Returns: `nil` where nothing is known of the text, or its parts mean different entries.
  func meaning(
    of text: String, in list: ListID, accepts: (String) -> Bool = { _ in true }, own: (FoldedText) -> String?
  ) -> String? {
    let words = entries[list] ?? [:]
    func known(_ form: FoldedText) -> String? {
      own(form) ?? words[form].flatMap { accepts($0) ? $0 : nil }
    }
    let forms = LabelText.candidates(text)
    if let whole = forms.first, let id = known(whole) { return id }
    if let id = known(Self.key(text)) { return id }
    let ids = Set(forms.dropFirst().compactMap(known))
    return ids.count == 1 ? ids.first : nil
  }

  // MARK: Currencies

  /// The currencies that a sign, code or word may mean, the most common first; none for any other text.
  func currencies(_ text: String) -> [String] {
    let key = Self.key(text)
    let code = key.text.uppercased()
    if codes.contains(code) { return [code] }
    if let id = entries[.currency]?[key] { return [id] }
    return signs[key.text] ?? []
  }

  /// The currencies of a sign that several have; `nil` for any other text.
  func currencies(ofSign text: String) -> [String]? { signs[Self.key(text).text] }

  /// Whether both texts may mean the same currency.
  func haveSameCurrency(_ one: String, _ other: String) -> Bool {
    let others = currencies(other)
    return currencies(one).contains { others.contains($0) }
  }

  /// Whether the text is a word for money: nothing else is meant by it than what it says.
  func isCurrency(_ text: String) -> Bool { !currencies(text).isEmpty }
}
