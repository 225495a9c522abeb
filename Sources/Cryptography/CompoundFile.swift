internal import XLSX

/// The streams of a compound file, [MS-CFB], as encrypted workbooks are stored in.
///
/// Only what reading by name needs: every chain is followed no further than there are sectors.
struct CompoundFile {
  private struct Entry {
    var name: String
    var start: UInt32
    var size: Int
  }

  private let bytes: [UInt8]
  private let sectorSize: Int
  private let cutoff: Int
  private var table: [UInt32] = []
  private var smallTable: [UInt32] = []
  private var smallSectors: [UInt8] = []
  private var entries: [Entry] = []

  private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  private static let headerSize = 512
  private static let smallSectorSize = 64
  private static let entrySize = 128
  /// Beyond it numbers of sectors are marks, such as the end of a chain.
  private static let greatestSector: UInt32 = 0xFFFF_FFFA

  /// Reads the directory.
  ///
  /// - Throws: `.cannotRead` where the file is damaged.
  init(_ bytes: [UInt8]) throws(XLSXError) {
    self.bytes = bytes
    guard bytes.count >= Self.headerSize, bytes.starts(with: Self.signature) else {
      throw XLSXError(.cannotRead, detail: "no header of a compound file")
    }
    let shift = bytes.number16(at: 30)
    guard shift == 9 || shift == 12 else { throw XLSXError(.cannotRead, detail: "sectors of 2^\(shift) bytes") }
    sectorSize = 1 << Int(shift)
    cutoff = Int(bytes.number32(at: 56))
    table = try allocationTable()
    let directory = try chain(from: bytes.number32(at: 48))
    readEntries(directory)
    smallTable = try chain(from: bytes.number32(at: 60)).numbers32
    if let root = entries.first { smallSectors = try chain(from: root.start) }
  }

  /// The content of the stream of that name; `nil` where there is none.
  func stream(_ name: String) throws(XLSXError) -> [UInt8]? {
    guard let entry = entries.dropFirst().first(where: { $0.name == name }) else { return nil }
    var content = entry.size < cutoff ? try smallChain(from: entry.start) : try chain(from: entry.start)
    guard content.count >= entry.size else { throw XLSXError(.cannotRead, detail: "the stream \(name) ends too early") }
    content.removeLast(content.count - entry.size)
    return content
  }

  /// Which sector comes after which: its own sectors are named in the header, and in a chain behind it.
  private func allocationTable() throws(XLSXError) -> [UInt32] {
    var places = (0..<109).map { bytes.number32(at: 76 + 4 * $0) }
    var next = bytes.number32(at: 68)
    var seen = 0
    while next <= Self.greatestSector {
      seen += 1
      guard seen <= bytes.count / sectorSize else {
        throw XLSXError(.cannotRead, detail: "a chain of sectors without end")
      }
      let numbers = try sector(next).numbers32
      places += numbers.dropLast()
      next = numbers.last ?? .max
    }
    var table: [UInt32] = []
    for place in places where place <= Self.greatestSector {
      guard table.count <= bytes.count / sectorSize + sectorSize else { break }
      table += try sector(place).numbers32
    }
    return table
  }

  private mutating func readEntries(_ directory: [UInt8]) {
    for start in stride(from: 0, to: directory.count - Self.entrySize + 1, by: Self.entrySize) {
      let length = min(64, Int(directory.number16(at: start + 64)))
      let units = stride(from: 0, to: max(0, length - 2), by: 2).map { directory.number16(at: start + $0) }
      // In files of small sectors only the lower half of the size counts.
      let high = sectorSize == 512 ? 0 : Int(directory.number32(at: start + 124))
      let size = Int(directory.number32(at: start + 120)) + high << 32
      entries.append(
        Entry(
          name: String(decoding: units, as: UTF16.self), start: directory.number32(at: start + 116),
          size: min(size, bytes.count)))
    }
  }

  private func sector(_ number: UInt32) throws(XLSXError) -> ArraySlice<UInt8> {
    let start = (Int(number) + 1) * sectorSize
    guard start < bytes.count else { throw XLSXError(.cannotRead, detail: "a sector behind the end of the file") }
    return bytes[start..<min(bytes.count, start + sectorSize)]
  }

  private func chain(from first: UInt32) throws(XLSXError) -> [UInt8] {
    var content: [UInt8] = []
    var next = first
    while next <= Self.greatestSector {
      content += try sector(next)
      guard content.count <= bytes.count else { throw XLSXError(.cannotRead, detail: "a chain of sectors without end") }
      guard Int(next) < table.count else { throw XLSXError(.cannotRead, detail: "a sector that no table names") }
      next = table[Int(next)]
    }
    return content
  }

  private func smallChain(from first: UInt32) throws(XLSXError) -> [UInt8] {
    var content: [UInt8] = []
    var next = first
    while next <= Self.greatestSector {
      let start = Int(next) * Self.smallSectorSize
      guard start + Self.smallSectorSize <= smallSectors.count, Int(next) < smallTable.count,
        content.count <= smallSectors.count
      else { throw XLSXError(.cannotRead, detail: "a chain of small sectors that leads nowhere") }
      content += smallSectors[start..<start + Self.smallSectorSize]
      next = smallTable[Int(next)]
    }
    return content
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// The number of two bytes at that distance from the beginning, the lower byte first; 0 behind the end.
  func number16(at offset: Int) -> UInt16 {
    guard offset + 2 <= count else { return 0 }
    return UInt16(self[startIndex + offset]) | UInt16(self[startIndex + offset + 1]) << 8
  }

  /// The number of four bytes.
  func number32(at offset: Int) -> UInt32 {
    UInt32(number16(at: offset)) | UInt32(number16(at: offset + 2)) << 16
  }

  /// All numbers of four bytes.
  var numbers32: [UInt32] { (0..<count / 4).map { number32(at: 4 * $0) } }
}
