public import SupplierWorkbooks
public import XLSX

/// The words of findings in one language: one file for each, the same keys in all.
public struct MessageCatalogue: Sendable {
  /// The words of one finding.
  public struct Entry: Sendable, Hashable {
    /// What is wrong; `{name}` stands for an argument, `{value}` for what the cell holds, `{field}` for the label.
    public var message: String
    /// What to do about it, with the same places for arguments.
    public var remedy: String
  }

  /// The language that it says it is in, which labels are given in too.
  public let language: Language
  /// The tag that pages in this language carry, such as `zh-CN`; the language's where the catalogue names no other.
  public let htmlLanguage: String
  /// The words of findings by their keys, see ``Finding/key``.
  public private(set) var entries: [String: Entry] = [:]
  /// Words of the interface that are no findings.
  public private(set) var phrases: [String: String] = [:]

  /// The catalogue of a language that stands inside the binary.
  public static func builtIn(_ language: Language) throws(TemplateDefinitionError) -> MessageCatalogue {
    try MessageCatalogue(.builtIn(language.catalogueName), file: language.catalogueName + ".yaml")
  }

  /// A catalogue from a file of the same form; labels are given in its language where definitions have them, else in
  /// English.
  ///
  /// - Throws: an error with the line at fault, or with what the file lacks beside the English one.
  public init(path: String) throws(TemplateDefinitionError) {
    try self.init(DocumentNode(path: path), file: path)
    let gaps = try gaps(besides: .builtIn(.english))
    guard gaps.isEmpty else {
      let shown = gaps.prefix(5).joined(separator: "; ") + (gaps.count > 5 ? "; … (\(gaps.count))" : "")
      throw TemplateDefinitionError(file: path, problem: "the catalogue is not complete: \(shown)")
    }
  }

  /// What this catalogue lacks beside another one: keys, and places for arguments.
  public func gaps(besides other: MessageCatalogue) -> [String] {
    func texts(_ catalogue: MessageCatalogue) -> [String: String] {
      catalogue.phrases.merging(catalogue.entries.map { ($0.key, $0.value.message + $0.value.remedy) }) { first, _ in
        first
      }
    }
    let own = texts(self)
    return texts(other).sorted { $0.key < $1.key }.compactMap { key, text in
      guard let translated = own[key] else { return "\(key) is missing" }
      let (asked, given) = (Placeholders.names(in: text), Placeholders.names(in: translated))
      return asked == given
        ? nil : "\(key) has other places: \(asked.symmetricDifference(given).sorted().joined(separator: ", "))"
    }
  }

  /// A catalogue from a text in YAML.
  ///
  /// - Parameters:
  ///   - yaml: the text.
  ///   - file: what errors call the text.
  /// - Throws: an error with the line at fault.
  public init(yaml: String, file: String) throws(TemplateDefinitionError) {
    try self.init(DocumentNode(yaml: yaml, file: file), file: file)
  }

  private init(_ root: DocumentNode, file: String) throws(TemplateDefinitionError) {
    guard root.map != nil else { throw TemplateDefinitionError(file: file, problem: "expected keys and values") }
    guard let tag = root["language"] else {
      throw TemplateDefinitionError(
        file: file, problem: "'language' is missing; it names the language of the messages: 'language: en'")
    }
    language = try Self.language(tag, file: file)
    htmlLanguage =
      try root["html-language"].map { (node) throws(TemplateDefinitionError) in try Self.language(node, file: file) }?
      .code ?? language.code
    for entry in root["findings"]?.map ?? [] {
      guard let message = entry.value["message"]?.text, let remedy = entry.value["remedy"]?.text else {
        throw TemplateDefinitionError(file: file, line: entry.value.line, problem: "a finding needs message and remedy")
      }
      entries[entry.key] = Entry(message: message, remedy: remedy)
    }
    for entry in root["phrases"]?.map ?? [] {
      guard let text = entry.value.text else {
        throw TemplateDefinitionError(file: file, line: entry.value.line, problem: "a phrase needs a text")
      }
      phrases[entry.key] = text
    }
  }

  private static func language(_ node: DocumentNode, file: String) throws(TemplateDefinitionError) -> Language {
    guard let text = node.text, let language = Language(text) else {
      throw TemplateDefinitionError(
        file: file, line: node.line, problem: "'\(node.text ?? "")' is no tag of a language, such as en or pt-BR")
    }
    return language
  }

  /// What is wrong, in words: the message of a finding.
  public func message(_ finding: Finding) -> String { fill(entries[finding.key]?.message ?? finding.key, finding) }

  /// The message of a finding and, at its end, the code of its rule: `… [C14]`, which nobody takes for a cell there.
  public func messageWithCode(_ finding: Finding) -> String { "\(message(finding)) [\(finding.rule)]" }

  /// What to do about a finding.
  public func remedy(_ finding: Finding) -> String { fill(entries[finding.key]?.remedy ?? "", finding) }

  /// A phrase of the interface with its arguments.
  public func phrase(_ key: String, _ arguments: [String: String] = [:]) -> String {
    Placeholders.fill(phrases[key] ?? key) { arguments[$0] }
  }

  /// Why a file could not be read or written, in this language; the library's own detail stays in English.
  public func message(_ error: XLSXError) -> String {
    let key = "file." + error.key
    guard let problem = phrases[key] else { return error.description }
    let text = Placeholders.fill(problem) { error.arguments[$0] } + (error.detail.isEmpty ? "" : " [\(error.detail)]")
    return [error.file, error.part, error.cell?.description, text].compactMap { $0 }.joined(separator: ": ")
  }

  /// Why a file could not be read or written, without its name, for texts that name the file elsewhere.
  public func reason(_ error: XLSXError) -> String {
    var error = error
    error.file = nil
    return message(error)
  }

  private func fill(_ template: String, _ finding: Finding) -> String {
    Placeholders.fill(template) { name in
      switch name {
      case "value": finding.value ?? finding.arguments[name]?[language]
      case "field": finding.field?[language] ?? finding.arguments[name]?[language]
      default: finding.arguments[name]?[language]
      }
    }
  }
}
