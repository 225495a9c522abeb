/// A rectangle of cells, such as `A1:C3`; both corners belong to it.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
  /// The corner at the top left.
  public var first: CellReference
  /// The corner at the bottom right.
  public var last: CellReference

  /// The rectangle that two cells span, whichever corners they are.
  public init(_ first: CellReference, _ last: CellReference) {
    self.first = CellReference(row: min(first.row, last.row), column: min(first.column, last.column))
    self.last = CellReference(row: max(first.row, last.row), column: max(first.column, last.column))
  }

  /// Reads `A1:C3`, `$A$1:$C$3`, a single cell, whole columns (`A:C`) or whole rows (`1:3`).
  public init?(_ text: some StringProtocol) {
    let corners = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let start = corners.first, let end = corners.last else { return nil }
    let haveLetters = corners.map { $0.utf8.contains(where: CellReference.isLetter) }
    let haveDigits = corners.map { $0.utf8.contains { (0x30...0x39).contains($0) } }
    if let first = CellReference(start), let last = CellReference(end) {
      self.init(first, last)
    } else if haveDigits == [false, false], let first = CellReference(start + "1"), let last = CellReference(end + "1")
    {
      self.init(first, CellReference(row: CellReference.maximumRow, column: last.column))
    } else if haveLetters == [false, false], let first = CellReference("A" + start), let last = CellReference("A" + end)
    {
      self.init(first, CellReference(row: last.row, column: CellReference.maximumColumn))
    } else {
      return nil
    }
  }

  /// Whether a cell lies in it.
  public func contains(_ reference: CellReference) -> Bool {
    (first.row...last.row).contains(reference.row) && (first.column...last.column).contains(reference.column)
  }

  /// The range in A1 notation: `A1:C3`, or `A1` for a single cell.
  public var description: String { first == last ? first.description : "\(first):\(last)" }

  /// The range with fixed rows and columns: `$A$1:$C$3`.
  public var absolute: String { first == last ? first.absolute : "\(first.absolute):\(last.absolute)" }
}

extension CellRange {
  /// The smallest range that holds this one and the cell.
  public func union(_ reference: CellReference) -> CellRange {
    CellRange(
      CellReference(row: min(first.row, reference.row), column: min(first.column, reference.column)),
      CellReference(row: max(last.row, reference.row), column: max(last.column, reference.column)))
  }
}

extension CellRange: ExpressibleByStringLiteral {
  /// A range written out in code: `"A1:C3"`.
  ///
  /// - Precondition: the literal names a range; a text that comes from elsewhere is read by ``init(_:)``.
  public init(stringLiteral name: StaticString) {
    let range = name.withUTF8Buffer { CellRange(String(decoding: $0, as: UTF8.self)) }
    precondition(range != nil, "the literal names no range")
    self = range ?? CellRange("A1", "A1")
  }
}
