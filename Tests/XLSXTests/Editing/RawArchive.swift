import Foundation

/// A ZIP archive looked at without any library: its entries in order, with everything that an untouched entry must
/// keep.
///
/// Source: PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16.
struct RawArchive {
  struct Entry: Equatable {
    var name: String
    /// Method, time, date, checksum, sizes and attributes, as the central directory has them.
    var header: [UInt8]
    var extra: [UInt8]
    var comment: [UInt8]
    /// From the local header: what stands between its signature and its name, then its name and extra fields.
    var localHeader: [UInt8]
    var compressed: [UInt8]

    var method: Int { Int(header[6]) | Int(header[7]) << 8 }
    var timestamp: [UInt8] { Array(header[8..<12]) }
  }

  var entries: [Entry] = []
  var comment: [UInt8] = []

  init?(_ bytes: [UInt8]) {
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    guard let end = (0...max(0, bytes.count - 22)).last(where: { number($0, 4) == 0x0605_4B50 }) else { return nil }
    comment = Array(bytes[(end + 22)...])
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(place, 4) == 0x0201_4B50 else { return nil }
      let lengths = (name: number(place + 28, 2), extra: number(place + 30, 2), comment: number(place + 32, 2))
      let name = place + 46
      let local = number(place + 42, 4)
      let localName = local + 30
      let data = localName + number(local + 26, 2) + number(local + 28, 2)
      entries.append(
        Entry(
          name: String(decoding: bytes[name..<(name + lengths.name)], as: UTF8.self),
          header: Array(bytes[(place + 4)..<(place + 42)]),
          extra: Array(bytes[(name + lengths.name)..<(name + lengths.name + lengths.extra)]),
          comment: Array(
            bytes[(name + lengths.name + lengths.extra)..<(name + lengths.name + lengths.extra + lengths.comment)]),
          localHeader: Array(bytes[(local + 4)..<data]), compressed: Array(bytes[data..<(data + number(place + 20, 4))])
        ))
      place = name + lengths.name + lengths.extra + lengths.comment
    }
  }

  init?(path: String) {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    self.init(Array(data))
  }

  subscript(_ name: String) -> Entry? { entries.first { $0.name == name } }
}
