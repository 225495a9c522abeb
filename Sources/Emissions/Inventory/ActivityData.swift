/// What a company used in the reporting year, as far as it is known: the input of an inventory.
public struct ActivityData: Sendable {
  /// What an amount that cannot be read leaves unknown.
  public enum Source: Hashable, Sendable {
    case fuels, electricity, heat, knownScope1, knownScope2, knownRenewable, knownNonRenewable
    /// The amount is known, but not what it emits.
    case electricityFactor, heatFactor
  }

  /// The amount of one fuel burnt in the reporting year.
  public struct FuelUse: Sendable, Hashable {
    /// An id of the caller's choice, by which the result is found again.
    public var id: String
    /// The id of the fuel in the factor data.
    public var fuel: String
    /// The unit of `quantity`.
    public var unit: FuelUnit
    /// The amount that was burnt, in `unit`.
    public var quantity: Double
    /// The share burnt in the United States and Canada, 0 to 1.
    public var usCanadaShare: Double

    /// An amount of a fuel.
    public init(id: String, fuel: String, unit: FuelUnit, quantity: Double, usCanadaShare: Double = 0) {
      self.id = id
      self.fuel = fuel
      self.unit = unit
      self.quantity = quantity
      self.usCanadaShare = usCanadaShare
    }
  }

  /// Fuels that were burnt, one entry for each source.
  public var fuels: [FuelUse] = []
  /// Electricity from the grid that no contract covers.
  public var gridElectricity = Energy.zero
  /// Electricity covered by power purchase agreements, in addition to `gridElectricity`.
  public var powerPurchaseAgreements = Energy.zero
  /// Electricity generated on site from renewable sources and consumed there.
  public var onSiteRenewable = Energy.zero
  /// Electricity supplied together with its certificates, in addition to `gridElectricity`.
  public var bundledSupply = Energy.zero
  /// Energy attribute certificates bought apart from the electricity; 1 certificate is 1 MWh.
  public var unbundledCertificates = Energy.zero
  /// Steam, heat and cooling bought from others.
  public var purchasedHeat = Energy.zero
  /// The factor of `purchasedHeat` that its supplier names; `nil` for the default of the US EPA.
  public var heatFactor: EnergyFactor?
  /// The regions in which electricity was bought, for the weighted factor.
  public var regions: [ElectricityRegion] = []
  /// Which factor multiplies the electricity.
  public var electricityFactor = ElectricityFactorSelection.weighted
  /// Totals that the company knows already.
  public var known = KnownTotals()
  /// Sources with an amount that cannot be read: no figure is made without it.
  public var unreadable: Set<Source> = []

  /// No activity at all.
  public init() {}
}
