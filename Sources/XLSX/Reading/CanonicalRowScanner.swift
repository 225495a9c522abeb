/// Reads a row of a worksheet straight from its bytes where it is written as the usual programs write rows.
///
/// libxml2 does not see the rows taken here. So the grammar is much narrower than XML: known elements and attributes in
/// the default namespace, double quotes, at most one space between attributes, no entity but the five of XML, no
/// comment, section or instruction, UTF-8 that holds nothing XML forbids, cells in ascending order that name their
/// place. A row that is anything else, or not whole, is refused, and whether it is an error is for libxml2 to say.
struct CanonicalRowScanner {
  /// Whether `x14ac`, the prefix under which Excel 2010 and later write a row's descent, is declared.
  var isDescentDeclared = false
  private(set) var row = CanonicalRow()

  /// Reads the row that begins at that place, behind white space or at once.
  ///
  /// - Parameters:
  ///   - bytes: the sheet's XML.
  ///   - start: where the row begins.
  ///   - formulas: the formulas of the rows above; `nil` where formulas are not read.
  /// - Returns: the place behind it; `nil` where the row is refused.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int, formulas: FilledMarkups? = nil) -> Int? {
    defer { withExtendedLifetime(formulas) {} }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var cursor = RowCursor(base: base, place: base + start, end: base + buffer.count, formulas: formulas?.memory)
      row.clear()
      return cursor.readRow(into: &row, isDescentDeclared: isDescentDeclared) ? cursor.place - base : nil
    }
  }
}

/// A place among bytes that may be a row.
struct RowCursor {
  let base: UnsafePointer<UInt8>
  var place: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  let formulas: FilledMarkups.Memory?
  /// The number of the row.
  var rowDigits = RowDigits()

  // MARK: Rows

  mutating func readRow(into row: inout CanonicalRow, isDescentDeclared: Bool) -> Bool {
    skipSpaces()
    guard skip("<row "), let number = readRowAttributes(of: &row, isDescentDeclared: isDescentDeclared) else {
      return false
    }
    if skip("/>") { return true }
    guard skip(">") else { return false }
    // With zeros before it the number reads in another way than formulas write it.
    if number.start[0] != 0x30 { for index in 0..<number.count { rowDigits.append(number.start[index]) } }
    var column = 0
    while skip("<", "c", " ") {
      guard readCell(into: &row, after: &column, rowNumber: number) else { return false }
    }
    return skip("</row>")
  }

  /// - Returns: where the number of the row stands, with which the references of its cells end.
  private mutating func readRowAttributes(of row: inout CanonicalRow, isDescentDeclared: Bool) -> Digits? {
    var seen = AttributeSet()
    var number: Digits?
    var isFormatted = false
    repeat {
      if seen.insert(0, skip("r=\"")) {
        guard let digits = readNumber(), digits.value >= 1, digits.value <= CellReference.maximumRow, digits.count <= 7
        else { return nil }
        number = digits
      } else if seen.insert(1, skip("s=\"")) {
        guard let digits = readNumber() else { return nil }
        row.style = digits.value
      } else if seen.insert(2, skip("customFormat=\"")) {
        guard readFlag(into: &isFormatted) else { return nil }
      } else if seen.insert(3, skip("hidden=\"")) {
        guard readFlag(into: &row.isHidden) else { return nil }
      } else if seen.insert(4, skip("spans=\"")) || seen.insert(5, skip("ht=\""))
        || seen.insert(6, skip("customHeight=\""))
        || seen.insert(7, isDescentDeclared && skip("x14ac:dyDescent=\"")) || seen.insert(8, skip("outlineLevel=\""))
        || seen.insert(9, skip("collapsed=\"")) || seen.insert(10, skip("thickTop=\""))
        || seen.insert(11, skip("thickBot=\""))
        || seen.insert(12, skip("ph=\""))
      {
        guard readValue() != nil else { return nil }
      } else {
        // A space before the end of an empty tag.
        guard place < end, place.pointee == 0x2F else { return nil }
        break
      }
    } while skip(" ")
    guard let number, !seen.hasDuplicates else { return nil }
    row.index = number.value
    if !isFormatted { row.style = nil }
    return number
  }

  // MARK: Cells

  /// Reads on behind `<c `.
  private mutating func readCell(into row: inout CanonicalRow, after column: inout Int, rowNumber: Digits) -> Bool {
    var cell = CanonicalRow.Cell()
    guard readCellAttributes(of: &cell, rowNumber: rowNumber), cell.column > column else { return false }
    column = cell.column
    if !skip("/", ">") {
      guard skip(">") else { return false }
      if skip("<", "f") {
        guard let formula = readFilledFormula(column: column) ?? readFormula() else { return false }
        row.formulas.append(formula)
        cell.hasFormula = true
      }
      if cell.type == .inline {
        guard skip("<is><t>") || skip("<is><t xml:space=\"preserve\">"), let text = readText(), skip("</t></is>") else {
          return false
        }
        cell.content = text
      } else if skip("<", "v", ">") {
        guard let text = readText(), skip("<", "/", "v", ">") else { return false }
        cell.content = text
      } else if skip("<v/>") || skip("<v />") {
        cell.content = .init()
      }
      guard skip("<", "/", "c", ">") else { return false }
    }
    row.cells.append(cell)
    return true
  }

  @inline(__always) private mutating func readCellAttributes(of cell: inout CanonicalRow.Cell, rowNumber: Digits)
    -> Bool
  {
    var seen = AttributeSet()
    repeat {
      guard end - place > 3, place[1] == 0x3D, place[2] == 0x22 else {
        guard readRareAttribute(&seen) else { return false }
        continue
      }
      let name = place[0]
      place += 3
      switch name {
      case UInt8(ascii: "r"):
        seen.insert(0)
        guard let column = readReference(rowNumber: rowNumber) else { return false }
        cell.column = column
      case UInt8(ascii: "s"):
        seen.insert(1)
        guard let digits = readNumber() else { return false }
        cell.style = digits.value
      case UInt8(ascii: "t"):
        seen.insert(2)
        guard let type = readType() else { return false }
        cell.type = type
      default: return false
      }
    } while skip(" ")
    return !seen.hasDuplicates
  }

  /// An attribute of a cell that few programs write, or none but the end of an empty tag.
  private mutating func readRareAttribute(_ seen: inout AttributeSet) -> Bool {
    if seen.insert(3, skip("cm=\"")) || seen.insert(4, skip("vm=\"")) || seen.insert(5, skip("ph=\"")) {
      return readValue() != nil
    }
    // A space before the end.
    return place < end && place.pointee == 0x2F
  }

  /// The column of a reference in capitals whose row is that of the row.
  @inline(__always) private mutating func readReference(rowNumber: Digits) -> Int? {
    var column = 0
    let start = place
    while place < end, case let letter = place.pointee &- 0x41, letter < 26 {
      column = column &* 26 &+ Int(letter) &+ 1
      place += 1
    }
    guard place > start, place - start <= 3, column <= CellReference.maximumColumn, end - place > rowNumber.count else {
      return nil
    }
    for index in 0..<rowNumber.count where place[index] != rowNumber.start[index] { return nil }
    place += rowNumber.count
    return skip("\"") ? column : nil
  }

  @inline(__always) private mutating func readType() -> CellType? {
    if skip("s", "\"") { return .shared }
    if skip("s", "t", "r", "\"") { return .text }
    if skip("n", "\"") { return .number }
    if skip("b", "\"") { return .boolean }
    if skip("e", "\"") { return .error }
    if skip("inlineStr\"") { return .inline }
    return skip("d", "\"") ? .date : nil
  }

  /// Reads on behind `<f` if the formula is the one above; it was judged there.
  @inline(__always) private mutating func readFilledFormula(column: Int) -> CanonicalRow.Formula? {
    guard let formulas, place < end, place.pointee == 0x3E else { return nil }
    let text = Span(_unsafeElements: UnsafeBufferPointer(start: base, count: end - base))
    guard let length = formulas.length(inColumn: column, of: text, from: place - base + 1, digits: rowDigits) else {
      return nil
    }
    let start = place
    place += 1 + length
    guard skip("<", "/", "f", ">") else {
      place = start
      return nil
    }
    return CanonicalRow.Formula(kind: .filled)
  }

  /// Reads on behind `<f`.
  private mutating func readFormula() -> CanonicalRow.Formula? {
    var formula = CanonicalRow.Formula()
    var seen = AttributeSet()
    while skip(" ") {
      if seen.insert(0, skip("t=\"")) {
        if skip("shared\"") {
          formula.kind = .shared
        } else if skip("array\"") {
          formula.kind = .array
        } else if !skip("normal\"") {
          return nil
        }
      } else if seen.insert(1, skip("si=\"")) {
        guard let digits = readNumber() else { return nil }
        formula.sharedIndex = digits.value
      } else if seen.insert(2, skip("ref=\"")) {
        guard let range = readValue() else { return nil }
        formula.range = range
      } else if seen.insert(3, skip("ca=\"")) || seen.insert(4, skip("aca=\"")) {
        guard readValue() != nil else { return nil }
      } else {
        guard place < end, place.pointee == 0x2F else { return nil }
      }
    }
    guard !seen.hasDuplicates else { return nil }
    if skip("/>") { return formula }
    guard skip(">"), let text = readText(), skip("</f>") else { return nil }
    formula.text = text
    return formula
  }
}
