import Testing

@testable import Emissions

@Suite struct FuelCombustionTests {
  /// One use of a fuel with the published factors of its rows, so that the expectation is arithmetic on them.
  struct Example: Sendable, CustomTestStringConvertible {
    let fuel: String
    let unit: FuelUnit
    /// kg CO2, g CH4 and g N2O per unit outside the US and Canada, and inside.
    let other: (Double, Double, Double)
    let usCanada: (Double, Double, Double)
    let kilowattHours: Double
    var isBiogenic = false
    var testDescription: String { "\(fuel) in \(unit.rawValue)" }
  }

  static let examples: [Example] = [
    Example(
      fuel: "natural_gas", unit: .cubicMetre, other: (1.88496, 0.0336, 0.00336),
      usCanada: (1.922514918, 0.03623284806, 0.003623284806),
      kilowattHours: 9.333333333),
    Example(
      fuel: "lng", unit: .tonne, other: (2692.8, 48.0, 4.8), usCanada: (2682.196075, 50.55024642, 5.055024642),
      kilowattHours: 13333.33333),
    Example(
      fuel: "lpg", unit: .litre, other: (1.6117002, 0.025542, 0.0025542),
      usCanada: (1.499789276, 0.07291148645, 0.01458229729),
      kilowattHours: 7.095),
    Example(
      fuel: "propane", unit: .usGallon, other: (5.646279902, 0.08948145646, 0.008948145646),
      usCanada: (5.72117, 0.273, 0.0546),
      kilowattHours: 24.85596013),
    Example(
      fuel: "diesel", unit: .litre, other: (2.676492, 0.10836, 0.021672),
      usCanada: (2.696266769, 0.1093672297, 0.02187344594),
      kilowattHours: 10.03333333),
    Example(
      fuel: "diesel_vehicles", unit: .usGallon, other: (10.13162436, 0.5332433872, 0.5332433872),
      usCanada: (10.20648, 0.414, 0.0828),
      kilowattHours: 37.98029823),
    Example(
      fuel: "gasoline_vehicles", unit: .litre, other: (2.2717926, 0.81955, 0.262256),
      usCanada: (2.31877019, 0.09906451963, 0.01981290393),
      kilowattHours: 9.106111111),
    Example(
      fuel: "gasoline", unit: .gigajouleNet, other: (69.3, 3.0, 0.6),
      usCanada: (70.05865072, 2.993106696, 0.5986213391),
      kilowattHours: 277.7777778),
    Example(
      fuel: "fuel_oil", unit: .kilogram, other: (3.12696, 0.1212, 0.02424),
      usCanada: (3.165849117, 0.1264653442, 0.02529306884),
      kilowattHours: 11.22222222),
    Example(
      fuel: "kerosene", unit: .millionBtuGross, other: (72.06559001, 3.00690918, 0.601381836),
      usCanada: (75.2, 3.0, 0.6),
      kilowattHours: 278.4175167),
    Example(
      fuel: "coal_anthracite", unit: .shortTon, other: (2381.00614, 242.2183256, 36.33274884),
      usCanada: (2601.5821, 275.99, 40.144),
      kilowattHours: 6728.286822),
    Example(
      fuel: "coal_bituminous", unit: .tonne, other: (2440.68, 258.0, 38.7),
      usCanada: (2563.392325, 302.2868308, 43.96899357),
      kilowattHours: 7166.666667),
    Example(
      fuel: "coal_subbituminous", unit: .kilowattHourNet, other: (0.34596, 0.036, 0.0054),
      usCanada: (0.3490082131, 0.03950900838, 0.005746764856),
      kilowattHours: 1.0),
    Example(
      fuel: "coal_lignite", unit: .kilogram, other: (1.2019, 0.119, 0.01785),
      usCanada: (1.530670809, 0.172302281, 0.02506214997),
      kilowattHours: 3.305555556),
    Example(
      fuel: "coke", unit: .tonne, other: (3017.4, 282.0, 42.3), usCanada: (3107.433222, 300.7105256, 43.73971282),
      kilowattHours: 7833.333333),
    Example(
      fuel: "petroleum_coke", unit: .shortTon, other: (2874.641645, 88.45051215, 17.69010243),
      usCanada: (3072.3, 960.0, 126.0),
      kilowattHours: 8189.862236),
    Example(
      fuel: "wood", unit: .tonne, other: (1747.2, 468.0, 62.4), usCanada: (1807.376081, 138.7324923, 69.36624617),
      kilowattHours: 4333.333333, isBiogenic: true),
    Example(
      fuel: "biogas", unit: .standardCubicFoot, other: (0.08961194579, 0.001641244428, 0.0001641244428),
      usCanada: (0.09000007722, 0.005531020686, 0.001088919698),
      kilowattHours: 0.4559012301, isBiogenic: true),
    Example(
      fuel: "biodiesel", unit: .litre, other: (1.682208, 0.07128, 0.014256),
      usCanada: (2.496827436, 0.03719542497, 0.003719542497),
      kilowattHours: 6.6, isBiogenic: true),
    Example(
      fuel: "ethanol", unit: .usGallon, other: (5.716592601, 0.2422285001, 0.04844570001),
      usCanada: (5.74896, 0.0924, 0.00924),
      kilowattHours: 22.42856482, isBiogenic: true),
    Example(
      fuel: "natural_gas", unit: .thermGross, other: (5.326977, 0.09495502674, 0.009495502674),
      usCanada: (5.306, 0.1, 0.01),
      kilowattHours: 26.37639632),
  ]

  /// Methane of fossil fuels, methane of biogenic ones, N2O.
  static let potentials: [(WarmingPotentialSet, Double, Double, Double)] = [
    (.ar4, 25, 25, 298), (.ar5, 28, 28, 265), (.ar6, 29.8, 27, 273),
  ]

  @Test(arguments: examples, [0, 0.4, 1])
  func `fuels are computed from their published factors`(example: Example, share: Double) throws {
    let quantity = 1234.5
    let data = ActivityData.with {
      $0.fuels = [
        ActivityData.FuelUse(
          id: "row", fuel: example.fuel, unit: example.unit, quantity: quantity, usCanadaShare: share)
      ]
    }
    for (set, fossilMethane, biogenicMethane, nitrousOxide) in Self.potentials {
      let methane = example.isBiogenic ? biogenicMethane : fossilMethane
      func factor(_ gases: (Double, Double, Double)) -> Double {
        (example.isBiogenic ? 0 : gases.0) + gases.1 / 1000 * methane + gases.2 / 1000 * nitrousOxide
      }
      let inventory = try data.inventory { $0.warmingPotentials = set }
      let combustion = try #require(inventory.combustions["row"])
      #expect(agree(combustion.emissionFactor(combustion.other), factor(example.other)))
      #expect(agree(combustion.emissionFactor(combustion.usCanada), factor(example.usCanada)))
      #expect(
        agree(
          inventory.scope1?.kilograms,
          quantity * (share * factor(example.usCanada) + (1 - share) * factor(example.other))))
      let biogenic = example.isBiogenic ? quantity * (share * example.usCanada.0 + (1 - share) * example.other.0) : 0
      #expect(agree(inventory.biogenic?.kilograms, biogenic))
      #expect(
        agree(inventory.energy.renewable?.kilowattHours, example.isBiogenic ? quantity * example.kilowattHours : 0))
      #expect(
        agree(inventory.energy.nonRenewable?.kilowattHours, example.isBiogenic ? 0 : quantity * example.kilowattHours))
      #expect(inventory.problems.isEmpty)
    }
  }

  @Test func `every fuel and every unit has a worked example`() throws {
    let library = try ReferenceData.published.get()
    #expect(Set(Self.examples.map(\.fuel)) == Set(library.fuels.map(\.id)))
    #expect(Set(Self.examples.map(\.unit)) == Set(FuelUnit.allCases))
  }
}
