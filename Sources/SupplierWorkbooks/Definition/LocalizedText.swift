/// A text in English and in any other languages; a language that it lacks is given the English words.
public struct LocalizedText: Hashable, Sendable {
  /// The words in English.
  public var english: String
  private var translations: [Language: String]

  /// A text in English and other languages.
  ///
  /// - Parameters:
  ///   - english: the words in English.
  ///   - translations: the words in other languages.
  public init(_ english: String, _ translations: [Language: String] = [:]) {
    self.english = english
    self.translations = translations
  }

  /// A text of the factor data, which have a Chinese name or an empty one.
  public init(_ english: String, chinese: String) { self.init(english, chinese.isEmpty ? [:] : [.chinese: chinese]) }

  /// The same made in English and in each language that one of the texts has.
  public init(of texts: [LocalizedText], _ words: (Language) -> String) {
    self.init(words(.english))
    for language in Set(texts.flatMap({ $0.translations.keys })) { translations[language] = words(language) }
  }

  /// The words in that language, else in the same language of whatever region, else in English.
  public subscript(_ language: Language) -> String { self.translation(language) ?? english }

  /// The words in that language, or in the same language of whatever region; `nil` where there are none but English
  /// ones.
  public func translation(_ language: Language) -> String? {
    if language == .english || translations.isEmpty { return nil }
    return translations[language] ?? language.base.flatMap { translations[$0] }
  }

  /// Sets the words in a language.
  public mutating func set(_ text: String, _ language: Language) {
    if language == .english { english = text } else { translations[language] = text }
  }

  /// The words in all languages, English first, then by their tags.
  public var spellings: [String] {
    if translations.isEmpty { return [english] }
    return [english] + translations.sorted { $0.key.code < $1.key.code }.map { $0.value }
  }

  /// The text in English and Chinese on one line, as workbooks are written: `Coal 煤`.
  public var inline: String { joined(" ") }
  /// The text in English and Chinese on two lines, as headers stand.
  public var stacked: String { joined("\n") }

  private func joined(_ separator: String) -> String {
    guard let chinese = translation(.chinese), chinese != english else { return english }
    return english + separator + chinese
  }

  /// The same to be written with the words of another language first: those in the place of the English ones, and the
  /// English ones behind.
  func leading(_ language: Language) -> LocalizedText {
    translation(language).map { LocalizedText($0, [.chinese: english]) } ?? self
  }
}

extension LocalizedText {
  /// What stands between the entries of a short list.
  public static let comma = LocalizedText(", ", [.chinese: "、"])
  /// What stands between entries that may hold commas.
  public static let semicolon = LocalizedText("; ", [.chinese: "；"])
}

extension [LocalizedText] {
  /// The texts as one, in every language that one of them or the separator has; the separator stands between two of
  /// them.
  public func joined(separator: LocalizedText) -> LocalizedText {
    LocalizedText(of: self + [separator]) { language in map { $0[language] }.joined(separator: separator[language]) }
  }
}
