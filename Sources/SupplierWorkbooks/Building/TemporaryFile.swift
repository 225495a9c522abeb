internal import Glibc

/// Files that live for the length of a function.
enum TemporaryFile {
  static func path(named name: String) -> String {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    return "\(folder)/greenquote-\(getpid())-\(UInt64.random(in: 0 ... .max))-\(name)"
  }

  static func remove(_ path: String) { unlink(path) }
}
