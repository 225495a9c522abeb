/// A range of a named sheet, as formulas, lists, links and charts refer to it.
public struct SheetRange: Hashable, Sendable, CustomStringConvertible {
  /// The name of the sheet, as its tab shows it.
  public var sheet: String
  /// The cells in it.
  public var range: CellRange

  /// A range in a sheet, which need not exist.
  public init(sheet: String, _ range: CellRange) {
    self.sheet = sheet
    self.range = range
  }

  /// `Company!$B$7`, `'Parts list'!$A$1:$C$3`: for formulas, without an equals sign.
  public var formula: String { SheetName.quoted(sheet) + "!" + range.absolute }

  /// `Company!B7`: where a link leads.
  public var location: String { SheetName.quoted(sheet) + "!" + range.description }

  /// The same as `formula`.
  public var description: String { formula }
}
