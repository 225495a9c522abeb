internal import Glibc

/// Names of files in ZIP archives, which programs write in the encoding of the machine they run on.
enum ZipEntryName {
  /// The name as text: UTF-8; else Chinese, where it can be; else the encoding that the format names, code page 437.
  ///
  /// Backslashes between folders, which some programs write, become `/`.
  static func decode(_ bytes: [UInt8]) -> String {
    let name =
      String(validating: bytes, as: UTF8.self) ?? (isChinese(bytes) ? converted(bytes, from: "GB18030") : nil)
      ?? converted(bytes, from: "CP437") ?? String(decoding: bytes, as: UTF8.self)
    return String(name.map { $0 == "\\" ? "/" : $0 })
  }

  /// Whether all that is not ASCII comes in pairs of GBK: one at least of a usual character (GB 2312), and most with a
  /// first byte that letters with accents do not have in code page 437.
  private static func isChinese(_ bytes: [UInt8]) -> Bool {
    var hasUsual = false
    var (telling, doubtful) = (0, 0)
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, (0x81...0xFE).contains(bytes[index]), bytes[index + 1] >= 0x40 else {
        return false
      }
      if bytes[index] >= 0xB0 { telling += 1 } else { doubtful += 1 }
      hasUsual = hasUsual || (0xB0...0xF7).contains(bytes[index]) && bytes[index + 1] >= 0xA1
      index += 2
    }
    return hasUsual && telling > doubtful
  }

  private static func converted(_ bytes: [UInt8], from encoding: String) -> String? {
    guard let converter = iconv_open("UTF-8", encoding), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: 4 * bytes.count + 1)
    var (left, room) = (source.count, target.count)
    let isDone = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        return iconv(converter, &from, &left, &to, &room) != -1
      }
    }
    guard isDone, left == 0 else { return nil }
    return String(validating: target.prefix(target.count - room).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a name stays in the folder into which it is unpacked, and is one.
  static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
        && part.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    } && !(name.utf8.dropFirst().first == 0x3A)
  }
}
