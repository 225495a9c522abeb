/// A company's emissions by scope and energy by source, with the intermediates that lead there.
///
/// A figure that cannot be computed is `nil`, never zero, and `problems` says why.
///
/// Source: GHG Protocol Corporate Standard; Scope 2 Guidance (2015).
public struct Inventory: Sendable {
  /// The choices that the figures were computed with.
  public var settings: CalculationSettings
  /// What the figures were computed from.
  public var activity: ActivityData
  /// The combustion of each fuel use, by the id of the use.
  public var combustions: [String: FuelCombustion] = [:]
  /// The regions of the electricity with their factors.
  public var regions: ElectricityRegions
  /// The factor of the location-based method.
  public var electricityFactor: EnergyFactor?
  /// The factor of the market-based method.
  public var marketFactor: EnergyFactor?
  /// The factor of heat: the supplier's, else ``HeatSupply/standardFactor(_:)``.
  public var heatFactor: EnergyFactor

  /// Direct emissions of burnt fuels; `nil` where an amount or a factor is not known.
  public var scope1: Mass<CO2e>?
  /// Emissions of bought energy by the average of the grids; `nil` where an amount or a factor is not known.
  public var scope2Location: Mass<CO2e>?
  /// Emissions of bought energy by contracts and certificates; `nil` where an amount or a factor is not known.
  public var scope2Market: Mass<CO2e>?
  /// CO2 from biomass, outside the scopes; `nil` where an amount or a factor is not known.
  public var biogenic: Mass<BiogenicCO2>?
  /// The company's energy by source, as computed.
  public var energy = EnergyBalance()
  /// Why figures are missing, in the order in which it was found.
  public var problems: [CalculationProblem] = []

  /// Computes every figure.
  ///
  /// - Parameters:
  ///   - activity: what was used in the reporting year.
  ///   - library: the factors.
  ///   - settings: which of them apply.
  public init(_ activity: ActivityData, library: FactorLibrary, settings: CalculationSettings) {
    self.activity = activity
    self.settings = settings
    regions = ElectricityRegions(activity.regions, library: library, settings: settings)
    heatFactor = activity.heatFactor ?? HeatSupply.standardFactor(library.warmingPotentials(settings.warmingPotentials))
    burnFuels(library)
    chooseFactors(library)
    computeScope2()
    withdrawUnknown()
  }

  /// The Scope 2 figure of the chosen method.
  public var scope2: Mass<CO2e>? { settings.scope2Method == .market ? scope2Market : scope2Location }

  /// The figures that intensities are made of: known ones in the place of computed ones.
  public var used: UsedTotals {
    UsedTotals(
      scope1: used(activity.known.scope1, .knownScope1, computed: scope1),
      scope2: used(activity.known.scope2, .knownScope2, computed: scope2),
      renewable: used(activity.known.renewable, .knownRenewable, computed: energy.renewable),
      nonRenewable: used(activity.known.nonRenewable, .knownNonRenewable, computed: energy.nonRenewable))
  }

  /// The figure that counts: a known one, else the computed one, but not where a known one is there and cannot be read.
  private func used<Figure>(_ known: Figure?, _ source: ActivityData.Source, computed: Figure?) -> Figure? {
    known ?? (activity.unreadable.contains(source) ? nil : computed)
  }

  private mutating func burnFuels(_ library: FactorLibrary) {
    var emissions = Mass<CO2e>.zero
    var biogenic = Mass<BiogenicCO2>.zero
    var renewable = Energy.zero
    var fossil = Energy.zero
    var isComplete = true
    for use in activity.fuels {
      do throws(CalculationProblem) {
        let combustion = try FuelCombustion(
          fuel: use.fuel, unit: use.unit, quantity: use.quantity, usCanadaShare: use.usCanadaShare, library: library,
          set: settings.warmingPotentials)
        combustions[use.id] = combustion
        emissions += combustion.emissions
        biogenic += combustion.biogenic
        if combustion.fuel.isBiogenic { renewable += combustion.energy } else { fossil += combustion.energy }
      } catch {
        problems.append(error)
        isComplete = false
      }
    }
    if isComplete {
      scope1 = emissions
      self.biogenic = biogenic
      energy.renewableFuels = renewable
      energy.fossilFuels = fossil
    }
    energy.powerPurchaseAgreements = activity.powerPurchaseAgreements
    energy.onSiteRenewable = activity.onSiteRenewable
    energy.bundledSupply = activity.bundledSupply
    // Certificates count up to what was bought from the grid.
    energy.unbundledCertificates = min(activity.unbundledCertificates, activity.gridElectricity)
    energy.gridMix = activity.gridElectricity - energy.unbundledCertificates
    energy.purchasedHeat = activity.purchasedHeat
    if activity.unbundledCertificates > activity.gridElectricity { problems.append(.certificatesExceedGrid) }
  }

  /// No figure stands that leaves out an amount which is there but cannot be read.
  private mutating func withdrawUnknown() {
    if activity.unreadable.contains(.fuels) {
      scope1 = nil
      biogenic = nil
      energy.renewableFuels = nil
      energy.fossilFuels = nil
    }
    if activity.unreadable.contains(.electricity) {
      scope2Location = nil
      scope2Market = nil
      energy.isElectricityKnown = false
    }
    if activity.unreadable.contains(.heatFactor) {
      scope2Location = nil
      scope2Market = nil
    }
    if activity.unreadable.contains(.heat) {
      scope2Location = nil
      scope2Market = nil
      energy.isHeatKnown = false
    }
  }

  private mutating func chooseFactors(_ library: FactorLibrary) {
    if activity.unreadable.contains(.electricityFactor) { return }
    switch activity.electricityFactor {
    case .typed(let factor):
      electricityFactor = factor
      marketFactor = factor
    case .country(let code):
      electricityFactor = library.grid(country: code)?.factor
      let residual = settings.usesResidualMix ? library.residualMix(country: code)?.factor : nil
      marketFactor = residual ?? electricityFactor
    case .weighted:
      electricityFactor = regions.weightedFactor
      marketFactor = regions.weightedMarketFactor
      for (region, factor) in zip(regions.regions, regions.factors) where factor == nil && region.consumption > .zero {
        problems.append(.regionFactorMissing(region: region.country))
      }
    }
  }

  private mutating func computeScope2() {
    let heat = activity.purchasedHeat * heatFactor
    let all = activity.gridElectricity + activity.powerPurchaseAgreements + activity.bundledSupply
    if all == .zero {
      scope2Location = heat
    } else if let electricityFactor {
      scope2Location = all * electricityFactor + heat
    }
    // PPA and bundled green supply at zero; certificates cap at what came from the grid.
    let uncovered = max(.zero, activity.gridElectricity - activity.unbundledCertificates)
    if uncovered == .zero {
      scope2Market = heat
    } else if let marketFactor {
      scope2Market = uncovered * marketFactor + heat
    }
    if scope2Location == nil || scope2Market == nil { problems.append(.electricityFactorMissing) }
  }
}
