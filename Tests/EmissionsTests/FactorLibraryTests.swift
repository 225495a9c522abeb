import Testing

@testable import Emissions

@Suite struct FactorLibraryTests {
  let library: FactorLibrary

  init() throws { library = try ReferenceData.published.get() }

  @Test func `the published files are read completely and in their order`() {
    #expect(library.fuelFactors.count == 270)
    #expect(library.gridFactors.count == 310)
    #expect(library.residualMixes.count == 27)
    #expect(library.countries.count == 249)
    #expect(library.trackingSystems.count == 71)
    #expect(library.conversions.count == 16)
    #expect(library.fuels.count == 20)
    #expect(library.fuels.first?.id == "natural_gas")
    #expect(library.fuels.last?.english == "Ethanol (100 %)" && library.fuels.last?.chinese == "乙醇")
    #expect(library.fuels.filter(\.isBiogenic).map(\.id) == ["wood", "biogas", "biodiesel", "ethanol"])
    #expect(library.fuels.filter { $0.category == .mobile }.map(\.id) == ["diesel_vehicles", "gasoline_vehicles"])
  }

  @Test func `a fuel names its units in the order of the file`() {
    #expect(
      library.units(of: "natural_gas") == [
        .kilowattHourNet, .gigajouleNet, .millionBtuGross, .kilogram, .tonne, .cubicMetre, .standardCubicFoot,
        .thermGross,
      ])
    #expect(library.units(of: "coal_lignite").last == .shortTon)
    #expect(library.units(of: "plutonium").isEmpty)
  }

  @Test func `factors are found with their source`() throws {
    let gas = try #require(library.factor(fuel: "natural_gas", unit: .gigajouleNet, region: .other))
    #expect(
      gas.carbonDioxide == 56.1 && gas.methane == 1 && gas.nitrousOxide == 0.1 && gas.kilowattHours == 277.7777778)
    #expect(gas.source == "IPCC 2006 Guidelines, Vol. 2: Table 1.2 (NCV), 1.4 (CO2), 2.3 or 3.2.2 (CH4, N2O)")
    #expect(library.factor(fuel: "natural_gas", unit: .litre, region: .other) == nil)
    let china = try #require(library.grid(country: "CN"))
    #expect(china.factor == EnergyFactor(0.5366) && china.year == "2022" && china.subdivision.isEmpty)
    let anhui = try #require(library.grid(subdivision: "CN-AH"))
    #expect(anhui.factor == EnergyFactor(0.6782) && anhui.subdivisionChinese == "安徽" && anhui.country == "CN")
    #expect(library.residualMix(country: "DE")?.factor == EnergyFactor(0.72456))
    #expect(library.residualMix(country: "AT") == nil)
    #expect(library.trackingSystems.filter { $0.country == "AU" }.map(\.name) == ["LGC", "STC"])
    #expect(library.fuel("wood")?.isBiogenic == true && library.fuel("plutonium") == nil)
  }

  @Test(
    arguments: [
      ("kWh", 1.0), ("MWh", 1000), ("GWh", 1_000_000), ("GJ", 1e6 / 3600), ("MJ", 1e3 / 3600),
      ("MMBtu", 293.0710701722222),
    ]
      as [(String, Double)])
  func `units of energy are converted to kilowatt-hours`(unit: String, factor: Double) {
    #expect(agree(library.kilowattHours(per: unit), factor))
  }

  @Test func `a unit that is none of energy has no kilowatt-hours`() {
    #expect(library.kilowattHours(per: "kg") == nil && library.kilowattHours(per: "short_ton") == nil)
  }

  /// As the README of the data says: fossil and biogenic methane differ under AR6, though the file has 30 for the
  /// fossil one under AR5.
  @Test(arguments: [(WarmingPotentialSet.ar4, 25.0, 25.0, 298.0), (.ar5, 28, 28, 265), (.ar6, 29.8, 27, 273)])
  func `methane has one warming potential in AR4 and AR5 and two in AR6`(
    set: WarmingPotentialSet, fossil: Double, biogenic: Double, nitrousOxide: Double
  ) {
    let potentials = library.warmingPotentials(set)
    #expect(potentials.set == set && potentials.nitrousOxide == nitrousOxide)
    #expect(potentials.methane(isBiogenic: false) == fossil && potentials.methane(isBiogenic: true) == biogenic)
  }

  @Test func `every published factor is usable`() {
    let countries = Set(library.countries.map(\.alpha2))
    for factor in library.fuelFactors {
      #expect(factor.kilowattHours > 0 && factor.carbonDioxide > 0)
      let counterpart = library.factor(
        fuel: factor.fuel, unit: factor.unit, region: factor.region == .other ? .usCanada : .other)
      #expect(counterpart?.kilowattHours == factor.kilowattHours)
    }
    for factor in library.gridFactors { #expect(countries.contains(factor.country)) }
    for mix in library.residualMixes { #expect(library.grid(country: mix.country) != nil) }
    for system in library.trackingSystems { #expect(countries.contains(system.country)) }
  }

  @Test func `quantities are converted at the edges only`() {
    #expect(Energy(megawattHours: 1.5).kilowattHours == 1500 && Energy(kilowattHours: 1500).megawattHours == 1.5)
    #expect(Mass<CO2e>(tonnes: 2).kilograms == 2000 && Mass<CO2e>(kilograms: 500).tonnes == 0.5)
    #expect(Mass<Product>(kilograms: 1) / Mass<Product>(tonnes: 1) == 0.001)
    #expect(Energy.kWh(100) * EnergyFactor(0.5) == Mass<CO2e>(kilograms: 50))
    #expect(Energy.kWh(1) + .MWh(1) == .kWh(1001) && Energy.kWh(3) - .kWh(1) == .kWh(2) && Energy.kWh(999) < .MWh(1))
  }
}
