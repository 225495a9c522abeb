/// The combustion of one fuel in the reporting year, with every intermediate of its calculation.
///
/// kgCO2e = q · (s · EF(US and Canada) + (1 − s) · EF(other)); the CO2 of biogenic fuels is kept apart.
///
/// Source: GHG Protocol Corporate Standard, chapters 6 and 9; IPCC 2006 Guidelines, volume 2, equation 2.1.
public struct FuelCombustion: Hashable, Sendable {
  /// The fuel that was burnt.
  public var fuel: Fuel
  /// The unit of `quantity`.
  public var unit: FuelUnit
  /// The amount that was burnt, in `unit`.
  public var quantity: Double
  /// The share burnt in the United States and Canada, 0 to 1.
  public var usCanadaShare: Double
  /// The factor that applies in the United States and Canada.
  public var usCanada: FuelFactor
  /// The factor that applies elsewhere, and that energy is computed with.
  public var other: FuelFactor
  /// The global warming potentials that methane and nitrous oxide are weighed with.
  public var potentials: WarmingPotentials

  /// Computes what burning a fuel emits.
  ///
  /// - Parameters:
  ///   - id: the id of the fuel.
  ///   - unit: the unit of the quantity.
  ///   - quantity: the amount that was burnt.
  ///   - usCanadaShare: the share burnt in the United States and Canada, 0 to 1.
  ///   - library: the factors.
  ///   - set: the global warming potentials to use.
  /// - Throws: ``CalculationProblem`` where the factor data have no factor for this fuel and unit.
  public init(
    fuel id: String, unit: FuelUnit, quantity: Double, usCanadaShare: Double, library: FactorLibrary,
    set: WarmingPotentialSet
  ) throws(CalculationProblem) {
    guard let fuel = library.fuel(id) else { throw .unknownFuel(id) }
    guard let usCanada = library.factor(fuel: id, unit: unit, region: .usCanada),
      let other = library.factor(fuel: id, unit: unit, region: .other)
    else { throw .unitImpossible(fuel: id, unit: unit, possible: library.units(of: id)) }
    self.fuel = fuel
    self.unit = unit
    self.quantity = quantity
    self.usCanadaShare = usCanadaShare
    self.usCanada = usCanada
    self.other = other
    potentials = library.warmingPotentials(set)
  }

  /// kgCO2e per unit of what counts in Scope 1: without the CO2 of biomass.
  public func emissionFactor(_ factor: FuelFactor) -> Double {
    (fuel.isBiogenic ? 0 : factor.carbonDioxide) + factor.methane / 1000
      * potentials.methane(isBiogenic: fuel.isBiogenic)
      + factor.nitrousOxide / 1000 * potentials.nitrousOxide
  }

  /// What counts in Scope 1: CO2 of fossil fuels, methane and nitrous oxide of all.
  public var emissions: Mass<CO2e> {
    Mass(kilograms: quantity * (usCanadaShare * emissionFactor(usCanada) + (1 - usCanadaShare) * emissionFactor(other)))
  }

  /// CO2 from biomass, outside the scopes; zero for fossil fuels.
  public var biogenic: Mass<BiogenicCO2> {
    guard fuel.isBiogenic else { return .zero }
    return Mass(
      kilograms: quantity * (usCanadaShare * usCanada.carbonDioxide + (1 - usCanadaShare) * other.carbonDioxide))
  }

  /// The energy of the fuel, on net calorific value.
  public var energy: Energy { Energy(kilowattHours: quantity * other.kilowattHours) }
}
