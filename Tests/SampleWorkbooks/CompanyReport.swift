public import XLSX

/// A look-alike of the VSME digital template: sheets, labels, defined names and the places of the cells that company
/// figures stand in.
public struct CompanyReport: Sendable {
  /// How names and labels are found in such a file.
  public enum Names: String, CaseIterable, Sendable { case whole, broken, absent }

  public var names = Names.whole
  /// The rows that were inserted above turnover, energy and emissions.
  public var insertedRows = 0
  /// The cells that differ from the sample: by sheet (`G` or `E`) and place.
  public var changes: [String: CellValue] = [:]
  /// Labels in another language, by the English one.
  public var translations: [String: String] = [:]

  public init() {}

  /// `G!` is General Information, `E!` is Environmental Disclosures; the figures are those of the sample of version
  /// 1.3.0.
  private static let cells: [(place: String, value: CellValue, name: String?)] = [
    ("G!C3", .text("Name of the reporting entity"), nil),
    ("G!D3", .text("Company XYZ"), "template_reporting_entity_name"),
    ("G!C5", .text("Currency of the monetary values in the report"), nil),
    ("G!D5", .text("EUR  "), "template_currency"),
    ("G!C9", .text("Reporting period start date (dd/mm/yyyy)"), nil),
    ("G!D9", .text("01/04/2024"), "template_reporting_period_startdate"),
    ("G!C13", .text("Reporting period end date  (dd/mm/yyyy)"), nil),
    ("G!D13", .text("31/03/2025"), "template_reporting_period_enddate"),
    ("G!C282", .text("Size of balance sheet (total assets) in EUR"), nil), ("G!E282", .number(60000), nil),
    ("G!C283", .text("Turnover in EUR"), nil), ("G!E283", .number(23500), "Turnover"),
    ("G!C284", .text("Number of employees"), nil), ("G!E284", .number(151), nil),
    ("E!C5", .text("Total Energy Consumption"), nil), ("E!G5", .number(159.4), "TotalEnergyConsumption"),
    ("E!G11", .text("Renewable"), nil), ("E!J11", .text("Non-renewable"), nil),
    ("E!K11", .text("Total renewable and non-renewable"), nil),
    ("E!C12", .text("Electricity (as reflected in utility billings)"), nil),
    ("E!G12", .number(0), "EnergyConsumptionFromElectricity_RenewableEnergyMember"),
    ("E!J12", .number(100), "EnergyConsumptionFromElectricity_NonRenewableEnergyMember"), ("E!K12", .number(100), nil),
    ("E!C13", .text("Self-generated electricity "), nil),
    ("E!G13", .number(23), "EnergyConsumptionFromSelfGeneratedElectricity_RenewableEnergyMember"),
    ("E!J13", .number(20), "EnergyConsumptionFromSelfGeneratedElectricity_NonRenewableEnergyMember"),
    ("E!K13", .number(43), nil),
    ("E!C14", .text("Fuels (see Fuel Converter on Fuels worksheet)"), nil),
    ("E!G14", .number(6.3750051), "EnergyConsumptionFromFuels_RenewableEnergyMember"),
    ("E!J14", .number(10.03334136), "EnergyConsumptionFromFuels_NonRenewableEnergyMember"),
    ("E!K14", .number(16.40834646), nil),
    ("E!D20", .text("Current Reporting Period"), nil), ("E!G20", .text("Base Year"), nil),
    ("E!C22", .text("Gross Scope 1 GHG Emissions"), nil), ("E!D22", .number(100), "GrossScope1GreenhouseGasEmissions"),
    ("E!G22", .number(150), "GrossScope1GreenhouseGasEmissions_BaselineYearMember"),
    ("E!C23", .text("Gross Scope 2 location-based GHG Emissions"), nil),
    ("E!D23", .number(50), "GrossLocationBasedScope2GreenhouseGasEmissions"), ("E!G23", .number(75), nil),
    ("E!C24", .text("Gross scope 2 market-based GHG Emissions - May (optional)"), nil),
    ("E!D24", .blank, "GrossMarketBasedScope2GreenhouseGasEmissions"),
    ("E!C25", .text("Total Scope 1 and Scope 2 GHG Emissions (location-based)"), nil), ("E!D25", .number(150), nil),
  ]

  /// Labels that are formulas of defined names hold an error when these are broken and the file is calculated anew.
  public mutating func loseLabels() {
    for cell in Self.cells where cell.name == nil {
      if case .text = cell.value { changes[cell.place] = .error(.reference) }
    }
  }

  public var workbook: NewWorkbook {
    var workbook = NewWorkbook()
    for (letter, name) in [("G", "General Information"), ("E", "Environmental Disclosures")] {
      var rows: [Int: [NewCell]] = [:]
      for cell in Self.cells where cell.place.hasPrefix(letter) {
        guard let reference = CellReference(cell.place.dropFirst(2)) else { continue }
        let row = reference.row + (reference.row > 100 || letter == "E" ? insertedRows : 0)
        rows[row, default: []].append(NewCell(reference.column, changes[cell.place] ?? translated(cell.value)))
        guard let defined = cell.name, names != .absent else { continue }
        let target = "'\(name)'!$\(CellReference.letters(ofColumn: reference.column))$\(row)"
        workbook.definedNames.append(DefinedName(name: defined, formula: names == .broken ? "#REF!" : target))
      }
      workbook.worksheets.append(
        NewWorksheet(name: name, rows: RowSource(rows.sorted { $0.key < $1.key }.map { NewRow($0.key, $0.value) })))
    }
    return workbook
  }

  private func translated(_ value: CellValue) -> CellValue {
    if case .text(let text) = value, let other = translations[text] { .text(other) } else { value }
  }
}
