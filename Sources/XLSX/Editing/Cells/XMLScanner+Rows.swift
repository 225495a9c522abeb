extension XMLScanner {
  /// The row of a worksheet that stands next, if it is whole and written as usual, and the white space before it.
  ///
  /// - Parameter isWanted: decides by what the row holds.
  mutating func nextRow(by rows: inout CanonicalRowScanner, where isWanted: (CanonicalRow) -> Bool) -> Range<Int>? {
    guard isInContent, position < buffer.count, let end = rows.scan(buffer.span, from: position), isWanted(rows.row) else {
      return nil
    }
    return take(.other, to: end).range
  }
}
