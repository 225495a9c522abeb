/// A cell as read: its place, its value (of a formula: the cached one), its formula and its style.
public struct Cell: Hashable, Sendable {
  /// Where the cell stands on its sheet.
  public let reference: CellReference
  /// What the cell holds, for a formula its cached value; `.blank` also where a formula has none.
  public var value: CellValue
  /// What its formula has in common with those above and below it; `nil` where it has none.
  public let formulaPattern: FormulaPattern?
  /// The style, as an index into ``WorkbookStyles``.
  public var style: Int

  /// A cell that was read elsewhere, or is made for a test.
  public init(_ reference: CellReference, _ value: CellValue, formula: String? = nil, style: Int = 0) {
    self.init(reference, value, formula: formula.map { FormulaPattern($0, row: reference.row) }, style: style)
  }

  init(_ reference: CellReference, _ value: CellValue, formula: FormulaPattern?, style: Int) {
    self.reference = reference
    self.value = value
    formulaPattern = formula
    self.style = style
  }

  /// Cells are the same if they read the same, whatever their patterns are.
  public static func == (left: Cell, right: Cell) -> Bool {
    left.reference == right.reference && left.value == right.value && left.style == right.style
      && (left.formulaPattern === right.formulaPattern
        || left.formula.map { ExactText($0) } == right.formula.map { ExactText($0) }
          && left.arrayRange == right.arrayRange)
  }

  /// Hashes place, value and style: cells that read the same have the same.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(value)
    hasher.combine(style)
  }

  /// The text that it holds, where it holds one; numbers are not turned into text.
  public var text: String? { value.text }
  /// The number that it holds, where it holds one: also of dates and percentages, which the style tells apart.
  public var number: Double? { value.number }
  /// Whether it says true or false, where it says one of them.
  public var boolean: Bool? { value.boolean }

  /// The formula as stored, without an equals sign; shared formulas are expanded to what stands in this cell.
  public var formula: String? { formulaPattern?.text(inRow: reference.row) }
  /// Whether it holds a formula.
  public var hasFormula: Bool { formulaPattern != nil }
  /// Whether its formula is that of another cell of its column but for the number of the row, and shares the other's
  /// memory.
  public func hasFormula(_ pattern: FormulaPattern?) -> Bool { formulaPattern === pattern }
  /// The range of the array formula, or of the data table, whose first cell this is; the formula of a data table is
  /// empty.
  public var arrayRange: CellRange? { formulaPattern?.arrayRange }
}
