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
  public func sheetName(_ id: SheetID) -> String {
    located.sheets[id]?.name ?? located.definition.sheet(id)?.name ?? id.text
  }
}
