internal import Glibc

/// The folder of a batch's results, which one run at a time may write.
final class OutputFolder {
  let path: String
  /// The folder in which the program keeps what it needs for itself.
  var own: String { path + "/.greenquote" }
  var journal: String { own + "/journal.jsonl" }
  /// Handed to the processes that write here: as long as one of them lives, no other run begins.
  let lock: CInt

  enum Failure: Error {
    case busy
    /// Results of an earlier run are there, and it was not said what is to become of them.
    case inUse
    case system(String, SystemFailure)
  }

  /// Makes the folder where it is not there, and takes its lock.
  ///
  /// - Parameters:
  ///   - path: the path of the folder.
  ///   - isExpected: whether results of an earlier run may be there.
  /// - Throws: ``Failure`` where another run is at work in it, where it holds something else, or where the system
  ///   refuses.
  init(_ path: String, isExpected: Bool) throws(Failure) {
    self.path = path
    do {
      try Self.makeFolders(path + "/.greenquote")
    } catch {
      throw .system(path, error)
    }
    let name = path + "/.greenquote/lock"
    lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0 else { throw .system(name, SystemFailure()) }
    // The processes of a run that was killed end with the file in hand.
    var tries = 0
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .system(name, SystemFailure()) }
      tries += 1
      guard tries < 100 else {
        close(lock)
        throw .busy
      }
      usleep(100_000)
    }
    if !isExpected, access(path + "/.greenquote/journal.jsonl", F_OK) == 0 {
      close(lock)
      throw .inUse
    }
  }

  deinit { close(lock) }

  static func makeFolders(_ path: String) throws(SystemFailure) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else { throw SystemFailure() }
    try makeFolders(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw SystemFailure() }
  }

  /// Removes what processes that were killed left behind: files that never got their name.
  func removeUnfinished() {
    var waiting = [path]
    while let folder = waiting.popLast() {
      guard let handle = opendir(folder) else { continue }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
        guard let name = String(validating: bytes, as: UTF8.self), name != ".", name != ".." else { continue }
        if entry.pointee.d_type == UInt8(DT_DIR) {
          waiting.append(folder + "/" + name)
        } else if name.hasPrefix(".xlsx-"), name.hasSuffix(".tmp") {
          unlink(folder + "/" + name)
        }
      }
    }
  }
}
