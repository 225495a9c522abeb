/// Tonnes of coal equivalent, the unit of China's energy statistics (GB/T 2589).
public enum CoalEquivalent {
  /// The unit as ``StatedMeasure`` calls it.
  static let unit = "tce"
  /// A kilogram of standard coal has 7000 kcal (of 4.1868 kJ): the net calorific value that GB/T 2589 lays down.
  static let gigajoulesPerTonne = 29.3076

  /// Whether a unit cell says that amounts are of coal equivalent.
  public static func isMeant(by text: String) -> Bool { StatedMeasure(unitAlone: text)?.unit == unit }
}
