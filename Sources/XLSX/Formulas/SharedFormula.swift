/// Moves the relative references of a formula, as a member of a group of shared formulas needs it.
///
/// Source: ECMA-376 Part 1, 18.3.1.40 (shared formulas).
package enum SharedFormula {
  /// The master's formula as it reads that many rows below and columns right of it.
  package static func moved(_ formula: String, rows: Int, columns: Int) -> String {
    if rows == 0 && columns == 0 { return formula }
    var scanner = FormulaScanner(formula)
    let bytes = scanner.bytes
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    while let piece = scanner.next() {
      let text = bytes[piece.range]
      let next = piece.range.upperBound < bytes.count ? bytes[piece.range.upperBound] : 0
      // Followed by `(` it is a function, by `!` a sheet.
      guard piece.kind == .word || piece.kind == .number, next != 0x28, next != 0x21,
        let reference = ReferenceWord(text)
      else {
        result += text
        continue
      }
      let isCell = reference.column != nil && reference.row != nil
      let previous = piece.range.lowerBound > 0 ? bytes[piece.range.lowerBound - 1] : 0
      // Without a colon beside it a letter is a name, and a number a number.
      if isCell || next == 0x3A || previous == 0x3A {
        result += reference.moved(rows: rows, columns: columns)
      } else {
        result += text
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
