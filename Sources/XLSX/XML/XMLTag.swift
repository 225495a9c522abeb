/// A tag as it stands in a part: its name and attributes are looked at and changed, the rest of its bytes stays.
struct XMLTag {
  private(set) var bytes: [UInt8]

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  var isEmptyElement: Bool { bytes.count > 2 && bytes[bytes.count - 2] == 0x2F }

  /// The name of the tag with its prefix: `x:row`.
  var name: ArraySlice<UInt8> { bytes[Self.name(in: bytes, bytes.startIndex..<bytes.endIndex)] }

  /// The name of the tag without prefix.
  var localName: String { String(decoding: name.split(separator: 0x3A).last ?? [], as: UTF8.self) }

  /// The prefix with its colon, `x:`; empty for none.
  var prefix: [UInt8] {
    guard let colon = name.firstIndex(of: 0x3A) else { return [] }
    return Array(name[...colon])
  }

  /// The value as written, without its quotes; only names without prefix are looked for.
  func value(of attribute: StaticString) -> ArraySlice<UInt8>? {
    Self.attribute(attribute, in: bytes, bytes.startIndex..<bytes.endIndex).map { bytes[$0.value] }
  }

  /// The value as text, for names and numbers; entities are not resolved.
  func text(of attribute: StaticString) -> String? { value(of: attribute).map { String(decoding: $0, as: UTF8.self) } }

  /// The value of the attribute of that name with whatever prefix: `r:id`.
  func text(ofPrefixed attribute: StaticString) -> String? {
    Self.attribute(attribute, isPrefixed: true, in: bytes, bytes.startIndex..<bytes.endIndex)
      .map { String(decoding: bytes[$0.value], as: UTF8.self) }
  }

  func flag(_ attribute: StaticString) -> Bool { text(of: attribute).map { $0 == "1" || $0 == "true" } ?? false }

  /// Gives the attribute this value, which must need no escaping: in its place, or behind the others where it is new.
  mutating func set(_ attribute: StaticString, to value: String) {
    if let found = Self.attribute(attribute, in: bytes, bytes.startIndex..<bytes.endIndex) {
      bytes.replaceSubrange(found.value, with: value.utf8)
    } else {
      var end = bytes.count - (isEmptyElement ? 2 : 1)
      while end > 1, Self.isSpace(bytes[end - 1]) { end -= 1 }
      bytes.insert(contentsOf: Array(" \(attribute)=\"\(value)\"".utf8), at: end)
    }
  }

  /// Takes the attribute away with the space before it.
  mutating func remove(_ attribute: StaticString) {
    guard let found = Self.attribute(attribute, in: bytes, bytes.startIndex..<bytes.endIndex) else { return }
    bytes.removeSubrange(found.whole)
  }

  /// Makes `<c/>` to `<c>`.
  mutating func open() {
    if isEmptyElement { bytes.remove(at: bytes.count - 2) }
  }

  /// Makes `<c>` to `<c/>`.
  mutating func close() {
    if !isEmptyElement { bytes.insert(0x2F, at: bytes.count - 1) }
  }

  /// The tag that ends the element: `</x:row>` for `<x:row …>`.
  var endTag: [UInt8] { [0x3C, 0x2F] + name + [0x3E] }

  // MARK: Looking at a tag inside a buffer

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  /// Where the name of the start or end tag stands.
  static func name(in buffer: [UInt8], _ tag: Range<Int>) -> Range<Int> {
    let start = tag.lowerBound + (buffer[tag.lowerBound + 1] == 0x2F ? 2 : 1)
    var end = start
    while end < tag.upperBound, !isSpace(buffer[end]), buffer[end] != 0x2F, buffer[end] != 0x3E { end += 1 }
    return start..<end
  }

  /// Finds an attribute of a tag.
  ///
  /// - Parameters:
  ///   - name: the name of the attribute, without prefix.
  ///   - isPrefixed: whether the attribute is that of the name with any prefix, and not without.
  ///   - buffer: the bytes of the part.
  ///   - tag: where the tag stands.
  /// - Returns: where the attribute stands with the space before it, and its value inside the quotes; `nil` where the
  ///   tag has none.
  static func attribute(
    _ name: StaticString, isPrefixed: Bool = false, in buffer: [UInt8], _ tag: Range<Int>
  ) -> (whole: Range<Int>, value: Range<Int>)? {
    buffer.withUnsafeBufferPointer { bytes in
      var index = self.name(in: bytes, tag).upperBound
      while index < tag.upperBound {
        let start = index
        while index < tag.upperBound, isSpace(bytes[index]) { index += 1 }
        let nameStart = index
        while index < tag.upperBound, bytes[index] != 0x3D, bytes[index] != 0x3E, !isSpace(bytes[index]) { index += 1 }
        let nameEnd = index
        while index < tag.upperBound, bytes[index] != 0x22, bytes[index] != 0x27 { index += 1 }
        guard index < tag.upperBound else { return nil }
        let quote = bytes[index]
        let valueStart = index + 1
        index = valueStart
        while index < tag.upperBound, bytes[index] != quote { index += 1 }
        let valueEnd = index
        index += 1
        guard index < tag.upperBound else { return nil }
        let first = nameEnd - name.utf8CodeUnitCount
        let isRight = isPrefixed ? first > nameStart + 1 && bytes[first - 1] == 0x3A : first == nameStart
        if isRight, (0..<name.utf8CodeUnitCount).allSatisfy({ bytes[first + $0] == name.utf8Start[$0] }) {
          return (start..<index, valueStart..<valueEnd)
        }
      }
      return nil
    }
  }

  private static func name(in bytes: UnsafeBufferPointer<UInt8>, _ tag: Range<Int>) -> Range<Int> {
    let start = tag.lowerBound + 1
    var end = start
    while end < tag.upperBound, !isSpace(bytes[end]), bytes[end] != 0x2F, bytes[end] != 0x3E { end += 1 }
    return start..<end
  }
}
