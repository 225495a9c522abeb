import Emissions
import Foundation
import SupplierWorkbooks
import Testing
import XLSX

@testable import Validation

@Suite("Catalogues of messages")
struct CatalogueTests {
  private let english: MessageCatalogue
  private let chinese: MessageCatalogue

  init() throws {
    english = try MessageCatalogue.builtIn(.english)
    chinese = try MessageCatalogue.builtIn(.chinese)
  }

  @Test("Both languages have the same findings and phrases")
  func sameKeys() {
    #expect(Set(english.entries.keys) == Set(chinese.entries.keys))
    #expect(Set(english.phrases.keys) == Set(chinese.phrases.keys))
    #expect(english.entries.count > 60)
  }

  @Test("Both languages ask for the same arguments")
  func samePlaceholders() throws {
    for (key, entry) in english.entries {
      let other = try #require(chinese.entries[key])
      #expect(Placeholders.names(in: entry.message) == Placeholders.names(in: other.message), "\(key)")
      #expect(Placeholders.names(in: entry.remedy) == Placeholders.names(in: other.remedy), "\(key)")
    }
    for (key, phrase) in english.phrases {
      #expect(Placeholders.names(in: phrase) == Placeholders.names(in: chinese.phrases[key] ?? ""), "\(key)")
    }
  }

  @Test("Every message says something and names what to do")
  func complete() {
    for catalogue in [english, chinese] {
      for (key, entry) in catalogue.entries { #expect(!entry.message.isEmpty && !entry.remedy.isEmpty, "\(key)") }
      for (key, phrase) in catalogue.phrases { #expect(!phrase.isEmpty, "\(key)") }
    }
  }

  /// The texts between quotes in all Swift sources; of one with interpolations, what stands before the first.
  private static let literals = Result {
    let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/Sources"
    var whole: Set<String> = [], beginnings: Set<String> = [], all = ""
    let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift")
    }
    for file in files {
      let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
      all += text
      for match in text.matches(of: /"((?:[^"\\\n]|\\.)*)"/) {
        let literal = String(match.1)
        if let mark = literal.range(of: "\\(") {
          beginnings.insert(String(literal[..<mark.lowerBound]))
        } else {
          whole.insert(literal)
          beginnings.insert(literal)
        }
      }
    }
    return (whole, all, beginnings.filter { $0.hasSuffix(".") || $0.hasSuffix("-") })
  }

  @Test("Every rule that the sources name has its words")
  func rulesHaveWords() throws {
    let (whole, _, _) = try Self.literals.get()
    let rules = whole.filter { $0.wholeMatch(of: /[A-Z][0-9]{2}/) != nil }
    #expect(rules.count > 30)
    let known = Set(english.entries.keys.map { $0.prefix(3) })
    for rule in rules where rule != "AR4" { #expect(known.contains(rule[...]), "\(rule)") }
  }

  @Test("Every finding in the catalogues is used somewhere, with its variant")
  func findingsAreUsed() throws {
    let (whole, _, beginnings) = try Self.literals.get()
    let methods = Set(AllocationMethod.allCases.map(\.rawValue))
    for key in english.entries.keys {
      let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
      #expect(whole.contains(parts[0]), "\(key)")
      guard parts.count == 2 else { continue }
      let isUsed =
        whole.contains(parts[1]) || methods.contains(parts[1])
        || beginnings.contains { $0.count > 3 && parts[1].hasPrefix($0) }
      #expect(isUsed, "\(key)")
    }
  }

  @Test("Every phrase in the catalogues is used somewhere")
  func phrasesAreUsed() throws {
    let (_, all, beginnings) = try Self.literals.get()
    for key in english.phrases.keys {
      #expect(all.contains("\"\(key)\"") || beginnings.contains { $0.count > 3 && key.hasPrefix($0) }, "\(key)")
    }
  }

  @Test("Every phrase that the sources ask for is in the catalogues")
  func phrasesExist() throws {
    let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/Sources"
    let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift")
    }
    for file in files {
      let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
      for match in text.matches(of: /phrase\(\s*"((?:[^"\\]|\\.)*)"/)
      where !match.1.contains("\\(") && !match.1.hasSuffix(".") {
        #expect(english.phrases[String(match.1)] != nil, "\(match.1) in \(file)")
      }
    }
    for severity in Severity.allCases { #expect(english.phrases["severity." + severity.rawValue] != nil) }
    for verdict in Verdict.allCases {
      #expect(english.phrases["verdict." + verdict.rawValue] != nil)
    }
    for confusion in UnitConfusion.allCases { #expect(english.entries["C07.cause-" + confusion.rawValue] != nil) }
    for method in AllocationMethod.allCases where method != .economic {
      #expect(english.entries["C15." + method.rawValue] != nil)
    }
  }

  @Test("A finding's words hold its value, field and arguments in the language")
  func filled() {
    let finding = Finding(
      "N06", .error, variant: "formula", sheet: "S", field: LocalizedText("PN Price", [.chinese: "零件价格"]),
      value: "#REF!",
      arguments: ["formula": LocalizedText("=A1")])
    #expect(english.message(finding) == "PN Price holds the error #REF!; it comes from the formula =A1")
    #expect(chinese.message(finding).contains("零件价格") && chinese.message(finding).contains("=A1"))
    #expect(!english.remedy(finding).isEmpty)
  }

  @Test("What a cell holds is never expanded in a message")
  func notExpanded() {
    let finding = Finding("N05", .error, value: "{field}", arguments: ["field": LocalizedText("secret")])
    #expect(english.message(finding) == "'{field}' is not a number")
  }

  @Test("An unknown rule or phrase shows its key instead of nothing")
  func unknown() {
    #expect(english.message(Finding("Z99", .note)) == "Z99")
    #expect(english.remedy(Finding("Z99", .note)) == "")
    #expect(english.phrase("no.such") == "no.such")
    #expect(english.phrase("places", ["count": "3"]) == "3 cells")
  }

  @Test("A file error is told in the language, with its place and detail")
  func fileErrors() {
    let error = XLSXError(.malformedXML(line: 3, column: 7), file: "a.xlsx", part: "xl/workbook.xml", detail: "tag")
    #expect(english.message(error).hasPrefix("a.xlsx: xl/workbook.xml: malformed XML at line 3, column 7."))
    #expect(english.message(error).hasSuffix("[tag]"))
    #expect(!chinese.message(error).contains("malformed"))
  }

  @Test(
    "A catalogue that is no catalogue is refused with file and line",
    arguments: [
      ("language: en\nfindings:\n  M01: { message: x }", 3), ("language: en\nphrases:\n  a: b\n  c: [1]", 4),
      ("findings: {}\nlanguage: e", 2), ("language: [en]", 1), ("language: en\nhtml-language: en_GB", 2),
    ])
  func broken(yaml: String, line: Int) {
    let error = #expect(throws: TemplateDefinitionError.self) { try MessageCatalogue(yaml: yaml, file: "m.yaml") }
    #expect(error?.file == "m.yaml" && error?.line == line)
  }

  @Test("Text that is no YAML map is refused", arguments: ["", "- a", "a: [", "text", "findings: {}"])
  func notYAML(yaml: String) {
    #expect(throws: TemplateDefinitionError.self) { try MessageCatalogue(yaml: yaml, file: "m.yaml") }
  }

  /// The English catalogue as somebody would translate it, in another language.
  private static func catalogue(_ language: String) throws -> MessageCatalogue {
    let path =
      #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
      + "/Sources/CAssets/messages/messages-en.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try MessageCatalogue(yaml: text.replacing("language: en\n", with: "language: \(language)\n"), file: "m.yaml")
  }

  @Test("A catalogue says which language it is in, and labels are given in that language where there are any")
  func thirdLanguage() throws {
    let german = try Self.catalogue("de-AT")
    #expect(german.language.code == "de-AT" && german.htmlLanguage == "de-AT" && chinese.htmlLanguage == "zh-CN")
    let label = LocalizedText("Revenue", [.chinese: "收入", try #require(Language("de")): "Umsatz"])
    let finding = Finding("M01", .error, sheet: "S", field: label)
    #expect(german.message(finding).contains("Umsatz") && chinese.message(finding).contains("收入"))
    #expect(try Self.catalogue("fr").message(finding).contains("Revenue"))
  }
}
