internal import Glibc

/// Which state of which file was read: two equal identities mean that nobody has changed it between.
struct FileIdentity: Hashable, Sendable {
  var device: UInt
  var inode: UInt
  var size: Int
  var modifiedSeconds: Int
  var modifiedNanoseconds: Int

  init(descriptor: Int32, path: String) throws(XLSXError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileSignature.systemError(errno, path: path) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw XLSXError(.isFolder, file: path) }
    guard kind == S_IFREG else { throw XLSXError(.cannotRead, file: path, detail: "not a regular file") }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    size = Int(status.st_size)
    modifiedSeconds = status.st_mtim.tv_sec
    modifiedNanoseconds = status.st_mtim.tv_nsec
  }

  init(path: String) throws(XLSXError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileSignature.systemError(errno, path: path) }
    defer { close(descriptor) }
    try self.init(descriptor: descriptor, path: path)
  }
}
