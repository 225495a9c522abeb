import Foundation
import FoundationXML
import SupplierWorkbooks
import TestSupport
import Testing
import Validation

@testable import GreenQuote
@testable import Pages
@testable import Procurement

@Suite("The portfolio as a page and as tables")
struct PortfolioPageTests {
  private static func html(_ submissions: [Submission], _ language: Language = .english) throws -> String {
    try PortfolioPage(SmallPortfolio.portfolio(submissions), catalogue: .builtIn(language)).html()
  }

  private static func csv(_ table: PortfolioTables.Table, _ submissions: [Submission]) throws -> [[String]] {
    let text = try PortfolioTables(SmallPortfolio.portfolio(submissions), catalogue: .builtIn(.english)).csv(table)
    #expect(text.hasPrefix("\u{FEFF}") && text.hasSuffix("\r\n"))
    return text.dropFirst().components(separatedBy: "\r\n").dropLast().map { $0.components(separatedBy: ",") }
  }

  private static func document(_ html: String) throws -> XMLDocument {
    // The page is well-formed XML but for what HTML leaves out.
    let text = html.replacing("<!doctype html>", with: "").replacing(/<(meta|input)([^>]*)>/) { "<\($0.1)\($0.2)/>" }
      .replacing(" hidden>", with: ">").replacing(/<style>.*<\/style>/.dotMatchesNewlines(), with: "")
      .replacing(/<script>.*<\/script>/.dotMatchesNewlines(), with: "")
    return try XMLDocument(xmlString: text)
  }

  private static func rows(_ document: XMLDocument, _ section: String, table: Int = 1) throws -> [[String]] {
    try document.nodes(forXPath: "(//section[@id='\(section)']//table)[\(table)]/tbody/tr").map { row in
      try row.nodes(forXPath: "td").map { $0.stringValue ?? "" }
    }
  }

  @Test func `every section's figures stand on the page as text`() throws {
    let document = try Self.document(Self.html(SmallPortfolio.submissions))
    #expect(
      try Self.rows(document, "emissions") == [
        ["Alpha", "30.0", "90.0", "120", "95.62\u{A0}%"], ["Beta", "0", "5.50", "5.50", "4.38\u{A0}%"],
        ["All suppliers with totals", "30.0", "95.5", "126", "100.00\u{A0}%"],
      ])
    #expect(
      try Self.rows(document, "energy") == [
        ["Renewable, generated on site", "50.0", "16.67\u{A0}%", "1"], ["Grid mix", "250", "83.33\u{A0}%", "2"],
        ["Renewable sources together", "50.0", "16.67\u{A0}%", ""], ["All sources", "300", "100.00\u{A0}%", "2"],
      ])
    #expect(
      try Self.rows(document, "verdicts") == [
        ["All", "2", "0", "1", "0", "3", "66.67\u{A0}%"],
        ["sustainability form", "1", "0", "0", "0", "1", "100.00\u{A0}%"],
        ["emission calculation tool", "1", "0", "1", "0", "2", "50.00\u{A0}%"],
      ])
    #expect(
      try Self.rows(document, "findings") == [
        ["mandatory cell is empty [M01]", "2", "4", "0", "6", "2", "Alpha; Beta"],
        ["number stored as text [N01]", "0", "0", "3", "3", "1", "Alpha"],
      ])
    #expect(try Self.rows(document, "changes") == [["Alpha", "+10.00\u{A0}%", "4", "2"]])
    #expect(
      try Self.rows(document, "missing") == [
        ["Alpha", "1", "no usable price: 1"], ["Gamma", "1", "figures empty: 1"],
      ])
    #expect(
      try Self.rows(document, "suppliers") == [
        ["Alpha", "tool", "ready", "2025", "2026-01-10", "30.0", "90.0", "25.00\u{A0}%", "0.600", "4", "1", "2", "0"],
        ["Beta", "tool", "incomplete", "2025", "2026-01-10", "0", "5.50", "0.00\u{A0}%", "0.0550", "0", "0", "0", "4"],
        ["Gamma", "form", "ready", "–", "2026-01-10", "–", "–", "–", "0.400", "4", "0", "0", "0"],
      ])
    let shares = try document.nodes(forXPath: "//section[@id='survey']//*[@class='figure']").compactMap(\.stringValue)
    #expect(shares.prefix(2) == ["50.00\u{A0}%", "50.00\u{A0}%"])
  }

  @Test func `every plot has a title, a description and places inside`() throws {
    let document = try Self.document(Self.html(SmallPortfolio.submissions))
    let plots = try document.nodes(forXPath: "//*[local-name()='svg'][@role='img']")
    // Six sections with one each, and thirteen questions with options to choose.
    #expect(plots.count >= 7 + 13)
    for plot in plots {
      #expect(try plot.nodes(forXPath: "*[local-name()='title'][string-length() > 3]").count == 1)
      #expect(try plot.nodes(forXPath: "*[local-name()='desc'][string-length() > 10]").count == 1)
      for rectangle in try plot.nodes(forXPath: ".//*[local-name()='rect']").compactMap({ $0 as? XMLElement }) {
        let x = try #require(
          rectangle.attribute(forName: "x")?.stringValue.flatMap { Double($0.replacing("%", with: "")) })
        let width = try #require(
          rectangle.attribute(forName: "width")?.stringValue.flatMap { Double($0.replacing("%", with: "")) })
        #expect(x >= 0 && width >= 0 && x + width <= 100.01, "\(rectangle)")
      }
    }
  }

  @Test(arguments: Language.builtIn) func `no place for an argument and no key is left in any language`(
    language: Language
  ) throws {
    var generator = GeneratedPortfolio()
    let many = generator.submissions(suppliers: 300, parts: 3)
    for submissions in [many, SmallPortfolio.submissions, Array(SmallPortfolio.submissions.suffix(1)), []] {
      let portfolio = try SmallPortfolio.portfolio(submissions)
      let html = try PortfolioPage(portfolio, catalogue: .builtIn(language)).html()
      let text = html.replacing(/<style>.*<\/style>/.dotMatchesNewlines(), with: "")
        .replacing(/<script>.*<\/script>/.dotMatchesNewlines(), with: "")
      #expect(!text.contains("{") && !text.contains("}") && !text.contains("portfolio."))
      #expect(html.contains(language == .chinese ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"))
    }
  }

  @Test(arguments: Language.builtIn) func `an empty register says so in every section, and draws nothing`(
    language: Language
  ) throws {
    let html = try Self.html([], language)
    #expect(!html.contains("<svg") && !html.contains("<table") && !html.contains("NaN"))
    #expect(html.components(separatedBy: "class=\"nothing\"").count == 10, "eight sections and the suppliers")
  }

  @Test func `forms alone have no plots of company figures, but an intensity`() throws {
    let html = try Self.html(Array(SmallPortfolio.submissions.suffix(1)))
    #expect(html.contains("No supplier has company totals") && html.contains("No submission names sources of energy"))
    #expect(html.contains("No submission has answers to the survey"))
    #expect(html.contains("plot-intensity") && html.contains("With fewer than 5 suppliers nobody is called an outlier"))
    #expect(!html.contains("NaN") && !html.contains("inf%"))
  }

  static let names = [
    "</script><img src=x onerror=alert(1)>", "{{x}} {{{y}}} {{>portfolio-bars}}", "\" onload=\"alert(1)",
    "\u{202E}drowssap</title>",
    "&lt;b&gt;", "=cmd|'/c calc'!A1", "\u{1B}[31m",
  ]

  @Test(arguments: names) func `names of suppliers are shown, never run`(name: String) throws {
    var submissions = SmallPortfolio.submissions
    for index in submissions.indices where submissions[index].company.name == "Alpha" {
      submissions[index].company.name = name
    }
    submissions[1].issues.append(SmallPortfolio.issue("<i>Z99</i>", "error", 1))
    submissions[1].parts[4].problem = "<b>"
    submissions[1].totals?.energy["<u>"] = 5
    let html = try Self.html(submissions)
    #expect(!html.contains("<img") && !html.contains("<i>") && !html.contains("<b>&") && !html.contains("<u>"))
    #expect(html.components(separatedBy: "<script").count == 2)
    // Whatever the name, the page stays well-formed, so that nothing ended an attribute or element.
    let suppliers = try Self.rows(Self.document(html), "suppliers").map { $0[0] }
    let shown = String(String.UnicodeScalarView(name.unicodeScalars.map { $0.value < 32 ? "\u{FFFD}" : $0 }))
    #expect(suppliers.contains(shown))
  }

  @Test func `the page fetches nothing and lets no other script run`() throws {
    let html = try Self.html(SmallPortfolio.submissions)
    #expect(html.contains("default-src &#39;none&#39;"))
    #expect(html.firstMatch(of: /script-src &#39;sha256-[A-Za-z0-9+\/]{43}=&#39;/) != nil)
    #expect(html.firstMatch(of: /(src|href)="(?!#)/) == nil && !html.contains("url(") && !html.contains("@import"))
  }

  @Test func `the same register gives the same bytes, whatever came in first`() throws {
    let submissions = SmallPortfolio.submissions
    #expect(try Self.html(submissions) == Self.html(submissions.reversed()))
    for table in PortfolioTables.Table.allCases {
      #expect(try Self.csv(table, submissions) == Self.csv(table, submissions.reversed()))
    }
  }

  @Test func `the tables hold the figures of the page, not rounded`() throws {
    let submissions = SmallPortfolio.submissions
    #expect(
      try Self.csv(.suppliers, submissions)[1] == [
        "name:alpha", "Alpha", "", "tool", "ready", "2025-01-01", "2025-12-31", "2026-01-10", "30000", "90000", "50000",
        "150000", "25",
        "0.6", "4", "1", "1", "2", "0", "1",
      ])
    #expect(
      try Self.csv(.energy, submissions).dropFirst().map { $0.suffix(4) } == [
        ["50000", "16.666666666666664", "1", "no"], ["250000", "83.33333333333334", "2", "no"],
      ])
    #expect(
      try Self.csv(.intensity, submissions).dropFirst().map { Array($0[1...]) } == [
        ["Beta", "0.055", ""], ["Gamma", "0.4", ""], ["Alpha", "0.6", ""],
      ])
    #expect(
      try Self.csv(.verdicts, submissions).dropFirst() == [
        ["form", "ready", "1"], ["tool", "incomplete", "1"], ["tool", "ready", "1"],
      ])
    #expect(
      try Self.csv(.findings, submissions)[1] == [
        "M01", "mandatory cell is empty", "2", "4", "0", "6", "2", "Alpha; Beta",
      ])
    #expect(
      try Self.csv(.survey, submissions)[1] == [
        "q01", "single", "Did you take part in the first wave?", "1", "Yes", "1", "2", "0", "50",
      ])
    let change = try Self.csv(.changes, submissions)[1]
    #expect(Array(change.suffix(2)) == ["4", "2"] && abs((Double(change[2]) ?? 0) - 10) < 1e-9)
  }

  /// The small portfolio and Delta, whose revenue is in thousands.
  private static var withDoubt: [Submission] {
    var delta = SmallPortfolio.tool(
      "Delta", "d1", scope1: 1_000_000, scope2: 9_000_000, energy: ["grid-mix": 20_000_000], renewable: 0,
      nonRenewable: 20_000_000, verdict: "check")
    delta.issues = [
      .init(rule: "C13", variant: nil, severity: "warning", sheet: "Company", cells: "B8", count: 1, field: "Revenue"),
      SmallPortfolio.issue("M08", "warning", 1),
    ]
    return SmallPortfolio.submissions + [delta]
  }

  @Test func `figures to be checked stand apart, and in no sum with the others`() throws {
    let document = try Self.document(Self.html(Self.withDoubt))
    #expect(
      try Self.rows(document, "emissions") == [
        ["Alpha", "30.0", "90.0", "120", "95.62\u{A0}%"], ["Beta", "0", "5.50", "5.50", "4.38\u{A0}%"],
        ["All suppliers with totals", "30.0", "95.5", "126", "100.00\u{A0}%"],
        ["Delta (to be checked)", "1,000", "9,000", "10,000", ""],
        ["To be checked, in no sum above", "1,000", "9,000", "10,000", ""],
      ])
    #expect(
      try Self.rows(document, "energy").suffix(2) == [
        ["All sources", "300", "100.00\u{A0}%", "2"], ["To be checked, in no sum above", "20,000", "", "1"],
      ])
    #expect(try Self.rows(document, "verdicts")[0] == ["All", "2", "1", "1", "0", "4", "50.00\u{A0}%"])
    #expect(
      try Self.rows(document, "verdicts", table: 2) == [
        ["Delta", "emissions and revenue do not fit [C13]", "Company!B8", "Revenue"]
      ])
    for place in ["//*[contains(@class, 'scope1-check')]", "//*[@class='verdict check']"] {
      #expect(try !document.nodes(forXPath: place).isEmpty, "\(place)")
    }
  }

  @Test func `the tables tell what is to be checked, and of whom`() throws {
    #expect(try Self.csv(.energy, Self.withDoubt).last?.suffix(4) == ["20000000", "100", "1", "yes"])
    #expect(try Self.csv(.intensity, Self.withDoubt).last?.suffix(3) == ["Delta", "0.5", "to-be-checked"])
    #expect(try Self.csv(.doubts, Self.withDoubt)[1].suffix(2) == ["B8", "Revenue"])
    #expect(try Self.csv(.doubts, SmallPortfolio.submissions).count == 1)
  }

  @Test func `a portfolio of which all is to be checked has no sum`() throws {
    let document = try Self.document(Self.html([Self.withDoubt[4]]))
    #expect(
      try Self.rows(document, "emissions").map(\.first) == ["Delta (to be checked)", "To be checked, in no sum above"])
    #expect(try Self.rows(document, "energy").last?.first == "To be checked, in no sum above")
  }

  @Test func `texts like formulas are disarmed, negative numbers are not`() throws {
    var submissions = SmallPortfolio.submissions
    for index in submissions.indices where submissions[index].company.name == "Alpha" {
      submissions[index].company.name = "=1+1"
    }
    submissions[1].parts = [SmallPortfolio.part(5, 1, 4, 1)]
    let row = try Self.csv(.changes, submissions)[1]
    #expect(row[1] == "'=1+1" && row[2] == "-50")
  }

  @Test func `outliers and implausible zeros are named in the plot or apart`() throws {
    var submissions = (0..<12).map { index in
      SmallPortfolio.tool(
        "Usual \(index)", "u\(index)", scope1: 0, scope2: 400 + Double(index), energy: [:], renewable: 0,
        nonRenewable: 1000)
    }
    submissions.append(
      SmallPortfolio.tool("Grams", "g", scope1: 0, scope2: 400_000, energy: [:], renewable: 0, nonRenewable: 1000))
    submissions.append(
      SmallPortfolio.tool("Tonnes", "t", scope1: 0, scope2: 0.4, energy: [:], renewable: 0, nonRenewable: 1000))
    submissions.append(
      SmallPortfolio.tool("Nothing", "n", scope1: 0, scope2: 0, energy: [:], renewable: 0, nonRenewable: 1000))
    let document = try Self.document(Self.html(submissions))
    let names = try document.nodes(forXPath: "//section[@id='intensity']//*[local-name()='text'][@class='name']")
      .compactMap(\.stringValue)
    #expect(names == ["400\u{2002}Grams", "Tonnes\u{2002}0.000400"])
    #expect(
      try Self.rows(document, "intensity", table: 2).map { $0[0...1] } == [["Grams", "high"], ["Tonnes", "low"]])
    #expect(try Self.rows(document, "intensity", table: 3).map { $0[0] } == ["Nothing"])
    #expect(
      try Self.rows(document, "suppliers").map { $0[8] }.filter { !$0.hasPrefix("0.4") } == [
        "400 ▲", "implausible", "0.000400 ▼",
      ])
    #expect(
      try Self.csv(.intensity, submissions).map { $0[3] }.filter { !$0.isEmpty } == [
        "outlier", "low", "high", "implausible-zero",
      ])
  }

  @Test func `more than thirty emitters become one row, with the sum of the others`() throws {
    let submissions = (1...33).map { index in
      SmallPortfolio.tool(
        "S\(index)", "s\(index)", scope1: Double(index) * 1000, scope2: 0, energy: [:], renewable: 0,
        nonRenewable: Double(index) * 1000)
    }
    let rows = try Self.rows(Self.document(Self.html(submissions)), "emissions")
    #expect(rows.count == 32 && rows[0][0] == "S33" && rows[29][0] == "S4")
    #expect(rows[30][0...1] == ["3 other suppliers", "6.00"] && rows[31][3] == "561")
  }

  // MARK: the command

  @Test func `the command writes the page and seven tables, and replaces them only when allowed`() throws {
    let scratch = try Scratch()
    try Register(path: scratch.path("r.sqlite")).record(SmallPortfolio.submissions)
    let made = try Command.run("report", scratch.path("r.sqlite"), "-o", scratch.path("p.html"), "--language", "zh")
    #expect(made.status == 0 && made.output.contains("p.html"), "\(made.messages)")
    let files = PortfolioTables.Table.allCases.map { "p-\($0.rawValue).csv" } + ["p.html"]
    #expect(Set(files).isSubset(of: scratch.names))
    #expect(try String(contentsOfFile: scratch.path("p.html"), encoding: .utf8).contains("供应商总览"))
    let again = try Command.run("report", scratch.path("r.sqlite"), "-o", scratch.path("p.html"))
    #expect(again.status == 3 && again.messages.contains("--force"))
    #expect(try Command.run("report", scratch.path("r.sqlite"), "-o", scratch.path("p.html"), "--force").status == 0)
    let beside = try Command.run("report", scratch.path("r.sqlite"))
    #expect(
      beside.status == 0 && scratch.names.contains("r-report.html") && scratch.names.contains("r-report-energy.csv"))
  }

  @Test func `one of register and workbook must be named, and an unreadable register is status 3`() throws {
    let scratch = try Scratch()
    let neither = try Command.run("report")
    #expect(neither.status == 2 && neither.messages.contains("--from"))
    let both = try Command.run("report", "r.sqlite", "--from", "t.xlsx")
    #expect(both.status == 2 && both.messages.contains("not both"))
    #expect(try Command.run("report", "r.sqlite", "--format", "json").status == 2)
    let absent = try Command.run("report", scratch.path("no.sqlite"), "-o", scratch.path("p.html"))
    #expect(absent.status == 3 && absent.messages.contains("no.sqlite") && scratch.names.isEmpty)
  }
}
