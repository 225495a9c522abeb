internal import Glibc

/// A file that appears under its name whole or not at all.
///
/// Whoever writes fills a temporary file beside the target; `commit` flushes it to the disk and gives it the target's name in one step.
/// Without a commit nothing of it remains.
public final class OutputFile {
  /// The target with symbolic links followed, so that a link stays a link.
  public let target: String
  /// The file to write; in the folder of the target.
  public let temporary: String
  private let force: Bool
  private let mode: mode_t
  private var isCommitted = false

  /// Prepares to write a file.
  ///
  /// - Parameter force: whether an existing file may be replaced; its permissions are kept.
  /// - Throws: `fileExists`, `isFolder` or `cannotWrite`.
  public init(target path: String, force: Bool) throws(XLSXError) {
    let target = Self.followingLinks(path)
    self.target = target
    self.force = force
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists {
      guard status.st_mode & S_IFMT != S_IFDIR else { throw XLSXError(.isFolder, file: path) }
      guard force else { throw XLSXError(.fileExists, file: path) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw XLSXError(.cannotWrite, file: path, detail: "not a regular file") }
    }
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[...$0]) } ?? ""
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    var created: (path: String, descriptor: Int32)?
    for _ in 0..<16 where created == nil {
      // A name of at most 255 bytes, whatever the target is called.
      let candidate = "\(folder).\(String(decoding: name.utf8.prefix(200), as: UTF8.self)).\(String(UInt64.random(in: 0 ... .max), radix: 36)).tmp"
      let descriptor = open(candidate, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o666)
      if descriptor >= 0 {
        created = (candidate, descriptor)
      } else if errno != EEXIST {
        throw XLSXError(.cannotWrite, file: path, detail: String(cString: strerror(errno)))
      }
    }
    guard let created else { throw XLSXError(.cannotWrite, file: path, detail: "no free name for a temporary file") }
    temporary = created.path
    // What the umask left of 0666, unless the target has permissions already.
    var own = stat()
    mode = exists ? status.st_mode & 0o7777 : fstat(created.descriptor, &own) == 0 ? own.st_mode & 0o7777 : 0o644
    close(created.descriptor)
  }

  deinit { if !isCommitted { unlink(temporary) } }

  /// Makes the temporary file the target.
  public func commit() throws(XLSXError) {
    let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw failure() }
    if force {
      guard rename(temporary, target) == 0 else { throw failure() }
    } else if link(temporary, target) == 0 {
      // Unlike a renaming, a new link never replaces a file that appeared meanwhile.
      unlink(temporary)
    } else if errno == EEXIST {
      throw XLSXError(.fileExists, file: target)
    } else {
      // File systems without links: look once more, then rename.
      guard access(target, F_OK) != 0 else { throw XLSXError(.fileExists, file: target) }
      guard rename(temporary, target) == 0 else { throw failure() }
    }
    isCommitted = true
    flushFolder()
  }

  /// Writes bytes whole and commits them.
  public static func write(_ bytes: [UInt8], to path: String, force: Bool) throws(XLSXError) {
    let output = try OutputFile(target: path, force: force)
    let descriptor = open(output.temporary, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw output.failure() }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw output.failure() }
      offset += written
    }
    try output.commit()
  }

  private func failure() -> XLSXError { XLSXError(.cannotWrite, file: target, detail: String(cString: strerror(errno))) }

  private func flushFolder() {
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func followingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else {
      // A link to a file that is not there yet.
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let count = readlink(path, &buffer, Int(PATH_MAX))
      guard count > 0 else { return path }
      let link = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if link.hasPrefix("/") { return link }
      return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + link
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
