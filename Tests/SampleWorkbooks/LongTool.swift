public import XLSX

extension SampleTool {
  /// The prices of generated parts repeat after so many.
  private static let period = 997

  /// A generated tool of any number of parts whose rows are made as they are written: those of the first parts, again
  /// and again.
  public static func long(parts: Int) throws -> NewWorkbook {
    var workbook = try workbook(generated(parts: min(parts, period)))
    guard parts > period else { return workbook }
    for index in workbook.worksheets.indices where ["Per MPN", "QuoteWin"].contains(workbook.worksheets[index].name) {
      let source = workbook.worksheets[index].rows
      workbook.worksheets[index].rows = RowSource(pulling: { () throws(XLSXError) -> () throws(XLSXError) -> NewRow? in
        let next = try source.start()
        var all: [NewRow] = []
        while let row = try next() { all.append(row) }
        let firsts = all.suffix(period).map(FilledRow.init)
        let head = all.count - period
        var number = 0
        return {
          defer { number += 1 }
          if number < head { return all[number] }
          let part = number - head
          return part < parts ? firsts[part % period].row(offset: part - part % period) : nil
        }
      })
    }
    return workbook
  }
}

/// The row of a part, to be filled down.
private struct FilledRow {
  let row: NewRow
  let patterns: [FormulaPattern?]

  init(_ row: NewRow) {
    self.row = row
    patterns = row.cells.map {
      Cell(CellReference(row: row.index, column: $0.column), .blank, formula: $0.formula).formulaPattern
    }
  }

  func row(offset: Int) -> NewRow {
    if offset == 0 { return row }
    var result = row
    result.index += offset
    for index in result.cells.indices {
      if let pattern = patterns[index] { result.cells[index].formula = pattern.text(inRow: result.index) }
      if case .text(let text) = result.cells[index].value, text.hasPrefix("GEN-"), let number = Int(text.dropFirst(4)) {
        result.cells[index].value = .text("GEN-\(number + offset)")
      }
    }
    return result
  }
}
