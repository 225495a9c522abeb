import Testing

@testable import Emissions

@Suite struct KnownFigureTests {
  /// 1000 kWh of natural gas, 10 MWh from the grid and 2 MWh of an agreement at 0.5 kgCO2e/kWh.
  let data = ActivityData.with {
    $0.fuels = [ActivityData.FuelUse(id: "gas", fuel: "natural_gas", unit: .kilowattHourNet, quantity: 1000)]
    $0.gridElectricity = .MWh(10)
    $0.powerPurchaseAgreements = .MWh(2)
    $0.electricityFactor = .typed(EnergyFactor(0.5))
  }
  let gas: Double = 1000 * (0.20196 + 0.0036 / 1000 * 28 + 0.00036 / 1000 * 265)
  let electricity: Double = 10_000 * 0.5

  private func used(_ change: (inout KnownTotals) -> Void) throws -> UsedTotals {
    var data = data
    change(&data.known)
    return try data.inventory().used
  }

  @Test func `without known figures the computed ones are used`() throws {
    let used = try used { _ in }
    #expect(agree(used.scope1?.kilograms, gas) && agree(used.scope2?.kilograms, electricity))
    #expect(used.renewable == .kWh(2000) && used.nonRenewable == .kWh(10_000 + 1000))
    #expect(agree(used.emissions?.kilograms, gas + electricity))
  }

  @Test func `a known Scope 1 replaces the computed one alone`() throws {
    let used = try used { $0.scope1 = .t(9) }
    #expect(used.scope1 == .t(9) && agree(used.scope2?.kilograms, electricity))
    #expect(agree(used.emissions?.kilograms, 9000 + electricity))
    #expect(used.renewable == .kWh(2000) && used.nonRenewable == .kWh(10_000 + 1000))
  }

  @Test func `a known Scope 2 replaces the computed one alone`() throws {
    let used = try used { $0.scope2 = .t(9) }
    #expect(used.scope2 == .t(9) && agree(used.scope1?.kilograms, gas))
    #expect(agree(used.emissions?.kilograms, gas + 9000))
    #expect(used.renewable == .kWh(2000) && used.nonRenewable == .kWh(10_000 + 1000))
  }

  @Test func `known renewable energy replaces the computed one alone`() throws {
    let used = try used { $0.renewable = .MWh(3) }
    #expect(used.renewable == .MWh(3) && used.nonRenewable == .kWh(10_000 + 1000))
    #expect(agree(used.emissions?.kilograms, gas + electricity))
  }

  @Test func `known non-renewable energy replaces the computed one alone`() throws {
    let used = try used { $0.nonRenewable = .MWh(3) }
    #expect(used.nonRenewable == .MWh(3) && used.renewable == .kWh(2000))
    #expect(agree(used.emissions?.kilograms, gas + electricity))
  }

  @Test func `a known Scope 2 replaces the computed one by either method`() throws {
    var data = data
    data.known.scope2 = .t(9)
    for method in Scope2Method.allCases {
      let inventory = try data.inventory { $0.scope2Method = method }
      #expect(inventory.used.scope2 == .t(9))
      #expect(inventory.scope2Market == .kg(10_000 * 0.5) && inventory.scope2Location == .kg((10_000 + 2000) * 0.5))
    }
  }

  @Test func `a known zero replaces the computed figure`() throws {
    #expect(try used { $0.scope1 = .zero }.scope1 == .zero)
    #expect(try used { $0.renewable = .zero }.renewable == .zero)
  }

  @Test(arguments: [ActivityData.Source.knownScope1, .knownScope2, .knownRenewable, .knownNonRenewable])
  func `a known figure that cannot be read is not replaced by the computed one`(source: ActivityData.Source) throws {
    var data = data
    data.unreadable = [source]
    let used = try data.inventory().used
    #expect((used.scope1 == nil) == (source == .knownScope1))
    #expect((used.scope2 == nil) == (source == .knownScope2))
    #expect((used.emissions == nil) == (source == .knownScope1 || source == .knownScope2))
    #expect((used.renewable == nil) == (source == .knownRenewable))
    #expect((used.nonRenewable == nil) == (source == .knownNonRenewable))
  }

  @Test func `a known figure stands where none can be computed`() throws {
    var data = ActivityData.with {
      $0.unreadable = [.fuels, .electricity]
      $0.known.scope1 = .t(4)
    }
    #expect(try data.inventory().used.emissions == nil)
    data.known.scope2 = .t(5)
    data.known.nonRenewable = .MWh(6)
    let used = try data.inventory().used
    #expect(used.emissions == .t(9) && used.nonRenewable == .MWh(6) && used.renewable == nil)
  }

  @Test(arguments: [(5.0, false), (5.24, false), (5.26, true), (4.76, false), (4.74, true), (0, true)])
  func `a difference of more than 5 % is seen`(known: Double, differs: Bool) throws {
    let comparison = try #require(KnownComparison(known: known, computed: 5))
    #expect(comparison.differs == differs && agree(comparison.ratio, known / 5))
  }

  @Test(
    arguments: [
      (10, .ten), (0.1, .ten), (100, .hundred), (0.01, .hundred), (1000, .thousand), (1009, .thousand),
      (0.001, .thousand),
      (991, .thousand),
      (1.0 / 1009, .thousand), (3.6, .joules), (1 / 3.6, .joules), (3600, .kilojoules), (1.0 / 3600, .kilojoules),
      (1011, nil), (989, nil),
      (1, nil), (2, nil), (0, nil), (3.7, nil),
    ] as [(Double, UnitConfusion?)])
  func `a ratio near a factor between units names the confusion`(ratio: Double, confusion: UnitConfusion?) throws {
    #expect(try #require(KnownComparison(known: ratio * 7, computed: 7)).likelyCause == confusion)
  }

  @Test func `beside a computed zero nothing can be compared`() {
    #expect(KnownComparison(known: 5, computed: 0) == nil)
    #expect(KnownComparison(known: 0, computed: 0) == nil)
  }
}
