import SampleWorkbooks
import SupplierWorkbooks
import Testing
import Validation

@testable import XLSX

@Suite("Rules about values as people write and show them")
struct TypedValueRuleTests {
  static let cases: [RuleCase] = [
    RuleCase("N11.point", .warning, "Per MPN!C5") {
      $0.set("parts", row: 5, "price", .text("1.234"))
    } passes: {
      $0.set("parts", row: 5, "price", .text("1.2345"))
    },
    RuleCase("N11", .warning, "Per MPN!C7") {
      $0.set("parts", row: 5, "price", .text("0,50"))
      $0.set("parts", row: 7, "price", .text("1.234"))
    } passes: {
      $0.set("parts", row: 5, "price", .text("0.50"))
      $0.set("parts", row: 7, "price", .text("1.234"))
    },
    RuleCase("N12", .error, "Per MPN!C7") {
      $0.set("parts", row: 5, "price", .text("0,50"))
      $0.set("parts", row: 6, "price", .text("0.50"))
      $0.set("parts", row: 7, "price", .text("1.234"))
    } passes: {
      $0.set("parts", row: 5, "price", .text("0,50"))
      $0.set("parts", row: 6, "price", .text("0.50"))
      $0.set("parts", row: 7, "price", .text("12.34"))
    },
    RuleCase("N13", .warning, "Company!B8") {
      $0.field("revenue", "24万")
    } passes: {
      $0.field("revenue", "240000")
    },
    RuleCase("N13.pieces", .warning, "Per MPN!C5") {
      $0.set("parts", row: 5, "price", .text("500 USD/1000pcs"))
    } passes: {
      $0.set("parts", row: 5, "price", .text("0.5 USD/pc"))
    },
    RuleCase("N14", .warning, "Company!B9") {
      $0.field("currency", "$")
    } passes: {
      $0.field("currency", "US$")
    },
    RuleCase("D06", .error, "Company!B6") {
      $0.field("period-start", 2025)
    } passes: {
      $0.field("period-start", "2025-01-01")
    },
    RuleCase("D06", .error, "Company!B7") {
      $0.field("period-end", "2025年")
    } passes: {
      $0.field("period-end", "2025年12月31日")
    },
    RuleCase("L03", .error, "Company!B9") {
      $0.field("currency", "RMB 美元")
    } passes: {
      $0.field("currency", "US$ 美元")
    },
  ]

  @Test("What breaks the rule, and the nearest that does not", arguments: cases)
  func rule(rule: RuleCase) throws { try rule.check(SampleTool.golden) }

  @Test("Everyday words give the figures of the list's own, with notes alone")
  func everyday() throws {
    let plain = try CheckedTool(SampleTool.golden)
    let everyday = try CheckedTool { inputs in
      inputs.field("currency", "美元")
      inputs.field("role", "製造商")
      inputs.field("scope2-method", "基於市場")
      inputs.field("revenue", "24万美元")
    }
    #expect(everyday.found == ["warning N13 B8", "note L01 B9", "note L01 B10", "note L01 B20"])
    #expect(everyday.calculation.parts.map(\.share?.emissions) == plain.calculation.parts.map(\.share?.emissions))
  }

  @Test("Another real currency is not suggested for one that the list lacks")
  func suggestions() throws {
    #expect(try CheckedTool { $0.field("currency", "MOP") }.keys.contains("L03"))
    #expect(
      try CheckedTool { $0.field("currency", "UDS") }.finding("L03.nearest").arguments["nearest"]?.english == "USD")
  }

  // MARK: As shown

  @Test("Part numbers and customs codes are read as their formats show them")
  func shown() throws {
    let tool = try CheckedTool(
      SampleTool.golden,
      workbook: { workbook in
        func show(_ reference: String, _ value: CellValue, _ format: String) throws {
          var style = CellStyle()
          style.numberFormat = format
          let id = workbook.style(style)
          try workbook.set("Per MPN", reference) {
            $0.value = value
            $0.style = id
          }
        }
        try show("A5", .number(112_233), "0000000")
        try show("A6", .number(42), "\"PN-\"00000")
        try show("A7", .text("17A"), "@\"-REV\"")
        try show("A8", .number(44), "0")
        try show("N5", .number(8_536_690), "00000000")
      })
    #expect(tool.workbook.parts.prefix(4).map(\.mpn.value) == ["0112233", "PN-00042", "17A-REV", "44"])
    #expect(tool.workbook.parts[0].customsCode.value == "08536690")
    #expect(tool.found.filter { $0.contains("P0") } == ["note P08 A5", "note P08 A6", "note P08 A7", "warning P03 A8"])
    #expect(try tool.words("P08").contains("0112233"))
  }

  // MARK: Merged cells

  private func merged(
    _ sheet: String, _ ranges: [CellRange], _ inputs: (inout ToolInputs) -> Void = { _ in }
  ) throws -> CheckedTool {
    var golden = SampleTool.golden
    inputs(&golden)
    return try CheckedTool(
      golden,
      workbook: { workbook in
        let index = try #require(workbook.worksheets.firstIndex { $0.name == sheet })
        workbook.worksheets[index].mergedRanges += ranges
      })
  }

  @Test("A merged price is that of each of its rows, and hidden prices below it do not count")
  func price() throws {
    let hiding = try merged("Per MPN", ["C5:C7"])
    #expect(hiding.workbook.parts.prefix(4).map(\.price.value) == [0.5, 0.5, 0.5, 0.45])
    #expect(hiding.found == ["warning B01 C5", "warning B02 C6", "warning B02 C7"])
    #expect(try hiding.words("B01").contains("C5:C7"))
    #expect(try hiding.words("B02").contains("1.8"))
    let empty = try merged("Per MPN", ["C5:C7"]) { inputs in
      for row in 6...7 { inputs.set("parts", row: row, "price", .blank) }
    }
    #expect(empty.workbook.parts.prefix(3).map(\.price.value) == [0.5, 0.5, 0.5])
    #expect(empty.found == ["warning B01 C5"])
    let same = try merged("Per MPN", ["C5:C6"]) { $0.set("parts", row: 6, "price", .number(0.5)) }
    #expect(same.found == ["warning B01 C5"])
  }

  @Test("A maker merged over the whole column makes no parts of empty rows")
  func maker() throws {
    let tool = try merged("Per MPN", ["M5:M16"]) { $0.set("parts", row: 5, "mfg", .text("Maker")) }
    #expect(tool.workbook.parts.count == 8 && tool.workbook.parts.allSatisfy { $0.mfg.value == "Maker" })
    #expect(tool.found == ["warning B01 M5"])
    #expect(try tool.words("B01").contains("6–12"))
  }

  @Test("Merged cells across columns are one value of the first; those above the header are titles")
  func across() throws {
    let tool = try merged("Per MPN", ["C5:D5", "A1:D1"])
    #expect(tool.found == [] && tool.workbook.parts[0].price.value == 0.5 && tool.workbook.parts[0].currency.isEmpty)
    let hiding = try merged("Per MPN", ["C5:D5"]) { $0.set("parts", row: 5, "currency", .text("EUR")) }
    #expect(hiding.found == ["warning B02 D5"] && hiding.workbook.parts[0].currency.isEmpty)
  }

  @Test("An amount that several rows share is of none of them")
  func amounts() throws {
    let tool = try merged("Electricity factor", ["C10:C11"]) { inputs in
      inputs.region("China 中国", nil, 1000, "kWh")
      inputs.region("Germany 德国", nil, 0, "kWh")
      inputs.set("electricity-factor", row: 11, "consumption", .blank)
    }
    #expect(try tool.finding("B03").ranges == "C10" && tool.finding("B03").severity == .error)
    let countries = try merged("Electricity factor", ["A10:A11"]) { inputs in
      inputs.region("China 中国", "Guangdong 广东", 1000, "kWh")
      inputs.region("", "Jiangsu 江苏", 500, "kWh")
      inputs.set("electricity-factor", row: 11, "country", .blank)
    }
    #expect(countries.workbook.regions.map(\.country.value) == ["CN", "CN"])
    #expect(countries.workbook.regions.map(\.subdivision.value) == ["CN-GD", "CN-JS"])
    #expect(countries.keys.contains("B01") && !countries.keys.contains("B03"))
  }
}
