/// A fuel of the factor data.
public struct Fuel: Hashable, Sendable {
  /// Where a fuel is burnt: in a furnace, boiler or generator, or in a vehicle.
  public enum Category: String, Hashable, Sendable, CaseIterable { case stationary, mobile }

  /// The id of the fuel, such as `natural_gas`.
  public var id: String
  /// The name in English.
  public var english: String
  /// The name in Chinese; may be empty.
  public var chinese: String
  /// Whether its factors are those of stationary or of mobile combustion.
  public var category: Category
  /// Whether it is made from biomass: its CO2 is reported outside the scopes.
  public var isBiogenic: Bool
}

/// The units that fuel amounts come in; net and gross say which calorific value the energy counts.
public enum FuelUnit: String, Hashable, Sendable, CaseIterable {
  /// Kilowatt-hours on net calorific value.
  case kilowattHourNet = "kWh_net"
  /// Gigajoules on net calorific value.
  case gigajouleNet = "GJ_net"
  /// Million British thermal units on gross calorific value.
  case millionBtuGross = "MMBtu_gross"
  /// Therms on gross calorific value.
  case thermGross = "therm_gross"
  /// A mass in kilograms.
  case kilogram = "kg"
  /// A mass in metric tonnes.
  case tonne
  /// A volume in cubic metres.
  case cubicMetre = "m3"
  /// A volume of gas in standard cubic feet.
  case standardCubicFoot = "scf"
  /// Short tons of 2000 pounds.
  case shortTon = "short_ton"
  /// A volume in litres.
  case litre
  /// A volume in US gallons.
  case usGallon = "us_gallon"
}

/// Which published factors apply: those of the US EPA in the United States and Canada, those of the IPCC elsewhere.
public enum FuelRegion: String, Hashable, Sendable, CaseIterable {
  /// The United States and Canada.
  case usCanada = "US_CA"
  /// Every other country of the world.
  case other
}

/// What one unit of a fuel emits and holds.
public struct FuelFactor: Hashable, Sendable {
  /// The id of the fuel.
  public var fuel: String
  /// The unit that the numbers are per.
  public var unit: FuelUnit
  /// Where the fuel is burnt.
  public var region: FuelRegion
  /// kg CO2 per unit.
  public var carbonDioxide: Double
  /// g CH4 per unit.
  public var methane: Double
  /// g N2O per unit.
  public var nitrousOxide: Double
  /// Net kWh per unit.
  public var kilowattHours: Double
  /// The document that the numbers are from.
  public var source: String
  /// Where that document can be read; may be empty.
  public var sourceURL: String
}
