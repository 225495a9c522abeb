/// The id of a column of a table; columns of several tables that mean the same have the same id.
public struct ColumnID: DefinitionID {
  /// The id, as definitions write it.
  public let text: String

  /// The id that definitions write so.
  public init(_ text: String) { self.text = text }
}

extension ColumnID {
  // Energy
  /// The source of the energy in English.
  public static let source = ColumnID("source")
  /// The source of the energy in Chinese.
  public static let sourceZh = ColumnID("source-zh")
  /// The fuel of the row; in rows of electricity and heat, the factor.
  public static let fuel = ColumnID("fuel")
  /// The unit of the row's amounts.
  public static let unit = ColumnID("unit")
  /// January to December, in the unit of the row.
  public static let months = [
    "month-01", "month-02", "month-03", "month-04", "month-05", "month-06", "month-07", "month-08", "month-09",
    "month-10", "month-11",
    "month-12",
  ].map { ColumnID($0) }
  // Energy, continued
  /// The sum of the months.
  public static let monthsTotal = ColumnID("months-total")
  /// The total of the year, where months are not known.
  public static let annualTotal = ColumnID("annual-total")
  /// The share of a fuel burnt in the United States and Canada.
  public static let usCanadaShare = ColumnID("us-canada-share")
  /// The amount that counts.
  public static let quantity = ColumnID("quantity")
  /// Energy of one unit, in kWh.
  public static let kwhPerUnit = ColumnID("kwh-per-unit")
  /// The energy of the row's amount, in kWh.
  public static let kwh = ColumnID("kwh")
  /// Emissions of one unit in the United States and Canada.
  public static let kgco2ePerUnitUsCanada = ColumnID("kgco2e-per-unit-us-canada")
  /// Emissions of one unit elsewhere.
  public static let kgco2ePerUnitOther = ColumnID("kgco2e-per-unit-other")
  /// The emissions of the row's amount, in tCO2e.
  public static let tco2e = ColumnID("tco2e")
  /// CO2 of biomass, in tCO2.
  public static let biogenicTco2 = ColumnID("biogenic-tco2")
  /// The row of the fuel in the list of factors.
  public static let factorRow = ColumnID("factor-row")
  /// Whether the fuel is made of biomass: 1 for yes.
  public static let isBiogenic = ColumnID("is-biogenic")

  // Regions
  /// The country, or the name of a region that the lists lack.
  public static let country = ColumnID("country")
  /// The state or province.
  public static let subdivision = ColumnID("subdivision")
  /// The electricity bought there, in the unit of the row.
  public static let consumption = ColumnID("consumption")
  /// The supplier's own factor, in kgCO2e/kWh.
  public static let customFactor = ColumnID("custom-factor")
  /// The factor that applies, in kgCO2e/kWh.
  public static let factor = ColumnID("factor")
  /// Emissions, in kgCO2e; of one piece on the sheet of the parts.
  public static let kgco2e = ColumnID("kgco2e")
  /// The factor of the market-based method, in kgCO2e/kWh.
  public static let marketFactor = ColumnID("market-factor")

  // Parts
  /// The manufacturer's part number.
  public static let mpn = ColumnID("mpn")
  /// tCO2e per unit of revenue, repeated in each row.
  public static let emissionIntensity = ColumnID("emission-intensity")
  /// The price of one piece.
  public static let price = ColumnID("price")
  /// The currency of the price.
  public static let currency = ColumnID("currency")
  /// The unit of the emissions.
  public static let kgco2eUnit = ColumnID("kgco2e-unit")
  /// MWh of renewable energy per unit of revenue, repeated in each row.
  public static let renewableIntensity = ColumnID("renewable-intensity")
  /// Renewable energy of one piece, in kWh.
  public static let renewableKwh = ColumnID("renewable-kwh")
  /// The unit of the renewable energy.
  public static let renewableUnit = ColumnID("renewable-unit")
  /// MWh of non-renewable energy per unit of revenue, repeated in each row.
  public static let nonRenewableIntensity = ColumnID("non-renewable-intensity")
  /// Non-renewable energy of one piece, in kWh.
  public static let nonRenewableKwh = ColumnID("non-renewable-kwh")
  /// The unit of the non-renewable energy.
  public static let nonRenewableUnit = ColumnID("non-renewable-unit")
  /// The manufacturer of the part.
  public static let mfg = ColumnID("mfg")
  /// The customs code of the part (HS or CN).
  public static let customsCode = ColumnID("customs-code")
  /// The way in which the company's figures are allocated to the part.
  public static let allocation = ColumnID("allocation")
  /// The mass of one piece, in kg.
  public static let mass = ColumnID("mass")

  // Secondary materials
  /// The material that is in the part.
  public static let material = ColumnID("material")
  /// The mass of all of this material in one piece, in g.
  public static let partMass = ColumnID("part-mass")
  /// How much of the material is pre-consumer recycled, in g.
  public static let preConsumer = ColumnID("pre-consumer")
  /// How much of the material is post-consumer recycled, in g.
  public static let postConsumer = ColumnID("post-consumer")
  /// How much of the material is reutilized, in g.
  public static let reutilization = ColumnID("reutilization")
  /// The process that the part is made by.
  public static let process = ColumnID("process")
  /// The share of pre-consumer material.
  public static let preConsumerShare = ColumnID("pre-consumer-share")
  /// The share of post-consumer material.
  public static let postConsumerShare = ColumnID("post-consumer-share")
  /// The share of reutilized material.
  public static let reutilizationShare = ColumnID("reutilization-share")
  /// Whether there is recycled content.
  public static let recycledContent = ColumnID("recycled-content")
  /// The mass that shares are weighted by, in g.
  public static let countedMass = ColumnID("counted-mass")

  // Certificates
  /// How the energy was contracted.
  public static let mechanism = ColumnID("mechanism")
  /// The system that issued the certificate.
  public static let trackingSystem = ColumnID("tracking-system")
  /// The energy, in MWh.
  public static let amount = ColumnID("amount")
  /// The year of generation.
  public static let vintage = ColumnID("vintage")
  /// The number of certificate or contract.
  public static let certificateID = ColumnID("certificate-id")

  // Form
  /// Emissions of one piece, in kg.
  public static let kgco2 = ColumnID("kgco2")
  /// The day on which the data were given.
  public static let validationDate = ColumnID("validation-date")
  /// The country in which the part was made.
  public static let countryOfOrigin = ColumnID("country-of-origin")
  /// What certificates there are for the energy, in words.
  public static let energyCertificates = ColumnID("energy-certificates")
  /// Whatever else is to be said.
  public static let remarks = ColumnID("remarks")
}
