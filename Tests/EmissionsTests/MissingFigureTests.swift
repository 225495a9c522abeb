import Testing

@testable import Emissions

/// What cannot be computed has no figure, and takes with it only what needs it.
@Suite struct MissingFigureTests {
  typealias FuelUse = ActivityData.FuelUse

  /// Wood, electricity, an agreement and heat, all of them computable.
  let data = ActivityData.with {
    $0.fuels = [FuelUse(id: "wood", fuel: "wood", unit: .tonne, quantity: 2)]
    $0.gridElectricity = .kWh(1000)
    $0.powerPurchaseAgreements = .kWh(500)
    $0.purchasedHeat = .kWh(100)
    $0.heatFactor = EnergyFactor(0.2)
    $0.electricityFactor = .typed(EnergyFactor(0.5))
  }

  @Test(
    arguments: [
      (
        FuelUse(id: "bad", fuel: "plutonium", unit: .kilogram, quantity: 1), CalculationProblem.unknownFuel("plutonium")
      ),
      (
        FuelUse(id: "bad", fuel: "diesel", unit: .cubicMetre, quantity: 1),
        .unitImpossible(
          fuel: "diesel", unit: .cubicMetre,
          possible: [.kilowattHourNet, .gigajouleNet, .millionBtuGross, .kilogram, .tonne, .litre, .usGallon])
      ),
      (
        FuelUse(id: "bad", fuel: "wood", unit: .litre, quantity: 1, usCanadaShare: 1),
        .unitImpossible(
          fuel: "wood", unit: .litre,
          possible: [.kilowattHourNet, .gigajouleNet, .millionBtuGross, .kilogram, .tonne, .shortTon])
      ),
    ])
  func `a fuel that cannot be computed takes Scope 1 and both energies with it`(
    use: FuelUse, problem: CalculationProblem
  ) throws {
    var data = data
    data.fuels.append(use)
    let inventory = try data.inventory()
    #expect(inventory.problems == [problem])
    #expect(inventory.combustions["wood"] != nil && inventory.combustions["bad"] == nil)
    #expect(inventory.scope1 == nil && inventory.biogenic == nil)
    #expect(inventory.energy.renewable == nil && inventory.energy.nonRenewable == nil)
    #expect(
      inventory.scope2Market == .kg(1000 * 0.5 + 100 * 0.2) && inventory.scope2Location == .kg(1500 * 0.5 + 100 * 0.2))
    #expect(inventory.used.emissions == nil)
  }

  @Test func `a fuel amount that cannot be read takes Scope 1 and both energies with it`() throws {
    var data = data
    data.unreadable = [.fuels]
    let inventory = try data.inventory()
    #expect(inventory.scope1 == nil && inventory.biogenic == nil)
    #expect(inventory.energy.renewable == nil && inventory.energy.nonRenewable == nil)
    #expect(inventory.scope2Market == .kg(1000 * 0.5 + 100 * 0.2))
  }

  @Test func `an electricity amount that cannot be read takes Scope 2 and both energies with it`() throws {
    var data = data
    data.unreadable = [.electricity]
    let inventory = try data.inventory()
    #expect(inventory.scope2Location == nil && inventory.scope2Market == nil && inventory.used.emissions == nil)
    #expect(inventory.energy.renewable == nil && inventory.energy.nonRenewable == nil)
    #expect(inventory.scope1 != nil && inventory.biogenic == .kg(2 * 1747.2))
  }

  @Test func `a heat amount that cannot be read leaves renewable energy alone`() throws {
    var data = data
    data.unreadable = [.heat]
    let inventory = try data.inventory()
    #expect(inventory.scope2Location == nil && inventory.scope2Market == nil && inventory.energy.nonRenewable == nil)
    #expect(agree(inventory.energy.renewable?.kilowattHours, 500 + 2 * 4333.333333))
    #expect(inventory.scope1 != nil)
  }

  @Test func `a company that used nothing emits nothing`() throws {
    let inventory = try ActivityData().inventory()
    #expect(inventory.used == UsedTotals(scope1: .zero, scope2: .zero, renewable: .zero, nonRenewable: .zero))
    #expect(inventory.used.emissions == .zero && inventory.problems.isEmpty)
  }

  /// The same fuel in several rows, units and regions adds up.
  @Test func `rows of one fuel add up`() throws {
    let data = ActivityData.with {
      $0.fuels = [
        FuelUse(id: "a", fuel: "diesel", unit: .litre, quantity: 1000),
        FuelUse(id: "b", fuel: "diesel", unit: .usGallon, quantity: 200, usCanadaShare: 1),
        FuelUse(id: "c", fuel: "diesel_vehicles", unit: .litre, quantity: 300, usCanadaShare: 0.25),
      ]
    }
    let litres: Double = 1000 * (2.676492 + 0.10836 / 1000 * 28 + 0.021672 / 1000 * 265)
    let gallons: Double = 200 * (10.20648 + 0.414 / 1000 * 28 + 0.0828 / 1000 * 265)
    let vehiclesUSCanada: Double = 2.696266769 + 0.1093672297 / 1000 * 28 + 0.02187344594 / 1000 * 265
    let vehiclesOther: Double = 2.676492 + 0.140868 / 1000 * 28 + 0.140868 / 1000 * 265
    let vehicles: Double = 300 * (0.25 * vehiclesUSCanada + 0.75 * vehiclesOther)
    let energy: Double = 1000 * 10.03333333 + 200 * 37.98029823 + 300 * 10.03333333
    let inventory = try data.inventory()
    #expect(agree(inventory.scope1?.kilograms, litres + gallons + vehicles))
    #expect(agree(inventory.energy.nonRenewable?.kilowattHours, energy))
    #expect(inventory.biogenic == .zero && inventory.combustions.count == 3)
  }
}
