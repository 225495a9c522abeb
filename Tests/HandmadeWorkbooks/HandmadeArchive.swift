/// Makes a ZIP archive byte by byte: stored entries, and whatever names, sizes and checksums a test wants.
///
/// Source: PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16.
package struct HandmadeArchive {
  package struct Entry {
    package var name: String
    package var bytes: [UInt8]
    /// 0 for stored, 8 for deflated bytes.
    package var method = 0
    /// As stated in the headers, where it is not the true one.
    package var statedSize: Int?
    package var statedChecksum: UInt32?
    package var flags = 0

    package init(
      name: String, bytes: [UInt8], method: Int = 0, statedSize: Int? = nil, statedChecksum: UInt32? = nil,
      flags: Int = 0
    ) {
      self.name = name
      self.bytes = bytes
      self.method = method
      self.statedSize = statedSize
      self.statedChecksum = statedChecksum
      self.flags = flags
    }
  }

  package var entries: [Entry] = []

  package init(entries: [Entry] = []) { self.entries = entries }

  package var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let common =
        Self.little(20, 2) + Self.little(entry.flags, 2) + Self.little(entry.method, 2) + Self.little(0x0021_0000, 4)
        + Self.little(Int(entry.statedChecksum ?? Self.checksum(entry.bytes)), 4) + Self.little(entry.bytes.count, 4)
        + Self.little(entry.statedSize ?? entry.bytes.count, 4) + Self.little(entry.name.utf8.count, 2) + [0, 0]
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10) + Self.little(file.count, 4)
        + entry.name.utf8
      file += [0x50, 0x4B, 3, 4] + common + entry.name.utf8 + entry.bytes
    }
    let counts = Self.little(entries.count, 2) + Self.little(entries.count, 2)
    return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + counts + Self.little(directory.count, 4)
      + Self.little(file.count, 4) + [
        0, 0,
      ]
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32 as ZIP uses it.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
  }
}

extension HandmadeArchive {
  package init(_ workbook: HandmadeWorkbook) { entries = workbook.parts.map { Entry(name: $0.name, bytes: $0.bytes) } }

  /// Changes the entry of that name.
  package mutating func change(_ name: String, _ change: (inout Entry) -> Void) {
    for index in entries.indices where entries[index].name == name { change(&entries[index]) }
  }
}
