internal import Glibc

/// Wakes up whoever waits when something in a folder or below it changes, as far as the system tells (inotify).
///
/// A network folder tells nothing of what other machines do: what is heard here only shortens the wait until the next
/// look.
final class FolderEvents {
  private let descriptor: CInt
  private var watched: [String: CInt] = [:]

  /// Where the system has no room for another listener, nothing is ever heard.
  init() { descriptor = inotify_init1(CInt(IN_CLOEXEC) | CInt(IN_NONBLOCK)) }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Listens to these folders, and to no others any more.
  func listen(to folders: Set<String>) {
    guard descriptor >= 0 else { return }
    for (folder, number) in watched where !folders.contains(folder) {
      inotify_rm_watch(descriptor, number)
      watched[folder] = nil
    }
    for folder in folders where watched[folder] == nil {
      let number = inotify_add_watch(
        descriptor, folder, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE))
      if number >= 0 { watched[folder] = number }
    }
  }

  /// Waits until something happens, at most so many milliseconds.
  func wait(_ milliseconds: Int) {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&event, descriptor >= 0 ? 1 : 0, CInt(milliseconds)) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while buffer.withUnsafeMutableBytes({ read(descriptor, $0.baseAddress, $0.count) }) > 0 {}
  }
}
