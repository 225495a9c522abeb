/// A formula but for the number of its row: what the formulas of a column have in common where one was filled down.
///
/// Cells share it, so that the formulas of a million rows take the memory of one.
public final class FormulaPattern: Hashable, Sendable, CustomStringConvertible {
  /// The formula as it reads in ``row``.
  private let text: String
  private let row: Int
  /// The places in the text at which the number of the row stands, in bytes.
  private let places: [Int]
  /// The range of the array formula, if it is one.
  package let arrayRange: CellRange?

  init(_ text: String, row: Int, arrayRange: CellRange? = nil) {
    var text = text
    places = text.withUTF8 { RowNumbers.places(of: row, in: $0) }
    self.text = text
    self.row = row
    self.arrayRange = arrayRange
  }

  /// How often the number of the row stands in it.
  package var rowCount: Int { places.count }

  /// The formula as it reads in a row, without an equals sign.
  public func text(inRow other: Int) -> String {
    if row == other || places.isEmpty { return text }
    var text = text
    let (count, digits) = (RowNumbers.digitCount(row), String(other).utf8)
    var bytes: [UInt8] = []
    text.withUTF8 { utf8 in
      bytes.reserveCapacity(utf8.count + places.count * digits.count)
      var start = 0
      for place in places {
        bytes += utf8[start..<place]
        bytes += digits
        start = place + count
      }
      bytes += utf8[start...]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes between the row's numbers.
  private var pieces: [Substring.UTF8View] {
    var rest = text.utf8[...]
    var pieces: [Substring.UTF8View] = []
    for place in places {
      let end = text.utf8.index(text.utf8.startIndex, offsetBy: place)
      pieces.append(rest[..<end])
      rest = text.utf8[text.utf8.index(end, offsetBy: RowNumbers.digitCount(row))...]
    }
    return pieces + [rest]
  }

  /// Whether two formulas are the same but for the number of their row.
  public static func == (left: FormulaPattern, right: FormulaPattern) -> Bool {
    if left === right { return true }
    guard left.arrayRange == right.arrayRange, left.places.count == right.places.count else { return false }
    return zip(left.pieces, right.pieces).allSatisfy { $0.elementsEqual($1) }
  }

  /// Hashes what is the same in every row.
  public func hash(into hasher: inout Hasher) {
    for piece in pieces {
      for byte in piece { hasher.combine(byte) }
      hasher.combine(0xFF as UInt8)
    }
  }

  /// The formula and its row, for messages.
  public var description: String { "\(text) in row \(row)\(arrayRange.map { " of \($0)" } ?? "")" }
}
