/// The formula last read in each column of a worksheet: the next one below is most often the same, but for the number
/// of its row.
///
/// Then it is known by comparing bytes, neither judged nor decoded nor copied anew.
struct FilledFormulas {
  /// The last pattern of each column; `nil` where there was none yet.
  private(set) var patterns: [FormulaPattern?] = []
  /// How the file writes them; `nil` before the first one.
  private(set) var markups: FilledMarkups?

  // Of more and longer ones the memory would grow with what a hostile file states.
  private static let columnLimit = FilledMarkups.columnLimit
  private static let lengthLimit = 1 << 14

  /// The pattern of a formula, shared with the cell above where it is the same.
  ///
  /// - Parameters:
  ///   - text: the formula, without an equals sign.
  ///   - reference: the cell in which it stands.
  ///   - markup: how the file writes it; `nil` where that is not known.
  /// - Returns: the pattern.
  mutating func pattern(of text: String, at reference: CellReference, markup: Span<UInt8>?) -> FormulaPattern {
    guard reference.column < Self.columnLimit, text.utf8.count <= Self.lengthLimit else {
      return FormulaPattern(text, row: reference.row)
    }
    while patterns.count <= reference.column { patterns.append(nil) }
    let above = patterns[reference.column]
    let pattern =
      above.flatMap { $0.text(inRow: reference.row).hasSameBytes(as: text) ? $0 : nil }
      ?? FormulaPattern(text, row: reference.row)
    patterns[reference.column] = pattern
    markups?.forget(column: reference.column)
    if let markup {
      let markups = self.markups ?? FilledMarkups()
      markups.note(markup, at: reference)
      self.markups = markups
    }
    return pattern
  }
}
