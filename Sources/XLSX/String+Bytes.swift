internal import Glibc

extension String {
  /// Whether the two are spelled alike; to `==` they also are where a letter is composed in another way.
  public func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable { other in
        guard let one = one.baseAddress, let start = other.baseAddress else { return true }
        return memcmp(one, start, other.count) == 0
      }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether the bytes of another text stand somewhere in this one, letters composed as they are.
  public func hasBytes(of other: String) -> Bool {
    guard let first = other.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: other.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// The text without the white space of XML at both ends.
  var trimmingSpaces: String {
    func isSpace(_ character: Character) -> Bool {
      character == " " || character == "\t" || character == "\n" || character == "\r" || character == "\r\n"
    }
    guard let start = firstIndex(where: { !isSpace($0) }), let end = lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return start == startIndex && end == index(before: endIndex) ? self : String(self[start...end])
  }

  /// A text from bytes that are UTF-8; what is not is replaced by U+FFFD.
  init(utf8 bytes: Span<UInt8>) { self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
