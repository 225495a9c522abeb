/// The part that holds a worksheet, made row by row while the archive takes it: ECMA-376 Part 1, 18.3.1.99.
final class WorksheetContent: PartContent {
  private let worksheet: NewWorksheet
  private let isSelected: Bool
  private let relationships: WorksheetRelationships
  private var nextRow: (() throws(XLSXError) -> NewRow?)?
  private var markup: RowMarkup

  init(
    _ worksheet: NewWorksheet, strings: SharedStringTable, styleCount: Int, isSelected: Bool,
    relationships: WorksheetRelationships
  ) {
    self.worksheet = worksheet
    markup = RowMarkup(strings: strings, styleCount: styleCount)
    self.isSelected = isSelected
    self.relationships = relationships
  }

  func produce(into buffer: inout XMLBuffer) throws(XLSXError) -> Bool {
    let next: () throws(XLSXError) -> NewRow?
    if let nextRow {
      next = nextRow
    } else {
      WorksheetFrame.appendHead(of: worksheet, isSelected: isSelected, to: &buffer)
      next = try worksheet.rows.start()
      nextRow = next
    }
    while buffer.count < 1 << 16 {
      guard let row = try next() else {
        WorksheetFrame.appendTail(of: worksheet, relationships: relationships, to: &buffer)
        return false
      }
      do throws(XLSXError) {
        try markup.append(row, to: &buffer)
      } catch {
        throw error.inPart(worksheet.name)
      }
    }
    return true
  }
}

/// What a worksheet refers to beside its cells.
struct WorksheetRelationships {
  var drawing: String?
  var commentBoxes: String?
}
