internal import Glibc

/// The text last read in each column of a worksheet, for the cells below it that repeat it: they share its memory.
final class RecentTexts {
  private struct Recent {
    var bytes: [UInt8]
    var text: String
  }

  private var recent: [Recent?] = []
  private static let columnLimit = 1_024
  /// Shorter ones stand in the cell itself and need no memory to share; of longer ones nobody repeats many.
  private static let lengths = 16...4_096

  /// The text that the bytes stand for.
  func text(_ bytes: Span<UInt8>, column: Int) -> String {
    guard Self.lengths.contains(bytes.count), column < Self.columnLimit else { return EscapedText.decode(bytes) }
    while recent.count <= column { recent.append(nil) }
    if let above = recent[column], Self.areEqual(above.bytes, bytes) { return above.text }
    let text = EscapedText.decode(bytes)
    recent[column] = Recent(bytes: bytes.withUnsafeBufferPointer { Array($0) }, text: text)
    return text
  }

  private static func areEqual(_ one: [UInt8], _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    return one.withUnsafeBytes { left in
      other.withUnsafeBufferPointer { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return memcmp(first, second, left.count) == 0
      }
    }
  }
}
