extension NewWorksheet {
  /// Throws `.invalidArgument` for what Excel would refuse or "repair", rows and cells excepted: they are checked as
  /// they come.
  func check(styleCount: Int) throws(XLSXError) {
    if let problem = SheetName.problem(with: name) { throw XLSXError(.invalidArgument, detail: problem) }
    do throws(XLSXError) {
      try checkLayout(styleCount: styleCount)
      try checkRanges()
      for validation in dataValidations { try Self.check(validation) }
      try checkTexts()
    } catch {
      throw error.inPart(name)
    }
  }

  private func checkLayout(styleCount: Int) throws(XLSXError) {
    var last = 0
    for column in columns {
      try require(column.columns.lowerBound > last, "columns come in ascending order, without overlap, from 1")
      last = column.columns.upperBound
      try require(last <= CellReference.maximumColumn, "columns are numbered up to 16,384")
      try require((0...255).contains(column.width ?? 0), "a column is 0 to 255 characters wide")
      try require(column.style.index < styleCount, "the style of a column is of another workbook")
    }
    try require((0...409.5).contains(defaultRowHeight ?? 0), "a row is 0 to 409.5 points high")
    try require((10...400).contains(zoom), "zoom is 10 to 400 percent")
    try require(frozenRows >= 0 && frozenRows < CellReference.maximumRow, "too many frozen rows")
    try require(frozenColumns >= 0 && frozenColumns < CellReference.maximumColumn, "too many frozen columns")
    try require(Self.isInside(CellRange(selectedCell, selectedCell)), "the selected cell is outside of the worksheet")
    if let rows = printTitleRows {
      try require(
        rows.lowerBound >= 1 && rows.upperBound <= CellReference.maximumRow,
        "the print titles are outside of the worksheet")
    }
  }

  private func checkRanges() throws(XLSXError) {
    let ranges =
      mergedRanges + [autoFilter, printArea].compactMap { $0 } + dataValidations.flatMap { $0.ranges }
      + charts.map { $0.range }
      + hyperlinks.map { CellRange($0.reference, $0.reference) }
      + comments.map { CellRange($0.reference, $0.reference) }
    for range in ranges { try require(Self.isInside(range), "the range \(range) is outside of the worksheet") }
    let sorted = mergedRanges.sorted { $0.first < $1.first }
    for (index, range) in sorted.enumerated() {
      try require(range.first != range.last, "a merged range has more than one cell: \(range)")
      for other in sorted[(index + 1)...] {
        guard other.first.row <= range.last.row else { break }
        let isApart = other.first.column > range.last.column || other.last.column < range.first.column
        try require(isApart, "the merged ranges \(range) and \(other) overlap")
      }
    }
  }

  private func checkTexts() throws(XLSXError) {
    for text in [pageSetup.header, pageSetup.footer] {
      try require((text?.utf16.count ?? 0) <= 255, "headers and footers have up to 255 characters")
    }
    for link in hyperlinks {
      try require((link.tooltip?.utf16.count ?? 0) <= 255, "a tooltip has up to 255 characters")
    }
  }

  /// The lengths are those at which Excel calls the file damaged.
  private static func check(_ validation: DataValidation) throws(XLSXError) {
    let place = validation.ranges.first?.description ?? ""
    try require(!validation.ranges.isEmpty, "a data validation without a range")
    try require(
      validation.kind == .none || !validation.formula1.isEmpty, "the data validation of \(place) has no formula")
    for formula in [validation.formula1, validation.formula2 ?? ""] {
      try require(
        !formula.hasPrefix("="), "the data validation of \(place): a formula is written without an equals sign")
      let limit = validation.kind == .list && formula.hasPrefix("\"") ? 257 : RowMarkup.maximumFormulaLength
      try require(
        formula.utf16.count <= limit, "the data validation of \(place): a list in quotes has up to 255 characters")
    }
    for title in [validation.errorTitle, validation.promptTitle] {
      try require((title?.utf16.count ?? 0) <= 32, "the data validation of \(place): a title has up to 32 characters")
    }
    for message in [validation.errorMessage, validation.prompt] {
      try require(
        (message?.utf16.count ?? 0) <= 255, "the data validation of \(place): a message has up to 255 characters")
    }
  }

  private static func isInside(_ range: CellRange) -> Bool {
    range.first.row >= 1 && range.first.column >= 1 && range.last.row <= CellReference.maximumRow
      && range.last.column <= CellReference.maximumColumn
  }

  private func require(_ condition: Bool, _ detail: @autoclosure () -> String) throws(XLSXError) {
    try Self.require(condition, detail())
  }

  private static func require(_ condition: Bool, _ detail: @autoclosure () -> String) throws(XLSXError) {
    guard condition else { throw XLSXError(.invalidArgument, detail: detail()) }
  }
}
