import Testing

@testable import Emissions

/// Rows of a user's own factor files in the place of the published ones.
@Suite struct OwnFactorTests {
  static let fuelHeader = MalformedFactorTests.header + "\n"
  static let gridHeader =
    "country,country_en,country_zh,subdivision,subdivision_en,subdivision_zh,kgco2e_per_kwh,year,source,source_url\n"
  static let residualHeader = "country,kgco2e_per_kwh,year,source\n"
  static let gasHeader = "gas,ar4,ar5,ar6,source\n"

  static func file(_ text: String, _ name: String = "own.csv") -> FactorLibrary.File {
    FactorLibrary.File(name: name, bytes: Array(text.utf8))
  }

  static func library(_ texts: String...) throws -> FactorLibrary {
    try ReferenceData.library(own: texts.map { file($0) })
  }

  @Test func `a row wins by country and subdivision, all others stay`() throws {
    let library = try Self.library(
      Self.gridHeader + "CN,China,中国,CN-GD,Canton,,0.5,2025,meter,u\nDE,Deutschland,,,,,0.3,2025,bill,\n")
    let published = try ReferenceData.published.get()
    let guangdong = try #require(library.grid(subdivision: "CN-GD"))
    #expect(
      guangdong.factor == EnergyFactor(0.5) && guangdong.year == "2025" && guangdong.source == "meter"
        && guangdong.sourceURL == "u")
    #expect(
      guangdong.subdivisionEnglish == "Guangdong" && guangdong.subdivisionChinese == "广东",
      "workbooks refer to the published name")
    #expect(
      library.grid(country: "DE")?.countryEnglish == "Germany"
        && library.grid(country: "DE")?.factor == EnergyFactor(0.3))
    #expect(library.gridFactors.map(\.key) == published.gridFactors.map(\.key))
    #expect(zip(library.gridFactors, published.gridFactors).count { $0 != $1 } == 2)
    #expect(library.fuelFactors == published.fuelFactors && library.residualMixes == published.residualMixes)
  }

  @Test func `an own factor says which file and line it is from and what it replaced`() throws {
    let library = try Self.library(Self.gridHeader + "\nCN,China,中国,CN-GD,,,0.5,2025,meter,\n")
    let own = try #require(library.provenance(of: .gridSubdivision("CN-GD")))
    #expect(own.file == "own.csv" && own.line == 3 && own.source == "meter" && !own.isAdded)
    #expect(own.changes == [.init(column: "kgco2e_per_kwh", published: 0.4403, own: 0.5)])
    #expect(own.publishedSource?.hasPrefix("MEE and NBS of China") == true)
    #expect(library.ownFactors == [own])
    #expect(library.provenance(of: .gridCountry("CN")) == nil && library.provenance(of: .gridCountry("CN-GD")) == nil)
    #expect(try ReferenceData.published.get().ownFactors.isEmpty)
  }

  @Test func `of two files the later wins, and what was published is still known`() throws {
    let library = try ReferenceData.library(
      own: [
        Self.file(Self.residualHeader + "DE,0.5,2025,first\nNL,0.4,2025,first\n", "a.csv"),
        Self.file(Self.residualHeader + "DE,0.6,2025,second\n", "b.csv"),
      ])
    #expect(library.residualMix(country: "DE")?.factor == EnergyFactor(0.6))
    let own = try #require(library.provenance(of: .residualMix(country: "DE")))
    #expect(own.file == "b.csv" && own.changes.map(\.published) == [0.72456])
    #expect(library.ownFactors.map(\.key) == [.residualMix(country: "DE"), .residualMix(country: "NL")])
  }

  @Test func `fuels are replaced by fuel, unit and region, with a Chinese name or without`() throws {
    let library = try Self.library(
      Self.fuelHeader + "natural_gas,Natural gas,,stationary,no,other,m3,1.95,0.035,0.0035,9.9,analysis,\n")
    let gas = try #require(library.factor(fuel: "natural_gas", unit: .cubicMetre, region: .other))
    #expect(gas.carbonDioxide == 1.95 && gas.kilowattHours == 9.9)
    #expect(library.factor(fuel: "natural_gas", unit: .cubicMetre, region: .usCanada)?.carbonDioxide == 1.922514918)
    #expect(library.fuels == (try ReferenceData.published.get().fuels))
    #expect(
      library.ownFactors[0].changes.map(\.column) == [
        "kg_co2_per_unit", "g_ch4_per_unit", "g_n2o_per_unit", "kwh_per_unit",
      ])
  }

  @Test func `a new fuel, state and residual mix are added`() throws {
    let library = try Self.library(
      Self.fuelHeader
        + "peat,Peat,泥炭,stationary,no,other,tonne,1030,9,1.4,2710,s,\npeat,Peat,,stationary,no,US_CA,tonne,1030,9,1.4,2710,s,\n",
      Self.gridHeader + "DE,Germany,,DE-BY,Bavaria,巴伐利亚,0.2,2025,s,\n", Self.residualHeader + "CA,0.2,2025,s\n")
    #expect(library.fuel("peat")?.chinese == "泥炭" && library.units(of: "peat") == [.tonne])
    #expect(
      library.grid(subdivision: "DE-BY")?.factor == EnergyFactor(0.2) && library.residualMix(country: "CA") != nil)
    #expect(
      library.ownFactors.count == 4
        && library.ownFactors.allSatisfy { $0.isAdded && $0.changes.allSatisfy { $0.published == nil } })
  }

  @Test func `warming potentials are replaced by gas, in every set that uses it`() throws {
    let library = try Self.library(Self.gasHeader + "CH4,21,30,99,own\nCH4_fossil,1,2,31,own\n")
    #expect(
      library.warmingPotentials(.ar4).fossilMethane == 21 && library.warmingPotentials(.ar5).biogenicMethane == 30)
    #expect(
      library.warmingPotentials(.ar6).fossilMethane == 31 && library.warmingPotentials(.ar6).biogenicMethane == 27)
    #expect(library.warmingPotentials(.ar5).nitrousOxide == 265)
    #expect(library.provenance(of: .warmingPotential(gas: "CH4"))?.changes.map(\.published) == [25, 28, 27.9])
  }

  @Test(arguments: [(5.1, true), (5, false), (0.2, false), (0.199, true), (0, true)])
  func `a ratio beyond five or below a fifth is unlikely`(ratio: Double, isUnlikely: Bool) {
    #expect(FactorProvenance.Change(column: "c", published: 10, own: ratio * 10).isUnlikely == isUnlikely)
  }

  @Test func `a number in the place of zero or of nothing has no ratio`() {
    #expect(FactorProvenance.Change(column: "c", published: 0, own: 1).ratio == nil)
    #expect(!FactorProvenance.Change(column: "c", published: nil, own: 1).isUnlikely)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var code: FactorError.Code
    var line = 2
    var column: String?
    var testDescription: String { name }
  }

  static let refusals: [Refusal] = [
    Refusal(name: "a header of nothing", text: "name,value\na,1\n", code: .unknownHeader, line: 1),
    Refusal(
      name: "semicolons", text: "country;kgco2e_per_kwh;year;source\nDE;0,3;2025;s,t\n", code: .unknownHeader, line: 1),
    Refusal(name: "an empty file", text: "", code: .unknownHeader, line: 1),
    Refusal(
      name: "unit conversions", text: "from,to,factor,source\nMWh,kWh,1001,s\n", code: .notReplaceable(.conversion),
      line: 1),
    Refusal(
      name: "tracking systems", text: "country,system,source\nDE,GO,s\n", code: .notReplaceable(.trackingSystem),
      line: 1),
    Refusal(
      name: "a column missing", text: "country,subdivision,kgco2e_per_kwh,year,source\n", code: .missingColumn, line: 1,
      column: "country_en"),
    Refusal(
      name: "alpha-3", text: residualHeader + "DEU,0.3,2025,s\n", code: .notACountry("DEU", meant: "DE"),
      column: "country"),
    Refusal(
      name: "lower case", text: residualHeader + "de,0.3,2025,s\n", code: .notACountry("de", meant: "DE"),
      column: "country"),
    Refusal(
      name: "a country by name", text: gridHeader + "Germany,Germany,,,,,0.3,2025,s,\n",
      code: .notACountry("Germany", meant: "DE"),
      column: "country"),
    Refusal(
      name: "no country", text: gridHeader + "QQ,Nowhere,,,,,0.3,2025,s,\n", code: .notACountry("QQ", meant: nil),
      column: "country"),
    Refusal(
      name: "a state of another country", text: gridHeader + "DE,Germany,,US-TX,Texas,,0.3,2025,s,\n",
      code: .contradiction("US-TX", expected: "DE-", row: "the column country"), column: "subdivision"),
    Refusal(
      name: "a new state without name", text: gridHeader + "DE,Germany,,DE-BY,,,0.3,2025,s,\n", code: .emptyField,
      column: "subdivision_en"),
    Refusal(
      name: "a state of a country without factor", text: gridHeader + "AQ,Antarctica,,AQ-1,One,,0.3,2025,s,\n",
      code: .missingRow("AQ"),
      column: "country"),
    Refusal(
      name: "a row twice", text: gridHeader + "CN,China,,CN-GD,,,0.3,2025,s,\nCN,China,,CN-GD,,,0.4,2025,s,\n",
      code: .duplicateKey("CN-GD"), line: 3, column: "subdivision"),
    Refusal(
      name: "a negative factor", text: residualHeader + "DE,0.3,2025,s\nNL,-1,2025,s\n", code: .negative("-1"), line: 3,
      column: "kgco2e_per_kwh"),
    Refusal(
      name: "an unknown gas", text: gasHeader + "ch4,1,1,1,s\n",
      code: .unknownValue("ch4", allowed: ["CO2", "CH4", "CH4_fossil", "CH4_biogenic", "N2O", "SF6", "NF3"]),
      column: "gas"),
    Refusal(
      name: "half of a new fuel", text: fuelHeader + "peat,Peat,泥炭,stationary,no,other,tonne,1,1,1,1,s,\n",
      code: .missingRegion(fuel: "peat", unit: .tonne, region: .usCanada), column: "region"),
    Refusal(
      name: "half of a new unit",
      text: fuelHeader + "wood,Wood and wood residuals,,stationary,yes,US_CA,litre,1,1,1,1,s,\n",
      code: .missingRegion(fuel: "wood", unit: .litre, region: .other), column: "region"),
    Refusal(
      name: "another fuel's name", text: fuelHeader + "gas,Natural gas,,stationary,no,other,m3,1,1,1,1,s,\n",
      code: .contradiction("gas", expected: "natural_gas", row: "the row of the fuel with that name"), column: "fuel_en"
    ),
    Refusal(
      name: "fossil fuel as biogenic",
      text: fuelHeader + "natural_gas,Natural gas,,stationary,yes,other,m3,1,1,1,1,s,\n",
      code: .contradiction("yes", expected: "no", row: "the published rows of the fuel natural_gas"), column: "biogenic"
    ),
    Refusal(
      name: "energy that would go unused",
      text: fuelHeader + "natural_gas,Natural gas,,stationary,no,US_CA,m3,1,1,1,8,s,\n",
      code: .contradiction(
        "8", expected: "9.333333333", row: "the row of the region other, which energy is computed with"),
      column: "kwh_per_unit"),
  ]

  @Test(arguments: refusals) func `an own file is refused with file, line and column`(refusal: Refusal) {
    #expect(throws: FactorError(refusal.code, file: "own.csv", line: refusal.line, column: refusal.column)) {
      try Self.library(refusal.text)
    }
  }

  @Test func `the kind of a file is told by its header`() throws {
    for (header, kind) in [
      (Self.fuelHeader, FactorKind.fuel), (Self.gridHeader, .grid), (Self.residualHeader, .residualMix),
      (Self.gasHeader, .warmingPotential),
    ] {
      #expect(try FactorLibrary.kind(of: Self.file(header)) == kind)
    }
    for name in ["fuel_factors", "grid_factors", "residual_mix", "gwp"] {
      let published = try ReferenceData.published.get()
      let bytes = try ReferenceData.bytes(name + ".csv")
      let library = try ReferenceData.library(own: [FactorLibrary.File(name: name, bytes: bytes)])
      #expect(library.fuelFactors == published.fuelFactors && library.gridFactors == published.gridFactors)
      #expect(library.ownFactors.allSatisfy { own in own.changes.allSatisfy { $0.published == $0.own } })
    }
  }

  @Test func `factors are used where their amount is not nothing`() throws {
    let data = ActivityData.with {
      $0.gridElectricity = .kWh(10)
      $0.regions = [
        ElectricityRegion(country: "CN", subdivision: "CN-GD", consumption: .kWh(10)),
        ElectricityRegion(country: "DE", consumption: .zero),
        ElectricityRegion(country: "Atlantis", consumption: .kWh(1), customFactor: EnergyFactor(1)),
      ]
      $0.fuels = [
        .init(id: "a", fuel: "natural_gas", unit: .cubicMetre, quantity: 1),
        .init(id: "b", fuel: "diesel", unit: .litre, quantity: 0, usCanadaShare: 1),
      ]
    }
    #expect(
      try data.inventory().factorsUsed == [
        .gridSubdivision("CN-GD"), .fuel("natural_gas", unit: .cubicMetre, region: .other),
        .warmingPotential(gas: "CH4"),
        .warmingPotential(gas: "N2O"),
      ])
    #expect(
      try data.inventory { $0.warmingPotentials = .ar6 }.factorsUsed.contains(.warmingPotential(gas: "CH4_fossil")))
  }
}
