/// What is to be written into the rows of a worksheet part; asked for them in their order.
protocol WorksheetPlan {
  /// The number of rows and of cells that the part has.
  var rowCount: Int { get }
  var cellCount: Int { get }
  /// The rectangle around the cells that are to be inserted.
  var added: CellRange? { get }
  /// The number of the next row that is to be inserted; `nil` where no more are.
  var nextMissingRow: Int? { get }

  /// The style of the cells of a column that are not stored.
  func columnStyle(_ column: Int) -> Int?
  /// The cells of the next row that is to be inserted, which is done with then.
  mutating func takeMissingRow() throws(XLSXError) -> [SheetPlan.PlannedCell]
  /// Whether anything changes in a row that is there, where that many cells came before.
  func concerns(row: Int, after cellCount: Int) -> Bool
  /// The cells to write into a row that is there, in order of columns; asked for once in a row.
  mutating func takeCells(inRow row: Int) throws(XLSXError) -> [SheetPlan.PlannedCell]
  /// The groups of shared formulas that are dissolved of which the cell of that number may be a member.
  func dissolved(at cellNumber: Int) -> [SheetExamination.SharedGroup]
}
