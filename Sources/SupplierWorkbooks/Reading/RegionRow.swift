/// Electricity bought in one region, as a row of the sheet of the electricity factor has it.
public struct RegionRow: WorkbookRow {
  /// The sheet of the template that has the table.
  public static let table = SheetID.electricityFactor

  /// The row of the sheet, 1-based.
  public var row: Int
  /// 0 on the template's sheet, else the number of the added sheet.
  public var addition: UInt8 = 0
  /// The country, ISO 3166-1 alpha-2 where the lists know it, else the text as typed.
  public var country: Observation<String>
  /// Whether the lists know the country.
  public var countryIsListed: Bool
  /// The state or province, ISO 3166-2.
  public var subdivision: Observation<String>
  /// The electricity bought there, in ``unit``.
  public var consumption: Observation<Double>
  /// The id of the unit; empty for kWh.
  public var unit: Observation<String>
  /// The supplier's own factor, in kgCO2e/kWh.
  public var customFactor: Observation<Double>
}
