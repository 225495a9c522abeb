import Emissions
import Testing

@testable import SupplierWorkbooks

@Suite("Everyday words")
struct EverydayWordTests {
  private static func definition(_ name: String) throws -> TemplateDefinition { try TemplateDefinition.builtIn(name) }

  private func meaning(_ text: String, _ list: ListID) throws -> String? {
    try Self.definition("emission-calculation-tool").match(of: list, meant: text)?.entry.id
  }

  // MARK: The table

  @Test("Every entry that words stand for is one of a list, and no word stands for two")
  func table() throws {
    let definition = try Self.definition("emission-calculation-tool")
    let lists = try Samples.lists
    let places = lists.subdivisions.values.joined().map(\.id)
    let known: [ListID: [String]] = [
      .fuel: lists.fuels.map(\.id), .fuelUnit: lists.fuelUnits.map(\.id),
      .energyUnit: lists.energyUnits.map(\.entry.id), .subdivision: places,
      .country: lists.library.countries.map(\.alpha2),
    ]
    for list in try #require(EverydayWords.document?["entries"]?.map) {
      var seen: [FoldedText: String] = [:]
      let id = ListID(list.key)
      let ids = Set(known[id] ?? definition.lists[id]?.map(\.id) ?? [])
      for entry in list.value.map ?? [] {
        // Real currencies that the list lacks.
        #expect(ids.contains(entry.key) || id == .currency && entry.key == "MOP", "\(list.key) \(entry.key)")
        for text in entry.value.list?.compactMap(\.text) ?? [] {
          let other = seen.updateValue(entry.key, forKey: EverydayWords.key(text))
          #expect(other == nil || other == entry.key, "\(list.key): \(text)")
        }
      }
    }
  }

  @Test("No header of a table may say two of its columns", arguments: TemplateDefinition.workbookNames)
  func headers(template: String) throws {
    for table in try Self.definition(template).sheets.compactMap(\.table) {
      var seen: [FoldedText: ColumnID] = [:]
      for column in table.columns where column.role != .computed {
        let labels = column.labels.folded.union(column.fallbackLabels?.folded ?? [])
        for label in labels { #expect(seen.updateValue(column.id, forKey: label) == nil, "\(label.text)") }
      }
    }
  }

  // MARK: Lists

  @Test(
    "Currencies",
    arguments: [
      ("RMB", "CNY"), ("rmb", "CNY"), ("人民币", "CNY"), ("人民幣", "CNY"), ("元", "CNY"), ("CNY（人民币）", "CNY"),
      ("RMB 人民币", "CNY"),
      ("US$", "USD"), ("USD$", "USD"), ("美元", "USD"), ("美金", "USD"), ("€", "EUR"), ("欧元", "EUR"), ("歐元", "EUR"),
      ("港币", "HKD"),
      ("HK$", "HKD"), ("新台币", "TWD"), ("臺幣", "TWD"), ("NT$", "TWD"), ("日元", "JPY"), ("英镑", "GBP"), ("£", "GBP"),
      ("￡", "GBP"),
      ("S$", "SGD"), ("₩", "KRW"), ("usd", "USD"),
      // What names two, or none of the list.
      ("RMB 美元", nil), ("USD/CNY", nil), ("MOP", nil), ("澳门元", nil), ("Dollars", nil), ("Rubel?", nil),
    ] as [(String, String?)])
  func currencies(text: String, id: String?) throws { #expect(try meaning(text, .currency) == id) }

  @Test("A sign of several currencies is the most common of them, and the others are named")
  func signs() throws {
    let definition = try Self.definition("emission-calculation-tool")
    for sign in ["¥", "￥", " ￥ "] {
      let match = try #require(definition.match(of: .currency, meant: sign))
      #expect(match.entry.id == "CNY" && match.alternatives == ["JPY"])
    }
    #expect(definition.match(of: .currency, meant: "$")?.alternatives.first == "CAD")
    #expect(definition.match(of: .currency, meant: "RMB")?.alternatives == [])
  }

  @Test(
    "Roles, methods and other lists",
    arguments: [
      ("生产商", .role, "manufacturer"), ("生產商", .role, "manufacturer"), ("製造廠", .role, "manufacturer"),
      ("Manufacturer/生产厂家", .role, "manufacturer"), ("贸易商", .role, "distributor"), ("代理商", .role, "distributor"),
      ("Trading company", .role, "distributor"), ("Manufacturer / 贸易商", .role, nil), ("制造商兼贸易商", .role, nil),
      ("基於市場", .scope2Method, "market"), ("Location based", .scope2Method, "location"), ("壓鑄", .process, "die-casting"),
      ("按重量", .allocation, "mass"), ("加權平均", .electricityFactor, "weighted"), ("PPA", .mechanism, "ppa"),
    ] as [(String, ListID, String?)])
  func entries(text: String, list: ListID, id: String?) throws { #expect(try meaning(text, list) == id) }

  @Test(
    "Countries",
    arguments: [
      ("中华人民共和国", "CN"), ("中華人民共和國", "CN"), ("PRC", "CN"), ("P.R. China", "CN"), ("中国大陆", "CN"),
      ("Mainland China", "CN"),
      ("USA", "US"), ("U.S.", "US"), ("U.S.A.", "US"), ("台湾地区", "TW"), ("臺灣", "TW"), ("Vietnam", "VN"),
      ("Viet Nam", "VN"),
      ("Korea", "KR"), ("South Korea", "KR"), ("UK", "GB"), ("越南", "VN"), ("中國", "CN"),
      ("North Korea", "KP"), ("China / USA", nil), ("中国 USA", nil), ("Atlantis", nil),
    ] as [(String, String?)])
  func countries(text: String, code: String?) throws { #expect(try Samples.lists.country(text) == code) }

  @Test(
    "States and provinces, with what they are or without",
    arguments: [
      ("广东省", "CN", "CN-GD"), ("廣東", "CN", "CN-GD"), ("Guangdong Province", "CN", "CN-GD"), ("广东", "CN", "CN-GD"),
      ("内蒙古自治区", "CN", "CN-NM"), ("內蒙古自治區", "CN", "CN-NM"), ("广西壮族自治区", "CN", "CN-GX"), ("上海市", "CN", "CN-SH"),
      ("Inner Mongolia Autonomous Region", "CN", "CN-NM"), ("贵州省", "CN", "CN-GZ"), ("得克萨斯", "US", "US-TX"),
      ("德州", "US", "US-TX"), ("Washington State", "US", "US-WA"),
      ("德州", "CN", nil), ("苏州市", "CN", nil), ("海南州", "CN", nil), ("广东省", "US", nil), ("省", "CN", nil),
      ("Province", "CN", nil),
    ] as [(String, String, String?)])
  func places(text: String, country: String, code: String?) throws {
    #expect(try Samples.lists.subdivision(text, of: country) == code)
  }

  @Test(
    "Units",
    arguments: [
      ("度", "kWh"), ("KWH", "kWh"), ("千瓦小时", "kWh"), ("千瓦時", "kWh"), ("兆瓦时", "MWh"), ("kW·h", "kWh"), ("吉焦", "GJ"),
      ("万千瓦时", nil), ("吨标煤", nil), ("kW", nil),
    ] as [(String, String?)])
  func energyUnits(text: String, id: String?) throws { #expect(try Samples.lists.energyUnit(text) == id) }

  @Test(
    "Units of fuels",
    arguments: [
      ("升", "litre"), ("公升", "litre"), ("立方", "m3"), ("方", "m3"), ("Nm³", "m3"), ("立方米", "m3"), ("公斤", "kg"),
      ("吨", "tonne"),
      ("噸", "tonne"), ("加仑", "us_gallon"), ("桶", nil),
    ] as [(String, String?)])
  func fuelUnits(text: String, id: String?) throws { #expect(try Samples.lists.fuelUnit(text) == id) }

  // MARK: Traditional characters

  @Test("Labels and headers are compared in simplified characters, names are not")
  func characters() {
    for (one, other) in [("製造商", "制造商"), ("料號", "料号"), ("電力因數", "电力因数"), ("營業收入", "营业收入"), ("二次材料", "二次材料")] {
      #expect(LabelText.folded(one) == LabelText.folded(other))
    }
    #expect(LabelText.foldedName("台達電子") == "台達電子" && LabelText.foldedName("ＡＢＣ") == "abc")
    #expect(PartNumber.folded("電-1") == "電-1")
    #expect(YesNoText.meaning("無") == "no" && YesNoText.meaning("對") == "yes")
  }

  // MARK: Suggestions

  @Test(
    "What is a currency of its own is no slip for another", arguments: ["RMB", "MOP", "澳门元", "XOF", "¥", "usd", "港幣"])
  func currencyWords(text: String) { #expect(CurrencyWords.contain(text)) }

  @Test("What is none may be a slip", arguments: ["UDS", "CYN", "US", "Euroo", "元元"])
  func slips(text: String) { #expect(!CurrencyWords.contain(text)) }
}
