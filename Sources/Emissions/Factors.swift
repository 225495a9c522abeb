/// A fuel of the factor data.
public struct Fuel: Hashable, Sendable {
  public enum Category: String, Hashable, Sendable, CaseIterable { case stationary, mobile }

  /// `natural_gas`.
  public var id: String
  public var english: String
  public var chinese: String
  public var category: Category
  /// From biomass: its CO2 is reported outside the scopes.
  public var isBiogenic: Bool
}

/// The units that fuel amounts come in; net and gross say which calorific value the energy counts.
public enum FuelUnit: String, Hashable, Sendable, CaseIterable {
  case kilowattHourNet = "kWh_net"
  case gigajouleNet = "GJ_net"
  case millionBtuGross = "MMBtu_gross"
  case thermGross = "therm_gross"
  case kilogram = "kg"
  case tonne
  case cubicMetre = "m3"
  case standardCubicFoot = "scf"
  case shortTon = "short_ton"
  case litre
  case usGallon = "us_gallon"
}

/// Which published factors apply: those of the US EPA in the United States and Canada, those of the IPCC elsewhere.
public enum FuelRegion: String, Hashable, Sendable, CaseIterable {
  case usCanada = "US_CA"
  case other
}

/// What one unit of a fuel emits and holds.
public struct FuelFactor: Hashable, Sendable {
  public var fuel: String
  public var unit: FuelUnit
  public var region: FuelRegion
  /// kg CO2 per unit.
  public var carbonDioxide: Double
  /// g CH4 per unit.
  public var methane: Double
  /// g N2O per unit.
  public var nitrousOxide: Double
  /// Net kWh per unit.
  public var kilowattHours: Double
  public var source: String
  public var sourceURL: String
}

/// What a kilowatt-hour from the grid of a country, state or province emits.
public struct GridFactor: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  public var country: String
  public var countryEnglish: String
  public var countryChinese: String
  /// ISO 3166-2; empty for the whole country.
  public var subdivision: String
  public var subdivisionEnglish: String
  public var subdivisionChinese: String
  public var factor: EnergyFactor
  public var year: String
  public var source: String
  public var sourceURL: String
}

/// What a kilowatt-hour emits that nobody claims by contract or certificate: GHG Protocol Scope 2 Guidance, table 6.3.
public struct ResidualMixFactor: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  public var country: String
  public var factor: EnergyFactor
  public var year: String
  public var source: String
}

/// A system that issues energy attribute certificates in a country.
public struct TrackingSystem: Hashable, Sendable {
  public var country: String
  public var name: String
  /// What must be so for its certificates to count; may be empty.
  public var constraint: String
  public var source: String
}

public struct Country: Hashable, Sendable {
  /// ISO 3166-1.
  public var alpha2: String
  public var alpha3: String
  public var english: String
  public var chinese: String
}

/// A set of 100-year global warming potentials of the Intergovernmental Panel on Climate Change.
public enum WarmingPotentialSet: String, Hashable, Sendable, CaseIterable {
  case ar4, ar5, ar6
}

/// The warming potentials that fuels need, of one set.
public struct WarmingPotentials: Hashable, Sendable {
  public var set: WarmingPotentialSet
  /// Of methane from fossil fuels; AR4 and AR5 do not tell it from the other.
  public var fossilMethane: Double
  public var biogenicMethane: Double
  public var nitrousOxide: Double
  public var source: String

  public func methane(isBiogenic: Bool) -> Double { isBiogenic ? biogenicMethane : fossilMethane }
}

/// The warming potentials of one gas in every set.
public struct WarmingPotentialRow: Hashable, Sendable {
  /// `CH4_fossil`.
  public var gas: String
  public var values: [WarmingPotentialSet: Double]
  public var source: String
}

/// How much of one unit another one is.
public struct UnitConversion: Hashable, Sendable {
  public var from: String
  public var to: String
  /// One `from` is this many `to`.
  public var factor: Double
  public var source: String
}
