/// Moves the relative references of a formula, as a member of a group of shared formulas needs it.
///
/// Source: ECMA-376 Part 1, 18.3.1.40 (shared formulas) and 18.17.2 (grammar of references).
package enum SharedFormula {
  /// The master's formula as it reads that many rows below and columns right of it.
  package static func moved(_ formula: String, rows: Int, columns: Int) -> String {
    if rows == 0 && columns == 0 { return formula }
    let bytes = Array(formula.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x22, 0x27:  // text, or a quoted sheet name: up to the closing quote, doubled quotes included
        let end = closing(bytes, from: index, quote: byte)
        result += bytes[index..<end]
        index = end
      // A structured or external reference: up to the matching bracket; an apostrophe takes the meaning of what follows.
      case 0x5B:
        var depth = 0
        let start = index
        repeat {
          if bytes[index] == 0x5B { depth += 1 } else if bytes[index] == 0x5D { depth -= 1 }
          index += bytes[index] == 0x27 ? 2 : 1
        } while index < bytes.count && depth > 0
        index = min(index, bytes.count)
        result += bytes[start..<index]
      case _ where isWord(byte) || byte == 0x24:
        var end = index
        while end < bytes.count, isWord(bytes[end]) || bytes[end] == 0x24 { end += 1 }
        let word = bytes[index..<end]
        let next = end < bytes.count ? bytes[end] : 0
        let previous = index > 0 ? bytes[index - 1] : 0
        // Followed by `(` it is a function, by `!` a sheet.
        if next == 0x28 || next == 0x21 {
          result += word
        } else if let reference = relative(word) {
          result += reference.moved(rows: rows, columns: columns)
        } else if next == 0x3A || previous == 0x3A, let whole = wholeLine(word) {
          result += whole.moved(rows: rows, columns: columns)
        } else {
          result += word
        }
        index = end
      default:
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
      || byte == 0x2E
      || byte >= 0x80
      || byte == 0x5C || byte == 0x3F
  }

  private static func closing(_ bytes: [UInt8], from start: Int, quote: UInt8) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == quote {
        if index + 1 < bytes.count, bytes[index + 1] == quote {
          index += 2
          continue
        }
        return index + 1
      }
      index += 1
    }
    return bytes.count
  }

  /// A reference to a cell, or to a whole column or row (the other coordinate is `nil`).
  private struct Reference {
    var column: Int?
    var row: Int?
    var columnIsFixed = false
    var rowIsFixed = false

    func moved(rows: Int, columns: Int) -> [UInt8] {
      var text = ""
      if let column {
        let target = columnIsFixed ? column : column + columns
        guard (1...CellReference.maximumColumn).contains(target) else { return Array("#REF!".utf8) }
        text += (columnIsFixed ? "$" : "") + CellReference.letters(ofColumn: target)
      }
      if let row {
        let target = rowIsFixed ? row : row + rows
        guard (1...CellReference.maximumRow).contains(target) else { return Array("#REF!".utf8) }
        text += (rowIsFixed ? "$" : "") + String(target)
      }
      return Array(text.utf8)
    }
  }

  private static func relative(_ word: ArraySlice<UInt8>) -> Reference? {
    guard let parts = split(word), let column = parts.column, let row = parts.row else { return nil }
    return Reference(column: column, row: row, columnIsFixed: parts.columnIsFixed, rowIsFixed: parts.rowIsFixed)
  }

  private static func wholeLine(_ word: ArraySlice<UInt8>) -> Reference? {
    guard let parts = split(word), (parts.column == nil) != (parts.row == nil) else { return nil }
    return parts
  }

  /// Splits a reference, `[$]letters[$]digits`, each part optional; `nil` for any other word.
  private static func split(_ word: ArraySlice<UInt8>) -> Reference? {
    var rest = word
    var reference = Reference()
    var fixed = takeDollar(&rest)
    let letters = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) && $0 & 0x80 == 0 }
    rest = rest.dropFirst(letters.count)
    if !letters.isEmpty {
      guard letters.count <= 3, let column = CellReference.column(ofLetters: String(decoding: letters, as: UTF8.self))
      else { return nil }
      reference.column = column
      reference.columnIsFixed = fixed
      fixed = takeDollar(&rest)
    }
    if !rest.isEmpty {
      guard rest.count <= 7, rest.allSatisfy({ (0x30...0x39).contains($0) }),
        let row = Int(String(decoding: rest, as: UTF8.self)),
        (1...CellReference.maximumRow).contains(row)
      else { return nil }
      reference.row = row
      reference.rowIsFixed = fixed
    } else if letters.isEmpty || fixed {
      return nil
    }
    return reference
  }

  private static func takeDollar(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == 0x24 else { return false }
    rest = rest.dropFirst()
    return true
  }
}
