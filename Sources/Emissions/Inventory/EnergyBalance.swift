/// Energy by source; fuels are `nil` where an amount cannot be converted.
public struct EnergyBalance: Hashable, Sendable {
  /// Electricity covered by power purchase agreements.
  public var powerPurchaseAgreements = Energy.zero
  /// Electricity generated on site from renewable sources and consumed there.
  public var onSiteRenewable = Energy.zero
  /// Electricity supplied together with its certificates.
  public var bundledSupply = Energy.zero
  /// Electricity from the grid that certificates bought apart cover.
  public var unbundledCertificates = Energy.zero
  /// Energy of fuels from biomass, on net calorific value; `nil` where an amount cannot be converted.
  public var renewableFuels: Energy?
  /// Electricity from the grid that no certificate covers.
  public var gridMix = Energy.zero
  /// Energy of fossil fuels, on net calorific value; `nil` where an amount cannot be converted.
  public var fossilFuels: Energy?
  /// Steam, heat and cooling bought from others.
  public var purchasedHeat = Energy.zero
  /// Every amount of electricity can be read; without that no total is made.
  public var isElectricityKnown = true
  /// Every amount of heat can be read; without that no non-renewable total is made.
  public var isHeatKnown = true

  /// No energy; fuels are not known yet.
  public init() {}

  /// Renewable energy of all sources; `nil` where a part of it is not known.
  public var renewable: Energy? {
    guard isElectricityKnown, let renewableFuels else { return nil }
    return powerPurchaseAgreements + onSiteRenewable + bundledSupply + unbundledCertificates + renewableFuels
  }

  /// Non-renewable energy of all sources; `nil` where a part of it is not known.
  public var nonRenewable: Energy? {
    guard isElectricityKnown, isHeatKnown, let fossilFuels else { return nil }
    return gridMix + fossilFuels + purchasedHeat
  }
}
