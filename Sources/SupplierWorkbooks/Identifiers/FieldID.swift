/// The id of a single cell beside its label, and of a figure made of several.
public struct FieldID: DefinitionID {
  /// The id, as definitions write it.
  public let text: String

  /// The id that definitions write so.
  public init(_ text: String) { self.text = text }
}

extension FieldID {
  // Company: those that a supplier fills stand with their types in CompanyField
  /// The name of the company.
  public static let companyName = FieldID("company-name")
  /// The first day of the reporting year.
  public static let periodStart = FieldID("period-start")
  /// The last day of the reporting year.
  public static let periodEnd = FieldID("period-end")
  /// The revenue of the reporting year, in `currency`.
  public static let revenue = FieldID("revenue")
  /// The currency of revenue and prices.
  public static let currency = FieldID("currency")
  /// What the company is: manufacturer or distributor.
  public static let role = FieldID("role")
  /// The day on which the data were given.
  public static let responseDate = FieldID("response-date")
  /// The sites of the company, in words.
  public static let sites = FieldID("sites")
  /// The person whom the customer may ask.
  public static let contact = FieldID("contact")
  /// The currency of prices, where it is not the revenue's.
  public static let priceCurrency = FieldID("price-currency")
  /// Units of the revenue's currency for one of the prices'.
  public static let exchangeRate = FieldID("exchange-rate")
  /// The mass of all goods made in the year, in kg.
  public static let totalMass = FieldID("total-mass")
  /// The number of all pieces made in the year.
  public static let totalUnits = FieldID("total-units")
  /// The Scope 2 figure that parts are computed from: market-based or location-based.
  public static let scope2Method = FieldID("scope2-method")
  /// Which Assessment Report's global warming potentials.
  public static let warmingPotentials = FieldID("warming-potentials")
  /// Whether custom factors win over those of the lists.
  public static let customFactorOverrides = FieldID("custom-factor-overrides")
  /// Whether the residual mix is used where there is one.
  public static let residualMix = FieldID("residual-mix")

  // Company: computed
  /// Potential of methane from fossil fuels.
  public static let gwpMethaneFossil = FieldID("gwp-methane-fossil")
  /// Potential of methane from biomass.
  public static let gwpMethaneBiogenic = FieldID("gwp-methane-biogenic")
  /// Potential of nitrous oxide.
  public static let gwpNitrousOxide = FieldID("gwp-nitrous-oxide")

  // Electricity factor
  /// Electricity of all regions, in kWh.
  public static let regionsConsumption = FieldID("regions-consumption")
  /// Factor of the regions weighted by consumption, in kgCO2e/kWh.
  public static let weightedFactor = FieldID("weighted-factor")
  /// The factor of the regions by the market-based method, weighted by their consumption, in kgCO2e/kWh.
  public static let weightedMarketFactor = FieldID("weighted-market-factor")
  /// Factor of the location-based method, in kgCO2e/kWh.
  public static let locationFactor = FieldID("location-factor")
  /// Factor of the market-based method, in kgCO2e/kWh.
  public static let marketFactor = FieldID("market-factor")

  // Summary
  /// The name of the company, repeated.
  public static let summaryCompany = FieldID("summary-company")
  /// The revenue, repeated on the sheet of the company's figures.
  public static let summaryRevenue = FieldID("summary-revenue")
  /// Scope 1, in tCO2e.
  public static let scope1 = FieldID("scope1")
  /// Scope 2, location-based, in tCO2e.
  public static let scope2Location = FieldID("scope2-location")
  /// Scope 2, market-based, in tCO2e.
  public static let scope2Market = FieldID("scope2-market")
  /// CO2 of biomass, in tCO2.
  public static let biogenic = FieldID("biogenic")
  /// Energy of power purchase agreements, in MWh.
  public static let energyPPA = FieldID("energy-ppa")
  /// Energy generated on site from renewable sources, in MWh.
  public static let energyOnSite = FieldID("energy-on-site")
  /// Energy of bundled supply, in MWh.
  public static let energyBundled = FieldID("energy-bundled")
  /// Grid electricity that unbundled certificates cover, in MWh.
  public static let energyUnbundled = FieldID("energy-unbundled")
  /// Energy of fuels from biomass, in MWh.
  public static let energyRenewableFuels = FieldID("energy-renewable-fuels")
  /// Known renewable energy beyond the computed one, in MWh.
  public static let energyRenewableUnattributed = FieldID("energy-renewable-unattributed")
  /// Grid electricity that no certificate covers, in MWh.
  public static let energyGrid = FieldID("energy-grid")
  /// Energy of fossil fuels, in MWh.
  public static let energyFossilFuels = FieldID("energy-fossil-fuels")
  /// Purchased heat, in MWh.
  public static let energyHeat = FieldID("energy-heat")
  /// Known non-renewable energy beyond the computed one, in MWh.
  public static let energyNonRenewableUnattributed = FieldID("energy-non-renewable-unattributed")
  /// Renewable energy, in MWh.
  public static let renewable = FieldID("renewable")
  /// Non-renewable energy, in MWh.
  public static let nonRenewable = FieldID("non-renewable")
  /// Scope 1 as the company knows it, in tCO2e.
  public static let knownScope1 = FieldID("known-scope1")
  /// Scope 2 as the company knows it, in tCO2e.
  public static let knownScope2 = FieldID("known-scope2")
  /// Renewable energy as the company knows it, in MWh.
  public static let knownRenewable = FieldID("known-renewable")
  /// Non-renewable energy as the company knows it, in MWh.
  public static let knownNonRenewable = FieldID("known-non-renewable")
  /// Scope 1 that counts, in tCO2e.
  public static let usedScope1 = FieldID("used-scope1")
  /// Scope 2 that counts, in tCO2e.
  public static let usedScope2 = FieldID("used-scope2")
  /// Renewable energy that counts, in MWh.
  public static let usedRenewable = FieldID("used-renewable")
  /// Non-renewable energy that counts, in MWh.
  public static let usedNonRenewable = FieldID("used-non-renewable")
  /// tCO2e per unit of revenue.
  public static let emissionIntensity = FieldID("emission-intensity")
  /// MWh of renewable energy per unit of revenue.
  public static let renewableIntensity = FieldID("renewable-intensity")
  /// MWh of non-renewable energy per unit of revenue.
  public static let nonRenewableIntensity = FieldID("non-renewable-intensity")
}
