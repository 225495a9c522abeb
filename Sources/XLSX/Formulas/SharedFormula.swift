/// The formula of a group of shared formulas, whose relative references move with each cell of the group.
///
/// Source: ECMA-376 Part 1, 18.3.1.40 (shared formulas).
package struct SharedFormula {
  /// A word that may move.
  private struct Place {
    var range: Range<Int>
    var word: ReferenceWord
  }

  private let formula: String
  private let bytes: [UInt8]
  private let places: [Place]

  /// Finds the references of the master's formula, without its equals sign.
  package init(_ formula: String) {
    self.formula = formula
    var scanner = FormulaScanner(formula)
    bytes = scanner.bytes
    var places: [Place] = []
    while let piece = scanner.next() {
      guard piece.kind == .word || piece.kind == .number else { continue }
      let next = piece.range.upperBound < bytes.count ? bytes[piece.range.upperBound] : 0
      // Followed by `(` it is a function, by `!` a sheet.
      guard next != 0x28, next != 0x21, let word = ReferenceWord(bytes[piece.range]) else { continue }
      let isCell = word.column != nil && word.row != nil
      let previous = piece.range.lowerBound > 0 ? bytes[piece.range.lowerBound - 1] : 0
      // Without a colon beside it a letter is a name, and a number a number.
      if isCell || next == 0x3A || previous == 0x3A { places.append(Place(range: piece.range, word: word)) }
    }
    self.places = places
  }

  /// The formula as it reads that many rows below and columns right of the master.
  package func moved(rows: Int, columns: Int) -> String {
    if places.isEmpty || rows == 0 && columns == 0 { return formula }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 4 * places.count)
    var start = 0
    for place in places {
      result += bytes[start..<place.range.lowerBound]
      place.word.move(rows: rows, columns: columns, into: &result)
      start = place.range.upperBound
    }
    result += bytes[start...]
    return String(decoding: result, as: UTF8.self)
  }

  /// A formula as it reads that many rows below and columns right.
  package static func moved(_ formula: String, rows: Int, columns: Int) -> String {
    rows == 0 && columns == 0 ? formula : SharedFormula(formula).moved(rows: rows, columns: columns)
  }
}
