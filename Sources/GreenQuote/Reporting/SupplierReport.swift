/// What customers ask a supplier for, in one value: emissions and energy of the company and of each part, secondary
/// materials, customs codes, and the factors behind them.
///
/// It is the supplier's own: it holds totals from which revenue and prices could be derived.
public struct SupplierReport: Sendable {
  /// The version of the JSON form: greater where a reader of the old one would misunderstand the new.
  public static let schema = "greenquote.report/1"

  /// Always the version of the JSON form, by which readers know it.
  public var schema = SupplierReport.schema
  /// The supplier's workbook, as the caller named it.
  public var file: String
  /// The language of labels, `en` or `zh`; keys and ids are the same in each.
  public var language: String
  /// The company and its reporting period.
  public var company: Company
  /// The choices that the figures depend on.
  public var settings: Settings
  /// What the findings come to: `ready`, `check`, `incomplete` or `invalid`.
  public var verdict: String
  /// How many cells have findings that are errors.
  public var errors: Int
  /// How many cells have findings that are warnings.
  public var warnings: Int
  /// The company's emissions by scope and source.
  public var emissions: TotalEmissions
  /// The company's energy by source.
  public var energy: TotalEnergy
  /// The parts with figures, in the order of their rows.
  public var parts: [Part]
  /// The parts without figures, in the order of their rows.
  public var leftOut: [LeftOut]
  /// The secondary materials in the parts.
  public var secondaryMaterials: SecondaryMaterialTotals
  /// The emissions of the parts by customs code.
  public var customsCodes: CustomsCodes
  /// Every factor that the figures were computed with, each once.
  public var factors: [Factor]

  /// The company and its reporting period; what the workbook does not say is `nil`.
  public struct Company: Sendable {
    /// The company's name, as the workbook says it.
    public var name: String?
    /// The first day of the reporting period, `yyyy-mm-dd`.
    public var periodStart: String?
    /// The last day of the reporting period, `yyyy-mm-dd`.
    public var periodEnd: String?
    /// The code of the currency of revenue and prices, such as `EUR`.
    public var currency: String?
    /// The workbook that the company figures were taken from; `nil` where it is the one of the parts.
    public var figuresFrom: String?
  }

  /// The choices that the figures depend on.
  public struct Settings: Sendable {
    /// The report of the IPCC whose global warming potentials were used: `ar4`, `ar5` or `ar6`.
    public var globalWarmingPotentials: String
    /// Which Scope 2 figure the parts are computed from: `market` or `location`.
    public var scope2Method: String
    /// Whether the market-based method takes the residual mix, where there is one, for electricity without certificate.
    public var residualMix: Bool
    /// Whether emission factors that the supplier typed take the place of published ones.
    public var customFactorsOverride: Bool
  }

  /// The company's emissions; a figure that could not be computed is `nil`.
  public struct TotalEmissions: Sendable {
    /// Direct emissions as computed, in tCO2e.
    public var scope1Tonnes: Double?
    /// Emissions from bought energy by the location-based method, in tCO2e.
    public var scope2LocationBasedTonnes: Double?
    /// Emissions from bought energy by the market-based method, in tCO2e.
    public var scope2MarketBasedTonnes: Double?
    /// Biogenic CO2, which counts to no scope, in t.
    public var biogenicCO2Tonnes: Double?
    /// The direct emissions that parts are computed from, in tCO2e: a known figure takes the place of the computed one.
    public var usedScope1Tonnes: Double?
    /// The emissions from bought energy that parts are computed from, in tCO2e.
    public var usedScope2Tonnes: Double?
    /// The sum of both, in tCO2e.
    public var usedTotalTonnes: Double?
    /// Which of the used figures are known, not computed: `scope1`, `scope2`.
    public var known: [String]
    /// The used total for one unit of the currency of revenue, in tCO2e.
    public var tonnesPerUnitOfRevenue: Double?
    /// The emissions of Scope 1 by source, in the order of the workbook's rows.
    public var sources: [Source]

    /// One fuel and what burning it emitted.
    public struct Source: Sendable {
      /// The id of the workbook's row.
      public var id: String
      /// The name of the fuel in the report's language.
      public var label: String
      /// How much was burnt, in that unit.
      public var quantity: Double
      /// The unit in the report's language.
      public var unit: String
      /// The emissions, in tCO2e.
      public var tonnes: Double
      /// The biogenic CO2, which is not among the emissions, in t.
      public var biogenicCO2Tonnes: Double
    }
  }

  /// The company's energy; a figure that could not be computed is `nil`.
  public struct TotalEnergy: Sendable {
    /// Renewable energy as computed, in MWh.
    public var renewableMWh: Double?
    /// Energy that is not renewable, as computed, in MWh.
    public var nonRenewableMWh: Double?
    /// The renewable energy that parts are computed from, in MWh: a known figure takes the place of the computed one.
    public var usedRenewableMWh: Double?
    /// The energy that is not renewable that parts are computed from, in MWh.
    public var usedNonRenewableMWh: Double?
    /// Which of the used figures are known, not computed: `renewable`, `non-renewable`.
    public var known: [String]
    /// The used renewable energy for one unit of the currency of revenue, in MWh.
    public var renewableMWhPerUnitOfRevenue: Double?
    /// The used energy that is not renewable for one unit of the currency of revenue, in MWh.
    public var nonRenewableMWhPerUnitOfRevenue: Double?
    /// The energy by source.
    public var sources: [Source]

    /// One source of energy.
    public struct Source: Sendable {
      /// The id of the source, the same in every language.
      public var id: String
      /// The name of the source in the report's language.
      public var label: String
      /// Whether the energy is renewable.
      public var isRenewable: Bool
      /// The energy, in MWh.
      public var megawattHours: Double
    }
  }

  /// The figures of one piece of a part; what is not known is `nil`.
  public struct Part: Sendable {
    /// The manufacturer's part number.
    public var mpn: String
    /// The manufacturer of the part; `nil` where the workbook does not name it.
    public var mfg: String?
    /// The way in which the company's figures were allocated to the part: `economic`, `mass` or `units`.
    public var allocation: String
    /// Emissions of one piece, in kgCO2e.
    public var kgCO2e: Double?
    /// Renewable energy of one piece, in kWh.
    public var renewableKWh: Double?
    /// Energy that is not renewable, of one piece, in kWh.
    public var nonRenewableKWh: Double?
    /// Whether the part contains recycled material.
    public var recycledContent: Bool?
    /// The share of pre-consumer recycled material in the part's mass, 0 to 1.
    public var preConsumerShare: Double?
    /// The share of post-consumer recycled material in the part's mass, 0 to 1.
    public var postConsumerShare: Double?
    /// The share of reutilized material in the part's mass, 0 to 1.
    public var reutilizationShare: Double?
    /// The part's customs code (HS or CN).
    public var customsCode: String?
    /// Whether the EU's Carbon Border Adjustment Mechanism covers goods with the code: `covered`, `needs-eight-digits`,
    /// `depends-on-good`, `excluded` or `not-listed`.
    public var cbam: String?
  }

  /// A part without figures, and why.
  public struct LeftOut: Sendable {
    /// The row of the part on its sheet, 1-based.
    public var row: Int
    /// The name of the sheet, where it was added to that of the parts.
    public var sheet: String?
    /// The manufacturer's part number; empty where there is none.
    public var mpn: String
    /// Why it has no figures: the raw value of ``Completion/LeftOut/Reason``.
    public var reason: String
  }

  /// The secondary materials in one piece of each part, in g.
  public struct SecondaryMaterialTotals: Sendable {
    /// The sums by material; where there are several, those of all materials together come last.
    public var materials: [Line]
    /// What the workbook says of each material of each part.
    public var rows: [Row]
    /// How many rows are in no sum, because a mass is missing or cannot be read.
    public var incompleteRows: Int

    /// The sums of one material.
    public struct Line: Sendable {
      /// The id of the material; `nil` for all materials together.
      public var material: String?
      /// The name of the material in the report's language.
      public var label: String
      /// The mass of the material, in g.
      public var massGrams: Double
      /// How much of it is pre-consumer recycled material, in g.
      public var preConsumerGrams: Double
      /// How much of it is post-consumer recycled material, in g.
      public var postConsumerGrams: Double
      /// How much of it is reutilized material, in g.
      public var reutilizationGrams: Double
      /// The recycled share of the mass, 0 to 1; `nil` where there is no mass.
      public var recycledShare: Double?
    }

    /// One material of one part; a mass that is missing or cannot be read is `nil`.
    public struct Row: Sendable {
      /// The manufacturer's part number.
      public var mpn: String
      /// The name of the material in the report's language.
      public var material: String
      /// The mass of the material in one piece, in g.
      public var massGrams: Double?
      /// How much of it is pre-consumer recycled material, in g.
      public var preConsumerGrams: Double?
      /// How much of it is post-consumer recycled material, in g.
      public var postConsumerGrams: Double?
      /// How much of it is reutilized material, in g.
      public var reutilizationGrams: Double?
    }
  }

  /// The emissions of one piece of every part, by customs code; quantities shipped are not known.
  public struct CustomsCodes: Sendable {
    /// One line for each code.
    public var codes: [Line]
    /// How many parts have no customs code that can be read.
    public var partsWithoutCode: Int

    /// The parts with one customs code.
    public struct Line: Sendable {
      /// The customs code, digits alone.
      public var code: String
      /// How many parts have it.
      public var parts: Int
      /// How many of them have no figure and are in no sum.
      public var partsWithoutFigure: Int
      /// The sum over one piece of each part, in kgCO2e; `nil` where none has a figure.
      public var kgCO2e: Double?
      /// Whether the EU's Carbon Border Adjustment Mechanism covers goods with the code, as
      /// ``SupplierReport/Part/cbam`` says it.
      public var cbam: String
      /// The sector of the mechanism to which the code belongs; `nil` for none.
      public var cbamSector: String?
      /// The goods as the mechanism describes them; `nil` for none.
      public var cbamGoods: String?
      /// The regulation that lists them; `nil` for none.
      public var cbamSource: String?
    }
  }

  /// A factor that the figures were computed with, and where it comes from.
  public struct Factor: Sendable, Hashable {
    /// What formulas call the factor.
    public var name: String
    /// The title of the step of the calculation that uses it first.
    public var usedIn: String
    /// The factor, in that unit.
    public var value: Double
    /// The unit, such as `kgCO2e/kWh`.
    public var unit: String
    /// The publication in which the factor stands.
    public var source: String
    /// The year that the factor is for; `nil` where it belongs to none.
    public var year: String?
    /// Where the publication can be found; `nil` where no address is known.
    public var url: String?
    /// What a factor of the user's own replaced, with its file and line; `nil` for a published factor.
    public var replacement: String?
  }
}

#if !hasFeature(Embedded)
  extension SupplierReport: Encodable {}
  extension SupplierReport.Company: Encodable {}
  extension SupplierReport.Settings: Encodable {}
  extension SupplierReport.TotalEmissions: Encodable {}
  extension SupplierReport.TotalEmissions.Source: Encodable {}
  extension SupplierReport.TotalEnergy: Encodable {}
  extension SupplierReport.TotalEnergy.Source: Encodable {}
  extension SupplierReport.Part: Encodable {}
  extension SupplierReport.LeftOut: Encodable {}
  extension SupplierReport.SecondaryMaterialTotals: Encodable {}
  extension SupplierReport.SecondaryMaterialTotals.Line: Encodable {}
  extension SupplierReport.SecondaryMaterialTotals.Row: Encodable {}
  extension SupplierReport.CustomsCodes: Encodable {}
  extension SupplierReport.CustomsCodes.Line: Encodable {}
  extension SupplierReport.Factor: Encodable {}
#endif
