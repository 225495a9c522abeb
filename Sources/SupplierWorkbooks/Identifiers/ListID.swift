/// The id of a list that cells choose from.
public struct ListID: DefinitionID {
  /// The id, as definitions write it.
  public let text: String

  /// The id that definitions write so.
  public init(_ text: String) { self.text = text }
}

extension ListID {
  // Lists of the definitions
  /// What a company may be: manufacturer or distributor.
  public static let role = ListID("role")
  /// The answers Yes and No.
  public static let yesNo = ListID("yes-no")
  /// The Assessment Reports whose global warming potentials can be chosen.
  public static let warmingPotentials = ListID("warming-potentials")
  /// The methods of Scope 2: market-based and location-based.
  public static let scope2Method = ListID("scope2-method")
  /// Ways to allocate the company's figures to parts.
  public static let allocation = ListID("allocation")
  /// The weighted factor, before the countries.
  public static let electricityFactor = ListID("electricity-factor")
  /// The factor of heat whose supplier names none.
  public static let heatFactor = ListID("heat-factor")
  /// The materials that parts consist of.
  public static let material = ListID("material")
  /// Processes that parts are made by.
  public static let process = ListID("process")
  /// How energy is contracted.
  public static let mechanism = ListID("mechanism")
  /// The currencies of revenue and prices.
  public static let currency = ListID("currency")

  // Lists of the factor data, see ``ReferenceLists``
  /// The fuels that factors are known for.
  public static let fuel = ListID("fuel")
  /// The fuels made of biomass.
  public static let biogenicFuel = ListID("biogenic-fuel")
  /// The units in which fuels are measured.
  public static let fuelUnit = ListID("fuel-unit")
  /// Units of electricity and heat.
  public static let energyUnit = ListID("energy-unit")
  /// Countries that have a grid factor.
  public static let country = ListID("country")
  /// States and provinces that have a grid factor.
  public static let subdivision = ListID("subdivision")
  /// Systems that issue certificates.
  public static let trackingSystem = ListID("tracking-system")
}
