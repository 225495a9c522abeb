internal import Glibc

/// Files that a company's document protection has encrypted whole, so that they are readable on its own machines alone.
///
/// Some products put a mark at the beginning; of the others nothing is left but bytes that look like chance.
enum EncryptedContainer {
  /// Beginnings that such products write.
  private static let marks: [[UInt8]] = [
    Array("%TSD-Header-###%".utf8), [0x62, 0x14, 0x23, 0x65], Array("E-SafeNet".utf8), Array("<DRMFILE".utf8),
    Array("SCDSA0".utf8), Array("DRMONE".utf8), [0xA8, 0x94, 0x44, 0x45],
  ]
  /// The same, somewhat behind the beginning.
  private static let innerMark = Array("E-SafeNet".utf8)

  static func isKnown(_ head: [UInt8]) -> Bool {
    if marks.contains(where: { head.starts(with: $0) }) { return true }
    let beginning = head.prefix(512)
    return beginning.indices.contains { beginning[$0...].starts(with: innerMark) }
  }

  /// Beginnings of compressed formats, whose bytes look like chance too.
  private static let compressed: [[UInt8]] = [
    [0x1F, 0x8B], [0x42, 0x5A, 0x68], Array("7z\u{BC}".unicodeScalars.map { UInt8($0.value) }), Array("Rar!".utf8),
    [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD], Array("%PDF".utf8), [0xFF, 0xD8, 0xFF],
    [0x89, 0x50, 0x4E, 0x47], Array("RIFF".utf8), Array("GIF8".utf8), Array("PK".utf8), Array("ID3".utf8),
  ]
  /// Fewer bytes than these tell nothing.
  private static let fewest = 1024
  /// The information of a byte, in bits, beyond which there is neither text nor a table: text has 4 to 6.5, encrypted
  /// bytes 7.8 (of a thousand of them) to 8.
  private static let threshold = 7.6

  /// Whether there is the directory of a ZIP archive, which then lacks its beginning.
  private static func holdsDirectory(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      (0..<max(0, bytes.count - 3)).contains { place in
        bytes[place] == 0x50 && bytes[place + 1] == 0x4B
          && (bytes[place + 2] == 1 && bytes[place + 3] == 2 || bytes[place + 2] == 5 && bytes[place + 3] == 6)
      }
    }
  }

  /// Whether nothing readable is in a file that begins like none that is known.
  static func isLikely(head: [UInt8], next: () -> [UInt8]) -> Bool {
    guard !compressed.contains(where: { head.starts(with: $0) }) else { return false }
    // Films and sounds of Apple's kind name it behind the length.
    if head.count > 8, head[4..<8].elementsEqual("ftyp".utf8) { return false }
    let bytes = head + next()
    guard bytes.count >= fewest, !holdsDirectory(bytes) else { return false }
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    let information = counts.reduce(0.0) { sum, count in
      count == 0 ? sum : sum - Double(count) / total * log2(Double(count) / total)
    }
    return information > threshold
  }
}
