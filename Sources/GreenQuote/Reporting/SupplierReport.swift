/// What customers ask a supplier for, in one value: emissions and energy of the company and of each part, secondary materials, customs codes,
/// and the factors behind them.
///
/// It is the supplier's own: it holds totals from which revenue and prices could be derived.
public struct SupplierReport: Sendable {
  /// The version of the JSON form: greater where a reader of the old one would misunderstand the new.
  public static let schema = "greenquote.report/1"

  public var schema = SupplierReport.schema
  public var file: String
  /// Of labels; keys and ids are the same in each.
  public var language: String
  public var company: Company
  public var settings: Settings
  public var verdict: String
  public var errors: Int
  public var warnings: Int
  public var emissions: TotalEmissions
  public var energy: TotalEnergy
  public var parts: [Part]
  public var leftOut: [LeftOut]
  public var secondaryMaterials: SecondaryMaterialTotals
  public var customsCodes: CustomsCodes
  /// Every factor that the figures were computed with, each once.
  public var factors: [Factor]

  public struct Company: Sendable {
    public var name: String?
    /// yyyy-mm-dd.
    public var periodStart: String?
    public var periodEnd: String?
    public var currency: String?
    /// The workbook that the company figures were taken from; `nil` where it is the one of the parts.
    public var figuresFrom: String?
  }

  public struct Settings: Sendable {
    public var globalWarmingPotentials: String
    public var scope2Method: String
    public var residualMix: Bool
    public var customFactorsOverride: Bool
  }

  public struct TotalEmissions: Sendable {
    public var scope1Tonnes: Double?
    public var scope2LocationBasedTonnes: Double?
    public var scope2MarketBasedTonnes: Double?
    /// Outside the scopes.
    public var biogenicCO2Tonnes: Double?
    /// The figures that parts are computed from: known ones in the place of computed ones.
    public var usedScope1Tonnes: Double?
    public var usedScope2Tonnes: Double?
    public var usedTotalTonnes: Double?
    /// Which of the used figures are known, not computed.
    public var known: [String]
    public var tonnesPerUnitOfRevenue: Double?
    /// Scope 1 by source.
    public var sources: [Source]

    public struct Source: Sendable {
      public var id: String
      public var label: String
      public var quantity: Double
      public var unit: String
      public var tonnes: Double
      public var biogenicCO2Tonnes: Double
    }
  }

  public struct TotalEnergy: Sendable {
    public var renewableMWh: Double?
    public var nonRenewableMWh: Double?
    public var usedRenewableMWh: Double?
    public var usedNonRenewableMWh: Double?
    /// Which of the used figures are known, not computed.
    public var known: [String]
    public var renewableMWhPerUnitOfRevenue: Double?
    public var nonRenewableMWhPerUnitOfRevenue: Double?
    public var sources: [Source]

    public struct Source: Sendable {
      public var id: String
      public var label: String
      public var isRenewable: Bool
      public var megawattHours: Double
    }
  }

  /// One piece of a part.
  public struct Part: Sendable {
    public var mpn: String
    public var mfg: String?
    /// `economic`, `mass` or `units`.
    public var allocation: String
    public var kgCO2e: Double?
    public var renewableKWh: Double?
    public var nonRenewableKWh: Double?
    public var recycledContent: Bool?
    public var preConsumerShare: Double?
    public var postConsumerShare: Double?
    public var reutilizationShare: Double?
    public var customsCode: String?
    /// `covered`, `needs-eight-digits`, `depends-on-good`, `excluded` or `not-listed`.
    public var cbam: String?
  }

  public struct LeftOut: Sendable {
    public var row: Int
    public var mpn: String
    public var reason: String
  }

  /// In one piece of each part, in g.
  public struct SecondaryMaterialTotals: Sendable {
    public var materials: [Line]
    public var rows: [Row]
    /// Rows that are in no sum, because a mass is missing or cannot be read.
    public var incompleteRows: Int

    public struct Line: Sendable {
      /// `nil` for all materials together.
      public var material: String?
      public var label: String
      public var massGrams: Double
      public var preConsumerGrams: Double
      public var postConsumerGrams: Double
      public var reutilizationGrams: Double
      public var recycledShare: Double?
    }

    public struct Row: Sendable {
      public var mpn: String
      public var material: String
      public var massGrams: Double?
      public var preConsumerGrams: Double?
      public var postConsumerGrams: Double?
      public var reutilizationGrams: Double?
    }
  }

  /// kgCO2e of one piece of every part with the code; quantities shipped are not known.
  public struct CustomsCodes: Sendable {
    public var codes: [Line]
    public var partsWithoutCode: Int

    public struct Line: Sendable {
      public var code: String
      public var parts: Int
      public var partsWithoutFigure: Int
      public var kgCO2e: Double?
      public var cbam: String
      public var cbamSector: String?
      public var cbamGoods: String?
      public var cbamSource: String?
    }
  }

  public struct Factor: Sendable, Hashable {
    public var name: String
    /// The step of the calculation that uses it first.
    public var usedIn: String
    public var value: Double
    public var unit: String
    public var source: String
    public var year: String?
    public var url: String?
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
