import Testing

@testable import SupplierWorkbooks

@Suite("Words that say how amounts are meant")
struct StatedMeasureTests {
  private static func said(_ header: String, besides own: [String] = ["PN Price", "Price", "单价", "零件价格"])
    -> StatedMeasure?
  {
    StatedMeasure(label: header, besides: Set(own.map { FoldedText(folding: $0) }))
  }

  @Test(
    arguments: [
      ("PN Price [USD/1000 pcs]\n零件价格", ["USD"], 1000.0), ("PN Price (USD)\n零件价格（美元）", ["USD"], nil),
      ("Price / EUR", ["EUR"], nil), ("单价（人民币/千件）", ["CNY"], 1000), ("Price (US$ per thousand)", ["USD"], 1000),
      ("Price (NT$/kpcs)", ["TWD"], 1000), ("Price, GBP per 100 pieces", ["GBP"], 100), ("单价 USD", ["USD"], nil),
      ("Price (per 1,000)", [], 1000), ("零件价格（每百件）", [], 100), ("Price (USD per piece)", ["USD"], 1),
      ("Price/dozen 12 pcs", nil, nil),
    ] as [(String, [String]?, Double?)])
  func `prices may be in a currency and for many pieces`(header: String, codes: [String]?, pieces: Double?) throws {
    guard let codes else { return }
    let said = try #require(Self.said(header))
    #expect(said.currencies == Set(codes))
    #expect(said.pieces == pieces)
    #expect(!said.isDoubtful)
  }

  @Test(arguments: [
    "PN Price (purchase price)", "Price (excl. tax)", "Price (FOB Shenzhen)", "Price (2025)", "Price (Q1/2025)",
    "零件价格（含税）",
    "Price (net, incl. packaging)", "Price (not in thousands)", "Price (MOQ 1000 pcs)", "Price @1000",
    "Price (01/2025)",
    "PN Price\n零件价格", "PN Price 零件价格", "Price (ex works)", "单价（不含税）", "报告年度单价", "Price (CN/HS)", "Price (A)",
    "Price (1 pc = 1 kg)", "PN Price (Part)", "Price (12)", "单元价格", "元件单价", "Price (all)",
  ]) func `other words say nothing`(header: String) {
    #expect(Self.said(header) == nil)
  }

  @Test(arguments: ["Price (USD/reel)", "Price (USD/M)", "Price per kg USD/kg", "单价（元/卷）", "单价（元/公斤）"])
  func `some words leave doubts`(header: String) throws {
    #expect(try #require(Self.said(header)).isDoubtful)
  }

  @Test(arguments: [
    ("Revenue (万元)", 1e4), ("营业收入（人民币百万元）", 1e6), ("Revenue (in thousands of USD)", 1000), ("Revenue [kEUR]", 1000),
    ("Revenue (USD million)", 1e6), ("Revenue, M€", 1e6), ("Revenue ('000 CNY)", 1000), ("营业收入亿元", 1e8),
    ("Revenue (元)", 1), ("Revenue (USDm)", 1e6), ("Revenue (thousand)", 1000), ("单位：万元", 1e4),
  ])
  func `money may be in thousands or 万`(label: String, scale: Double) throws {
    #expect(try #require(Self.said(label, besides: ["Revenue", "营业收入"])).scale == scale)
  }

  @Test(
    arguments: [
      ("Mass per part (g)", "g", 1.0), ("Mass per part g", "g", nil), ("单件质量（克）", "g", nil),
      ("Annual total (MWh)", "MWh", nil),
      ("外购电力（兆瓦时）", "MWh", nil), ("Total mass, t", "t", nil), ("kgCO2e/kWh", "kg/kWh", nil),
      ("Total (万千瓦时)", "kWh", 1e4),
      ("g CO2 p/part", "g", nil), ("克二氧化碳/每件", "g", nil), ("兆瓦时不可再生能源/每件", "MWh", nil),
      ("Total (1000 kWh)", "kWh", 1000),
      ("Consumption (kWh/month)", "kWh", nil), ("Weight (kg/1000 pcs)", "kg", nil),
    ] as [(String, String, Double?)])
  func `amounts may be in other units`(label: String, unit: String, scale: Double?) throws {
    let said = try #require(Self.said(label, besides: ["Total", "Mass per part"]))
    #expect(said.unit == unit)
    if scale != 1 { #expect(said.scale == scale) }
  }

  @Test(
    arguments: [
      ("万千瓦时", "kWh", 1e4), ("10MWh", "MWh", 10), ("万度", "kWh", 1e4), ("1000 kWh", "kWh", 1000), ("kWh", "kWh", nil),
      ("万立方米", "m3", 1e4), ("吨标准煤", "tce", nil), ("tce", "tce", nil), ("万吨标煤", "tce", 1e4), ("千 kWh", "kWh", 1000),
      ("kWh/month", nil, nil), ("kWh or MWh", nil, nil), ("万千瓦时/月", nil, nil), ("5 MWh", nil, nil), ("万元", nil, nil),
      ("度 (估计)", nil, nil), ("t标煤", nil, nil), ("MWh estimated", nil, nil), ("万", nil, nil),
    ] as [(String, String?, Double?)])
  func `a unit cell may say many of a unit`(text: String, unit: String?, scale: Double?) {
    let said = StatedMeasure(unitAlone: text)
    #expect(said?.unit == unit && said?.scale == scale)
  }

  @Test func `units to choose from, and equations, are no statement`() {
    #expect(Self.said("Consumption (kWh or MWh)") == nil)
    #expect(Self.said("Certificates (1 certificate = 1 MWh)") == nil)
    #expect(Self.said("Reel (5 kg)") == nil)
  }

  @Test func `every header of the templates says what its column expects`() throws {
    for name in ["emission-calculation-tool", "quotewin-sustainability"] {
      for sheet in try TemplateDefinition.builtIn(name).sheets {
        for column in sheet.table?.columns ?? [] where column.type == .number {
          for header in [column.labels.text.stacked] + column.labels.text.spellings {
            #expect(StatedMeasure(label: header, besides: column.labels.folded) == nil, "\(header)")
          }
        }
        for field in sheet.fields {
          #expect(StatedMeasure(label: field.labels.text.inline, besides: field.labels.folded) == nil)
        }
      }
    }
  }
}

@Suite("Months in headers")
struct MonthTextTests {
  @Test(
    arguments: [
      ("Jan", 1, nil), ("Jan.", 1, nil), ("January", 1, nil), ("SEPT", 9, nil), ("January\n一月", 1, nil),
      ("Jan 一月", 1, nil),
      ("一月", 1, nil), ("十二月", 12, nil), ("1月", 1, nil), ("11月份", 11, nil), ("Apr-25", 4, 2025), ("April 2025", 4, 2025),
      ("2025-04", 4, 2025), ("2025/4", 4, 2025), ("04/2025", 4, 2025), ("2025年4月", 4, 2025), ("25年4月", 4, 2025),
      ("M1", 1, nil), ("M12", 12, nil), ("Month 3", 3, nil), ("Apr25", 4, 2025), ("Dec (MWh)", 12, nil),
      ("Dec MWh", 12, nil),
      ("2025-04-01", 4, 2025), ("Apr '25", 4, 2025), ("4月（度）", 4, nil), ("１月", 1, nil),
    ] as [(String, Int, Int?)])
  func `texts name months`(text: String, month: Int, year: Int?) throws {
    let found = try #require(MonthText(text))
    #expect(found.month == month)
    #expect(found.year == year)
    #expect(!found.isWeak)
  }

  @Test(arguments: ["4", "04", "202504"]) func `numbers may be months`(text: String) throws {
    let found = try #require(MonthText(text))
    #expect(found.month == 4 && found.isWeak)
  }

  @Test(arguments: [
    "", "13", "0", "Q1", "Total", "Mayor", "Juniper", "一", "13月", "2025", "Annual total", "M13", "Marker", "月", "Unit",
    "Jan\n二月",
    "2025-13", "各月合计",
  ]) func `other texts name none`(text: String) {
    #expect(MonthText(text) == nil)
  }
}
