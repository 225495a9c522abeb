/// Heat and steam bought from others.
public enum HeatSupply {
  /// The document that the numbers of this type are from.
  public static let source = "US EPA GHG Emission Factors Hub, steam and heat"
  /// kg CO2 per MMBtu.
  public static let carbonDioxide = 66.33
  /// g CH4 per MMBtu.
  public static let methane = 1.25
  /// g N2O per MMBtu.
  public static let nitrousOxide = 0.125
  /// Source: NIST SP 811.
  public static let kilowattHoursPerMillionBtu = 293.0710701722222

  /// The factor of heat whose supplier names none.
  public static func standardFactor(_ potentials: WarmingPotentials) -> EnergyFactor {
    let perMillionBtu =
      carbonDioxide + methane / 1000 * potentials.fossilMethane + nitrousOxide / 1000 * potentials.nitrousOxide
    return EnergyFactor(kilogramsPerKilowattHour: perMillionBtu / kilowattHoursPerMillionBtu)
  }
}
