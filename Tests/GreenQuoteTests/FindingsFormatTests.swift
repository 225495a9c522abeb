import Emissions
import Foundation
import GreenQuote
import Pages
import SupplierWorkbooks
import TestSupport
import Testing
import Validation
import XLSX

@Suite("Findings as JSON, CSV and HTML")
struct FindingsFormatTests {
  private static func schema() throws -> JSONSchema { try JSONSchema(#require(FindingsDocument.jsonSchema)) }

  private static func json(_ results: [ValidationResult], _ language: Language = .english) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = FindingsDocument(
      results, catalogue: try .builtIn(language), asOf: try #require(CalendarDate.testDay))
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  private static func html(_ results: [ValidationResult], _ language: Language = .english) throws -> String {
    try FindingsPage(catalogue: .builtIn(language), asOf: #require(CalendarDate.testDay)).html(results)
  }

  // MARK: JSON

  @Test(arguments: Language.builtIn) func `the JSON of every fixture conforms to the schema`(language: Language) throws
  {
    let results = try CheckedFiles.checkedFixtures.get()
    #expect(results.count > 30 && results.contains { !$0.findings.isEmpty })
    let violations = try Self.schema().violations(in: Self.json(results, language))
    #expect(violations == [], "\(violations.prefix(5))")
  }

  @Test func `the JSON of a finding keeps its keys, null where there is nothing`() throws {
    var result = try CheckedFiles.check(Fixture.path("broken/price-is-text.xlsx"))
    result.file = "tool.xlsx"
    result.account = nil
    result.doubleEntry = nil
    let version = ProgramVersion.current
    #expect(
      try Self.json([result]) == """
        {"as_of":"2026-09-04","files":[{"account":[],"counts":{"errors":1,"notes":0,"warnings":0},"double_entry":null,"file":"tool.xlsx","findings":[{"cells":["C6"],\
        "count":1,"elsewhere":[],"field":"PN Price","file":null,"message":"'on request' is not a number","raises_doubt":false,"remedy":"Enter a plain number, without unit or text",\
        "rule":"N05","severity":"error","sheet":"Per MPN","suggestion":null,"value":"on request","variant":null}],"kind":"tool",\
        "reason":null,"verdict":"invalid"}],"language":"en","program":"greenquote \(version)","schema":"greenquote.findings/1"}
        """)
  }

  static let violations: [(change: (String, String), place: String)] = [
    (("\"schema\":\"greenquote.findings/1\"", "\"schema\":\"greenquote.findings/2\""), "/schema"),
    (("\"severity\":\"error\"", "\"severity\":\"grave\""), "/files/0/findings/0/severity"),
    (("\"count\":1", "\"count\":0"), "/count"),
    (("\"count\":1", "\"count\":\"1\""), "/count"), (("\"cells\":[\"C6\"]", "\"cells\":[\"here\"]"), "/cells/0"),
    (("\"verdict\":\"invalid\"", "\"verdict\":\"bad\""), "/files/0/verdict"),
    (("\"kind\":\"tool\",", ""), "/files/0/kind"),
    (("\"language\":\"en\"", "\"language\":\"en\",\"extra\":1"), "/extra"),
    (("\"value\":\"on request\"", "\"value\":4"), "/value"),
  ]

  @Test(arguments: violations) func `the schema refuses other JSON`(change: (String, String), place: String) throws {
    let whole = try Self.json([CheckedFiles.check(Fixture.path("broken/price-is-text.xlsx"))])
    let changed = whole.replacing(change.0, with: change.1)
    #expect(changed != whole)
    let violations = try Self.schema().violations(in: changed)
    #expect(violations.contains { $0.contains(place) }, "\(violations)")
  }

  // MARK: CSV

  @Test func `CSV begins with a byte order mark, has a row for each finding and for each unreadable file`() throws {
    let files = [
      "broken/price-is-text.xlsx", "tools/golden.xlsx", "unreadable/truncated.xlsx", "forms/as-template.xlsx",
    ]
    let results = try files.map { try CheckedFiles.check(Fixture.path($0)) }
    let csv = try FindingsTable(catalogue: .builtIn(.chinese)).csv(results)
    #expect(Array(csv.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let lines = String(csv.unicodeScalars.dropFirst()).components(separatedBy: "\r\n")
    #expect(lines.last == "")
    #expect(lines.count == 1 + 1 + 1 + 5 + 1)
    #expect(lines[0] == FindingsTable.columns.joined(separator: ","))
    #expect(lines[1].contains(",tool,invalid,error,N05,,Per MPN,C6,1,零件价格,on request,"))
    #expect(lines[2].contains(",unknown,unreadable,error,,truncated,"))
    #expect(lines[3].contains(",C2:C9,8,"))
  }

  static let fields: [(text: String, field: String)] = [
    ("plain", "plain"), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
    ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""),
    ("=\u{301}x", "'=\u{301}x"),
    ("\"\u{301},x", "\"\"\"\u{301},x\""), ("＝1", "'＝1"), ("中文", "中文"),
  ]

  @Test(arguments: fields) func `no field of CSV is a formula or ends before its time`(text: String, field: String)
    throws
  {
    var finding = Finding("N05", .error, value: text)
    finding.sheet = "S"
    let result = ValidationResult(file: "f.xlsx", kind: .tool, findings: [finding])
    let csv = try FindingsTable(catalogue: .builtIn(.english)).csv([result])
    #expect(csv.unicodeScalars.split(separator: "\r\n".unicodeScalars).count >= 1)
    #expect(Data(csv.utf8).range(of: Data(("S,,1,," + field + ",").utf8)) != nil, "\(csv)")
  }

  // MARK: HTML

  @Test(arguments: Language.builtIn) func `the page says every finding in its language and needs nothing beside itself`(
    language: Language
  ) throws {
    let catalogue = try MessageCatalogue.builtIn(language)
    let results = try CheckedFiles.checkedFixtures.get()
    let page = try Self.html(results, language)
    #expect(page.contains("<html lang=\"\(language == .chinese ? "zh-CN" : "en")\">"))
    for result in results {
      #expect(page.contains(catalogue.phrase("verdict." + result.verdict.rawValue)))
      for finding in result.findings {
        let message = catalogue.message(finding).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
          ">", with: "&gt;"
        )
        .replacing("'", with: "&#39;").replacing("\"", with: "&quot;")
        let code = "<span class=\"rule\">[\(finding.rule)]</span>"
        #expect(page.contains("<p class=\"message\">\(message) \(code)</p>"), "\(message)")
      }
      if let problem = result.problem {
        #expect(page.contains(catalogue.reason(problem).prefix(20).replacing("'", with: "&#39;")))
      }
    }
    #expect(
      page.matches(of: /<td class="bad">/).count >= results.flatMap(\.findings).filter { !$0.cells.isEmpty }.count)
    for outside in ["http:", "https:", "<script", "<link", "<img", "<iframe", "@import", "url(", "{{", "}}"] {
      #expect(!page.contains(outside), "\(outside)")
    }
  }

  @Test func `nothing that stands in a workbook becomes markup`() throws {
    let scratch = try Scratch()
    let evil = ["<script>alert(1)</script>", "\"\u{301} onload=x", "</td></table>", "{{title}}", "&lt;b&gt;a\u{1}b"]
    var changes: [String: CellValue] = [:]
    for (row, text) in evil.enumerated() { changes["Per MPN!C\(row + 5)"] = .text(text) }
    let result = try CheckedFiles.check(CheckedFiles.tool(changes, in: scratch, name: "<b>&.xlsx"))
    let page = try Self.html([result])
    let scalars = Data(page.utf8)
    for raw in ["<script", "</td></table> ", "<b>", "\"\u{301}", "a\u{1}b"] {
      #expect(scalars.range(of: Data(raw.utf8)) == nil, "\(raw)")
    }
    for escaped in [
      "&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;\u{301} onload=x", "&lt;/td&gt;", "&amp;lt;b&amp;gt;a\u{FFFD}b",
      "{{title}}",
    ] {
      #expect(scalars.range(of: Data(escaped.utf8)) != nil, "\(escaped)")
    }
  }

  @Test func `an empty cell is marked as empty, a file without findings says so, one file has no overview`() throws {
    let page = try Self.html([CheckedFiles.check(Fixture.path("broken/price-missing.xlsx"))])
    #expect(page.contains("<td class=\"bad\"><mark><span class=\"blank\">empty</span></mark></td>"))
    #expect(!page.contains("<table class=\"overview\">"))
    let two = try Self.html(
      ["tools/golden.xlsx", "unreadable/empty.xlsx"].map { try CheckedFiles.check(Fixture.path($0)) })
    #expect(two.contains("✓ Nothing to report") && two.contains("<table class=\"overview\">"))
    #expect(two.contains("<p class=\"reason\">the file is empty"))
  }

  @Test func `the head line says whose the report is`() throws {
    #expect(try Self.html([]).contains("Do not send it to a customer"))
    #expect(try Self.html([], .chinese).contains("请勿发送给客户"))
  }

  @Test func `JSON and page name the language of a user's own catalogue`() throws {
    let path =
      #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
      + "/Sources/CAssets/messages/messages-en.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8).replacing("language: en\n", with: "language: pt-BR\n")
    let catalogue = try MessageCatalogue(yaml: text, file: "messages-pt.yaml")
    let day = try #require(CalendarDate.testDay)
    let encoded = try JSONEncoder().encode(FindingsDocument([], catalogue: catalogue, asOf: day))
    let json = String(decoding: encoded, as: UTF8.self)
    #expect(json.contains("\"language\":\"pt-BR\""))
    #expect(try Self.schema().violations(in: json) == [])
    #expect(try FindingsPage(catalogue: catalogue, asOf: day).html([]).contains("<html lang=\"pt-BR\">"))
  }
}
