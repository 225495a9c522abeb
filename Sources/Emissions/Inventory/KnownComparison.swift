/// A known figure beside the computed one of the same quantity and unit.
public struct KnownComparison: Hashable, Sendable {
  /// The figure that the company gave.
  public var known: Double
  /// The figure that was computed.
  public var computed: Double

  /// Compares two figures of the same unit; `nil` where nothing was computed.
  ///
  /// A known zero differs from every computed figure.
  public init?(known: Double, computed: Double) {
    guard known >= 0, computed > 0 else { return nil }
    self.known = known
    self.computed = computed
  }

  /// The known figure divided by the computed one: above 1 where the company gave more.
  public var ratio: Double { known / computed }

  /// Whether they differ by more than 5 %; 105 and 100 do not, though their binary ratio is a little more.
  public var differs: Bool { abs(ratio - 1) > 0.05 + 1e-12 }

  /// What a ratio near a power of ten or near 3.6 tells: the units were mixed up.
  public var likelyCause: UnitConfusion? {
    let magnitude = ratio >= 1 ? ratio : 1 / ratio
    return UnitConfusion.allCases.first { abs(magnitude / $0.factor - 1) <= 0.01 }
  }
}

/// Pairs of units that are easily taken for one another, by the factor between them.
public enum UnitConfusion: String, Hashable, Sendable, CaseIterable {
  /// kWh and MWh, MWh and GWh, kg and t.
  case thousand
  /// Cents and the whole, or percentages and shares.
  case hundred
  /// A decimal point that is off by one place.
  case ten
  /// MJ and kWh, GJ and MWh.
  case joules
  /// kJ and kWh, MJ and MWh.
  case kilojoules

  /// How many of the smaller unit the larger one is.
  public var factor: Double {
    switch self {
    case .thousand: 1000
    case .hundred: 100
    case .ten: 10
    case .joules: 3.6
    case .kilojoules: 3600
    }
  }
}
