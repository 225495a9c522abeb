/// The five entities that XML itself knows.
enum XMLEntities {
  private static let all: [(name: [UInt8], meaning: UInt8)] = [
    (Array("&amp;".utf8), 0x26), (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E), (Array("&quot;".utf8), 0x22),
    (Array("&apos;".utf8), 0x27),
  ]

  /// A text with the characters that its entities mean.
  static func resolved(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == 0x26, let entity = all.first(where: { starts(text, at: index, with: $0.name) }) {
        bytes.append(entity.meaning)
        index += entity.name.count
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes
  }

  private static func starts(_ text: Span<UInt8>, at start: Int, with name: [UInt8]) -> Bool {
    guard text.count - start >= name.count else { return false }
    return name.indices.allSatisfy { text[start + $0] == name[$0] }
  }
}
