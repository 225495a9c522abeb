internal import CLibzip

/// One part while it is being inflated.
///
/// libzip finds the data in the file; deflated ones are inflated by ISA-L, three times as fast as by zlib, and checked
/// here.
final class PartStream: XMLSource {
  private let file: OpaquePointer
  private let path: String
  private let part: String
  /// The size in bytes, as the archive has it; more is an error.
  let statedSize: Int64
  private let statedChecksum: UInt32
  /// Inflates the part; `nil` for one that is stored in another way, which is libzip's.
  private let inflater: Inflater?
  /// Whatever keeps the archive open.
  private let archive: AnyObject
  private var total: Int64 = 0

  /// Takes over the file, which is of the compressed data where the part is deflated.
  init(file: OpaquePointer, path: String, part: String, status: zip_stat_t, archive: AnyObject) {
    self.file = file
    self.path = path
    self.part = part
    self.archive = archive
    statedSize = Int64(clamping: status.size)
    statedChecksum = status.crc
    inflater = status.comp_method == UInt16(ZIP_CM_DEFLATE) ? Inflater() : nil
  }

  deinit { zip_fclose(file) }

  /// The next bytes; empty at the end.
  ///
  /// A wrong checksum is found at the end: publish nothing before.
  func read(upTo count: Int) throws(XLSXError) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: count)
    let got = try read(into: &block, from: 0)
    block.removeLast(count - got)
    return block
  }

  /// Reads into a buffer that the caller keeps, from that place on; returns the number of bytes, 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int) throws(XLSXError) -> Int {
    var failure: XLSXError?
    let got = buffer.withUnsafeMutableBytes { whole in
      let target = UnsafeMutableRawBufferPointer(rebasing: whole[start...])
      do throws(XLSXError) {
        if let inflater { return try inflate(by: inflater, into: target) }
        return try readFile(into: target)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    total += Int64(got)
    // The limits look at the stated size: what goes beyond it went past them.
    if total > statedSize || got == 0 && total < statedSize {
      throw XLSXError(
        .wrongChecksum, file: path, part: part,
        detail: "the archive states \(statedSize) bytes, and there are \(got == 0 ? "\(total)" : "more")")
    }
    return got
  }

  /// Reads the rest for nothing but its checksum.
  func drain() throws(XLSXError) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while try read(into: &buffer, from: 0) > 0 {}
  }

  private func inflate(by inflater: Inflater, into target: UnsafeMutableRawBufferPointer) throws(XLSXError) -> Int {
    switch try inflater.inflate(into: target, refill: { buffer throws(XLSXError) in try readFile(into: buffer) }) {
    case .bytes(let count): return count
    case .damaged: throw XLSXError(.wrongChecksum, file: path, part: part, detail: "the compressed data are damaged")
    case .truncated: throw XLSXError(.truncated, file: path, part: part, detail: "the compressed data end too early")
    case .end:
      guard inflater.checksum == statedChecksum else {
        throw XLSXError(.wrongChecksum, file: path, part: part, detail: "CRC error")
      }
      return 0
    }
  }

  private func readFile(into target: UnsafeMutableRawBufferPointer) throws(XLSXError) -> Int {
    let got = zip_fread(file, target.baseAddress, zip_uint64_t(target.count))
    if got >= 0 { return Int(got) }
    guard let error = zip_file_get_error(file) else { throw XLSXError(.cannotRead, file: path, part: part) }
    let detail = String(cString: zip_error_strerror(error))
    let code: XLSXError.Code =
      switch zip_error_code_zip(error) {
      case ZIP_ER_CRC, ZIP_ER_INCONS, ZIP_ER_ZLIB, ZIP_ER_COMPRESSED_DATA: .wrongChecksum
      case ZIP_ER_EOF: .truncated
      default: .cannotRead
      }
    throw XLSXError(code, file: path, part: part, detail: detail)
  }
}
