internal import Glibc

/// How a file writes the formula of each column, as it is expected to write it in the next row.
///
/// All bytes lie in one piece of memory of a fixed size, so that a cell is compared without counting references.
final class FilledMarkups {
  static let columnLimit = 1_024
  private static let byteLimit = 1 << 18
  private static let placeLimit = 1 << 16

  fileprivate struct Markup {
    var start: Int32 = 0
    /// The length of the markup in bytes; 0 where nothing is expected.
    var count: Int32 = 0
    var firstPlace: Int32 = 0
    var placeCount: Int32 = 0
    var digits = RowDigits()
  }

  /// The places of everything, to be used while the markups are there, without counting references.
  struct Memory {
    fileprivate let markups = UnsafeMutablePointer<Markup>.allocate(capacity: columnLimit)
    fileprivate let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: byteLimit)
    /// Where the number of the row begins, in ``bytes``.
    fileprivate let places = UnsafeMutablePointer<Int32>.allocate(capacity: placeLimit)
    fileprivate var columnCount = 0

    /// The number of the bytes at a place that are the formula of the column in a row with these digits; `nil` where
    /// they are not.
    @inline(__always) func length(inColumn column: Int, of text: Span<UInt8>, from start: Int, digits: RowDigits)
      -> Int?
    {
      guard column < columnCount, markups[column].count > 0, markups[column].digits.count == digits.count else {
        return nil
      }
      let count = Int(markups[column].count)
      guard text.count - start >= count else { return nil }
      // What is expected is put into the row; of the digits mostly the last one changes.
      let changed = digits.firstDifference(from: markups[column].digits)
      if changed < digits.count {
        for index in Int(markups[column].firstPlace)..<Int(markups[column].firstPlace + markups[column].placeCount) {
          let place = bytes + Int(places[index])
          for digit in changed..<digits.count { place[digit] = digits[digit] }
        }
        markups[column].digits = digits
      }
      return text.withUnsafeBytes { text -> Int? in
        guard let base = text.baseAddress else { return nil }
        return memcmp(base + start, bytes + Int(markups[column].start), count) == 0 ? count : nil
      }
    }
  }

  private(set) var memory = Memory()
  private var byteCount = 0
  private var placeCount = 0

  deinit {
    memory.markups.deallocate()
    memory.bytes.deallocate()
    memory.places.deallocate()
  }

  func forget(column: Int) { if column < memory.columnCount { memory.markups[column].count = 0 } }

  /// Expects a formula in the rows below.
  func note(_ markup: Span<UInt8>, at reference: CellReference) {
    guard reference.column < Self.columnLimit, !markup.isEmpty, markup.count <= 1 << 15 else { return }
    let rowPlaces = markup.withUnsafeBufferPointer { source -> [Int]? in
      // `_x0041_` stands for a character: which one would depend on the row.
      if zip(source, source.dropFirst()).contains(where: { $0 == 0x5F && $1 == 0x78 }) { return nil }
      return RowNumbers.places(of: reference.row, in: source)
    }
    guard let rowPlaces else { return }
    if byteCount + markup.count > Self.byteLimit || placeCount + rowPlaces.count > Self.placeLimit {
      // Most of it is of formulas that are no more; those that still are come again with the next row.
      (memory.columnCount, byteCount, placeCount) = (0, 0, 0)
    }
    while memory.columnCount <= reference.column {
      (memory.markups + memory.columnCount).initialize(to: Markup())
      memory.columnCount += 1
    }
    memory.markups[reference.column] = Markup(
      start: Int32(byteCount), count: Int32(markup.count), firstPlace: Int32(placeCount),
      placeCount: Int32(rowPlaces.count),
      digits: RowDigits(reference.row))
    for place in rowPlaces {
      memory.places[placeCount] = Int32(byteCount + place)
      placeCount += 1
    }
    markup.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { (memory.bytes + byteCount).update(from: base, count: source.count) }
    }
    byteCount += markup.count
  }
}
