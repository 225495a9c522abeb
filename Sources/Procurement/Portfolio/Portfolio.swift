internal import Validation

/// What a register says of all suppliers together: the figures of the portfolio report, without words of any language.
///
/// Everything is of each supplier's latest submission that could be read, unless a comment says otherwise. Company
/// figures are those of the whole company, not of what one customer buys. The same register always gives an equal
/// value.
public struct Portfolio: Sendable, Hashable {
  /// A supplier and its latest submission.
  public struct Supplier: Sendable, Hashable {
    /// The key by which the register knows the supplier.
    public var key: String
    /// The name of the supplier.
    public var name: String
    /// The number that the customer gave the supplier; `nil` where no submission says it.
    public var externalID: String?
    /// The kind of workbook that was submitted: `tool`, `form`, `company` or `unknown`.
    public var kind: String
    /// The verdict on the submission: `ready`, `check`, `incomplete` or `invalid`.
    public var verdict: String
    /// The first day of the figures, `yyyy-mm-dd`; `nil` where it is not known.
    public var periodStart: String?
    /// The last day of the figures, `yyyy-mm-dd`; `nil` where it is not known.
    public var periodEnd: String?
    /// The day of the submission, `yyyy-mm-dd`.
    public var submittedOn: String
    /// The company's direct emissions, in kgCO2e; `nil` where the submission has no such total.
    public var scope1: Double?
    /// The company's emissions from bought energy, in kgCO2e; `nil` where the submission has no such total.
    public var scope2: Double?
    /// The company's renewable energy, in kWh; `nil` where it is not known.
    public var renewable: Double?
    /// The company's energy that is not renewable, in kWh; `nil` where it is not known.
    public var nonRenewable: Double?
    /// How much carbon the supplier emits for each kWh of energy.
    public var intensity: Intensity
    /// How many parts of the submission have figures.
    public var partsWithFigures: Int
    /// How many parts of it have none.
    public var partsWithoutFigures: Int
    /// How many cells of it have findings that are errors.
    public var errors: Int
    /// How many cells of it have findings that are warnings.
    public var warnings: Int
    /// How many earlier submissions this one superseded.
    public var superseded: Int

    /// Whether a finding casts doubt on its figures: they stand apart from those of the others, and in no sum with them.
    public var isToBeChecked: Bool { verdict == Verdict.check.rawValue }

    /// The emissions of Scopes 1 and 2 together, in kgCO2e; `nil` unless both are known.
    public var emissions: Double? { scope1.flatMap { one in scope2.map { one + $0 } } }

    /// The renewable share of all energy, 0 to 1; `nil` where nothing is known or no energy was used.
    public var renewableShare: Double? {
      guard let renewable, let nonRenewable, renewable + nonRenewable > 0 else { return nil }
      return renewable / (renewable + nonRenewable)
    }
  }

  /// Carbon intensity of energy: kgCO2e of Scopes 1 and 2 for each kWh of all energy.
  ///
  /// It is the ratio of a company's totals, else the median over its parts; every part of a company has the ratio of
  /// the company, because carbon and energy are allocated to it by the same share. No revenue and no price is in it.
  public enum Intensity: Sendable, Hashable {
    /// The ratio in kgCO2e/kWh, above 0.
    case value(Double)
    /// Zero: no emissions, and all energy is renewable.
    case zero
    /// No emissions, though energy that is not renewable was used; or emissions without any energy.
    case implausible
    /// Emissions or energy are not known.
    case unknown

    /// The number in kgCO2e/kWh; `nil` in every other case.
    public var value: Double? { if case .value(let value) = self { value } else { nil } }
  }

  /// A source of energy over all suppliers with totals.
  public struct EnergySource: Sendable, Hashable {
    /// The name of the source: `grid-mix`, `power-purchase-agreements`, and so on.
    public var source: String
    /// The energy from this source over all suppliers, in kWh.
    public var kilowattHours: Double
    /// How many suppliers have more than 0 of it.
    public var suppliers: Int
    /// Its share of the energy of all sources, 0 to 1.
    public var share: Double
  }

  /// Suppliers by the kind of their latest submission and the verdict on it.
  public struct VerdictCount: Sendable, Hashable {
    /// The kind of workbook: `tool`, `form`, `company` or `unknown`.
    public var kind: String
    /// The verdict: `ready`, `check`, `incomplete` or `invalid`.
    public var verdict: String
    /// How many suppliers these are.
    public var suppliers: Int
  }

  /// What a rule found in the latest submissions.
  public struct RuleCount: Sendable, Hashable {
    /// The id of the rule, such as `L03`.
    public var rule: String
    /// How many cells it found errors in.
    public var errors = 0
    /// How many cells it found warnings in.
    public var warnings = 0
    /// How many cells it found notes in.
    public var notes = 0
    /// How many suppliers have such cells.
    public var suppliers = 0
    /// The names of the first of these suppliers, in the order of the alphabet.
    public var names: [String] = []

    /// How many cells it found anything in.
    public var cells: Int { errors + warnings + notes }
  }

  /// A finding that casts doubt on the figures of a supplier.
  public struct Doubt: Sendable, Hashable {
    /// The key by which the register knows the supplier.
    public var key: String
    /// The name of the supplier.
    public var name: String
    /// The id of the rule, such as `C13`.
    public var rule: String
    /// The name of the sheet; `nil` where the finding belongs to none.
    public var sheet: String?
    /// The cells in A1 notation.
    public var cells: String
    /// What the field is called; `nil` where the finding is of none.
    public var field: String?
  }

  /// How the carbon of a supplier's parts changed from the submission before to the latest one.
  public struct Change: Sendable, Hashable {
    /// The key by which the register knows the supplier.
    public var key: String
    /// The name of the supplier.
    public var name: String
    /// The median of the parts' relative changes: 0.1 is a tenth more; `nil` where every part was 0 before.
    public var median: Double?
    /// Parts with figures in both submissions.
    public var parts: Int
    /// Parts that changed by more than ``Portfolio/changeThreshold``, or were 0 before and are not now.
    public var largeChanges: Int
  }

  /// Parts whose latest line lacks figures.
  public struct MissingParts: Sendable, Hashable {
    /// The key by which the register knows the supplier.
    public var key: String
    /// The name of the supplier.
    public var name: String
    /// How many of the supplier's parts lack figures.
    public var parts: Int
    /// How many parts lack figures for each reason: `price`, `revenue` and so on, or empty where the form has no
    /// figure.
    public var reasons: [String: Int]
  }

  /// The latest day that counted as today when a file was read, `yyyy-mm-dd`; `nil` for an empty register.
  public var asOf: String?
  /// How many submissions were recorded.
  public var submissions = 0
  /// How many files could not be read; they belong to no supplier.
  public var unreadable = 0
  /// The suppliers, sorted by name, then by key.
  public var suppliers: [Supplier] = []
  /// The sources of energy in the order of ``energySources``, then unknown ones by name.
  public var energy: [EnergySource] = []
  /// The same of the suppliers that are to be checked, which are not in ``energy``.
  public var energyToCheck: [EnergySource] = []
  /// How many suppliers' submissions name sources of energy, without those that are to be checked.
  public var suppliersWithEnergy = 0
  /// How many of the suppliers that are to be checked name sources of energy.
  public var suppliersWithEnergyToCheck = 0
  /// What casts doubt on the figures of the suppliers that are to be checked, by supplier.
  public var doubts: [Doubt] = []
  /// How the carbon intensity is spread over the suppliers, without those that are to be checked.
  public var distribution = IntensityDistribution([])
  /// How many suppliers have each verdict, by kind of workbook, then verdict.
  public var verdicts: [VerdictCount] = []
  /// What each rule found: most errors first, then warnings, then notes.
  public var rules: [RuleCount] = []
  /// How the answers to the survey are spread over the suppliers.
  public var survey = SurveyReadiness()
  /// How each supplier's carbon changed: the greatest rise first, those without a median last.
  public var changes: [Change] = []
  /// The relative change above which a part counts as changed much, by the register's settings: 0.2 is 20 %.
  public var changeThreshold = 0.2
  /// The suppliers with parts that lack figures, most parts first.
  public var missingParts: [MissingParts] = []

  /// The sources in the order in which they are shown: renewable ones first.
  public static let energySources = [
    "power-purchase-agreements", "on-site-renewable", "bundled-supply", "unbundled-certificates", "renewable-fuels",
    "grid-mix",
    "purchased-heat", "fossil-fuels",
  ]

  /// A portfolio without suppliers.
  public init() {}
}

extension Portfolio {
  /// Suppliers with both scopes, the largest emitter first, without those that are to be checked.
  public var emitters: [Supplier] { emitters { !$0.isToBeChecked } }

  /// Suppliers with both scopes that are to be checked, the largest emitter first.
  public var emittersToCheck: [Supplier] { emitters(where: \.isToBeChecked) }

  /// Suppliers that are to be checked, by name.
  public var suppliersToCheck: [Supplier] { suppliers.filter(\.isToBeChecked) }

  private func emitters(where isMeant: (Supplier) -> Bool) -> [Supplier] {
    suppliers.filter { $0.emissions != nil && isMeant($0) }.sorted {
      let (one, other) = ($0.emissions ?? 0, $1.emissions ?? 0)
      return one != other ? one > other : ($0.name, $0.key) < ($1.name, $1.key)
    }
  }

  /// The energy of all sources together, in kWh.
  public var energyTotal: Double { energy.reduce(0) { $0 + $1.kilowattHours } }

  /// Suppliers that sent more than one submission.
  public var suppliersWithHistory: Int { suppliers.count { $0.superseded > 0 } }

  /// Submissions that a later one of the same supplier took the place of.
  public var superseded: Int { suppliers.reduce(0) { $0 + $1.superseded } }
}
