internal import Glibc

/// The bytes of a small file that a person edits: definitions, catalogues and factors.
enum FileContents {
  /// Why there are none.
  enum Failure: Error {
    /// The file cannot be opened or read; with the reason of the operating system.
    case unreadable(String)
    /// The file is larger than the limit.
    case tooLarge
  }

  /// All bytes of a file.
  ///
  /// - Parameter limit: the largest file that is read, in bytes.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    guard let file = fopen(path, "r") else { throw .unreadable(reason) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      bytes += block[..<count]
      guard bytes.count <= limit else { throw .tooLarge }
    }
    // A folder opens, but cannot be read.
    guard ferror(file) == 0 else { throw .unreadable(reason) }
    return bytes
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
