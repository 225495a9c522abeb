/// A table of a worksheet: a range whose columns have names, which formulas may say instead of cells.
///
/// Source: ECMA-376 Part 1, 18.5.
public struct WorkbookTable: Hashable, Sendable {
  /// The name that formulas use.
  public var name: String
  /// The name of the worksheet on which it stands.
  public var sheet: String
  /// The cells of the table, headers and totals among them.
  public var range: CellRange
  /// How many rows at the top are headers: one or none.
  public var headerRows: Int
  /// How many rows at the bottom are totals: one or none.
  public var totalsRows: Int
  /// The names of the columns, from left to right.
  public var columns: [String]
}
