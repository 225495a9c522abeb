import Emissions
public import SupplierWorkbooks
import XLSX

/// Filled tools with valid inputs of every kind, drawn by a generator that gives the same for the same seed.
///
/// Together a few of them fill every input cell of the template.
public struct GeneratedTool {
  private var random: SplitMix64
  private var inputs = ToolInputs()
  private let lists: ReferenceLists
  private let definition: TemplateDefinition

  /// What a supplier might have typed.
  ///
  /// - Parameters:
  ///   - seed: decides everything.
  ///   - isFull: fills every row that the template prepares; else a few of each.
  /// - Returns: the inputs of a tool.
  /// - Throws: what reading the built-in definitions throws.
  public static func inputs(seed: UInt64, isFull: Bool) throws -> ToolInputs {
    var tool = GeneratedTool(
      random: SplitMix64(state: seed), lists: try ReferenceLists.builtIn(),
      definition: try .builtIn("emission-calculation-tool"))
    tool.fillCompany(everything: isFull)
    tool.fillEnergy(everything: isFull)
    tool.fillRegions(isFull ? 50 : tool.random.integer(1...6), everything: isFull)
    tool.fillKnown(everything: isFull)
    tool.fillParts(isFull ? 500 : tool.random.integer(1...12), everything: isFull)
    tool.fillMaterials(isFull ? 200 : tool.random.integer(0...12))
    tool.fillCertificates(isFull ? 30 : tool.random.integer(0...5))
    if isFull { tool.fillSurvey() }
    return tool.inputs
  }

  private init(random: SplitMix64, lists: ReferenceLists, definition: TemplateDefinition) {
    self.random = random
    self.lists = lists
    self.definition = definition
  }

  private func written(_ list: ListID) -> [String] { definition.lists[list]?.map(\.written) ?? [] }

  // MARK: Company

  private mutating func fillCompany(everything: Bool) {
    let currencies = written("currency")
    let currency = random.element(currencies)
    inputs.company(
      "Generated Ltd. 生成公司", revenue: random.amount(1e5...5e8), currency: currency,
      role: random.element(written("role")))
    if everything || random.chance {
      inputs.field("sites", "One, two 一厂")
      inputs.field("contact", "someone@example.com")
    }
    if everything || random.chance {
      let other = random.element(currencies.filter { $0 != currency })
      let dollars = [currency, other].map { Currency($0).unitsPerDollar ?? 1 }
      inputs.field("price-currency", other)
      inputs.field("exchange-rate", dollars[0] / dollars[1] * random.amount(0.6...1.6))
    }
    if everything || random.chance { inputs.field("total-mass", random.amount(1e3...1e7)) }
    if everything || random.chance { inputs.field("total-units", Double(random.integer(1000...9_000_000))) }
    if everything || random.chance { inputs.field("scope2-method", random.element(written("scope2-method"))) }
    if everything || random.chance { inputs.field("warming-potentials", random.element(written("warming-potentials"))) }
    if everything || random.chance { inputs.field("custom-factor-overrides", random.element(written("yes-no"))) }
    if everything || random.chance { inputs.field("residual-mix", random.element(written("yes-no"))) }
  }

  private mutating func fillKnown(everything: Bool) {
    for id: FieldID in ["known-scope1", "known-scope2", "known-renewable", "known-non-renewable"]
    where everything || random.integer(0...3) == 0 {
      inputs.field(id, random.amount(1...5000))
    }
  }

  // MARK: Energy

  private mutating func fillEnergy(everything: Bool) {
    for row in definition.sheet("energy")?.table?.rows ?? [] {
      for number in 0..<row.count where everything || random.integer(0...2) > 0 {
        fillEnergy(row, at: row.row + number, everything: everything)
      }
    }
  }

  private mutating func fillEnergy(_ row: TemplateDefinition.Row, at index: Int, everything: Bool) {
    var unit: String?
    switch row.kind {
    case .fuel:
      let fuel =
        row.fuel
        ?? random.element(
          lists.fuels.filter { row.id != "renewable-fuel" || lists.library.fuel($0.id)?.isBiogenic == true }.map(\.id))
      let units = lists.library.units(of: fuel).map(\.rawValue)
      let chosen = random.element(units)
      unit = lists.fuelUnits.first { $0.id == chosen }?.shown
      inputs.energy(
        row: index, fuel: lists.fuels.first { $0.id == fuel }?.shown, unit: unit,
        usCanadaShare: everything || random.chance ? random.element([0, 1, 0.25, 0.4, 0.8]) : nil)
    case .electricityFactor:
      let countries = lists.countries.map(\.shown)
      let choices: [CellValue] = [
        .text("Weighted factor 加权因数"), .text(random.element(countries)), .number(random.amount(0.01...1.2)),
      ]
      inputs.set("energy", row: index, "fuel", everything ? choices[0] : random.element(choices))
      return
    case .heat:
      inputs.set(
        "energy", row: index, "fuel",
        random.chance ? .text("US EPA default 美国环保署默认值") : .number(random.amount(0.05...0.4)))
      unit = random.element(lists.energyUnits.map(\.entry.shown))
      inputs.energy(row: index, unit: unit)
    default:
      unit = random.element(["kWh", "MWh"])
      inputs.energy(row: index, unit: unit)
    }
    if everything {
      // Months and total agree.
      let months = (0..<12).map { _ in Double(random.integer(0...900)) }
      inputs.energy(row: index, months: months, annual: months.reduce(0, +))
    } else if random.chance {
      inputs.energy(row: index, months: (0..<random.integer(1...12)).map { _ in random.amount(0...500) })
    } else {
      inputs.energy(row: index, annual: random.amount(1...9000))
    }
  }

  private mutating func fillRegions(_ count: Int, everything: Bool) {
    for number in 0..<count {
      let unit = random.element(lists.energyUnits.map(\.entry.shown))
      let amount = random.amount(1...90_000)
      if !everything, number % 7 == 3 {
        inputs.region("Region \(number) 地区", nil, amount, unit, customFactor: random.amount(0.01...1))
      } else {
        let divided = everything || number % 2 == 0
        let country =
          divided ? random.element(lists.subdivisions.keys.sorted()) : random.element(lists.countries.map(\.id))
        let subdivision = lists.subdivisions[country].flatMap { divided ? random.element($0).shown : nil }
        inputs.region(
          lists.countries.first { $0.id == country }?.shown ?? country, subdivision, amount, unit,
          customFactor: everything || random.integer(0...4) == 0 ? random.amount(0.01...1) : nil)
      }
    }
  }

  // MARK: Parts

  private mutating func fillParts(_ count: Int, everything: Bool) {
    for number in 1...count {
      let row = inputs.part("G-\(number)", price: random.amount(0.0001...400))
      let currency = inputs.fields["currency"] ?? .blank
      let currencies = [currency, inputs.fields["price-currency"] ?? currency]
      if everything || random.chance { inputs.set("parts", row: row, "currency", random.element(currencies)) }
      if everything || random.chance { inputs.set("parts", row: row, "mfg", .text("Maker \(number % 5)")) }
      if everything || random.chance {
        inputs.set("parts", row: row, "customs-code", .text(random.element(["85366990", "760410", "7326909890"])))
      }
      if everything || random.chance {
        inputs.set("parts", row: row, "allocation", .text(random.element(written("allocation"))))
      }
      if everything || random.chance { inputs.set("parts", row: row, "mass", .number(random.amount(0.001...5))) }
      if everything || random.chance {
        inputs.set("quotewin", row: row, "country-of-origin", .text("China"))
        inputs.set("quotewin", row: row, "energy-certificates", .text("I-REC"))
        inputs.set("quotewin", row: row, "remarks", .text("made up"))
      }
    }
  }

  private mutating func fillMaterials(_ count: Int) {
    for number in 0..<count {
      let mass = random.amount(1...300)
      let isCast = number % 3 == 0
      let material = random.element(written("material"))
      let parts = (inputs.tables["parts"]?.count ?? 1)
      inputs.material(
        "G-\(number % parts + 1)", material, mass: mass,
        process: isCast ? "Die casting 压铸" : random.element(written("process")))
      let row = 5 + number
      inputs.set("secondary-materials", row: row, "pre-consumer", .number(isCast ? 0 : mass * 0.25))
      inputs.set("secondary-materials", row: row, "post-consumer", .number(isCast ? 0 : mass * 0.125))
      inputs.set("secondary-materials", row: row, "reutilization", .number(isCast ? mass * 0.5 : 0))
    }
  }

  private mutating func fillCertificates(_ count: Int) {
    for number in 0..<count {
      inputs.certificate(
        random.element(written("mechanism")), system: "I-REC",
        country: lists.countries.first { $0.id == "CN" }?.shown ?? "China",
        megawattHours: random.amount(1...500), identifier: "C-\(number)")
    }
  }

  private mutating func fillSurvey() {
    for row in SurveyLayout(definition).rows where row.isAnswer {
      let choices = row.choices(definition)
      inputs.set("survey", row: row.row, "answer", .text(choices.isEmpty ? "text" : random.element(choices)))
    }
  }
}
