/// The tag that a cell begins with, but for the number of its row and what follows its style.
struct CellTag {
  /// The beginning of a cell's tag: `<c r="AB`.
  private let start: SIMD16<UInt8>
  private let startCount: Int
  /// The end of a cell's tag: `" s="5"`.
  private let end: SIMD16<UInt8>
  private let endCount: Int
  let style: Int

  init(column: Int, style: Int) {
    var (start, end) = (XMLBuffer(), XMLBuffer())
    start.append("<c r=\"")
    start.append(column: column)
    end.append("\"")
    if style != StyleID.standard.index { end.attribute("s", style) }
    (self.start, startCount) = Self.block(start.bytes)
    (self.end, endCount) = Self.block(end.bytes)
    self.style = style
  }

  private static func block(_ bytes: [UInt8]) -> (SIMD16<UInt8>, Int) {
    var block = SIMD16<UInt8>()
    for (index, byte) in bytes.enumerated() { block[index] = byte }
    return (block, bytes.count)
  }

  /// More than any tag takes: whole blocks are stored, of which the bytes that count are kept.
  static let room = 48

  /// Writes the tag, without its end, and says how many bytes it has.
  @inline(__always) func write(to target: UnsafeMutableRawPointer, _ rowDigits: RowDigits) -> Int {
    target.storeBytes(of: start, as: SIMD16<UInt8>.self)
    var count = startCount
    target.storeBytes(of: rowDigits.bytes, toByteOffset: count, as: UInt64.self)
    count += rowDigits.count
    target.storeBytes(of: end, toByteOffset: count, as: SIMD16<UInt8>.self)
    return count + endCount
  }
}

/// The tags of the columns: mostly those of the row above.
struct CellTags {
  private var tags: [CellTag?] = []
  private static let columnLimit = 1_024

  mutating func tag(column: Int, style: Int) -> CellTag {
    if column < tags.count, let tag = tags[column], tag.style == style { return tag }
    let tag = CellTag(column: column, style: style)
    if column < Self.columnLimit {
      while tags.count <= column { tags.append(nil) }
      tags[column] = tag
    }
    return tag
  }
}

extension XMLBuffer {
  /// The tag that a cell begins with, and up to 16 bytes of markup that follow at once.
  mutating func append(_ tag: CellTag, _ rowDigits: RowDigits, then markup: StaticString = "") {
    let count = markup.utf8CodeUnitCount
    assert(count <= 16)
    append(upTo: CellTag.room + 16) { target in
      let written = tag.write(to: target, rowDigits)
      for index in 0..<count {
        target.storeBytes(of: markup.utf8Start[index], toByteOffset: written + index, as: UInt8.self)
      }
      return written + count
    }
  }
}
