internal import Glibc

/// A mark by which a package is known again: written by a certain program, and unchanged since.
///
/// It is the comment at the end of the archive (APPNOTE 6.3.10, 4.3.16), which readers of workbooks pass over. It holds
/// the program's name and a checksum of the archive's directory, and the directory has size and CRC of every part.
/// Whoever saves the workbook anew writes an archive without it. It protects against overwriting somebody's work, not
/// against forgery.
public struct PackageSeal: Hashable, Sendable {
  /// The program that writes.
  public let program: String

  /// A seal of one program.
  ///
  /// - Parameter program: the name of the program, in ASCII.
  public init(program: String) { self.program = program }

  /// Whether the file at a path has the seal and is as it was written; never for a file that is not there or no
  /// archive.
  public func isIntact(at path: String) -> Bool {
    guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY), let size = FileIdentity(path: path)?.size
    else { return false }
    let source = SealedFile(count: Int(clamping: size)) { bytes, offset in
      var span = bytes.mutableSpan
      var raw = span.mutableBytes
      return (try? file.read(into: &raw, at: Int64(offset))) ?? 0
    }
    guard let end = source.end(), end.comment.count == length else { return false }
    return source.checksum(of: end).map { end.comment == comment($0) } ?? false
  }

  /// Puts the seal at the end of an archive that was written; one that has a comment of somebody else's, or a directory
  /// of the kind for more than 4 GiB, stays as it is.
  func add(to output: OutputFile) throws(XLSXError) {
    let source = SealedFile(count: Int(clamping: output.count)) { bytes, offset in
      var span = bytes.mutableSpan
      var raw = span.mutableBytes
      return (try? output.read(into: &raw, at: Int64(offset))) ?? 0
    }
    guard let end = source.end(), let checksum = source.checksum(of: end) else { return }
    guard end.comment.isEmpty || (end.comment.count == length && end.comment.starts(with: prefix)) else { return }
    let comment = comment(checksum)
    let bytes = [UInt8(comment.count & 0xFF), UInt8(comment.count >> 8)] + comment
    try output.write(bytes.span.bytes, at: Int64(end.offset + SealedFile.endLength - 2))
  }

  private var prefix: [UInt8] { Array((program + " ").utf8) }
  private var length: Int { prefix.count + 16 }

  private func comment(_ checksum: UInt64) -> [UInt8] {
    let digits = String(checksum, radix: 16)
    return prefix + Array((String(repeating: "0", count: 16 - digits.utf8.count) + digits).utf8)
  }
}

/// The end of an archive: its directory and its comment.
private struct SealedFile {
  /// The record at the end, without the comment.
  static let endLength = 22
  /// The longest comment that is looked for.
  private static let longest = 128

  let count: Int
  /// Fills the bytes from an offset on; the number that there were.
  let read: (inout [UInt8], Int) -> Int

  struct End {
    var offset: Int
    var directory: Range<Int>
    var comment: [UInt8]
  }

  /// The record at the end of the file; `nil` where the file ends in no such record, or in one with a long comment.
  func end() -> End? {
    let length = min(count, Self.endLength + Self.longest)
    guard length >= Self.endLength else { return nil }
    var tail = [UInt8](repeating: 0, count: length)
    guard read(&tail, count - length) == length else { return nil }
    func number(_ place: Int, _ bytes: Int) -> Int { (0..<bytes).reduce(0) { $0 | Int(tail[place + $1]) << (8 * $1) } }
    for start in stride(from: length - Self.endLength, through: 0, by: -1) where number(start, 4) == 0x0605_4B50 {
      guard start + Self.endLength + number(start + 20, 2) == length else { continue }
      let (size, place) = (number(start + 12, 4), number(start + 16, 4))
      let offset = count - length + start
      guard place != 0xFFFF_FFFF, size != 0xFFFF_FFFF, place + size <= offset else { return nil }
      return End(offset: offset, directory: place..<(place + size), comment: Array(tail[(start + Self.endLength)...]))
    }
    return nil
  }

  /// FNV-1a in 64 bits, of the directory.
  func checksum(of end: End) -> UInt64? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = end.directory.lowerBound
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while offset < end.directory.upperBound {
      let got = min(read(&block, offset), end.directory.upperBound - offset)
      guard got > 0 else { return nil }
      for byte in block[..<got] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      offset += got
    }
    return hash
  }
}
