internal import Glibc

/// Where a path leads: equal for two paths of which one would replace the other's file, whatever their spelling and the
/// links on the way.
///
/// A file that exists is told by device and number, so that hard links are equal too; one that does not by the folder
/// in which it would be made, and its name.
public struct FilePlace: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64
  /// The name of a file that does not exist yet.
  private let name: [UInt8]

  /// The place of a path; `nil` where neither the file nor its folder exists: nothing can be replaced there.
  public init?(_ path: String) {
    var path = path
    var status = stat()
    if stat(path, &status) == 0 {
      (device, number, name) = (UInt64(status.st_dev), UInt64(status.st_ino), [])
      return
    }
    // A link that leads nowhere yet: what is written through it appears where it leads.
    for _ in 0..<40 {
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { break }
      var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
      let length = readlink(path, &bytes, bytes.count)
      guard length > 0 else { break }
      let target = String(decoding: bytes[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = target.hasPrefix("/") ? target : Self.folder(of: path) + "/" + target
    }
    guard stat(Self.folder(of: path), &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
    name = Array(
      path.utf8.suffix(from: path.utf8.lastIndex(of: 0x2F).map { path.utf8.index(after: $0) } ?? path.utf8.startIndex))
  }

  /// Whether two paths lead to the same file or folder; never where nothing is there.
  public static func areSame(_ first: String, _ second: String) -> Bool {
    guard let one = FilePlace(first), let other = FilePlace(second), one.name.isEmpty else { return false }
    return one == other
  }

  /// Whether a file is there.
  public var exists: Bool { name.isEmpty }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
  }
}
