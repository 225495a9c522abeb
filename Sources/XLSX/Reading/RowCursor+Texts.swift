extension RowCursor {
  /// The plain text of the table of shared strings that stands there, `<si><t>…</t></si>`, and the place behind it.
  ///
  /// - Returns: `nil` for all else, and for a text that is not whole.
  static func sharedText(_ bytes: Span<UInt8>, from start: Int) -> (text: CanonicalRow.Text, end: Int)? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var cursor = RowCursor(base: base, place: base + start, end: base + buffer.count, formulas: nil)
      cursor.skipSpaces()
      guard cursor.skip("<si>"), cursor.skip("<t>") || cursor.skip("<t xml:space=\"preserve\">"),
        let text = cursor.readText(),
        cursor.skip("</t></si>")
      else { return nil }
      return (text, cursor.place - base)
    }
  }
}

/// What tags and texts are made of.
extension RowCursor {
  @inline(__always) mutating func skipSpaces() {
    while place < end, isSpace(place.pointee) { place += 1 }
  }

  // The short ones that every cell has, compared without a loop.

  @inline(__always) mutating func skip(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    guard end - place >= 2, place[0] == UInt8(ascii: a), place[1] == UInt8(ascii: b) else { return false }
    place += 2
    return true
  }

  @inline(__always) mutating func skip(_ a: Unicode.Scalar, _ b: Unicode.Scalar, _ c: Unicode.Scalar) -> Bool {
    guard end - place >= 3, place[0] == UInt8(ascii: a), place[1] == UInt8(ascii: b), place[2] == UInt8(ascii: c) else {
      return false
    }
    place += 3
    return true
  }

  @inline(__always) mutating func skip(
    _ a: Unicode.Scalar, _ b: Unicode.Scalar, _ c: Unicode.Scalar, _ d: Unicode.Scalar
  ) -> Bool {
    guard end - place >= 4, place[0] == UInt8(ascii: a), place[1] == UInt8(ascii: b), place[2] == UInt8(ascii: c),
      place[3] == UInt8(ascii: d)
    else { return false }
    place += 4
    return true
  }

  @inline(__always) mutating func skip(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard end - place >= count else { return false }
    for index in 0..<count where place[index] != literal.utf8Start[index] { return false }
    place += count
    return true
  }

  @inline(__always) func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  @inline(__always) func range(from start: UnsafePointer<UInt8>) -> Range<Int> {
    Range(uncheckedBounds: (start - base, place - base))
  }

  /// Reads up to nine digits and the quote behind them.
  @inline(__always) mutating func readNumber() -> Digits? {
    let start = place
    var value = 0
    while place < end, case let digit = place.pointee &- 0x30, digit < 10 {
      value = value &* 10 &+ Int(digit)
      place += 1
      if place - start > 9 { return nil }
    }
    let count = place - start
    return count > 0 && skip("\"") ? Digits(value: value, start: start, count: count) : nil
  }

  mutating func readFlag(into flag: inout Bool) -> Bool {
    flag = skip("1\"") || skip("true\"")
    return flag || skip("0\"") || skip("false\"")
  }

  /// The printable characters of ASCII up to the quote.
  mutating func readValue() -> CanonicalRow.Text? {
    let start = place
    while place < end, place.pointee != 0x22 {
      guard place.pointee >= 0x20, place.pointee < 0x7F, place.pointee != 0x3C, place.pointee != 0x26 else {
        return nil
      }
      place += 1
    }
    let range = range(from: start)
    return skip("\"") ? .init(range: range) : nil
  }

  /// The characters up to the next tag.
  mutating func readText() -> CanonicalRow.Text? {
    var text = CanonicalRow.Text()
    let start = place
    while place < end {
      let byte = place.pointee
      // Bit by bit: tab, line feed and 0x20 to 0x3F, but for `&`, `<` and `>`.
      if byte < 0x40 ? (0xAFFF_FFBF_0000_0600 as UInt64) >> UInt64(byte) & 1 != 0 : byte < 0x80 {
        place += 1
        continue
      }
      switch byte {
      case 0x3C:
        text.range = range(from: start)
        return text
      case 0x26:
        guard skip("&amp;") || skip("&lt;") || skip("&gt;") || skip("&quot;") || skip("&apos;") else { return nil }
        text.isEscaped = true
      case 0x3E:
        // `]]>` may not stand in a text.
        guard place[-1] != 0x5D else { return nil }
        place += 1
      default:
        guard skipCharacter() else { return nil }
      }
    }
    return nil
  }

  /// A character of two bytes or more: well-formed UTF-8 (Unicode 15.0, table 3-7) of a character that XML allows.
  mutating func skipCharacter() -> Bool {
    let lead = place.pointee
    let count = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, end - place >= count else { return false }
    var scalar = UInt32(lead) & (0x7F >> UInt32(count))
    for index in 1..<count {
      guard place[index] & 0xC0 == 0x80 else { return false }
      scalar = scalar << 6 | UInt32(place[index] & 0x3F)
    }
    place += count
    switch count {
    case 2: return true
    case 3: return scalar >= 0x800 && !(0xD800...0xDFFF).contains(scalar) && scalar < 0xFFFE
    default: return (0x1_0000...0x10_FFFF).contains(scalar)
    }
  }
}

/// The attributes that a tag had so far, by numbers of the caller's.
struct AttributeSet {
  private var bits: UInt32 = 0
  private(set) var hasDuplicates = false

  /// Notes an attribute if it is there, and says whether it is.
  @inline(__always) mutating func insert(_ number: UInt32, _ isThere: Bool) -> Bool {
    if isThere { insert(number) }
    return isThere
  }

  @inline(__always) mutating func insert(_ number: UInt32) {
    if bits & 1 << number != 0 { hasDuplicates = true }
    bits |= 1 << number
  }
}

/// A number and how it is written.
struct Digits {
  var value: Int
  var start: UnsafePointer<UInt8>
  var count: Int
}
