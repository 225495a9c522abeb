internal import CLibzip

/// Gives libzip the content of a part as it asks for it: nothing but one block is kept.
///
/// At level 1 the content is deflated here, by ISA-L, five times as fast as by zlib, and libzip takes the bytes as they
/// come.
final class PartSource {
  private let content: any PartContent
  private let length: Int64?
  private let deflater: Deflater?
  private var buffer = XMLBuffer()
  private var consumed = 0
  private var isOpened = false
  private var isFinished = false
  /// What the content failed with; libzip itself knows numbers alone.
  private let failures: Failures

  /// Keeps the errors of all parts of an archive, the first being the cause of the others.
  final class Failures {
    var first: XLSXError?
  }

  init(_ content: any PartContent, length: Int64?, isDeflated: Bool, failures: Failures) {
    self.content = content
    self.length = length
    deflater = isDeflated ? Deflater() : nil
    self.failures = failures
  }

  /// A source of libzip that holds this one until libzip frees it.
  func makeSource(for archive: OpaquePointer) -> OpaquePointer? {
    let context = Unmanaged.passRetained(self)
    let source = zip_source_function(archive, Self.callback, context.toOpaque())
    if source == nil { context.release() }
    return source
  }

  private static let callback: zip_source_callback = { context, data, length, command in
    guard let context else { return -1 }
    let unmanaged = Unmanaged<PartSource>.fromOpaque(context)
    if command == ZIP_SOURCE_FREE {
      unmanaged.release()
      return 0
    }
    return unmanaged.takeUnretainedValue().perform(command, data, Int(length))
  }

  private func perform(_ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ count: Int) -> zip_int64_t {
    switch command {
    case ZIP_SOURCE_OPEN:
      // A stream can be read once.
      guard !isOpened else { return -1 }
      isOpened = true
      return 0
    case ZIP_SOURCE_READ:
      return data.map { read(into: UnsafeMutableRawBufferPointer(start: $0, count: count)) } ?? -1
    case ZIP_SOURCE_CLOSE:
      buffer = XMLBuffer()
      return 0
    case ZIP_SOURCE_STAT:
      return data.map { describe($0) } ?? -1
    case ZIP_SOURCE_ERROR:
      let codes = data?.assumingMemoryBound(to: CInt.self)
      codes?[0] = ZIP_ER_INTERNAL
      codes?[1] = 0
      return zip_int64_t(2 * MemoryLayout<CInt>.size)
    case ZIP_SOURCE_SUPPORTS:
      return [ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE]
        .reduce(0) { $0 | 1 << zip_int64_t($1.rawValue) }
    default:
      return -1
    }
  }

  private func read(into target: UnsafeMutableRawBufferPointer) -> zip_int64_t {
    var done = 0
    while done < target.count {
      if consumed == buffer.count, !isFinished {
        buffer.removeAll()
        consumed = 0
        do throws(XLSXError) {
          isFinished = try !content.produce(into: &buffer)
        } catch {
          if failures.first == nil { failures.first = error }
          return -1
        }
      }
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
      if let deflater {
        guard !deflater.isFinished else { break }
        let step = buffer.bytes.withUnsafeBytes {
          deflater.deflate(UnsafeRawBufferPointer(rebasing: $0[consumed...]), isLast: isFinished, into: rest)
        }
        guard let step else { return -1 }
        consumed += step.taken
        done += step.made
      } else {
        guard consumed < buffer.count || !isFinished else { break }
        let part = min(rest.count, buffer.count - consumed)
        buffer.copy(consumed..<consumed + part, to: rest)
        done += part
        consumed += part
      }
    }
    return zip_int64_t(done)
  }

  private func describe(_ data: UnsafeMutableRawPointer) -> zip_int64_t {
    let status = data.assumingMemoryBound(to: zip_stat_t.self)
    zip_stat_init(status)
    // With an unknown length libzip writes headers for 4 GiB and more (ZIP64), which not every reader of workbooks
    // likes. It takes the length for nothing but that choice; the header gets the true one afterwards.
    status.pointee.size = zip_uint64_t(length ?? 1 << 30)
    status.pointee.valid = zip_uint64_t(ZIP_STAT_SIZE)
    if let deflater {
      status.pointee.comp_method = zip_uint16_t(ZIP_CM_DEFLATE)
      status.pointee.valid |= zip_uint64_t(ZIP_STAT_COMP_METHOD)
      if deflater.isFinished {
        status.pointee.size = zip_uint64_t(deflater.inputCount)
        status.pointee.crc = deflater.checksum
        status.pointee.valid |= zip_uint64_t(ZIP_STAT_CRC)
      }
    }
    return zip_int64_t(MemoryLayout<zip_stat_t>.size)
  }
}
