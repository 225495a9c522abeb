/// Makes the cells of one worksheet from their bytes, whichever way these were found: by libxml2's events or as
/// canonical rows.
struct CellMaker {
  private let interpreter: CellInterpreter
  private var sharedFormulas: SharedFormulaGroups
  private var formulas = FilledFormulas()
  /// Whether the cells of each column are wanted; `nil` where all are.
  private let wanted: [Bool]?

  /// Makes cells of what the XML says.
  ///
  /// - Parameters:
  ///   - interpreter: gives the values of cells.
  ///   - sharedFormulas: the formulas that several cells share.
  ///   - columns: the columns whose cells are wanted, 1-based; `nil` for all.
  init(_ interpreter: CellInterpreter, sharedFormulas: SharedFormulaGroups, columns: Set<Int>?) {
    self.interpreter = interpreter
    self.sharedFormulas = sharedFormulas
    wanted = columns.map { columns in (0...max(0, columns.max() ?? 0)).map { columns.contains($0) } }
  }

  var wantsAll: Bool { wanted == nil }

  func wants(column: Int) -> Bool {
    guard let wanted else { return true }
    return column < wanted.count && wanted[column]
  }

  /// How the formulas of the rows above are written; `nil` before the first one.
  var markups: FilledMarkups? { formulas.markups }

  // MARK: By events

  func value(_ bytes: Span<UInt8>, type: CellType, column: Int) -> CellValue {
    interpreter.value(bytes, type: type, column: column)
  }

  /// - Throws: `XLSXError` where shared formulas take more memory than they may.
  mutating func formula(
    _ bytes: Span<UInt8>, sharedIndex: Int?, arrayRange: CellRange?, at reference: CellReference
  ) throws(XLSXError) -> FormulaPattern {
    let text = try sharedFormulas.formula(bytes, sharedIndex: sharedIndex, at: reference)
    if let arrayRange { return FormulaPattern(text, row: reference.row, arrayRange: arrayRange) }
    return formulas.pattern(of: text, at: reference, markup: nil)
  }

  // MARK: Canonical rows

  /// Appends the cells that are wanted of a row.
  ///
  /// - Throws: `XLSXError` where shared formulas take more memory than they may.
  mutating func append(_ row: CanonicalRow, of bytes: Span<UInt8>, to cells: inout [Cell]) throws(XLSXError) {
    cells.reserveCapacity(row.cells.count)
    var rowFormulas = row.formulas.makeIterator()
    for place in row.cells {
      let reference = CellReference(row: row.index, column: place.column)
      var formula: FormulaPattern?
      if place.hasFormula, let found = rowFormulas.next() {
        // Also of a cell that is not wanted: those below may refer to it.
        if found.kind == .filled, place.column < formulas.patterns.count {
          if wants(column: place.column) { formula = formulas.patterns[place.column] }
        } else {
          formula = try self.formula(found, at: reference, of: bytes)
        }
      }
      guard wants(column: place.column) else { continue }
      let value: CellValue =
        if let content = place.content {
          read(content, of: bytes) { interpreter.value($0, type: place.type, column: place.column) }
        } else {
          place.type == .inline ? .text("") : .blank
        }
      cells.append(Cell(reference, value, formula: formula, style: place.style))
    }
  }

  private mutating func formula(
    _ formula: CanonicalRow.Formula, at reference: CellReference, of bytes: Span<UInt8>
  ) throws(XLSXError) -> FormulaPattern {
    let index = formula.kind == .shared ? formula.sharedIndex : nil
    let text = try read(formula.text, of: bytes) { (bytes) throws(XLSXError) in
      try sharedFormulas.formula(bytes, sharedIndex: index, at: reference)
    }
    if formula.kind == .array {
      let range =
        formula.range.flatMap { CellRange(String(utf8: bytes.extracting($0.range))) } ?? CellRange(reference, reference)
      return FormulaPattern(text, row: reference.row, arrayRange: range)
    }
    guard formula.kind == .normal else { return formulas.pattern(of: text, at: reference, markup: nil) }
    return formulas.pattern(of: text, at: reference, markup: bytes.extracting(formula.text.range))
  }

  /// Hands on a text with its characters as they are meant.
  private func read<Result, Failure: Error>(
    _ text: CanonicalRow.Text, of bytes: Span<UInt8>, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard text.isEscaped else { return try body(bytes.extracting(text.range)) }
    let characters = XMLEntities.resolved(bytes.extracting(text.range))
    return try body(characters.span)
  }
}
