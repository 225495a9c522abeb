/// A part, as a row of the sheet of parts has it.
public struct PartRow: WorkbookRow {
  /// The sheet of the template that has the table.
  public static let table = SheetID.parts

  /// The row of the sheet, 1-based.
  public var row: Int
  /// 0 on the template's sheet, else the number of the added sheet.
  public var addition: UInt8 = 0
  /// Whether the row is hidden, by hand or by a filter.
  public var isHidden: Bool
  /// The manufacturer's part number.
  public var mpn: Observation<String>
  /// The price of one piece, in ``currency``.
  public var price: Observation<Double>
  /// The currency of the price, ISO 4217; empty for the revenue's.
  public var currency: Observation<String>
  /// The manufacturer; empty for the company itself.
  public var mfg: Observation<String>
  /// The customs code, as typed.
  public var customsCode: Observation<String>
  /// The way in which figures are allocated to the part: `economic`, `mass` or `units`.
  public var allocation: Observation<String>
  /// The mass of one piece, in kg.
  public var mass: Observation<Double>
  /// The figures that the workbook's own formulas give; `nil` where GreenQuote computes them.
  public var stated: StatedFigures?
}

extension PartRow {
  /// Whether all that the figures of a part follow from is the same in another row.
  public func hasFigures(of other: PartRow) -> Bool {
    price.value == other.price.value && currency.value == other.currency.value
      && allocation.value == other.allocation.value && mass.value == other.mass.value
      && stated?.emissions.value == other.stated?.emissions.value
      && stated?.renewable.value == other.stated?.renewable.value
      && stated?.nonRenewable.value == other.stated?.nonRenewable.value
  }
}
