public import Emissions
internal import XLSX

/// A supplier's filled emission calculation tool: every input as typed values, each with the cell it was read from. Nothing is computed yet.
public struct SupplierWorkbook: Sendable {
  /// The file as the caller named it.
  public var file: String
  public var located: LocatedTemplate
  public var company: CompanyRecord
  public var energy: [EnergyRow]
  /// The choice or typed factor of the row `electricity-factor`; typed factors are kgCO2e/kWh.
  public var electricityFactor: Observation<ElectricityFactorChoice>
  public var regions: [RegionRow]
  public var known: KnownFigures
  public var parts: [PartRow]
  public var materials: [MaterialRow]
  public var certificates: [CertificateRow]
  /// What was typed into the optional columns of the sheet that shows the form, by the row of the part.
  public var formNotes: [Int: FormNote]
  /// The answers to the survey; `nil` where the workbook has no such sheet.
  public var survey: SurveyAnswers?
  /// Where the company figures come from, if not from this workbook.
  public var companySource: CompanySource?

  /// Name of the sheet that a definition calls by this id, for messages; the definition's own where it was not found.
  public func sheetName(_ id: String) -> String {
    located.sheets[id]?.name ?? located.definition.sheet(id)?.name ?? id
  }
}

public struct CompanyRecord: Sendable {
  public var name: Observation<String> = .absent
  public var periodStart: Observation<CalendarDate> = .absent
  public var periodEnd: Observation<CalendarDate> = .absent
  /// In `currency`.
  public var revenue: Observation<Double> = .absent
  /// ISO 4217.
  public var currency: Observation<String> = .absent
  /// `manufacturer` or `distributor`.
  public var role: Observation<String> = .absent
  public var responseDate: Observation<CalendarDate> = .absent
  public var priceCurrency: Observation<String> = .absent
  /// Units of `currency` for one unit of `priceCurrency`.
  public var exchangeRate: Observation<Double> = .absent
  /// In kg.
  public var totalMass: Observation<Double> = .absent
  public var totalUnits: Observation<Double> = .absent
  /// `market` or `location`.
  public var scope2Method: Observation<String> = .absent
  /// `ar4`, `ar5` or `ar6`.
  public var warmingPotentials: Observation<String> = .absent
  /// `yes` or `no`.
  public var customFactorOverrides: Observation<String> = .absent
  /// `yes` or `no`.
  public var residualMix: Observation<String> = .absent

  public init() {}
}

/// A row of the energy sheet, in the unit that was chosen for it.
public struct EnergyRow: Sendable {
  /// As the definition names it: `natural-gas`, `free-3`.
  public var id: String
  /// `fuel`, `energy` or `heat`.
  public var kind: String
  /// 1-based.
  public var row: Int
  /// The label as the template writes it.
  public var label: LocalizedText
  /// The identifier of the fuel; of the heat row the factor instead.
  public var fuel: Observation<String> = .absent
  public var unit: Observation<String> = .absent
  /// Twelve, in the unit.
  public var months: [Observation<Double>] = []
  public var annualTotal: Observation<Double> = .absent
  /// 0 to 1.
  public var usCanadaShare: Observation<Double> = .absent
  /// Of purchased heat: kgCO2e/kWh; the default where the cell says so or is empty.
  public var heatFactor: Observation<HeatFactorChoice> = .absent

  public var filledMonths: [Double] { months.compactMap(\.value) }
  /// Sum of the months where any is filled; `nil` where none is.
  public var monthsTotal: Double? { filledMonths.isEmpty ? nil : filledMonths.reduce(0, +) }
  /// The amount that counts: the months' sum, else the annual total; `nil` where neither is filled.
  public var quantity: Double? { monthsTotal ?? annualTotal.value }
  /// A cell of the amount holds something that is no amount: no number, a negative one, or one beyond all measure.
  public var isUnreadable: Bool { months.contains(where: \.isNoAmount) || (monthsTotal == nil && annualTotal.isNoAmount) }
  public var isUsed: Bool { quantity != nil || isUnreadable }
}

public enum ElectricityFactorChoice: Sendable, Hashable {
  case weighted
  /// ISO 3166-1 alpha-2.
  case country(String)
  /// kgCO2e/kWh.
  case typed(Double)
}

public enum HeatFactorChoice: Sendable, Hashable {
  case standard
  /// kgCO2e/kWh.
  case typed(Double)
}

public struct RegionRow: Sendable {
  /// 1-based.
  public var row: Int
  /// ISO 3166-1 alpha-2 where the lists know the country, else the text as typed.
  public var country: Observation<String>
  public var countryIsListed: Bool
  /// ISO 3166-2.
  public var subdivision: Observation<String>
  public var consumption: Observation<Double>
  public var unit: Observation<String>
  /// kgCO2e/kWh.
  public var customFactor: Observation<Double>
}

/// Figures that the supplier knows already; each takes the place of the computed one.
public struct KnownFigures: Sendable {
  /// tCO2e.
  public var scope1: Observation<Double> = .absent
  /// tCO2e.
  public var scope2: Observation<Double> = .absent
  /// MWh.
  public var renewable: Observation<Double> = .absent
  /// MWh.
  public var nonRenewable: Observation<Double> = .absent

  public init() {}
}

public struct PartRow: Sendable {
  /// 1-based.
  public var row: Int
  /// By hand or by a filter.
  public var isHidden: Bool
  public var mpn: Observation<String>
  public var price: Observation<Double>
  /// ISO 4217; empty for the revenue's.
  public var currency: Observation<String>
  public var mfg: Observation<String>
  public var customsCode: Observation<String>
  /// `economic`, `mass` or `units`.
  public var allocation: Observation<String>
  /// In kg.
  public var mass: Observation<Double>
}

public struct MaterialRow: Sendable {
  /// 1-based.
  public var row: Int
  public var mpn: Observation<String>
  public var material: Observation<String>
  /// In g.
  public var partMass: Observation<Double>
  /// In g.
  public var preConsumer: Observation<Double>
  /// In g.
  public var postConsumer: Observation<Double>
  /// In g.
  public var reutilization: Observation<Double>
  public var process: Observation<String>
}

public struct CertificateRow: Sendable {
  /// 1-based.
  public var row: Int
  public var mechanism: Observation<String>
  public var trackingSystem: Observation<String>
  public var country: Observation<String>
  /// In MWh.
  public var amount: Observation<Double>
  public var vintage: Observation<Double>
  public var certificateID: Observation<String>
}

/// What only the form asks for, of one part.
public struct FormNote: Sendable {
  public var countryOfOrigin: Observation<String>
  public var energyCertificates: Observation<String>
  public var remarks: Observation<String>
}
