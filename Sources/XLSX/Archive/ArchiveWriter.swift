internal import CLibzip
internal import Glibc

/// Makes a ZIP archive, or changes some parts of one and leaves all others as they are, byte for byte.
///
/// libzip pulls the parts when the archive is committed, in the order in which they were added, each block by block from its producer.
final class ArchiveWriter {
  private let output: OutputFile
  private var handle: OpaquePointer?
  private var sources: [ProducerSource] = []
  private let path: String

  /// - Parameters:
  ///   - target: the archive to make.
  ///   - original: the archive that it starts from; `nil` for an empty one. The original is never written to.
  init(target: String, original: String?, force: Bool) throws(XLSXError) {
    path = target
    output = try OutputFile(target: target, force: force)
    if let original { try Self.copy(original, to: output.temporary) }
    var code: Int32 = 0
    guard let handle = zip_open(output.temporary, original == nil ? ZIP_CREATE | ZIP_TRUNCATE : 0, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw XLSXError(.cannotWrite, file: target, detail: String(cString: zip_error_strerror(&error)))
    }
    self.handle = handle
  }

  deinit { if let handle { zip_discard(handle) } }

  /// Adds a part, or takes the place of the one of that name, whose date and method are kept.
  ///
  /// - Parameter level: of compression, 1 (fast) to 9 (small).
  func put(_ part: String, level: Int = 6, _ producer: any PartProducer) throws(XLSXError) {
    guard let handle else { return }
    let source = ProducerSource(producer)
    sources.append(source)
    guard let data = source.makeZipSource(handle) else { throw failure(part) }
    let existing = zip_name_locate(handle, part, zip_flags_t(ZIP_FL_ENC_UTF_8))
    if existing >= 0 {
      var status = zip_stat_t()
      zip_stat_index(handle, zip_uint64_t(existing), zip_flags_t(ZIP_FL_UNCHANGED), &status)
      guard zip_file_replace(handle, zip_uint64_t(existing), data, 0) == 0 else {
        zip_source_free(data)
        throw failure(part)
      }
      zip_set_file_compression(handle, zip_uint64_t(existing), zip_int32_t(status.comp_method), zip_uint32_t(level))
      zip_file_set_mtime(handle, zip_uint64_t(existing), status.mtime, 0)
    } else {
      let index = zip_file_add(handle, part, data, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(data)
        throw failure(part)
      }
      zip_set_file_compression(handle, zip_uint64_t(index), ZIP_CM_DEFLATE, zip_uint32_t(level))
      // One date for all, the first that the format knows: the same content makes the same archive.
      zip_file_set_dostime(handle, zip_uint64_t(index), 0, 1 << 5 | 1, 0)
    }
  }

  func remove(_ part: String) throws(XLSXError) {
    guard let handle else { return }
    let index = zip_name_locate(handle, part, 0)
    guard index >= 0 else { return }
    guard zip_delete(handle, zip_uint64_t(index)) == 0 else { throw failure(part) }
  }

  /// Writes the archive and gives it its name; whatever a producer threw is thrown here, and then nothing is written.
  func commit() throws {
    guard let handle else { return }
    guard zip_close(handle) == 0 else {
      let error = failure(nil)
      zip_discard(handle)
      self.handle = nil
      if let thrown = sources.lazy.compactMap(\.thrown).first { throw thrown }
      throw error
    }
    self.handle = nil
    try output.commit()
  }

  private func failure(_ part: String?) -> XLSXError {
    XLSXError(.cannotWrite, file: path, part: part, detail: handle.map { String(cString: zip_strerror($0)) } ?? "")
  }

  private static func copy(_ original: String, to copy: String) throws(XLSXError) {
    let from = open(original, O_RDONLY | O_CLOEXEC)
    guard from >= 0 else { throw FileSignature.systemError(errno, path: original) }
    defer { close(from) }
    let to = open(copy, O_WRONLY | O_TRUNC | O_CLOEXEC)
    guard to >= 0 else { throw XLSXError(.cannotWrite, file: copy, detail: String(cString: strerror(errno))) }
    defer { close(to) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(from, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileSignature.systemError(errno, path: original) }
      if count == 0 { return }
      var offset = 0
      while offset < count {
        let written = buffer.withUnsafeBytes { write(to, $0.baseAddress.map { $0 + offset }, count - offset) }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw XLSXError(.cannotWrite, file: copy, detail: String(cString: strerror(errno))) }
        offset += written
      }
    }
  }
}

/// Makes the bytes of a part, a block at a time, when the archive asks for them.
protocol PartProducer: AnyObject {
  /// Appends the next bytes; appends nothing at the end.
  func produce(into block: inout [UInt8]) throws
}

/// A part that is in memory already.
final class BytesProducer: PartProducer {
  private var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  func produce(into block: inout [UInt8]) {
    swap(&block, &bytes)
    bytes = []
  }
}

/// A part that is made only when its turn has come.
final class DeferredProducer: PartProducer {
  private var make: (() throws -> [UInt8])?

  init(_ make: @escaping () throws -> [UInt8]) { self.make = make }

  func produce(into block: inout [UInt8]) throws {
    guard let make else { return }
    self.make = nil
    block = try make()
  }
}

/// Gives libzip what a producer makes.
private final class ProducerSource {
  private let producer: any PartProducer
  private var block: [UInt8] = []
  private var position = 0
  private(set) var thrown: (any Error)?
  private var error = zip_error_t()

  init(_ producer: any PartProducer) {
    self.producer = producer
    zip_error_init(&error)
  }

  /// The source holds a reference to this object until libzip frees it.
  func makeZipSource(_ archive: OpaquePointer) -> OpaquePointer? {
    let reference = Unmanaged.passRetained(self)
    guard let source = zip_source_function(archive, serveProducer, reference.toOpaque()) else {
      reference.release()
      return nil
    }
    return source
  }

  fileprivate func handle(_ data: UnsafeMutableRawPointer?, _ length: UInt64, _ command: zip_source_cmd_t) -> Int64 {
    switch command {
    case ZIP_SOURCE_OPEN, ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_READ: return read(data, Int(length))
    case ZIP_SOURCE_STAT:
      guard let data, length >= UInt64(MemoryLayout<zip_stat_t>.size) else { return -1 }
      zip_stat_init(data.assumingMemoryBound(to: zip_stat_t.self))
      return Int64(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&error, data, length)
    case ZIP_SOURCE_SUPPORTS:
      return [ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE]
        .reduce(0) { $0 | 1 << Int64($1.rawValue) }
    default:
      zip_error_set(&error, ZIP_ER_OPNOTSUPP, 0)
      return -1
    }
  }

  private func read(_ data: UnsafeMutableRawPointer?, _ length: Int) -> Int64 {
    guard let data, thrown == nil else { return -1 }
    var copied = 0
    do {
      while copied < length {
        if position == block.count {
          block.removeAll(keepingCapacity: true)
          position = 0
          try producer.produce(into: &block)
          if block.isEmpty { break }
        }
        let count = min(length - copied, block.count - position)
        block.withUnsafeBytes { bytes in
          guard let base = bytes.baseAddress else { return }
          (data + copied).copyMemory(from: base + position, byteCount: count)
        }
        copied += count
        position += count
      }
      return Int64(copied)
    } catch {
      thrown = error
      zip_error_set(&self.error, ZIP_ER_INTERNAL, 0)
      return -1
    }
  }
}

private let serveProducer: zip_source_callback = { context, data, length, command in
  guard let context else { return -1 }
  let reference = Unmanaged<ProducerSource>.fromOpaque(context)
  if command == ZIP_SOURCE_FREE {
    reference.release()
    return 0
  }
  return reference._withUnsafeGuaranteedRef { $0.handle(data, length, command) }
}
