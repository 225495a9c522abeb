/// A language of labels and messages.
public struct Language: Hashable, Sendable, CustomStringConvertible {
  /// Its tag by BCP 47, as definitions and catalogues write it: `en`, `zh`, `pt-BR`.
  public let code: String

  /// The language that every text is in, and that stands for one that a text lacks.
  public static let english = Language(known: "en")
  /// The second language of the workbooks that GreenQuote writes.
  public static let chinese = Language(known: "zh")

  private init(known code: String) { self.code = code }

  /// `nil` unless the text has the form of a tag: two to eight letters, then parts of up to eight letters and digits
  /// behind hyphens.
  public init?(_ code: String) {
    // Counted, not split: every label of a definition comes here.
    var (length, isFirst) = (0, true)
    for byte in code.utf8 {
      switch byte {
      case 0x2D:
        guard length >= (isFirst ? 2 : 1) else { return nil }
        (length, isFirst) = (0, false)
        continue
      case 0x41...0x5A, 0x61...0x7A: break
      case 0x30...0x39 where !isFirst: break
      default: return nil
      }
      length += 1
      if length > 8 { return nil }
    }
    guard length >= (isFirst ? 2 : 1) else { return nil }
    self.code = code
  }

  /// The tag of the language, such as `zh`.
  public var description: String { code }

  /// The language without region and script: `pt` of `pt-BR`; `nil` where the tag names none.
  var base: Language? { code.utf8.contains(0x2D) ? Language(known: String(code.prefix { $0 != "-" })) : nil }

  /// The languages that the program has a catalogue of messages in, English first.
  public static let builtIn: [Language] = {
    let codes = Asset.names.compactMap { name in
      name.hasPrefix(catalogue) && name.hasSuffix(".nodes")
        ? String(name.dropFirst(catalogue.count).dropLast(".nodes".count)) : nil
    }
    return codes.sorted { ($0 == english.code ? 0 : 1, $0) < ($1 == english.code ? 0 : 1, $1) }.compactMap {
      Language($0)
    }
  }()

  private static let catalogue = "messages-"

  /// The name of the catalogue of messages in this language, without the ending of its file: `messages-en`.
  public var catalogueName: String { Self.catalogue + code }
}
