internal import Glibc

/// An open file of the system, closed when the last reference goes.
final class FileDescriptor {
  private let number: CInt

  /// Opens a file; the mode is that of a newly created one before the umask takes its bits away.
  init(opening path: String, flags: CInt, mode: mode_t = 0) throws(SystemError) {
    var result: CInt
    repeat { result = Glibc.open(path, flags | O_CLOEXEC, mode) } while result < 0 && errno == EINTR
    guard result >= 0 else { throw SystemError() }
    number = result
  }

  deinit { _ = Glibc.close(number) }

  func status() throws(SystemError) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw SystemError() }
    return status
  }

  /// Writes all of it: a short write goes on, an interrupted one begins again.
  func write(_ bytes: RawSpan, at offset: Int64) throws(SystemError) {
    try bytes.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) throws(SystemError) in
      guard let start = buffer.baseAddress else { return }
      var done = 0
      while done < buffer.count {
        let written = pwrite(number, start + done, buffer.count - done, off_t(offset + Int64(done)))
        if written > 0 {
          done += written
        } else if written == 0 {
          throw SystemError(ENOSPC)
        } else if errno != EINTR {
          throw SystemError()
        }
      }
    }
  }

  /// Reads as much as there is, up to the size of the buffer; 0 at the end of the file.
  func read(into bytes: inout MutableRawSpan, at offset: Int64) throws(SystemError) -> Int {
    try bytes.withUnsafeMutableBytes { (buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int in
      guard let start = buffer.baseAddress else { return 0 }
      var done = 0
      while done < buffer.count {
        let got = pread(number, start + done, buffer.count - done, off_t(offset + Int64(done)))
        if got > 0 {
          done += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          throw SystemError()
        }
      }
      return done
    }
  }

  /// Reads what comes next, also from what has no places, such as a pipe; 0 at the end.
  func readNext(into bytes: inout MutableRawSpan) throws(SystemError) -> Int {
    try bytes.withUnsafeMutableBytes { (buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int in
      while true {
        let got = Glibc.read(number, buffer.baseAddress, buffer.count)
        if got >= 0 { return got }
        guard errno == EINTR else { throw SystemError() }
      }
    }
  }

  /// Puts what was written onto the disk.
  func synchronize() throws(SystemError) {
    while fsync(number) != 0 {
      guard errno == EINTR else { throw SystemError() }
    }
  }

  /// Takes over owner, where that is allowed, and permissions of another file.
  func adoptPermissions(of other: stat) throws(SystemError) {
    let own = try status()
    if own.st_uid != other.st_uid || own.st_gid != other.st_gid { _ = fchown(number, other.st_uid, other.st_gid) }
    guard fchmod(number, other.st_mode & 0o7777) == 0 else { throw SystemError() }
  }
}

/// What a call of the system failed with.
struct SystemError: Error {
  let number: CInt

  /// The error of the call just made.
  init() { number = errno }
  init(_ number: CInt) { self.number = number }

  /// The error in words: `No space left on device`.
  var text: String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }
}
