/// A row of one of the workbook's tables: on the sheet of the template, or on one of the same layout that was added.
public protocol WorkbookRow: Sendable {
  /// The sheet of the template that has the table.
  static var table: SheetID { get }
  /// The row of the sheet, 1-based.
  var row: Int { get }
  /// 0 on the template's sheet, else the number of the added sheet: see ``SheetID/addition``.
  var addition: UInt8 { get }
}

extension WorkbookRow {
  /// The sheet that the row stands on.
  public var sheet: SheetID { Self.table.adding(addition) }
  /// The number of the row among those of all sheets of its layout: the row itself on the template's sheet.
  public var number: Int { SheetID.number(ofRow: row, addition: addition) }
}

extension SheetID {
  /// More rows than a sheet can have.
  private static let rowLimit = 1_048_576

  /// The number of a row among those of all sheets of one layout: on added sheets rows are counted on.
  static func number(ofRow row: Int, addition: UInt8) -> Int { Int(addition) * rowLimit + row }
  /// The same of a row of this sheet.
  func number(ofRow row: Int) -> Int { Self.number(ofRow: row, addition: addition) }
}
