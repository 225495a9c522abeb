/// What a company used in the reporting year, as far as it is known: the input of an inventory.
public struct ActivityData: Sendable {
  /// What an amount that cannot be read leaves unknown.
  public enum Source: Hashable, Sendable { case fuels, electricity, heat, knownScope1, knownScope2, knownRenewable, knownNonRenewable }

  /// The amount of one fuel burnt in the reporting year.
  public struct FuelUse: Sendable, Hashable {
    /// Of the caller, to find the result again.
    public var id: String
    public var fuel: String
    public var unit: FuelUnit
    /// In `unit`.
    public var quantity: Double
    /// 0 to 1.
    public var usCanadaShare: Double

    public init(id: String, fuel: String, unit: FuelUnit, quantity: Double, usCanadaShare: Double = 0) {
      self.id = id
      self.fuel = fuel
      self.unit = unit
      self.quantity = quantity
      self.usCanadaShare = usCanadaShare
    }
  }

  public var fuels: [FuelUse] = []
  /// From the grid, without contract.
  public var gridElectricity = Energy.zero
  /// Covered by power purchase agreements, in addition to `gridElectricity`.
  public var powerPurchaseAgreements = Energy.zero
  /// Generated on site from renewable sources and consumed there.
  public var onSiteRenewable = Energy.zero
  /// Supplied together with its certificates, in addition to `gridElectricity`.
  public var bundledSupply = Energy.zero
  /// Energy attribute certificates bought apart from the electricity; 1 certificate is 1 MWh.
  public var unbundledCertificates = Energy.zero
  public var purchasedHeat = Energy.zero
  /// `nil` for the default of the US EPA.
  public var heatFactor: EnergyFactor?
  public var regions: [ElectricityRegion] = []
  public var electricityFactor = ElectricityFactorSelection.weighted
  public var known = KnownTotals()
  /// Sources with an amount that cannot be read: no figure is made without it.
  public var unreadable: Set<Source> = []

  public init() {}
}

/// Figures that take the place of computed ones, each by itself.
public struct KnownTotals: Sendable, Hashable {
  public var scope1: Mass<CO2e>?
  public var scope2: Mass<CO2e>?
  public var renewable: Energy?
  public var nonRenewable: Energy?

  public init() {}
}

/// The Scope 2 figure that counts: GHG Protocol Scope 2 Guidance, chapter 1 (both are always reported).
public enum Scope2Method: String, Hashable, Sendable, CaseIterable { case market, location }

/// What the reader of a calculation may choose.
public struct CalculationSettings: Hashable, Sendable {
  public var warmingPotentials = WarmingPotentialSet.ar5
  public var scope2Method = Scope2Method.market
  /// A custom factor wins over the one of the lists.
  public var customFactorOverrides = false
  /// The market-based method uses the residual mix where a region has one.
  public var usesResidualMix = false

  public init() {}
}
