public import SupplierWorkbooks
public import XLSX

/// Emission calculation tools as suppliers fill them.
public enum SampleTool {
  /// The company of the customer's training deck: known figures only, eight parts, 240,000 USD.
  public static var golden: ToolInputs {
    var inputs = ToolInputs()
    inputs.company("Golden Electronics Co., Ltd. 金色电子有限公司", revenue: 240_000, currency: "USD")
    inputs.field("known-scope1", 600)
    inputs.field("known-scope2", 276.164)
    inputs.field("known-renewable", 10.505)
    inputs.field("known-non-renewable", 1789.323)
    for part in goldenParts { inputs.part(part.mpn, price: part.price) }
    return inputs
  }

  /// The parts of the deck with their prices in USD.
  public static let goldenParts: [(mpn: String, price: Double)] = [
    ("PN-1234", 0.5), ("PN-1235", 1.8), ("PN-1236", 0.75), ("PN-1237", 0.45), ("PN-1238", 0.62), ("PN-1239", 2.68),
    ("PN-1240", 5.55),
    ("PN-1241", 2.2),
  ]

  /// The deck's worked example: 24,000,000 USD, a part of 28 USD.
  public static var workedExample: ToolInputs {
    var inputs = ToolInputs()
    inputs.company("Worked Example Ltd.", revenue: 24_000_000, currency: "USD")
    inputs.field("known-scope1", 500)
    inputs.field("known-scope2", 1000)
    inputs.field("known-renewable", 572.583)
    inputs.field("known-non-renewable", 1789.323)
    inputs.part("EX-28", price: 28)
    return inputs
  }

  /// Works in Guangdong and Texas: fuels by month and by year, shares burned in the US, grid electricity and a PPA,
  /// recycled aluminium.
  public static var twoCountries: ToolInputs {
    let lists = Lists()
    var inputs = ToolInputs()
    inputs.company("Pearl River Connectors 珠江连接器有限公司", revenue: 98_500_000, currency: "CNY")
    inputs.field("sites", "Dongguan 东莞; Austin, Texas")
    inputs.field("contact", "sustainability@example.com")
    inputs.energy(
      row: 5, unit: lists.unit("m3"), months: [8200, 7900, 7100, 6400, 5200, 4100, 3900, 4000, 4600, 5600, 6900, 8000],
      usCanadaShare: 0.4)
    inputs.energy(row: 8, unit: lists.unit("litre"), annual: 12_400)
    inputs.energy(row: 11, unit: lists.unit("litre"), annual: 9_350, usCanadaShare: 0.25)
    inputs.energy(row: 12, unit: lists.unit("us_gallon"), annual: 1_820, usCanadaShare: 1)
    inputs.energy(
      row: 13, unit: "kWh",
      months: [
        151_000, 128_500, 149_200, 150_100, 158_300, 166_700, 171_900, 172_400, 163_300, 152_800, 148_600, 150_200,
      ])
    inputs.energy(row: 14, unit: "MWh", annual: 420)
    inputs.energy(row: 16, unit: "MWh", annual: 96.5)
    inputs.energy(row: 18, unit: "MWh", annual: 250)
    inputs.region(lists.country("CN"), lists.subdivision("CN", "CN-GD"), 1_483_000, "kWh")
    inputs.region(lists.country("US"), lists.subdivision("US", "US-TX"), 800, "MWh")
    inputs.certificate(
      "Power purchase agreement (PPA) 购电协议", system: "REC", country: lists.country("US"), megawattHours: 420)
    inputs.certificate(
      "Unbundled certificates 非捆绑证书", system: "REC", country: lists.country("US"), megawattHours: 250,
      identifier: "REC-2025-0001")
    inputs.part("HDR-02-1.27", price: 0.84, mfg: "Pearl River Connectors", customsCode: "85366990")
    inputs.part("HDR-40-2.54", price: 2.15, mfg: "Pearl River Connectors", customsCode: "85366990")
    inputs.part("SHELL-AL-09", price: 6.4, mfg: "Pearl River Connectors", customsCode: "76169990")
    inputs.part("007-5512", price: 12.05, mfg: "Pearl River Connectors")
    inputs.material(
      "SHELL-AL-09", "Aluminium 铝", mass: 18.5, preConsumer: 3.7, postConsumer: 5.55, process: "Die casting 压铸")
    inputs.material("SHELL-AL-09", "Zinc 锌", mass: 6.3, reutilization: 1.89, process: "Die casting 压铸")
    inputs.material("HDR-40-2.54", "Brass 黄铜", mass: 4.2, preConsumer: 1.05, process: "Stamping 冲压")
    inputs.material("HDR-40-2.54", "Polyamide (PA) 聚酰胺", mass: 2.8, process: "Injection moulding 注塑")
    return inputs
  }

  /// Every kind of input at once: every prepared fuel row, free rows, heat with its own factor, bundled supply,
  /// renewable fuel, both physical allocations, prices in another currency, residual mix.
  public static var everything: ToolInputs {
    let lists = Lists()
    var inputs = ToolInputs()
    inputs.company("Everything GmbH", revenue: 51_000_000, currency: "EUR")
    inputs.field("price-currency", "USD")
    inputs.field("exchange-rate", 0.92)
    inputs.field("total-mass", 310_000)
    inputs.field("total-units", 4_200_000)
    inputs.field("residual-mix", "Yes")
    inputs.field("custom-factor-overrides", "No")
    inputs.energy(row: 5, unit: lists.unit("kWh_net"), annual: 310_000)
    inputs.energy(row: 6, unit: lists.unit("tonne"), annual: 4.2, usCanadaShare: 0.5)
    inputs.energy(row: 7, unit: lists.unit("kg"), months: [120, 130.5, 99, 87])
    inputs.energy(row: 8, unit: lists.unit("litre"), annual: 8000)
    inputs.energy(row: 9, unit: lists.unit("us_gallon"), annual: 300, usCanadaShare: 1)
    inputs.energy(row: 10, unit: lists.unit("tonne"), annual: 2.5)
    inputs.energy(row: 11, unit: lists.unit("litre"), annual: 5600)
    inputs.energy(row: 12, unit: lists.unit("litre"), annual: 7100, usCanadaShare: 0.1)
    inputs.energy(row: 13, unit: "MWh", annual: 2400)
    inputs.energy(row: 14, unit: "GWh", annual: 0.3)
    inputs.energy(row: 16, unit: "kWh", annual: 45_000)
    inputs.energy(row: 17, unit: "MWh", annual: 150)
    inputs.energy(row: 18, unit: "MWh", annual: 900)
    inputs.energy(row: 19, fuel: lists.fuel("biodiesel"), unit: lists.unit("litre"), annual: 2600)
    inputs.energy(row: 20, unit: "GJ", annual: 720)
    inputs.set("energy", row: 20, "fuel", .number(0.21))
    inputs.energy(row: 21, fuel: lists.fuel("wood"), unit: lists.unit("tonne"), annual: 12, usCanadaShare: 0.2)
    inputs.energy(row: 22, fuel: lists.fuel("kerosene"), unit: lists.unit("litre"), annual: 410)
    inputs.energy(row: 23, fuel: lists.fuel("biogas"), unit: lists.unit("kWh_net"), annual: 9000)
    inputs.region(lists.country("DE"), nil, 1.9, "GWh")
    inputs.region(lists.country("CA"), lists.subdivision("CA", "CA-QC"), 1800, "GJ")
    inputs.region("Atlantis", nil, 450, "MWh", customFactor: 0.31)
    inputs.certificate("Power purchase agreement (PPA) 购电协议", country: lists.country("CA"), megawattHours: 180)
    inputs.certificate("Virtual PPA 虚拟购电协议", system: "REC", country: lists.country("CA"), megawattHours: 120)
    inputs.certificate("Bundled supply 捆绑绿电", system: "REC", country: lists.country("CA"), megawattHours: 150)
    inputs.certificate("Unbundled certificates 非捆绑证书", system: "REC", country: lists.country("CA"), megawattHours: 900)
    inputs.certificate("Renewable fuel supply 可再生燃料供应", country: lists.country("DE"), megawattHours: 25)
    inputs.part("EV-1", price: 10)
    inputs.part("EV-2", price: 12.5, currency: "USD", customsCode: "85044090")
    inputs.part("EV-3", price: 3.3, allocation: "Physical by mass 按质量", mass: 0.12)
    inputs.part("EV-4", price: 0.07, allocation: "Physical by units 按件数")
    inputs.part("EV-5", price: 1e-4)
    inputs.material("EV-1", "Steel 钢", mass: 200, postConsumer: 40)
    return inputs
  }

  /// Nothing but the mandatory company cells and zeros: a supplier who burns nothing and buys nothing.
  public static func generated(parts: Int) -> ToolInputs {
    var inputs = twoCountries
    inputs.tables["parts"] = nil
    inputs.tables["secondary-materials"] = nil
    for index in 1...max(1, parts) { inputs.part("GEN-\(100_000 + index)", price: Double(index % 997 + 1) / 100) }
    return inputs
  }

  /// The tool with those inputs, with rows for few parts only where few are needed: a small file.
  public static func workbook(_ inputs: ToolInputs) throws -> NewWorkbook {
    var definition = try TemplateDefinition.builtIn("emission-calculation-tool")
    let parts = (inputs.tables["parts"]?.keys.max() ?? 4) - 4
    let materials = (inputs.tables["secondary-materials"]?.keys.max() ?? 4) - 4
    for index in definition.sheets.indices {
      switch definition.sheets[index].id {
      case "parts", "quotewin": definition.sheets[index].table?.bodyRows = max(12, parts)
      case "secondary-materials": definition.sheets[index].table?.bodyRows = max(12, materials)
      case "electricity-factor": definition.sheets[index].table?.bodyRows = 50
      default: break
      }
    }
    return try Template.tool(inputs, definition: definition)
  }

  /// Texts of the drop-down lists by their ids.
  struct Lists {
    private let lists = try? ReferenceLists.builtIn()

    func country(_ code: String) -> String { lists?.countries.first { $0.id == code }?.shown ?? code }
    func subdivision(_ country: String, _ code: String) -> String {
      lists?.subdivisions[country]?.first { $0.id == code }?.shown ?? code
    }
    func fuel(_ id: String) -> String { lists?.fuels.first { $0.id == id }?.shown ?? id }
    func unit(_ id: String) -> String { lists?.fuelUnits.first { $0.id == id }?.shown ?? id }
  }
}
