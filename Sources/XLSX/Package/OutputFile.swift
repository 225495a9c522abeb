internal import Glibc

/// A file that appears under its name only when it is complete.
///
/// The data goes to a temporary file in the same folder, which `commit()` flushes to the disk and puts in the place of
/// the target in one step: a reader sees the old file or the new one, never a part of it. An existing target keeps its
/// permissions; a new file has 0666 less the umask. A symbolic link stays, and the file it leads to is replaced. An
/// output file that goes away without `commit()` leaves nothing behind.
public final class OutputFile {
  /// The file as the caller named it.
  public let path: String
  /// The number of bytes from the start to the last one written.
  public private(set) var count: Int64 = 0

  private let target: String
  private let replaces: Bool
  private let existing: stat?
  /// The path of the file until it gets its name.
  let temporary: String
  private let descriptor: FileDescriptor
  private var isPending = true

  /// Begins a file; an existing one is replaced only by `force`.
  ///
  /// Throws `.fileExists`, `.isFolder`, and `.cannotWrite` with the words of the system.
  public init(path: String, force: Bool) throws(XLSXError) {
    do throws(SystemError) {
      target = try Self.resolvingLinks(path)
    } catch {
      throw XLSXError(.cannotWrite, file: path, detail: error.text)
    }
    existing = Self.status(of: target)
    if let existing {
      switch existing.st_mode & S_IFMT {
      case S_IFREG: if !force { throw XLSXError(.fileExists, file: path) }
      case S_IFDIR: throw XLSXError(.isFolder, file: path)
      default: throw XLSXError(.cannotWrite, file: path, detail: "not a regular file")
      }
    }
    do throws(SystemError) {
      (temporary, descriptor) = try Self.makeTemporary(beside: target, mode: existing == nil ? 0o666 : 0o600)
    } catch {
      throw XLSXError(.cannotWrite, file: path, detail: error.text)
    }
    self.path = path
    replaces = force
  }

  deinit {
    if isPending { unlink(temporary) }
  }

  /// Writes a file in one go: nothing appears under the name where `body` or the system fails.
  ///
  /// - Throws: what `body` throws; an ``XLSXError`` as its type of errors holds it.
  public static func write<Result, Failure: XLSXErrorConvertible>(
    to path: String, force: Bool, body: (OutputFile) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try write(to: path, force: force, body: body, converting: { Failure($0) })
  }

  #if !hasFeature(Embedded)
    /// The same with a body that may fail in any way.
    ///
    /// - Throws: ``XLSXError``, or whatever `body` throws.
    @_disfavoredOverload  // Errors of a type are better.
    public static func write<Result>(to path: String, force: Bool, body: (OutputFile) throws -> Result) throws -> Result
    {
      try write(to: path, force: force, body: body, converting: { $0 })
    }
  #endif

  private static func write<Result, Failure: Error>(
    to path: String, force: Bool, body: (OutputFile) throws(Failure) -> Result,
    converting convert: (XLSXError) -> Failure
  ) throws(Failure) -> Result {
    let file: OutputFile
    do throws(XLSXError) { file = try OutputFile(path: path, force: force) } catch { throw convert(error) }
    let result = try body(file)
    do throws(XLSXError) { try file.commit() } catch { throw convert(error) }
    return result
  }

  /// Appends bytes to the file.
  public func write(_ bytes: some Sequence<UInt8>) throws(XLSXError) {
    let array = Array(bytes)
    try write(array.span.bytes, at: count)
  }

  /// Appends text as UTF-8.
  public func write(_ text: String) throws(XLSXError) { try write(text.utf8) }

  /// Writes bytes at an offset, which may lie beyond the present end.
  func write(_ bytes: RawSpan, at offset: Int64) throws(XLSXError) {
    do throws(SystemError) {
      try descriptor.write(bytes, at: offset)
      count = max(count, offset + Int64(bytes.byteCount))
    } catch {
      throw failure(error)
    }
  }

  /// Reads back what was written; 0 at the end.
  func read(into bytes: inout MutableRawSpan, at offset: Int64) throws(XLSXError) -> Int {
    do throws(SystemError) {
      return try descriptor.read(into: &bytes, at: offset)
    } catch {
      throw failure(error)
    }
  }

  /// Puts the file under its name, complete and on the disk.
  ///
  /// Throws `.fileExists` where another file has taken the name since and `force` was not given, `.cannotWrite`
  /// otherwise.
  public func commit() throws(XLSXError) {
    guard isPending else { return }
    do throws(SystemError) {
      if let existing { try descriptor.adoptPermissions(of: existing) }
      try descriptor.synchronize()
      if replaces { try Self.rename(temporary, target) } else { try linkIntoPlace() }
    } catch {
      throw error.number == EEXIST ? XLSXError(.fileExists, file: path) : failure(error)
    }
    isPending = false
    // The file is in place; should the folder be of a kind that cannot be flushed, nothing is lost by that.
    try? FileDescriptor(opening: Self.folder(of: target), flags: O_RDONLY | O_DIRECTORY).synchronize()
  }

  /// A link is refused where the name is taken, so that nothing can be overwritten between a check and the renaming.
  private func linkIntoPlace() throws(SystemError) {
    if link(temporary, target) == 0 {
      unlink(temporary)
      return
    }
    let error = SystemError()
    // File systems without links: the name is reserved by an empty file of our own, which is then replaced.
    guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.number) else { throw error }
    _ = try FileDescriptor(opening: target, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    do throws(SystemError) {
      try Self.rename(temporary, target)
    } catch {
      unlink(target)
      throw error
    }
  }

  private func failure(_ error: SystemError) -> XLSXError { XLSXError(.cannotWrite, file: path, detail: error.text) }

  private static func rename(_ old: String, _ new: String) throws(SystemError) {
    guard Glibc.rename(old, new) == 0 else { throw SystemError() }
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  /// Follows a symbolic link to the file it means, which need not exist.
  private static func resolvingLinks(_ path: String) throws(SystemError) -> String {
    var path = path
    for _ in 0..<40 {
      guard let status = status(of: path), status.st_mode & S_IFMT == S_IFLNK else { return path }
      let destination = try readLink(path)
      path = destination.hasPrefix("/") ? destination : folder(of: path) + "/" + destination
    }
    throw SystemError(ELOOP)
  }

  private static func readLink(_ path: String) throws(SystemError) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &bytes, bytes.count)
    guard length > 0 else { throw SystemError() }
    return String(decoding: bytes[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeTemporary(beside target: String, mode: mode_t) throws(SystemError) -> (String, FileDescriptor)
  {
    var generator = SystemRandomNumberGenerator()
    while true {
      let name =
        folder(of: target) + "/.xlsx-" + String(UInt64.random(in: .min ... .max, using: &generator), radix: 36) + ".tmp"
      do throws(SystemError) {
        return (name, try FileDescriptor(opening: name, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode))
      } catch {
        guard error.number == EEXIST else { throw error }
      }
    }
  }
}
