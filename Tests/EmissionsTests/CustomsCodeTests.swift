import Testing

@testable import Emissions

@Suite struct CustomsCodeTests {
  @Test(arguments: [
    ("761699", "7616 99"), ("76169990", "7616 99 90"), ("7616.99.90", "7616 99 90"), (" 7616 99 90 ", "7616 99 90"),
    ("7616\u{A0}99\u{A0}90", "7616 99 90"), ("7616.9990.10", "7616 99 90 10"), ("７６１６９９９０", "7616 99 90"),
    ("010121", "0101 21"),
  ])
  func `six, eight or ten digits are a code, spaces and dots between them`(text: String, shown: String) {
    #expect(CustomsCode(text)?.description == shown)
  }

  @Test(arguments: [
    "", "7616", "76169", "7616999", "761699901", "76169990100", "7616-99-90", "HS 761699", "7616x990", "001234", "...",
  ])
  func `anything else is none`(text: String) { #expect(CustomsCode(text) == nil) }

  @Test func `codes are compared by their digits`() throws {
    let code = try #require(CustomsCode("7616 99 90"))
    #expect(code == CustomsCode("76169990") && code != CustomsCode("761699"))
    #expect(
      code.isCovered(by: "7616") && code.isCovered(by: "76169990") && !code.isCovered(by: "7615")
        && !code.isCovered(by: "7616999010"))
  }
}

@Suite struct CBAMGoodsTests {
  private static func coverage(_ text: String) throws -> CBAMGoods.Coverage {
    try ReferenceData.published.get().cbamGoods.coverage(of: #require(CustomsCode(text)))
  }

  @Test(arguments: [
    ("25231000", "cement"), ("27160000", "electricity"), ("28080000", "fertilisers"), ("281410", "fertilisers"),
    ("31022100", "fertilisers"),
    ("31052010", "fertilisers"), ("72021120", "iron and steel"), ("720260", "iron and steel"),
    ("72085198", "iron and steel"),
    ("26011200", "iron and steel"), ("73181542", "iron and steel"), ("7326909890", "iron and steel"),
    ("76169990", "aluminium"),
    ("76090000", "aluminium"), ("28041000", "hydrogen"),
  ])
  func `codes of Annex I are covered, with their sector`(code: String, sector: String) throws {
    let coverage = try Self.coverage(code)
    #expect(coverage.isCovered && coverage.mayBeCovered && coverage.entry?.sector.rawValue == sector)
  }

  @Test(arguments: [
    "72022100", "720229", "72023000", "720250", "72027000", "72028010", "720291", "72029930", "720449", "31056000",
    "310560",
  ])
  func `exceptions are not covered, and the exception is named`(code: String) throws {
    let coverage = try Self.coverage(code)
    #expect(!coverage.mayBeCovered && coverage.entry?.listing == .excluded)
  }

  @Test(arguments: [
    "85366990", "760200", "761510", "731210", "731700", "260111", "283429", "280421", "854430", "250810",
  ])
  func `other codes are not listed`(code: String) throws { #expect(try Self.coverage(code) == .notListed) }

  @Test func `six digits that hold both listed and other goods need eight`() throws {
    guard case .needsEightDigits(let entry) = try Self.coverage("250700") else {
      Issue.record("250700 is listed in part only")
      return
    }
    #expect(entry.code == "25070080")
    #expect(try Self.coverage("25070020") == .notListed)
  }

  @Test func `a code that is listed for some of its goods may be covered`() throws {
    let coverage = try Self.coverage("2507 00 80")
    guard case .dependsOnGood(let entry) = coverage else {
      Issue.record("only calcined clays of 2507 00 80 are listed")
      return
    }
    #expect(entry.source.contains("2025/2083") && coverage.mayBeCovered && !coverage.isCovered)
  }

  /// 2523 10 00 is the only CN code of 2523 10; another country's tariff may go on otherwise.
  @Test(arguments: ["252310", "280800", "28080011", "271600", "761100"])
  func `six digits that the CN does not divide are decided`(code: String) throws {
    #expect(try Self.coverage(code).isCovered)
  }

  @Test func `every entry has a source, a sector and the gases that count`() throws {
    let entries = try ReferenceData.published.get().cbamGoods.entries
    #expect(entries.count == 53 && Set(entries.map(\.sector)).count == 6)
    #expect(
      entries.allSatisfy { $0.source.contains("2023/956") && $0.sourceURL.hasPrefix("https://") && !$0.chinese.isEmpty }
    )
    #expect(entries.allSatisfy { ($0.listing == .excluded) == $0.greenhouseGases.isEmpty })
  }

  @Test(
    arguments: [
      ("7x16,no,aluminium,A,,CO2,S,U", FactorError.Code.notANumber("7x16"), "cn_code"),
      ("7616,maybe,aluminium,A,,CO2,S,U", .unknownValue("maybe", allowed: ["no", "yes", "partly"]), "excluded"),
      ("7616,no,aluminium,A,,CO2,S,U\n7616,yes,aluminium,A,,,S,U", .duplicateKey("7616"), nil),
    ] as [(String, FactorError.Code, String?)])
  func `malformed rows are refused`(rows: String, code: FactorError.Code, column: String?) {
    let header = "cn_code,excluded,sector,description_en,description_zh,greenhouse_gases,source,source_url\n"
    let error = #expect(throws: FactorError.self) {
      try ReferenceData.library(replacing: "cbam_goods.csv", with: Array((header + rows + "\n").utf8))
    }
    #expect(error?.code == code && error?.column == column && error?.file == "cbam_goods.csv")
  }
}

@Suite struct CustomsTotalsTests {
  private static func part(_ code: String?, _ kilograms: Double?) -> CustomsTotals.Part {
    CustomsTotals.Part(code: code.flatMap { CustomsCode($0) }, emissions: kilograms.map { Mass(kilograms: $0) })
  }

  @Test func `one piece of each part is summed by code`() throws {
    let totals = CustomsTotals(
      [
        Self.part("8536.69.90", 1.25), Self.part("76169990", 3), Self.part("85366990", 0.5), Self.part(nil, 9),
        Self.part("76169990", nil),
        Self.part("720810", nil),
      ], goods: try ReferenceData.published.get().cbamGoods)
    #expect(totals.lines.map(\.code.digits) == ["720810", "76169990", "85366990"])
    #expect(totals.lines.map(\.emissions?.kilograms) == [nil, 3, 1.75])
    #expect(totals.lines.map(\.parts) == [1, 2, 2])
    #expect(totals.lines.map(\.partsWithoutFigure) == [1, 1, 0])
    #expect(totals.lines.map(\.coverage.isCovered) == [true, true, false])
    #expect(totals.partsWithoutCode == 1)
  }
}
