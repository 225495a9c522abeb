internal import CLibzip
internal import Glibc

/// A ZIP archive opened for reading: its parts by name, each inflated as it is read.
///
/// The handle is confined to one task and closed with the value.
final class ArchiveReader {
  let path: String
  let limits: ReadingLimits
  private let handle: OpaquePointer
  /// Which file it was when it was opened; `nil` for an archive in memory, which nobody changes.
  private let identity: FileIdentity?
  /// The archive itself, where it is in memory and a changed copy is to be made of it.
  let content: [UInt8]?
  private var indices: [PartName: zip_uint64_t] = [:]
  private(set) var partNames: [PartName] = []

  /// Opens an archive that is a file.
  convenience init(path: String, limits: ReadingLimits) throws(XLSXError) {
    let identity = try FileSignature.requireZip(path: path)
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else { throw Self.openError(code, path: path) }
    try self.init(handle, path: path, limits: limits, identity: identity)
  }

  /// Opens an archive in memory.
  ///
  /// - Parameters:
  ///   - bytes: the archive.
  ///   - name: what errors call it.
  ///   - limits: what reading may take at most.
  ///   - identity: which file the bytes were made from; `nil` for none.
  ///   - keepsContent: whether the bytes are kept, for changed copies.
  /// - Throws: ``XLSXError`` where it is no archive, or a damaged one.
  convenience init(
    bytes: [UInt8], name: String, limits: ReadingLimits, identity: FileIdentity? = nil, keepsContent: Bool = false
  ) throws(XLSXError) {
    try FileSignature.requireZip(bytes: bytes, name: name)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // libzip reads as long as the archive is open, and then frees what it was given.
    guard let copy = malloc(bytes.count) else {
      throw XLSXError(.cannotRead, file: name, detail: "no memory for the bytes")
    }
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: source.count) }
    }
    guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
      free(copy)
      throw XLSXError(.cannotRead, file: name, detail: String(cString: zip_error_strerror(&error)))
    }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw Self.openError(error.zip_err, path: name)
    }
    try self.init(
      handle, path: name, limits: limits, identity: identity, content: keepsContent ? bytes : nil)
  }

  private init(
    _ handle: OpaquePointer, path: String, limits: ReadingLimits, identity: FileIdentity?, content: [UInt8]? = nil
  ) throws(XLSXError) {
    self.path = path
    self.limits = limits
    self.identity = identity
    self.content = content
    self.handle = handle
    do throws(XLSXError) {
      try listParts()
    } catch {
      throw error.inFile(path)
    }
  }

  deinit { zip_discard(handle) }

  private static func openError(_ code: Int32, path: String) -> XLSXError {
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    defer { zip_error_fini(&error) }
    let detail = String(cString: zip_error_strerror(&error))
    return switch code {
    // The signature was a ZIP's: what is missing or wrong is the directory at its end.
    case ZIP_ER_NOZIP, ZIP_ER_INCONS, ZIP_ER_EOF: XLSXError(.truncated, file: path, detail: detail)
    case ZIP_ER_NOENT: XLSXError(.fileNotFound, file: path)
    default: XLSXError(.cannotRead, file: path, detail: detail)
    }
  }

  private func listParts() throws(XLSXError) {
    let count = zip_get_num_entries(handle, 0)
    guard count <= limits.parts else { throw XLSXError.exceeding(.parts, limits.parts) }
    indices.reserveCapacity(Int(count))
    var total: Int64 = 0
    for index in 0..<zip_uint64_t(max(count, 0)) {
      var status = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &status) == 0, let raw = status.name else {
        throw XLSXError(.truncated, detail: String(cString: zip_strerror(handle)))
      }
      let text = String(cString: raw)
      // Folders are no parts.
      if text.hasSuffix("/") || text.hasSuffix("\\") { continue }
      let name = PartName(text)
      guard name.isSafe, !text.hasPrefix("/"), !text.hasPrefix("\\") else {
        throw XLSXError(.unsafePartName, part: text)
      }
      guard indices.updateValue(index, forKey: name) == nil else { throw XLSXError(.duplicatePart, part: text) }
      guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw XLSXError(.encrypted, part: text) }
      partNames.append(name)
      total =
        total.addingReportingOverflow(Int64(truncatingIfNeeded: min(status.size, UInt64(Int64.max) / 4))).partialValue
      guard total >= 0, total <= limits.totalBytes else {
        throw XLSXError.exceeding(.totalBytes, limits.totalBytes, part: text)
      }
      if status.size > UInt64(max(0, limits.ratioFloor)), status.comp_size > 0,
        status.size / status.comp_size > UInt64(max(0, limits.ratio))
      {
        throw XLSXError.exceeding(.ratio, limits.ratio, part: text)
      }
    }
  }

  func contains(_ part: PartName) -> Bool { indices[part] != nil }

  /// A part as the archive's directory lists it.
  struct Entry {
    /// The name of the part as the archive spells it, backslashes included.
    var name: String
    /// The size of the part in bytes, uncompressed.
    var size: Int64
  }

  func entry(_ part: PartName) -> Entry? {
    var status = zip_stat_t()
    guard let index = indices[part], zip_stat_index(handle, index, 0, &status) == 0, let name = status.name else {
      return nil
    }
    return Entry(name: String(cString: name), size: Int64(clamping: status.size))
  }

  /// Opens a part; what it inflates to is bounded by the size that the directory states and by the limits.
  func open(_ part: PartName) throws(XLSXError) -> PartStream {
    guard let index = indices[part] else { throw XLSXError(.missingPart, file: path, part: part.text) }
    var status = zip_stat_t()
    guard zip_stat_index(handle, index, 0, &status) == 0 else { throw cannotRead(part) }
    let isDeflated = status.comp_method == UInt16(ZIP_CM_DEFLATE)
    guard let file = zip_fopen_index(handle, index, isDeflated ? zip_flags_t(ZIP_FL_COMPRESSED) : 0) else {
      throw cannotRead(part)
    }
    return PartStream(file: file, path: path, part: part.text, status: status, archive: self)
  }

  private func cannotRead(_ part: PartName) -> XLSXError {
    XLSXError(.cannotRead, file: path, part: part.text, detail: String(cString: zip_strerror(handle)))
  }

  /// A whole part in memory: for the small ones.
  func bytes(of part: PartName) throws(XLSXError) -> [UInt8] {
    let stream = try open(part)
    var bytes: [UInt8] = []
    while true {
      let block = try stream.read(upTo: 65_536)
      if block.isEmpty { return bytes }
      bytes += block
      guard bytes.count <= limits.partInMemoryBytes else {
        throw XLSXError.exceeding(.partInMemoryBytes, limits.partInMemoryBytes, part: part.text).inFile(path)
      }
    }
  }

  /// Throws if somebody changed or replaced the file since it was opened.
  func requireUnchanged() throws(XLSXError) {
    guard identity == nil || FileIdentity(path: path) == identity else {
      throw XLSXError(.changedWhileReading, file: path)
    }
  }
}
