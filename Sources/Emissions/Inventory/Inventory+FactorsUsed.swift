extension Inventory {
  /// The factors that the figures were computed with, from the lists; those that the supplier typed in are none of
  /// them.
  public var factorsUsed: Set<FactorKey> {
    var used: Set<FactorKey> = []
    for combustion in combustions.values where combustion.quantity != 0 {
      // Energy is computed with the row of the region `other` wherever the fuel is burnt.
      used.insert(combustion.other.key)
      if combustion.usCanadaShare > 0 { used.insert(combustion.usCanada.key) }
      used.formUnion(
        settings.warmingPotentials.gases(forBiogenic: combustion.fuel.isBiogenic).map { .warmingPotential(gas: $0) })
    }
    if activity.purchasedHeat > .zero, activity.heatFactor == nil {
      used.formUnion(settings.warmingPotentials.gases(forBiogenic: false).map { .warmingPotential(gas: $0) })
    }
    let electricity = activity.gridElectricity + activity.powerPurchaseAgreements + activity.bundledSupply
    if electricity > .zero { used.formUnion(electricityFactorsUsed) }
    return used
  }

  private var electricityFactorsUsed: Set<FactorKey> {
    switch activity.electricityFactor {
    case .typed: return []
    case .country(let code):
      return settings.usesResidualMix ? [.gridCountry(code), .residualMix(country: code)] : [.gridCountry(code)]
    case .weighted:
      let consuming = zip(regions.regions, zip(regions.factors, regions.marketFactors)).filter {
        $0.0.consumption > .zero
      }
      return Set(consuming.flatMap { [$0.1.0?.key, $0.1.1?.key] }.compactMap { $0 })
    }
  }
}

extension RegionFactor {
  /// The row of the lists that the factor is from; `nil` for a custom one.
  public var key: FactorKey? {
    switch origin {
    case .subdivision(let factor), .country(let factor): factor.key
    case .residualMix(let factor): factor.key
    case .custom: nil
    }
  }
}
