internal import Glibc

/// Whether two paths lead to the same file, also by links; a path without file is no other's.
public func leadToSameFile(_ first: String, _ second: String) -> Bool {
  var one = stat()
  var other = stat()
  guard stat(first, &one) == 0, stat(second, &other) == 0 else { return false }
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino
}
