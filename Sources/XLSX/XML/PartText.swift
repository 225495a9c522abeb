/// The bytes of an XML part as UTF-8, block by block: UTF-16 is transcoded and its declaration corrected, UTF-8 passes
/// unchanged.
///
/// Source: ECMA-376 Part 2, 6.2.5 (parts are UTF-8 or UTF-16); XML 1.0, appendix F (how to tell).
final class PartText {
  typealias Blocks = () throws(XLSXError) -> [UInt8]

  private enum Encoding { case utf8, utf16(isBigEndian: Bool) }

  private let input: Blocks
  private let part: String
  private var encoding: Encoding?
  private var pending: [UInt8] = []
  private var highSurrogate: UInt16?

  /// The text of a part that is read block by block.
  ///
  /// - Parameters:
  ///   - part: the name of the part, for errors.
  ///   - blocks: hands out the part as stored, an empty block at its end.
  init(part: String, blocks: @escaping Blocks) {
    self.part = part
    input = blocks
  }

  /// The next bytes; empty at the end.
  func next() throws(XLSXError) -> [UInt8] {
    guard let encoding else { return try first() }
    while true {
      let block = try input()
      guard case .utf16(let isBigEndian) = encoding else { return block }
      if block.isEmpty {
        guard pending.isEmpty, highSurrogate == nil else { throw fault("the UTF-16 text ends within a character") }
        return []
      }
      pending += block
      let text = try transcode(isBigEndian: isBigEndian)
      if !text.isEmpty { return text }
    }
  }

  // MARK: The beginning

  /// Reads on until the encoding is known, and hands out the first bytes with the declaration in order.
  private func first() throws(XLSXError) -> [UInt8] {
    var head: [UInt8] = []
    while head.count < 4 {
      let block = try input()
      if block.isEmpty { break }
      head += block
    }
    let encoding = try Self.encoding(of: head, part: part)
    self.encoding = encoding
    if case .utf16(let isBigEndian) = encoding {
      pending = head
      head = try transcode(isBigEndian: isBigEndian)
      // The byte order mark has done its work.
      if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
    }
    while head.count < 5
      || (head.starts(with: "<?xml".utf8) || head.starts(with: [0xEF, 0xBB, 0xBF])) && head.count < 1024
        && !head.contains(0x3E)
    {
      let block = try next()
      if block.isEmpty { break }
      head += block
    }
    return try withDeclarationChecked(head)
  }

  private static func encoding(of head: [UInt8], part: String) throws(XLSXError) -> Encoding {
    let four = head.prefix(4)
    if four == [0xFF, 0xFE, 0, 0] || four == [0, 0, 0xFE, 0xFF] || four == [0x3C, 0, 0, 0] || four == [0, 0, 0, 0x3C] {
      throw XLSXError(.invalidContent, part: part, detail: "the XML is UTF-32; a part is UTF-8 or UTF-16")
    }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0x3C, 0]) { return .utf16(isBigEndian: false) }
    if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0, 0x3C]) { return .utf16(isBigEndian: true) }
    return .utf8
  }

  private func withDeclarationChecked(_ head: [UInt8]) throws(XLSXError) -> [UInt8] {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard
      [" ", "\t", "\n", "\r"].contains(where: { head[start...].starts(with: ("<?xml" + $0).utf8) }),
      let end = head.firstIndex(of: 0x3E),
      let place = XMLTag.attribute("encoding", in: head, start..<(end + 1))
    else { return head }
    let name = String(decoding: head[place.value], as: UTF8.self)
    if case .utf16? = encoding {
      return Array(head[..<place.value.lowerBound]) + Array("UTF-8".utf8) + Array(head[place.value.upperBound...])
    }
    guard ["utf-8", "utf8", "us-ascii"].contains(name.lowercased()) else {
      throw XLSXError(.invalidContent, part: part, detail: "the XML is declared \(name); a part is UTF-8 or UTF-16")
    }
    return head
  }

  // MARK: UTF-16

  private func transcode(isBigEndian: Bool) throws(XLSXError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(pending.count)
    var index = 0
    while index + 1 < pending.count {
      let first = UInt16(pending[index])
      let second = UInt16(pending[index + 1])
      index += 2
      let unit = isBigEndian ? first << 8 | second : second << 8 | first
      var code = UInt32(unit)
      if let high = highSurrogate {
        guard UTF16.isTrailSurrogate(unit) else { throw fault("half a UTF-16 surrogate pair") }
        code = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        highSurrogate = nil
      } else if UTF16.isLeadSurrogate(unit) {
        highSurrogate = unit
        continue
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault("half a UTF-16 surrogate pair") }
      if code < 0x80 {
        result.append(UInt8(code))
      } else {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    pending.removeFirst(index)
    return result
  }

  private func fault(_ detail: String) -> XLSXError { XLSXError(.invalidContent, part: part, detail: detail) }
}
