/// What a register says of all suppliers together: the figures of the portfolio report, without words of any language.
///
/// Everything is of each supplier's latest submission that could be read, unless a comment says otherwise. Company figures are those of
/// the whole company, not of what one customer buys. The same register always gives an equal value.
public struct Portfolio: Sendable, Hashable {
  /// A supplier and its latest submission.
  public struct Supplier: Sendable, Hashable {
    public var key: String
    public var name: String
    public var externalID: String?
    /// Of the submission: `tool`, `form`, `company` or `unknown`.
    public var kind: String
    /// `ready`, `incomplete` or `invalid`.
    public var verdict: String
    /// First and last day of the figures, `yyyy-mm-dd`.
    public var periodStart: String?
    public var periodEnd: String?
    public var submittedOn: String
    /// In kgCO2e; `nil` where the submission has no such total.
    public var scope1: Double?
    public var scope2: Double?
    /// In kWh.
    public var renewable: Double?
    public var nonRenewable: Double?
    public var intensity: Intensity
    public var partsWithFigures: Int
    public var partsWithoutFigures: Int
    public var errors: Int
    public var warnings: Int
    /// Submissions that this one superseded.
    public var superseded: Int

    /// In kgCO2e, where both scopes are known.
    public var emissions: Double? { scope1.flatMap { one in scope2.map { one + $0 } } }

    /// Of all energy, 0 to 1; `nil` where nothing is known or no energy was used.
    public var renewableShare: Double? {
      guard let renewable, let nonRenewable, renewable + nonRenewable > 0 else { return nil }
      return renewable / (renewable + nonRenewable)
    }
  }

  /// Carbon intensity of energy: kgCO2e of Scopes 1 and 2 for each kWh of all energy.
  ///
  /// Of a company's totals, else the median over its parts; every part of a company has the ratio of the company, because carbon and
  /// energy are allocated to it by the same share. No revenue and no price is in it.
  public enum Intensity: Sendable, Hashable {
    /// In kgCO2e/kWh, above 0.
    case value(Double)
    /// No emissions, and all energy is renewable.
    case zero
    /// No emissions, though energy that is not renewable was used; or emissions without any energy.
    case implausible
    /// Emissions or energy are not known.
    case unknown

    public var value: Double? { if case .value(let value) = self { value } else { nil } }
  }

  /// A source of energy over all suppliers with totals.
  public struct EnergySource: Sendable, Hashable {
    /// `grid-mix`, `power-purchase-agreements`, …
    public var source: String
    public var kilowattHours: Double
    /// With more than 0 of it.
    public var suppliers: Int
    /// Of the energy of all sources, 0 to 1.
    public var share: Double
  }

  /// Suppliers by the kind of their latest submission and the verdict on it.
  public struct VerdictCount: Sendable, Hashable {
    public var kind: String
    public var verdict: String
    public var suppliers: Int
  }

  /// What a rule found in the latest submissions.
  public struct RuleCount: Sendable, Hashable {
    public var rule: String
    /// Cells, by severity.
    public var errors = 0
    public var warnings = 0
    public var notes = 0
    public var suppliers = 0

    public var cells: Int { errors + warnings + notes }
  }

  /// How the carbon of a supplier's parts changed from the submission before to the latest one.
  public struct Change: Sendable, Hashable {
    public var key: String
    public var name: String
    /// Median of the parts' relative changes: 0.1 is a tenth more; `nil` where every part was 0 before.
    public var median: Double?
    /// Parts with figures in both submissions.
    public var parts: Int
    /// Parts that changed by more than ``Portfolio/changeThreshold``, or were 0 before and are not now.
    public var largeChanges: Int
  }

  /// Parts whose latest line lacks figures.
  public struct MissingParts: Sendable, Hashable {
    public var key: String
    public var name: String
    public var parts: Int
    /// Why, and of how many parts; a key is `price`, `revenue`, …, or empty where the form has no figure.
    public var reasons: [String: Int]
  }

  /// The latest day that counted as today when a file was read; `nil` of an empty register.
  public var asOf: String?
  /// All that were recorded.
  public var submissions = 0
  /// Files that could not be read; they belong to no supplier.
  public var unreadable = 0
  /// Sorted by name, then by key.
  public var suppliers: [Supplier] = []
  /// In the order of ``energySources``, then unknown ones by name.
  public var energy: [EnergySource] = []
  /// Suppliers whose submission names sources of energy.
  public var suppliersWithEnergy = 0
  public var distribution = IntensityDistribution([])
  /// By kind, then verdict.
  public var verdicts: [VerdictCount] = []
  /// Most errors first, then warnings, then notes.
  public var rules: [RuleCount] = []
  public var survey = SurveyReadiness()
  /// The greatest rise first; those without a median last.
  public var changes: [Change] = []
  /// Of the register's settings: 0.2 is 20 %.
  public var changeThreshold = 0.2
  /// Most parts first.
  public var missingParts: [MissingParts] = []

  /// The sources in the order in which they are shown: renewable ones first.
  public static let energySources = [
    "power-purchase-agreements", "on-site-renewable", "bundled-supply", "unbundled-certificates", "renewable-fuels", "grid-mix",
    "purchased-heat", "fossil-fuels",
  ]

  /// An empty one.
  public init() {}
}

extension Portfolio {
  /// Suppliers with both scopes, the largest emitter first.
  public var emitters: [Supplier] {
    suppliers.filter { $0.emissions != nil }.sorted {
      let (one, other) = ($0.emissions ?? 0, $1.emissions ?? 0)
      return one != other ? one > other : ($0.name, $0.key) < ($1.name, $1.key)
    }
  }

  /// In kWh, of all sources.
  public var energyTotal: Double { energy.reduce(0) { $0 + $1.kilowattHours } }

  /// Suppliers that sent more than one submission.
  public var suppliersWithHistory: Int { suppliers.count { $0.superseded > 0 } }

  /// Submissions that a later one of the same supplier took the place of.
  public var superseded: Int { suppliers.reduce(0) { $0 + $1.superseded } }
}
