internal import Glibc

/// Which file it was, and in which state: two equal identities mean that nobody has changed or replaced it between.
///
/// Two paths may lead to one file, by links: ``isSameFile(as:)`` says so, whatever state each was seen in.
public struct FileIdentity: Hashable, Sendable {
  /// The number of the file system.
  public var device: UInt64
  /// The number of the file in its file system.
  public var inode: UInt64
  /// The size of the file, in bytes.
  public var size: Int64
  /// When its content was last changed, in nanoseconds since 1970.
  public var modified: Int64

  /// An identity that was noted elsewhere.
  public init(device: UInt64, inode: UInt64, size: Int64, modified: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
  }

  /// What a path leads to now, links followed; `nil` where nothing is there.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What an open descriptor is of; `nil` for one that is not open.
  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
  }

  /// Whether the two are the same file, be it in another state.
  public func isSameFile(as other: FileIdentity) -> Bool { device == other.device && inode == other.inode }
}

#if !hasFeature(Embedded)
  extension FileIdentity: Codable {}
#endif
