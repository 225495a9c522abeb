import Testing

@testable import SupplierWorkbooks
@testable import Validation
@testable import XLSX

/// What people and programs put into cells, and the rule that says so.
@Suite("Bad inputs")
struct BadInputTests {
  private typealias Input = (cell: CheckedCell, key: String)

  private static func texts(_ kind: CheckedCell.Kind, _ key: String, _ texts: [String]) -> [Input] {
    texts.map { (CheckedCell(kind: kind, value: .text($0)), key) }
  }

  private static func numbers(
    _ kind: CheckedCell.Kind, _ key: String, _ numbers: [Double], _ format: CheckedCell.Format = .general
  ) -> [Input] {
    numbers.map { (CheckedCell(kind: kind, value: .number($0), format: format), key) }
  }

  private static func errors(_ kind: CheckedCell.Kind) -> [Input] {
    [CellError.reference, .divisionByZero, .notAvailable, .value, .name].map {
      (CheckedCell(kind: kind, value: .error($0)), "N06")
    }
  }

  private static let all: [Input] =
    texts(
      .mass, "M01.number",
      ["", " ", "　", "\u{A0}", "-", "n/a", "N/A", "无", "/", "tbd", "TBD", "—", "none", "暂无", "不适用"])
    + texts(.date, "M01.date", ["", "-", "N/A", "无"]) + texts(.partNumber, "M01", [" ", "n/a", "—"])
    + texts(.answer, "M01", ["-", "n/a", "tbd"])
    + texts(.mass, "N02.ambiguous", ["1,234", "12,345", "999,999", "-1,234", "１，２３４", "1,234 kg"])
    + texts(
      .mass, "N03.unknown", ["85 stone", "5 pcs", "2.08 kWh", "3 m3", "7 USD", "100 boxes", "12 件", "5 kg/h"])
    + texts(.energy, "N03.unknown", ["85 kg", "5 barrels", "1.2 tCO2e", "3 hours"])
    + texts(.price, "N03.unknown", ["€5.50", "5 EUR", "£3", "5 kg", "CNY 12", "¥12"])
    + numbers(.mass, "N04", [-1, -0.01]) + texts(.mass, "N04", ["-5", "－４", "-65,2", "-2 g"])
    + texts(
      .mass, "N05",
      [
        "see attachment", "10-20", "~5", "approx. 5", "1.2.3", "5 or 6", "about 85 kg", "1/2", "ten", "五", "5±0.1",
        "0x1F", "1e5", "?",
        "n.v.",
        "1,23,456.7", "12 34", "1.234.56", "(5)",
      ])
    + [
      (CheckedCell(kind: .mass, value: .boolean(true)), "N05"),
      (CheckedCell(kind: .mass, value: .boolean(false)), "N05"),
    ]
    + texts(.mass, "N05.bound", ["<0.1", "< 5", "≤0.01", "＜0.1"]) + errors(.mass) + errors(.date) + errors(.partNumber)
    + numbers(.mass, "N07", [45_127, 1.5], .date) + numbers(.mass, "N07.percent", [0.5, 0.0123], .percent)
    + texts(.mass, "N07.percent", ["5 %", "50％"]) + numbers(.mass, "N09", [1.1e12, .infinity])
    + numbers(.share, "C10", [101, -0.1])
    + numbers(.share, "C10", [1.5], .percent) + texts(.share, "C10", ["120 %"])
    + texts(.share, "C10.plain", ["40", "2.5"])
    + texts(.date, "D01.ambiguous", ["03/04/2026", "3-4-2026", "11/12/2025"])
    + texts(
      .date, "D02",
      [
        "soon", "2026-02-30", "13/13/2025", "7/2026", "Q3 2025", "end of year", "20260732", "2025-07-20 - 2025-08-20",
        "7/20/25", "明天",
      ])
    + numbers(.date, "D02", [12, 1e9]) + [(CheckedCell(kind: .date, value: .boolean(true)), "D02")]
    + texts(.date, "D03", ["2026-08-02", "12/31/2030"]) + texts(.date, "D04", ["2014-12-31", "1999-01-01"])
    + texts(.date, "D04.old", ["2024-07-31", "2015-01-01"]) + numbers(.date, "D05.number", [46_000])
    + texts(.answer, "L03", ["maybe", "50%", "partly", "部分", "2", "yes and no"])
    + texts(.currency, "L03.nearest", ["USS", "UZD"]) + texts(.currency, "L03", ["Dollars", "¤"])
    + texts(.country, "L03.nearest", ["Germny", "Chnia", "Untied States", "Viet Nm"])
    + texts(.country, "L03", ["Atlantis", "—x—"])
    + numbers(.partNumber, "P03", [12_345, 7]) + numbers(.partNumber, "P03.exponent", [4_006_381_333_931], .general)
    + numbers(.partNumber, "P03.exponent", [100_000], .scientific)
    + numbers(.partNumber, "P03.date", [46_083], .dayMonth)
    + numbers(.partNumber, "P03.digits", [1.2345678901234568e19])
    + texts(.partNumber, "P03.exponent", ["1E+05", "1.23E+11"])
    + texts(.partNumber, "P03.date", ["2-Mar", "Mar-02", "3月2日"])
    + texts(.partNumber, "P03.digits", ["12345678901234500000"])
    + texts(.partNumber, "P04", [" PN-1", "PN-1\u{200B}", "PN\u{200B}-1", "\u{FEFF}PN-1", "PN-1　"])
    + texts(.partNumber, "P04.look-alike", ["РN-1", "PN‑1", "ＰＮ-1", "PN–1", "PΝ-1", "PN\u{A0}1"])
    + texts(.partNumber, "P05", [String(repeating: "A", count: 41)])
    + texts(.partNumber, "P05.breaks", ["PN-1\nPN-2", "PN-1\tx"])

  @Test(
    "Each is found by its rule, with words in both languages and nothing left open in them", arguments: 0..<all.count)
  func found(index: Int) throws {
    let (cell, key) = Self.all[index]
    let findings = try cell.read().findings
    let finding = try #require(
      findings.first { $0.key == key }, "\(cell.testDescription): \(findings.map(\.key)) instead of \(key)")
    for language in Language.builtIn {
      let catalogue = try MessageCatalogue.builtIn(language)
      for text in [catalogue.message(finding), catalogue.remedy(finding)] {
        #expect(!text.isEmpty && text != key && !text.contains("{"))
      }
    }
  }

  @Test("There are at least 120 of them") func count() { #expect(Self.all.count >= 120) }

  @Test(
    "An optional cell that no figure depends on never gives an error",
    arguments: [CheckedCell.Kind.mass, .date, .answer, .share])
  func optional(kind: CheckedCell.Kind) throws {
    #expect(try CheckedCell(kind: kind, value: .blank, isMandatory: false).read().findings == [])
    #expect(try CheckedCell(kind: kind, value: .text("n/a"), isMandatory: false).read().findings == [])
  }
}
