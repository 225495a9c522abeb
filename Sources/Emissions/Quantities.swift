/// What a mass is a mass of: keeps emissions and products apart at compile time.
public protocol Substance: Sendable {}
/// Greenhouse gases in carbon dioxide equivalents.
public enum CO2e: Substance {}
/// Carbon dioxide from biomass, reported outside the scopes (GHG Protocol Corporate Standard, chapter 9).
public enum BiogenicCO2: Substance {}
/// Goods that a company makes.
public enum Product: Substance {}

/// A mass of one substance; kilograms inside.
public struct Mass<Of: Substance>: Hashable, Comparable, Sendable, AdditiveArithmetic {
  public var kilograms: Double

  public init(kilograms: Double) { self.kilograms = kilograms }
  public init(tonnes: Double) { kilograms = tonnes * 1000 }
  public init(grams: Double) { kilograms = grams / 1000 }

  public var tonnes: Double { kilograms / 1000 }
  public var grams: Double { kilograms * 1000 }

  public static var zero: Mass { Mass(kilograms: 0) }
  public static func + (left: Mass, right: Mass) -> Mass { Mass(kilograms: left.kilograms + right.kilograms) }
  public static func - (left: Mass, right: Mass) -> Mass { Mass(kilograms: left.kilograms - right.kilograms) }
  public static func < (left: Mass, right: Mass) -> Bool { left.kilograms < right.kilograms }
  /// A share without unit.
  public static func / (left: Mass, right: Mass) -> Double { left.kilograms / right.kilograms }
}

/// An amount of energy; kilowatt-hours inside.
public struct Energy: Hashable, Comparable, Sendable, AdditiveArithmetic {
  public var kilowattHours: Double

  public init(kilowattHours: Double) { self.kilowattHours = kilowattHours }
  public init(megawattHours: Double) { kilowattHours = megawattHours * 1000 }

  public var megawattHours: Double { kilowattHours / 1000 }

  public static var zero: Energy { Energy(kilowattHours: 0) }
  public static func + (left: Energy, right: Energy) -> Energy { Energy(kilowattHours: left.kilowattHours + right.kilowattHours) }
  public static func - (left: Energy, right: Energy) -> Energy { Energy(kilowattHours: left.kilowattHours - right.kilowattHours) }
  public static func < (left: Energy, right: Energy) -> Bool { left.kilowattHours < right.kilowattHours }
}

/// Emissions per energy, in kgCO2e/kWh: the factor of a grid or of a heat supply.
public struct EnergyFactor: Hashable, Comparable, Sendable {
  public var kilogramsPerKilowattHour: Double

  public init(kilogramsPerKilowattHour: Double) { self.kilogramsPerKilowattHour = kilogramsPerKilowattHour }

  public static func < (left: EnergyFactor, right: EnergyFactor) -> Bool { left.kilogramsPerKilowattHour < right.kilogramsPerKilowattHour }
  public static func * (energy: Energy, factor: EnergyFactor) -> Mass<CO2e> {
    Mass(kilograms: energy.kilowattHours * factor.kilogramsPerKilowattHour)
  }
}

/// A currency by its ISO 4217 code, such as `USD`.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
  public var code: String
  public init(_ code: String) { self.code = code }
  public var description: String { code }
}

/// An amount of money.
public struct Money: Hashable, Sendable {
  public var amount: Double
  public var currency: Currency

  public init(_ amount: Double, _ currency: Currency) {
    self.amount = amount
    self.currency = currency
  }
}
