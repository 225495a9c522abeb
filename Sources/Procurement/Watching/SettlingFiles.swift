internal import Glibc
internal import XLSX

/// Whether a program on this machine still has a file open for writing, as far as that can be told.
///
/// Source: fcntl(2): a read lease is refused with `EAGAIN` while there is a writer.
func isBeingWritten(_ path: String) -> Bool {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  let setLease: CInt = 1024  // F_SETLEASE
  return fcntl(descriptor, setLease, CInt(F_RDLCK)) < 0 && errno == EAGAIN
}

/// Tells which files are completely written: those that have not changed for some time.
struct SettlingFiles {
  private struct State {
    var identity: FileIdentity
    /// When it was first seen like this, in seconds.
    var since: Double
  }

  /// How long a file must not have changed, in seconds.
  let patience: Double
  private var states: [[UInt8]: State] = [:]

  init(patience: Double) { self.patience = patience }

  /// Whether files are there that are still being watched.
  var isEmpty: Bool { states.isEmpty }

  /// Notes how the files look now.
  ///
  /// - Parameters:
  ///   - looks: the files, each with what tells whether it changed.
  ///   - now: the time in seconds, on a clock that never goes back.
  /// - Returns: the paths of those that have not changed for long enough, in the order given.
  mutating func note(_ looks: [(path: String, identity: FileIdentity)], now: Double) -> [String] {
    var next: [[UInt8]: State] = [:]
    var settled: [String] = []
    for (path, identity) in looks {
      let key = Array(path.utf8)
      let known = states[key].flatMap { $0.identity == identity ? $0 : nil } ?? State(identity: identity, since: now)
      next[key] = known
      if now - known.since >= patience { settled.append(path) }
    }
    states = next
    return settled
  }
}
