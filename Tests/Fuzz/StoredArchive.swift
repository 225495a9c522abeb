/// A ZIP archive of stored entries, made without a library, so that it may hold what no library would write.
///
/// Source: PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16.
struct StoredArchive {
  var entries: [(name: String, bytes: [UInt8])]

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8.prefix(60_000))
      var common: [UInt8] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0]
      common += Self.little(Int(Self.checksum(entry.bytes)), 4)
      common += Self.little(entry.bytes.count, 4)
      common += Self.little(entry.bytes.count, 4)
      common += Self.little(name.count, 2) + [0, 0]
      directory += [0x50, 0x4B, 1, 2, 20, 0]
      directory += common
      directory += [UInt8](repeating: 0, count: 10) + Self.little(file.count, 4)
      directory += name
      file += [0x50, 0x4B, 3, 4]
      file += common
      file += name
      file += entry.bytes
    }
    let counts = Self.little(entries.count, 2) + Self.little(entries.count, 2)
    let end: [UInt8] =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + counts + Self.little(directory.count, 4) + Self.little(file.count, 4) + [0, 0]
    return file + directory + end
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~0 as UInt32
    for byte in bytes { sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xFF)] }
    return ~sum
  }
}
