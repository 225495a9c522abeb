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

  /// Reads a formula that is nothing but such a reference: `Company!$B$7`, `'Parts list'!$A$1:$C$3`.
  ///
  /// `nil` for anything else, and for a range of another workbook (`[1]Company!$B$7`).
  public init?(formula: String) {
    guard let mark = formula.utf8.lastIndex(of: 0x21), let range = CellRange(formula[formula.index(after: mark)...])
    else { return nil }
    let sheet = SheetName.unquoted(formula[..<mark])
    guard !sheet.utf8.contains(0x5B) else { return nil }
    self.init(sheet: sheet, range)
  }

  /// The range as formulas write it, without an equals sign: `Company!$B$7`, `'Parts list'!$A$1:$C$3`.
  public var formula: String { SheetName.quoted(sheet) + "!" + range.absolute }

  /// The range as links write it: `Company!B7`.
  public var location: String { SheetName.quoted(sheet) + "!" + range.description }

  /// The range as formulas write it: the same as `formula`.
  public var description: String { formula }
}
