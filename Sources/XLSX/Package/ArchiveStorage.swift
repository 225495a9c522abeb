internal import CLibzip
internal import Glibc

/// The file beneath an archive that is written: libzip reads the original, if there is one, and writes a temporary file
/// beside the target.
///
/// zip_source(5). A short write would be an error to libzip, therefore `OutputFile` writes all or throws; and libzip
/// goes back to headers it has written, therefore the place of the next write may be anywhere up to the highest one.
final class ArchiveStorage {
  private enum Source { case nothing, file(FileDescriptor), memory([UInt8]) }

  private let source: Source
  private let sourceCount: Int64
  let output: OutputFile
  /// Whether libzip has written; it does not where nothing was changed.
  private(set) var isWritten = false
  private(set) var failure: XLSXError?

  private var readOffset: Int64 = 0
  private var writeOffset: Int64 = 0
  private var lastError: (zip: CInt, system: CInt) = (0, 0)

  /// The original may be the target itself.
  init(source path: String?, output: OutputFile) throws(XLSXError) {
    self.output = output
    guard let path else {
      source = .nothing
      sourceCount = 0
      return
    }
    do throws(SystemError) {
      let descriptor = try FileDescriptor(opening: path, flags: O_RDONLY)
      source = .file(descriptor)
      sourceCount = Int64(try descriptor.status().st_size)
    } catch {
      throw XLSXError(error.number == ENOENT ? .fileNotFound : .cannotRead, file: path, detail: error.text)
    }
  }

  /// The original is in memory.
  init(copying content: [UInt8], output: OutputFile) {
    self.output = output
    source = .memory(content)
    sourceCount = Int64(content.count)
  }

  /// Reads from the original; 0 at its end.
  private func readSource(into bytes: inout MutableRawSpan, at offset: Int64) throws(SystemError) -> Int {
    switch source {
    case .nothing: return 0
    case .file(let descriptor): return try descriptor.read(into: &bytes, at: offset)
    case .memory(let content):
      let count = max(0, min(bytes.byteCount, content.count - Int(offset)))
      guard count > 0 else { return 0 }
      bytes.withUnsafeMutableBytes { target in
        target.copyBytes(from: content[Int(offset)..<Int(offset) + count])
      }
      return count
    }
  }

  /// Copies the original as it is, for an archive in which nothing was changed.
  func copySource() throws(XLSXError) {
    do throws(SystemError) {
      var block = [UInt8](repeating: 0, count: 1 << 16)
      var offset: Int64 = 0
      while offset < sourceCount {
        var span = block.mutableSpan
        var bytes = span.mutableBytes
        let got = try readSource(into: &bytes, at: offset)
        guard got > 0 else { break }
        do throws(XLSXError) {
          try output.write(block.span.bytes.extracting(first: got), at: offset)
        } catch {
          failure = error
          break
        }
        offset += Int64(got)
      }
    } catch {
      throw XLSXError(.cannotRead, detail: error.text)
    }
    if let failure { throw failure }
  }

  /// A source of libzip that holds this object until libzip frees it.
  func makeSource() -> OpaquePointer? {
    let context = Unmanaged.passRetained(self)
    let source = zip_source_function_create(Self.callback, context.toOpaque(), nil)
    if source == nil { context.release() }
    return source
  }

  private static let callback: zip_source_callback = { context, data, length, command in
    guard let context else { return -1 }
    let unmanaged = Unmanaged<ArchiveStorage>.fromOpaque(context)
    if command == ZIP_SOURCE_FREE {
      unmanaged.release()
      return 0
    }
    return unmanaged.takeUnretainedValue().perform(command, data, Int(length))
  }

  private static let supported: zip_int64_t = [
    ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
    ZIP_SOURCE_SEEK,
    ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
    ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE,
  ].reduce(0) { $0 | 1 << zip_int64_t($1.rawValue) }

  private func perform(_ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ count: Int) -> zip_int64_t {
    switch command {
    case ZIP_SOURCE_SUPPORTS: return Self.supported
    case ZIP_SOURCE_OPEN:
      readOffset = 0
      return 0
    case ZIP_SOURCE_READ: return data.map { read(MutableRawSpan(_unsafeStart: $0, byteCount: count)) } ?? -1
    case ZIP_SOURCE_SEEK: return seek(&readOffset, within: sourceCount, data, count)
    case ZIP_SOURCE_TELL: return zip_int64_t(readOffset)
    case ZIP_SOURCE_STAT: return data.map { describe($0) } ?? -1
    case ZIP_SOURCE_ERROR:
      let codes = data?.assumingMemoryBound(to: CInt.self)
      codes?[0] = lastError.zip
      codes?[1] = lastError.system
      return zip_int64_t(2 * MemoryLayout<CInt>.size)
    case ZIP_SOURCE_BEGIN_WRITE:
      writeOffset = 0
      isWritten = true
      return 0
    case ZIP_SOURCE_WRITE: return data.map { write(RawSpan(_unsafeStart: $0, byteCount: count)) } ?? -1
    case ZIP_SOURCE_SEEK_WRITE: return seek(&writeOffset, within: output.count, data, count)
    case ZIP_SOURCE_TELL_WRITE: return zip_int64_t(writeOffset)
    // The renaming is ours; so is the removal of the temporary file. Nothing is ever removed that was there before.
    case ZIP_SOURCE_CLOSE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_REMOVE: return 0
    default:
      lastError = (ZIP_ER_OPNOTSUPP, 0)
      return -1
    }
  }

  private func read(_ bytes: consuming MutableRawSpan) -> zip_int64_t {
    do throws(SystemError) {
      let got = try readSource(into: &bytes, at: readOffset)
      readOffset += Int64(got)
      return zip_int64_t(got)
    } catch {
      lastError = (ZIP_ER_READ, error.number)
      return -1
    }
  }

  private func write(_ bytes: RawSpan) -> zip_int64_t {
    do throws(XLSXError) {
      try output.write(bytes, at: writeOffset)
      writeOffset += Int64(bytes.byteCount)
      return zip_int64_t(bytes.byteCount)
    } catch {
      failure = error
      lastError = (ZIP_ER_WRITE, 0)
      return -1
    }
  }

  private func seek(_ offset: inout Int64, within end: Int64, _ data: UnsafeMutableRawPointer?, _ count: Int)
    -> zip_int64_t
  {
    var error = zip_error_t()
    let place = zip_source_seek_compute_offset(
      zip_uint64_t(offset), zip_uint64_t(end), data, zip_uint64_t(count), &error)
    guard place >= 0 else {
      lastError = (error.zip_err, error.sys_err)
      return -1
    }
    offset = place
    return 0
  }

  private func describe(_ data: UnsafeMutableRawPointer) -> zip_int64_t {
    let status = data.assumingMemoryBound(to: zip_stat_t.self)
    zip_stat_init(status)
    status.pointee.size = zip_uint64_t(sourceCount)
    status.pointee.valid = zip_uint64_t(ZIP_STAT_SIZE)
    return zip_int64_t(MemoryLayout<zip_stat_t>.size)
  }
}
