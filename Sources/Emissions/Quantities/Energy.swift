/// An amount of energy; kilowatt-hours inside.
public struct Energy: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The amount in kWh.
  public var kilowattHours: Double

  /// An amount in kWh.
  public init(kilowattHours: Double) { self.kilowattHours = kilowattHours }
  /// An amount in MWh.
  public init(megawattHours: Double) { kilowattHours = megawattHours * 1000 }

  /// The amount in MWh.
  public var megawattHours: Double { kilowattHours / 1000 }

  /// An amount of no energy: the neutral element of addition.
  public static var zero: Energy { Energy(kilowattHours: 0) }
  /// The sum of two amounts.
  public static func + (left: Energy, right: Energy) -> Energy {
    Energy(kilowattHours: left.kilowattHours + right.kilowattHours)
  }
  /// The difference of two amounts, which may be negative.
  public static func - (left: Energy, right: Energy) -> Energy {
    Energy(kilowattHours: left.kilowattHours - right.kilowattHours)
  }
  /// Whether the left amount is less than the right one.
  public static func < (left: Energy, right: Energy) -> Bool { left.kilowattHours < right.kilowattHours }
}

/// Emissions per energy, in kgCO2e/kWh: the factor of a grid or of a heat supply.
public struct EnergyFactor: Hashable, Comparable, Sendable {
  /// The factor in kgCO2e/kWh.
  public var kilogramsPerKilowattHour: Double

  /// A factor in kgCO2e/kWh.
  public init(kilogramsPerKilowattHour: Double) { self.kilogramsPerKilowattHour = kilogramsPerKilowattHour }

  /// Whether the left factor is less than the right one.
  public static func < (left: EnergyFactor, right: EnergyFactor) -> Bool {
    left.kilogramsPerKilowattHour < right.kilogramsPerKilowattHour
  }
  /// The emissions of an amount of energy.
  public static func * (energy: Energy, factor: EnergyFactor) -> Mass<CO2e> {
    Mass(kilograms: energy.kilowattHours * factor.kilogramsPerKilowattHour)
  }
}
