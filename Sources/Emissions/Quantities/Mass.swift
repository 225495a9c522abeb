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
  /// The mass in kg.
  public var kilograms: Double

  /// A mass in kg.
  public init(kilograms: Double) { self.kilograms = kilograms }
  /// A mass in metric tonnes.
  public init(tonnes: Double) { kilograms = tonnes * 1000 }
  /// A mass in g.
  public init(grams: Double) { kilograms = grams / 1000 }

  /// The mass in metric tonnes.
  public var tonnes: Double { kilograms / 1000 }
  /// The mass in g.
  public var grams: Double { kilograms * 1000 }

  /// A mass of nothing: the neutral element of addition.
  public static var zero: Mass { Mass(kilograms: 0) }
  /// The sum of two masses.
  public static func + (left: Mass, right: Mass) -> Mass { Mass(kilograms: left.kilograms + right.kilograms) }
  /// The difference of two masses, which may be negative.
  public static func - (left: Mass, right: Mass) -> Mass { Mass(kilograms: left.kilograms - right.kilograms) }
  /// Whether the left mass is less than the right one.
  public static func < (left: Mass, right: Mass) -> Bool { left.kilograms < right.kilograms }
  /// A share without unit.
  public static func / (left: Mass, right: Mass) -> Double { left.kilograms / right.kilograms }
}
