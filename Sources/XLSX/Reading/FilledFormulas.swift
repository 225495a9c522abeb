internal import Glibc

/// The formula last read in each column of a worksheet: the next one below is most often the same, but for the number of its row.
///
/// Then it is known by comparing bytes, neither judged nor decoded nor copied anew.
struct FilledFormulas {
  /// How the file writes a formula: a piece of ``bytes`` with the places of the row's number in it.
  private struct Markup {
    var start = 0
    var count = 0
    var firstPlace = 0
    var placeCount = 0
    var digitCount = 0
  }

  /// By column.
  private var patterns: [FormulaPattern?] = []
  /// By column; without bytes where nothing can be compared.
  private var markups: [Markup] = []
  // Of all columns together: a cell is compared without counting references.
  private var bytes: [UInt8] = []
  private var places: [Int] = []

  // Of more and longer ones the memory would grow with what a hostile file states.
  private static let columnLimit = 1_024
  private static let lengthLimit = 1 << 14
  private static let totalLimit = 1 << 20

  /// The number of the bytes at a place that are the formula of the column with another row's digits; `nil` where they are not.
  ///
  /// - Parameter digits: where the number of that row stands in the text.
  @inline(__always) func length(inColumn column: Int, of text: Span<UInt8>, from start: Int, digits: Range<Int>) -> Int? {
    guard column < markups.count, markups[column].count > 0 else { return nil }
    let markup = markups[column]
    let length = markup.count + markup.placeCount * (digits.count - markup.digitCount)
    guard text.count - start >= length else { return nil }
    return text.withUnsafeBytes { text -> Int? in
      bytes.withUnsafeBytes { bytes -> Int? in
        guard let text = text.baseAddress, let template = bytes.baseAddress.map({ $0 + markup.start }) else { return nil }
        var (place, done) = (text + start, 0)
        for index in markup.firstPlace..<markup.firstPlace + markup.placeCount {
          let number = places[index]
          guard memcmp(place, template + done, number - done) == 0 else { return nil }
          place += number - done
          guard memcmp(place, text + digits.lowerBound, digits.count) == 0 else { return nil }
          place += digits.count
          done = number + markup.digitCount
        }
        return memcmp(place, template + done, markup.count - done) == 0 ? length : nil
      }
    }
  }

  /// The pattern of a column's formula that was recognised by its markup.
  func pattern(inColumn column: Int) -> FormulaPattern? { column < patterns.count ? patterns[column] : nil }

  /// The pattern of a formula, shared with the cell above where it is the same.
  ///
  /// - Parameter markup: how the file writes it.
  mutating func pattern(of text: String, at reference: CellReference, markup: Span<UInt8>?) -> FormulaPattern {
    guard reference.column < Self.columnLimit, text.utf8.count <= Self.lengthLimit else {
      return FormulaPattern(text, row: reference.row)
    }
    while patterns.count <= reference.column {
      patterns.append(nil)
      markups.append(Markup())
    }
    let above = patterns[reference.column]
    let pattern = above.flatMap { $0.text(inRow: reference.row) == text ? $0 : nil } ?? FormulaPattern(text, row: reference.row)
    patterns[reference.column] = pattern
    markups[reference.column] = Markup()
    if let markup { note(markup, at: reference) }
    return pattern
  }

  private mutating func note(_ markup: Span<UInt8>, at reference: CellReference) {
    guard !markup.isEmpty, markup.count <= 2 * Self.lengthLimit else { return }
    if bytes.count > Self.totalLimit {
      // Most of it is of formulas that are no more; those that still are come again with the next row.
      bytes.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      for column in markups.indices { markups[column] = Markup() }
    }
    let (start, firstPlace) = (bytes.count, places.count)
    markup.withUnsafeBufferPointer { source in
      // `_x0041_` stands for a character: which one would depend on the row.
      guard !zip(source, source.dropFirst()).contains(where: { $0 == 0x5F && $1 == 0x78 }) else { return }
      bytes.append(contentsOf: source)
      places += RowNumbers.places(of: reference.row, in: source)
    }
    markups[reference.column] = Markup(
      start: start, count: bytes.count - start, firstPlace: firstPlace, placeCount: places.count - firstPlace,
      digitCount: RowNumbers.digitCount(reference.row))
  }
}
