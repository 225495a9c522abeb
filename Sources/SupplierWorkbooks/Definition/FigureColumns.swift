/// The columns of parts whose values a workbook's own formulas may give: `computed: workbook`.
public enum FigureColumns {
  /// All of them.
  public static let all: [ColumnID] = [.kgco2e, .nonRenewableKwh, .renewableKwh, .recycledContent]
  /// The figures among them, and the units in which they are wanted.
  static let units: [ColumnID: String] = [.kgco2e: "kg", .renewableKwh: "kWh", .nonRenewableKwh: "kWh"]

  /// How many of the wanted unit one of the definition's is; `nil` where it is none of that kind.
  static func factor(from unit: String, of id: ColumnID) -> Double? {
    units[id].flatMap { UnitText.factor(from: unit, to: $0) }
  }
}
