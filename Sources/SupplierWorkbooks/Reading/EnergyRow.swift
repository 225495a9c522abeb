/// A row of the energy sheet, in the unit that was chosen for it.
public struct EnergyRow: Sendable {
  /// As the definition names it: `natural-gas`, `free-3`.
  public var id: RowID
  /// What its amounts are.
  public var kind: TemplateDefinition.Row.Kind
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

extension EnergyRow {
  /// The label of the row; of a row for any fuel with its number and the fuel chosen: `Other fuel 2 (Kerosene)`.
  public func name(in workbook: SupplierWorkbook, lists: ReferenceLists, language: Language) -> String {
    guard kind == .fuel, let fuel = lists.fuels.first(where: { $0.id == fuel.value }) else { return label[language] }
    let row = workbook.located.definition.sheet(.energy)?.table?.row(id)
    if row?.fuel == fuel.id { return label[language] }
    let number = id.text.split(separator: "-").last.flatMap { Int($0) }.map { " \($0)" } ?? ""
    return label[language] + number + " (\(fuel.text[language]))"
  }
}
