internal import XLSX

/// A supplier's filled emission calculation tool: every input as a typed value with the cell it was read from.
///
/// Nothing is computed yet.
public struct SupplierWorkbook: Sendable {
  /// The file as the caller named it.
  public var file: String
  /// Where the definition's fields were found in the file.
  public var located: LocatedTemplate
  /// What it says of the company.
  public var company: CompanyRecord
  /// The rows of the energy sheet that have an amount or may have one, in the order of the definition.
  public var energy: [EnergyRow]
  /// The choice or typed factor of the row `electricity-factor`; typed factors are kgCO2e/kWh.
  public var electricityFactor: Observation<ElectricityFactorChoice>
  /// What the same row says on the sheets that were added to the energy sheet.
  public var addedElectricityFactors: [SheetID: Observation<ElectricityFactorChoice>] = [:]
  /// The regions in which electricity was bought.
  public var regions: [RegionRow]
  /// Totals that the company knows already.
  public var known: KnownFigures
  /// The parts in the order of their rows.
  public var parts: [PartRow]
  /// The parts in hidden rows that were left out because only visible ones were asked for.
  public var hiddenParts: [PartRow] = []
  /// The recycled materials of parts.
  public var materials: [MaterialRow]
  /// The energy attribute certificates.
  public var certificates: [CertificateRow]
  /// What was typed into the optional columns of the sheet that shows the form, by the row of the part.
  public var formNotes: [Int: FormNote]
  /// What merged cells gave to the rows that they cover, by the sheet.
  public var merged: [SheetID: [MergedUse]] = [:]
  /// The inputs that are formulas for which the file stores no value, with what they come to.
  public var evaluatedInputs: [EvaluatedInput] = []
  /// The answers to the survey; `nil` where the workbook has no such sheet.
  public var survey: SurveyAnswers?
  /// The rows below the headers of tables that are none of their entries, by the sheet.
  public var setAside: [SheetID: [SetAside]] = [:]
  /// The workbook that the company figures come from; `nil` where they come from this one.
  public var companySource: CompanySource?

  /// Name of the sheet that a definition calls by this id, for messages; the definition's own where it was not found.
  public func sheetName(_ id: SheetID) -> String {
    located.sheets[id]?.name ?? located.definition.sheet(id)?.name ?? id.text
  }
}
