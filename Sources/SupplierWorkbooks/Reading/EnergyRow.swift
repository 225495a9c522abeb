/// A row of the energy sheet, in the unit that was chosen for it.
public struct EnergyRow: WorkbookRow {
  /// The sheet of the template that has the table.
  public static let table = SheetID.energy

  /// The id of the row, as the definition names it: `natural-gas`, `free-3`.
  public var id: RowID
  /// What its amounts are.
  public var kind: TemplateDefinition.Row.Kind
  /// The row of the sheet, 1-based.
  public var row: Int
  /// 0 on the template's sheet, else the number of the added sheet.
  public var addition: UInt8 = 0
  /// The label as the template writes it.
  public var label: LocalizedText
  /// The identifier of the fuel; in the row of heat, that of the factor instead.
  public var fuel: Observation<String> = .absent
  /// The id of the unit, of fuels or of energy.
  public var unit: Observation<String> = .absent
  /// Words of another unit around the amounts of a row whose unit cell is empty.
  public var statedUnit: StatedWords?
  /// The amounts of the twelve months, in the unit.
  public var months: [Observation<Double>] = []
  /// The total of the year, in the unit; it counts where no month is filled.
  public var annualTotal: Observation<Double> = .absent
  /// The share of a fuel burnt in the United States and Canada, 0 to 1.
  public var usCanadaShare: Observation<Double> = .absent
  /// The factor of purchased heat, in kgCO2e/kWh; the default where the cell says so or is empty.
  public var heatFactor: Observation<HeatFactorChoice> = .absent

  /// The id of what the row says, apart from that of every other row: on added sheets the ids are the same.
  public var key: String { addition == 0 ? id.text : "\(id.text)+\(addition)" }
  /// The amounts of the months that are filled.
  public var filledMonths: [Double] { months.compactMap { $0.value } }
  /// Sum of the months where any is filled; `nil` where none is.
  public var monthsTotal: Double? { filledMonths.isEmpty ? nil : filledMonths.reduce(0, +) }
  /// The amount that counts: the months' sum, else the annual total; `nil` where neither is filled.
  public var quantity: Double? { monthsTotal ?? annualTotal.value }
  /// Whether a cell of the amount holds something that is no amount (no number, a negative one, or one beyond all
  /// measure), or the months say that there was none and the annual total that there was.
  public var isUnreadable: Bool {
    months.contains(where: { $0.isNoAmount }) || (monthsTotal == nil && annualTotal.isNoAmount) || isContradictory
  }
  /// Whether the row holds a negative amount, or months of 0 beside an annual total: its formulas give no figure then.
  public var isRefused: Bool {
    isContradictory || filledMonths.contains { $0 < 0 } || (monthsTotal == nil && annualTotal.value ?? 0 < 0)
  }
  /// Whether months of 0 stand beside an annual total.
  public var isContradictory: Bool { monthsTotal == 0 && annualTotal.value ?? 0 > 0 }
  /// Whether an amount is there, even one that cannot be read.
  public var isUsed: Bool { quantity != nil || isUnreadable }
}

/// What the row of the factor of electricity says.
public enum ElectricityFactorChoice: Sendable, Hashable {
  /// The factor of the regions, weighted by their consumption.
  case weighted
  /// The factor of the country with that code: ISO 3166-1 alpha-2.
  case country(String)
  /// A factor that was typed, in kgCO2e/kWh.
  case typed(Double)
}

/// What the row of purchased heat says of its factor.
public enum HeatFactorChoice: Sendable, Hashable {
  /// The one of the US EPA, see `HeatSupply`.
  case standard
  /// A factor that was typed, in kgCO2e/kWh.
  case typed(Double)
}

extension EnergyRow {
  /// The label of the row; of a row for any fuel with its number and the fuel chosen: `Other fuel 2 (Kerosene)`; of a
  /// row of an added sheet with the name of that.
  public func name(in workbook: SupplierWorkbook, lists: ReferenceLists, language: Language) -> String {
    let name = nameOnSheet(in: workbook, lists: lists, language: language)
    return addition == 0 ? name : "\(name), \(workbook.sheetName(sheet))"
  }

  private func nameOnSheet(in workbook: SupplierWorkbook, lists: ReferenceLists, language: Language) -> String {
    guard kind == .fuel, let fuel = lists.fuels.first(where: { $0.id == fuel.value }) else { return label[language] }
    let row = workbook.located.definition.sheet(.energy)?.table?.row(id)
    if row?.fuel == fuel.id { return label[language] }
    let number = id.isOfTemplate ? id.text.split(separator: "-").last.flatMap { Int($0) }.map { " \($0)" } ?? "" : ""
    return label[language] + number + " (\(fuel.text[language]))"
  }
}
