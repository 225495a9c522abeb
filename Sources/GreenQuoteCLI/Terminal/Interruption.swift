import Glibc

/// Ctrl-C and the request to end, heard when it is asked for them: nothing is cut off in the middle.
final class Interruption {
  var hasCome: Bool {
    if !wasHeard {
      var now = timespec()
      wasHeard = sigtimedwait(&signals, nil, &now) > 0
    }
    return wasHeard
  }
  private var wasHeard = false
  private var signals = sigset_t()

  /// From here on; the processes that are started later hear nothing of them either.
  init() {
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    sigprocmask(SIG_BLOCK, &signals, nil)
  }
}
