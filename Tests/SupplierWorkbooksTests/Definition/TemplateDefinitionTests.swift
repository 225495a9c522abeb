import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks

@Suite("Template definitions")
struct TemplateDefinitionTests {
  @Test("The built-in definitions load", arguments: TemplateDefinition.builtInNames)
  func builtIn(name: String) throws {
    let definition = try TemplateDefinition.builtIn(name)
    #expect(definition.id == name)
    #expect(definition.version.wholeMatch(of: /[0-9.]+(-[0-9.]+)?/) != nil)
    #expect(!definition.sheets.isEmpty)
    #expect(definition.title.translation(.chinese) != nil)
  }

  @Test(
    "Every label of the built-in definitions has both languages, and ids are unique",
    arguments: TemplateDefinition.workbookNames)
  func complete(name: String) throws {
    let definition = try TemplateDefinition.builtIn(name)
    for sheet in definition.sheets {
      #expect(sheet.labels.text.translation(.chinese) != nil, "\(sheet.id)")
      for ids in [
        sheet.fields.map(\.id.text), sheet.table?.columns.map(\.id.text) ?? [], sheet.table?.rows.map(\.id.text) ?? [],
      ] {
        #expect(Set(ids).count == ids.count, "\(sheet.id)")
      }
      for field in sheet.fields {
        #expect(field.labels.text.translation(.chinese) != nil && field.definedName != nil, "\(field.id)")
      }
      for column in sheet.table?.columns ?? [] {
        #expect(column.labels.text.translation(.chinese) != nil, "\(sheet.id).\(column.id)")
      }
      for list in sheet.fields.compactMap(\.list) { #expect(definition.lists[list] != nil, "\(list)") }
    }
    let names = definition.sheets.flatMap(\.fields).compactMap(\.definedName)
    #expect(Set(names).count == names.count)
  }

  @Test("The form's columns stand in the order of the customer's deck")
  func formColumns() throws {
    let table = try #require(try TemplateDefinition.builtIn("quotewin-sustainability").sheets.first?.table)
    #expect(
      table.columns.filter { $0.role == .mandatory }.sorted { $0.column < $1.column }.map(\.labels.text.english) == [
        "MFG", "MPN", "kg CO2 p/part", "kWh NON-RE p/part", "kWh RE p/part", "Recycled content",
        "Sustainability validation date (response date)",
      ])
  }

  @Test("No template of an unknown name")
  func unknownName() {
    #expect(throws: TemplateDefinitionError.self) { try TemplateDefinition.builtIn("nothing") }
  }

  /// A definition with one sheet and one field, in which a line can be replaced.
  private static let lines = [
    "template: t", "version: '1'", "kind: tool", "sheets:", "  - id: s", "    name: S",
    "    labels: { en: [S], zh: [表] }", "    fields:",
    "      - id: f", "        cell: B7", "        type: number", "        role: mandatory",
    "        labels: { en: [F] }", "    table:",
    "      header-row: 3", "      columns:",
    "        - { id: c, column: C, type: text, role: optional, labels: { en: [C] } }",
  ]

  private func error(replacing line: Int, with text: String) throws -> TemplateDefinitionError? {
    var lines = Self.lines
    lines[line - 1] = text
    do {
      _ = try TemplateDefinition(yaml: lines.joined(separator: "\n"), file: "my.yaml")
      return nil
    } catch {
      return error
    }
  }

  @Test("A whole definition reads as it stands")
  func whole() throws {
    let definition = try TemplateDefinition(yaml: Self.lines.joined(separator: "\n"), file: "my.yaml")
    let sheet = try #require(definition.sheet("s"))
    #expect(sheet.labelColumn == 1)
    #expect(sheet.field("f")?.cell == .init(row: 7, column: 2))
    #expect(sheet.table?.column("c")?.column == 3)
    #expect(definition.title.english == "t")
  }

  @Test(
    "What is wrong in a definition is named with file and line",
    arguments: [
      (3, "kind: invoice", 1, "kind"), (6, "    title: X", 5, "'name' is missing"),
      (7, "    labels: { zh: [表] }", 7, "English"),
      (10, "        cell: 7B", 9, "'7B' is no cell"), (11, "        type: colour", 9, "'colour' is no type"),
      (12, "        role: boss", 9, "'boss' is no role"), (15, "      header-row: three", 15, "whole number"),
      (15, "      header-row: 0", 15, "from 1 to 1048576"),
      (15, "      header-row: 9223372036854775807", 15, "from 1 to 1048576"),
      (14, "    table: { header-row: 1, body-rows: -1 }\n    other:", 14, "from 0 to 1048576"),
      (
        14, "    table: { header-row: 1, rows: [{ id: r, row: 1048577, kind: k, labels: { en: [R] } }] }\n    other:",
        14, "from 1 to"
      ),
      (
        14,
        "    table: { header-row: 1, rows: [{ id: r, row: 2, count: -1, kind: k, labels: { en: [R] } }] }\n    other:",
        14, "from 1 to"
      ),
      (
        17, "        - { id: c, column: '12', type: text, role: optional, labels: { en: [C] } }", 17,
        "'12' is no column"
      ),
      (16, "      columns: none", 16, "must be a list"), (9, "      - identifier: f", 9, "'id' is missing"),
    ])
  func wrong(line: Int, text: String, reported: Int, problem: String) throws {
    var replaced = Self.lines
    replaced[line - 1] = text
    if line == 16 { replaced.removeLast() }
    do {
      _ = try TemplateDefinition(yaml: replaced.joined(separator: "\n"), file: "my.yaml")
      Issue.record("read without an error")
    } catch {
      #expect(error.file == "my.yaml")
      #expect(error.line == reported)
      #expect(error.description.contains(problem))
      #expect(error.description.hasPrefix("my.yaml:\(reported): "))
    }
  }

  @Test(
    "Text that is no YAML, or nothing at all, is refused", arguments: ["", "a: [", "- 1\n- 2", "\t- x: y", "just text"])
  func noDefinition(text: String) {
    #expect(throws: TemplateDefinitionError.self) { try TemplateDefinition(yaml: text, file: "my.yaml") }
  }

  @Test("A list of labels that are no texts, or no labels at all, is refused")
  func labelsMissing() throws {
    let error = try #require(try error(replacing: 13, with: "        hint: none"))
    #expect(error.problem.contains("'labels' is missing"))
    #expect(error.line == 9)
  }

  @Test("A definition is read from a file, and what is no file or no UTF-8 says so")
  func files() throws {
    let folder = try ScratchFolder()
    let good = try folder.put("good.yaml", Array(Self.lines.joined(separator: "\n").utf8))
    #expect(try TemplateDefinition(path: good).id == "t")
    let bytes = try folder.put("bytes.yaml", [0x61, 0x3A, 0xFF, 0xFE])
    #expect(throws: TemplateDefinitionError(file: bytes, problem: "not UTF-8 text")) {
      try TemplateDefinition(path: bytes)
    }
    #expect(throws: TemplateDefinitionError.self) { try TemplateDefinition(path: folder.file("absent.yaml")) }
    let error = #expect(throws: TemplateDefinitionError.self) { try TemplateDefinition(path: folder.file("")) }
    #expect(error?.file == folder.file(""))
  }

  @Test(
    "A language more is one key more: labels, titles, hints, entries and questions have it, and workbooks stay as they are"
  )
  func thirdLanguage() throws {
    let yaml = """
      template: t
      version: "1"
      kind: tool
      title: { en: Tool, zh: 工具, de: Werkzeug }
      lists:
        colour: [{ id: red, en: Red, de: Rot }]
      sheets:
        - id: s
          name: S
          labels: { en: [Sheet], de: [Blatt, Seite] }
      survey:
        - { id: q, kind: single, text: { en: Why?, de: Warum? }, options: [{ en: So, de: Darum }] }
      """
    let definition = try TemplateDefinition(yaml: yaml, file: "t.yaml")
    let german = try #require(Language("de")), swiss = try #require(Language("de-CH"))
    #expect(
      definition.title[german] == "Werkzeug" && definition.title[swiss] == "Werkzeug"
        && definition.title[.english] == "Tool")
    #expect(definition.title.inline == "Tool 工具" && definition.title.leading(german).inline == "Werkzeug Tool")
    #expect(definition.sheets[0].labels.text[german] == "Blatt" && definition.sheets[0].labels.matches("seite"))
    #expect(
      definition.entry(of: "colour", meant: "ROT")?.id == "red"
        && definition.entry(of: "colour", id: "red")?.written == "Red")
    #expect(
      definition.survey[0].text[german] == "Warum?" && definition.survey[0].options[0].spellings == ["So", "Darum"])
  }

  @Test("Tags of languages have a form", arguments: ["en", "zh-Hans-CN", "pt-BR", "es-419"])
  func tags(_ tag: String) { #expect(Language(tag)?.code == tag) }

  @Test(
    "What has another form is no tag", arguments: ["", "e", "en_GB", "en-", "1a", "-en", "englishes", "en US", "中文"])
  func noTags(_ text: String) { #expect(Language(text) == nil) }

  @Test("The program has a catalogue in English and one in Chinese")
  func builtInLanguages() { #expect(Language.builtIn == [.english, .chinese]) }
}
