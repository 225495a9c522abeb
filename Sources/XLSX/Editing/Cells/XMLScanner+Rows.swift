extension XMLScanner {
  /// Passes over the row of a worksheet that stands next, if it is whole and written as usual, and the white space
  /// before it.
  ///
  /// - Parameters:
  ///   - rows: reads the row.
  ///   - isWanted: decides by what the row holds.
  /// - Returns: where the row and the white space stand; `nil` where it is not wanted or must be read in another way.
  mutating func nextRow(by rows: inout CanonicalRowScanner, where isWanted: (CanonicalRow) -> Bool) -> Range<Int>? {
    guard isInContent, position < buffer.count, let end = rows.scan(buffer.span, from: position), isWanted(rows.row)
    else {
      return nil
    }
    return take(.other, to: end).range
  }
}
