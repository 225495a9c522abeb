/// A set of 100-year global warming potentials of the Intergovernmental Panel on Climate Change.
public enum WarmingPotentialSet: String, Hashable, Sendable, CaseIterable {
  /// The fourth, fifth and sixth Assessment Report.
  case ar4, ar5, ar6
}

/// The warming potentials that fuels need, of one set.
public struct WarmingPotentials: Hashable, Sendable {
  /// The report that the potentials are from.
  public var set: WarmingPotentialSet
  /// The potential of methane from fossil fuels, in kgCO2e/kg; AR4 and AR5 do not tell it from that of biomass.
  public var fossilMethane: Double
  /// The potential of methane from biomass, in kgCO2e/kg.
  public var biogenicMethane: Double
  /// The potential of nitrous oxide, in kgCO2e/kg.
  public var nitrousOxide: Double
  /// The document that the numbers are from.
  public var source: String

  /// The potential of the methane that a fuel emits, kg CO2e per kg.
  public func methane(isBiogenic: Bool) -> Double { isBiogenic ? biogenicMethane : fossilMethane }
}

/// The warming potentials of one gas in every set.
public struct WarmingPotentialRow: Hashable, Sendable {
  /// The gas as the file names it, such as `CH4_fossil`.
  public var gas: String
  /// The potential in each set, in kgCO2e for each kg of the gas.
  public var values: [WarmingPotentialSet: Double]
  /// The document that the numbers are from.
  public var source: String
}

extension WarmingPotentialSet {
  /// AR6 alone tells fossil from biogenic methane in its main tables.
  var tellsMethaneApart: Bool { self == .ar6 }

  /// The rows of the data that this set takes what fuels need from.
  public func gases(forBiogenic isBiogenic: Bool) -> [String] {
    [tellsMethaneApart ? (isBiogenic ? "CH4_biogenic" : "CH4_fossil") : "CH4", "N2O"]
  }
}
