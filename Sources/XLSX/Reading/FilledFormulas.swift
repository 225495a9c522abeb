internal import Glibc

/// The formula last read in each column of a worksheet: the next one below is most often the same, but for the number of its row.
///
/// Then it is known by comparing bytes, neither judged nor decoded nor copied anew.
struct FilledFormulas {
  private struct Recent {
    var pattern: FormulaPattern
    /// As the file writes it; `nil` where that is not known, or is written in a way that cannot be compared byte by byte.
    var markup: FilledMarkup?
  }

  /// By column; `nil` where there was none yet.
  private var recent: [Recent?] = []
  /// Of more and longer ones the memory would grow with what a hostile file states.
  private static let columnLimit = 1_024
  private static let lengthLimit = 1 << 14

  /// What is known of a column's formula as written.
  @inline(__always) func markup(inColumn column: Int) -> FilledMarkup? { column < recent.count ? recent[column]?.markup : nil }

  /// The pattern of a column's formula that was recognised by its markup.
  @inline(__always) func pattern(inColumn column: Int) -> FormulaPattern? { column < recent.count ? recent[column]?.pattern : nil }

  /// The pattern of a formula, shared with the cell above where it is the same.
  ///
  /// - Parameter markup: how the file writes it.
  mutating func pattern(of text: String, at reference: CellReference, markup: Span<UInt8>?) -> FormulaPattern {
    guard reference.column < Self.columnLimit, text.utf8.count <= Self.lengthLimit else {
      return FormulaPattern(text, row: reference.row)
    }
    while recent.count <= reference.column { recent.append(nil) }
    let above = recent[reference.column]?.pattern
    let pattern = above.flatMap { $0.text(inRow: reference.row) == text ? $0 : nil } ?? FormulaPattern(text, row: reference.row)
    var written: FilledMarkup?
    if let markup { written = FilledMarkup(markup, row: reference.row) }
    recent[reference.column] = Recent(pattern: pattern, markup: written)
    return pattern
  }
}

/// The markup of a formula and where the number of its row stands in it.
final class FilledMarkup {
  private let bytes: [UInt8]
  private let places: [Int]
  private let digitCount: Int

  /// `nil` where the bytes do not stand for the same characters in every row: escapes such as `_x0041_`.
  init?(_ markup: Span<UInt8>, row: Int) {
    guard markup.count <= 1 << 15 else { return nil }
    let bytes = markup.withUnsafeBufferPointer { Array($0) }
    guard !zip(bytes, bytes.dropFirst()).contains(where: { $0 == 0x5F && $1 == 0x78 }) else { return nil }
    self.bytes = bytes
    places = bytes.withUnsafeBufferPointer { RowNumbers.places(of: row, in: $0) }
    digitCount = RowNumbers.digitCount(row)
  }

  /// The number of the bytes that are this formula with another row's digits; `nil` where they are not.
  func length(at start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, digits: UnsafePointer<UInt8>, count: Int) -> Int? {
    bytes.withUnsafeBufferPointer { template -> Int? in
      guard let base = template.baseAddress else { return nil }
      guard end - start >= template.count + places.count * (count - digitCount) else { return nil }
      var (place, done) = (start, 0)
      for number in places {
        guard memcmp(place, base + done, number - done) == 0 else { return nil }
        place += number - done
        for index in 0..<count where place[index] != digits[index] { return nil }
        place += count
        done = number + digitCount
      }
      guard memcmp(place, base + done, template.count - done) == 0 else { return nil }
      return place - start + template.count - done
    }
  }
}
