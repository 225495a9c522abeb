/// A word of a formula that refers to a cell, or to a whole column or row: `B7`, `$B7`, `B`, `$7`.
package struct ReferenceWord: Hashable, Sendable {
  /// The number of the column; `nil` for a whole row.
  package var column: Int?
  /// The number of the row; `nil` for a whole column.
  package var row: Int?
  /// Whether a dollar sign keeps the column where it is.
  package var columnIsFixed = false
  /// Whether a dollar sign keeps the row where it is.
  package var rowIsFixed = false

  /// Reads `[$]letters[$]digits`, each part optional; `nil` for any other word, and beyond the limits of a worksheet.
  package init?(_ word: ArraySlice<UInt8>) {
    var rest = word
    var isFixed = Self.takeDollar(&rest)
    let letters = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) && $0 & 0x80 == 0 }
    rest = rest.dropFirst(letters.count)
    if !letters.isEmpty {
      guard letters.count <= 3 else { return nil }
      let number = letters.reduce(0) { $0 * 26 + Int(($1 & 0xDF) - 0x40) }
      guard number <= CellReference.maximumColumn else { return nil }
      column = number
      columnIsFixed = isFixed
      isFixed = Self.takeDollar(&rest)
    }
    if !rest.isEmpty {
      guard rest.count <= 7, rest.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      let number = rest.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      guard (1...CellReference.maximumRow).contains(number) else { return nil }
      row = number
      rowIsFixed = isFixed
    } else if letters.isEmpty || isFixed {
      return nil
    }
  }

  private static func takeDollar(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == 0x24 else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Adds the word as it reads that many rows below and columns right; `#REF!` where that is outside of the worksheet.
  func move(rows: Int, columns: Int, into text: inout [UInt8]) {
    let column = self.column.map { columnIsFixed ? $0 : $0 + columns }
    let row = self.row.map { rowIsFixed ? $0 : $0 + rows }
    guard column.map({ (1...CellReference.maximumColumn).contains($0) }) ?? true,
      row.map({ (1...CellReference.maximumRow).contains($0) }) ?? true
    else {
      text += "#REF!".utf8
      return
    }
    if let column {
      if columnIsFixed { text.append(0x24) }
      let start = text.count
      var rest = column
      while rest > 0 {
        rest -= 1
        text.append(0x41 + UInt8(rest % 26))
        rest /= 26
      }
      text[start...].reverse()
    }
    if let row {
      if rowIsFixed { text.append(0x24) }
      let start = text.count
      var rest = row
      repeat {
        text.append(0x30 + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      text[start...].reverse()
    }
  }
}
