import Emissions
import SampleWorkbooks
import Testing

@testable import SupplierWorkbooks
@testable import Validation
@testable import XLSX

/// The golden company, revenue 240,000 USD, with other words around its amounts.
@Suite("Rules about units, currencies and months that words say")
struct StatedWordRuleTests {
  /// What stands in a cell, or how it is shown.
  enum Edit: Sendable {
    case text(String), number(Double), date(Int, Int), format(String), blank
  }

  private static func tool(
    _ edits: [(String, Edit)], known: Bool = true, _ change: (inout ToolInputs) -> Void = { _ in }
  ) throws -> CheckedTool {
    var inputs = SampleTool.golden
    if !known { inputs.clearKnown() }
    change(&inputs)
    return try CheckedTool(
      inputs,
      edit: { editor in
        for (place, edit) in edits {
          let parts = place.split(separator: "!").map(String.init)
          let (sheet, cell) = (parts[0], try #require(CellReference(parts[1])))
          switch edit {
          case .text(let text): try editor.set(.value(.text(text)), at: cell, in: sheet)
          case .number(let number): try editor.set(.value(.number(number)), at: cell, in: sheet)
          case .blank: try editor.set(.value(.blank), at: cell, in: sheet)
          case .date(let year, let month):
            var changes = StyleChanges()
            changes.numberFormat = "mmm\\-yy"
            let style = try editor.appendStyle(from: 0, changing: changes)
            let serial = try #require(CalendarDate(year: year, month: month, day: 1)?.serial(in: .from1900))
            try editor.set(.value(.number(serial), style: style), at: cell, in: sheet)
          case .format(let code):
            let worksheet = try #require(editor.reader.sheets.first { $0.name == sheet })
            let head = try editor.reader.head(of: worksheet, rows: cell.row)
            let value = try #require(head[cell])
            var changes = StyleChanges()
            changes.numberFormat = code
            let style = try editor.appendStyle(from: value.style, changing: changes)
            try editor.set(.value(value.value, style: style), at: cell, in: sheet)
          }
        }
      })
  }

  private static func tool(_ place: String, _ edit: Edit, known: Bool = true) throws -> CheckedTool {
    try tool([(place, edit)], known: known)
  }

  private static func rules(_ tool: CheckedTool) -> [String] {
    tool.findings.filter { $0.severity > .note && ("CQM".contains($0.rule.first ?? " ")) }.map { $0.key }
  }

  @Test(arguments: [
    ("Per MPN!C4", Edit.text("PN Price (USD/1000 pcs)"), 0.0005), ("Per MPN!C4", .text("单价（美元/百件）"), 0.005),
    ("Per MPN!C4", .text("Unit price/kpcs"), 0.0005), ("Per MPN!C5", .format("0.00\"/千件\""), 0.0005),
    ("Per MPN!C5", .format("\"$\"0.00\" per 100\""), 0.005),
  ]) func `prices for many pieces are converted`(place: String, edit: Edit, price: Double) throws {
    let tool = try Self.tool(place, edit)
    #expect(tool.workbook.parts.first?.price.value == price)
    #expect(try tool.finding("Q01").severity == .warning)
    for language in Language.builtIn { _ = try tool.words("Q01", language) }
  }

  @Test(arguments: [
    ("Per MPN!C4", Edit.text("PN Price (USD)")), ("Per MPN!C4", .text("PN Price ($)")),
    ("Per MPN!C4", .text("Price (purchase price, excl. tax)")), ("Per MPN!C5", .format("\"US$\"#,##0.00")),
    ("Per MPN!C5", .format("[$$-409]#,##0.00")), ("Per MPN!C5", .format("_(\"$\"* #,##0.00_)")),
    ("Per MPN!C5", .format("0.00\" USD/pc\"")), ("Company!B8", .format("#,##0,\"千元\"")),
    ("Company!B8", .format("0.00,,\"M\"")), ("Company!B8", .format("0!.0,\"万\"")), ("Company!B8", .format("#,##0,")),
    ("Company!A8", .text("Revenue (USD)")), ("Company!A8", .text("Turnover (audited, 2025)")),
    ("Per MPN!D4", .text("Currency (ISO)")), ("Summary!B27", .format("0.0\" tCO2e\"")),
    ("Summary!B29", .format("0.0\" MWh\"")), ("Per MPN!D4", .text("Curr.\n币别")),
  ]) func `words that say what is expected are silent`(place: String, edit: Edit) throws {
    let tool = try Self.tool(place, edit)
    #expect(Self.rules(tool).isEmpty)
    #expect(tool.calculation.parts.allSatisfy { $0.isComplete })
    #expect(tool.workbook.company[.revenue].value == 240_000)
    #expect(tool.workbook.parts.first?.price.value == 0.5)
  }

  @Test(arguments: [
    ("Company!A8", Edit.text("Revenue (thousand USD)"), 2.4e8), ("Company!A8", .text("营业收入（万美元）"), 2.4e9),
    ("Company!B8", .format("0\"万\""), 2.4e9), ("Company!C8", .text("kUSD"), 2.4e8),
    ("Company!A8", .text("Revenue [USD million]"), 2.4e11),
  ]) func `a revenue in thousands is converted`(place: String, edit: Edit, revenue: Double) throws {
    let tool = try Self.tool(place, edit)
    #expect(tool.workbook.company[.revenue].value == revenue)
    #expect(try tool.finding("Q01").severity == .warning)
  }

  @Test(arguments: [
    ("Company!B8", Edit.format("[$€-407] #,##0")), ("Company!A8", .text("Revenue (CNY)")),
    ("Company!A8", .text("营业收入（万元）")), ("Company!B8", .format("¥#,##0")),
    ("Per MPN!C4", .text("PN Price (USD/reel)")), ("Per MPN!C4", .text("PN Price (USD/M)")),
    ("Per MPN!C4", .text("PN Price (1000 pcs)")), ("Company!A3", .text("单位：万美元")),
    ("Company!D4", .text("All amounts in thousands of USD")), ("Per MPN!A3", .text("Unit: thousand USD")),
    ("Summary!B27", .format("0\" MWh\"")),
  ]) func `words that contradict what is expected are errors`(place: String, edit: Edit) throws {
    let tool = try Self.tool(place, edit)
    #expect(tool.findings.contains { $0.rule == "Q02" && $0.severity == .error })
    #expect(tool.calculation.parts.contains { !$0.isComplete })
    let key = try #require(tool.findings.first { $0.rule == "Q02" }?.key)
    for language in Language.builtIn { _ = try tool.words(key, language) }
  }

  @Test(arguments: [
    ("Per MPN!C4", Edit.text("PN Price (CNY)")), ("Per MPN!C4", .text("单价（元）")),
    ("Per MPN!C5", .format("[$€-407] 0.00")),
    ("Per MPN!C5", .format("¥0.00")), ("Per MPN!A3", .text("Currency: CNY")),
  ]) func `prices in a currency without a rate are errors`(place: String, edit: Edit) throws {
    let tool = try Self.tool(place, edit)
    #expect(tool.keys.contains("C02.exchange"))
    #expect(tool.calculation.parts.first?.isComplete == false)
    let converted = try Self.tool([(place, edit)]) {
      $0.field("price-currency", edit.isEuro ? "EUR" : "CNY")
      $0.field("exchange-rate", 2)
    }
    #expect(try converted.finding("Q04").severity == .warning)
    #expect(converted.calculation.parts.allSatisfy { $0.isComplete })
  }

  @Test func `a currency chosen for the price must be the one of the header`() throws {
    let tool = try Self.tool([("Per MPN!C4", .text("PN Price (EUR)")), ("Per MPN!D5", .text("USD"))])
    #expect(try tool.finding("Q02.unit").cells.first == "C5")
  }

  @Test(arguments: [
    ("Energy consumption!D13", Edit.blank, "Q03"),
    ("Energy consumption!A13", .text("Purchased electricity (grid) (MWh)"), "Q03.contradicted"),
    ("Energy consumption!R4", .text("Annual total (MWh)"), "Q02.unit"),
    ("Energy consumption!R13", .format("\"$\"#,##0"), "Q02.unit"),
    ("Energy consumption!R13", .format("0\" MWh\""), "Q01"),
    ("Energy consumption!D13", .text("万kWh"), "Q01"), ("Energy consumption!D13", .text("万千瓦时"), "Q01"),
    ("Energy consumption!D13", .text("10 MWh"), "Q01"), ("Energy consumption!D13", .text("吨标准煤"), "L03.coal"),
    ("Energy consumption!D13", .text("kWh/月"), "Q02.unit"),
  ]) func `amounts of energy in another unit are converted or asked for`(place: String, edit: Edit, key: String) throws
  {
    let fill: (inout ToolInputs) -> Void = { $0.energy(row: 13, unit: "kWh", annual: 1000) }
    let tool = try Self.tool([(place, edit)], known: false, fill)
    #expect(try tool.finding(key).severity == (key == "Q01" ? .warning : .error))
    for language in Language.builtIn { _ = try tool.words(key, language) }
    if key == "Q01" {
      let grid = tool.calculation.inventory.activity.gridElectricity.kilowattHours
      #expect(grid == (place.hasSuffix("R13") ? 1e6 : 1e7))
    } else {
      #expect(!tool.calculation.inventory.activity.unreadable.isEmpty)
    }
  }

  @Test(
    arguments: [
      ("natural-gas", 5, "天然气", 29_307.6 / 3.6), ("purchased-heat", 20, nil, 29_307.6 / 3.6),
      ("free-1", 21, "烟煤", 29_307.6 / 3.6),
    ] as [(RowID, Int, String?, Double)])
  func `coal equivalent of fuels and heat is read as its energy`(
    id: RowID, row: Int, fuel: String?, kilowattHours: Double
  )
    throws
  {
    for (unit, scale) in [("tce", 1.0), ("吨标煤", 1), ("万吨标准煤", 1e4)] {
      let tool = try Self.tool([("Energy consumption!D\(row)", .text(unit))], known: false) {
        $0.energy(row: row, fuel: fuel, unit: "kWh", annual: 10)
      }
      let words = try tool.words("Q01", .chinese)
      #expect(words.contains(unit))
      let energy = tool.calculation.inventory.energy
      let read = try #require(energy.nonRenewable).kilowattHours
      #expect(abs(read - 10 * scale * kilowattHours) < 1e-9 * read, "\(read)")
    }
    // A fuel that is not known has no energy.
    let open = try Self.tool([("Energy consumption!D21", .text("tce"))], known: false) {
      $0.energy(row: 21, unit: "kWh", annual: 10)
    }
    #expect(try open.finding("L03.coal").severity == .error)
    for language in Language.builtIn { _ = try open.words("L03.coal", language) }
  }

  @Test(arguments: [
    [("Energy consumption!R13", Edit.format("#,##0\" kWh\""))], [("Energy consumption!R13", .format("0.0,\" MWh\""))],
    [("Energy consumption!R4", .text("Annual total (kWh)"))],
    [("Energy consumption!D13", .blank), ("Energy consumption!A13", .text("Purchased electricity (kWh)"))],
    [("Energy consumption!D13", .blank), ("Energy consumption!R13", .format("#,##0\" kWh\""))],
    [("Energy consumption!D14", .blank)],
  ]) func `amounts in the unit of their row are silent`(edits: [(String, Edit)]) throws {
    let tool = try Self.tool(edits, known: false) { $0.energy(row: 13, unit: "kWh", annual: 1000) }
    #expect(Self.rules(tool).filter { $0.hasPrefix("Q") }.isEmpty)
    #expect(tool.workbook.energy.first { $0.id == .gridElectricity }?.annualTotal.value == 1000)
  }

  // MARK: Months

  private static func months(_ headers: [Edit]) throws -> CheckedTool {
    let edits = headers.enumerated().map { place, header in
      ("Energy consumption!" + CellReference.letters(ofColumn: 5 + place) + "4", header)
    }
    return try tool(edits, known: false) {
      $0.energy(row: 13, unit: "kWh", months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }
  }

  static let monthHeaders: [[Edit]] = [
    (1...12).map { .date(2025, $0) }, (1...12).map { .number(Double($0)) },
    (1...12).map { .text("M\($0)") }, (1...12).map { .text("2025-" + ($0 < 10 ? "0" : "") + "\($0)") },
    (1...12).map { .text("\($0)月") }, (1...12).map { .text("2025年\($0)月") },
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map { .text($0) },
    ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"].map { .text($0) },
    (0..<12).map { .number(Double(($0 + 3) % 12 + 1)) },
    (0..<12).map { .number(Double(202_501 + $0)) },
  ]

  @Test(arguments: monthHeaders) func `months are found whatever names them`(headers: [Edit]) throws {
    let tool = try Self.months(headers)
    #expect(Self.rules(tool).filter { !$0.hasPrefix("C") } == [])
    #expect(tool.workbook.energy.first { $0.id == .gridElectricity }?.monthsTotal == 78)
  }

  @Test func `a fiscal year begins in any month`() throws {
    let tool = try Self.months((0..<12).map { .date($0 < 9 ? 2024 : 2025, ($0 + 3) % 12 + 1) })
    #expect(tool.workbook.energy.first { $0.id == .gridElectricity }?.monthsTotal == 78)
    // The golden company reports the year 2025.
    #expect(Self.rules(tool).filter { !$0.hasPrefix("C") } == ["Q15"])
  }

  static let brokenMonths: [([Edit], [String])] = [
    ([.text("Jan"), .text("Feb"), .text("Mrz")], ["Q11", "Q12"]),
    ((1...12).map { .text("Period \($0)") }, Array(repeating: "Q12", count: 12)),
    ((1...12).map { .text($0 == 12 ? "Nov" : "\($0)月") }, ["Q11", "Q13"]),
    ((1...12).map { .date($0 > 10 ? 2026 : 2025, $0) }, ["Q14"]),
  ]

  @Test(arguments: brokenMonths) func `half a set of months is an error`(headers: [Edit], keys: [String]) throws {
    let tool = try Self.months(headers)
    let found = tool.findings.filter { $0.rule.hasPrefix("Q1") && $0.severity == .error }.map(\.key).sorted()
    #expect(found == keys)
    for key in Set(keys) { for language in Language.builtIn { _ = try tool.words(key, language) } }
  }

  @Test func `a row of numbers is no header`() throws {
    let tool = try Self.tool([], known: false) {
      $0.energy(row: 5, unit: "m3", months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }
    #expect(tool.workbook.located.sheets[.energy]?.table?.headerRow == 4)
    #expect(Self.rules(tool).filter { $0.hasPrefix("Q") }.isEmpty)
  }
}

extension StatedWordRuleTests.Edit {
  fileprivate var isEuro: Bool { if case .format(let code) = self { code.contains("€") } else { false } }
}
