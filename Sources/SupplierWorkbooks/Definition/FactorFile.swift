public import Emissions
internal import Glibc

extension FactorLibrary.File {
  private static let maximumMegabytes = 16

  /// Reads a factor file.
  ///
  /// - Throws: `FactorError` where it cannot be read, or is larger than 16 MB.
  public init(path: String) throws(FactorError) {
    guard let file = fopen(path, "r") else { throw Self.unreadable(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      bytes += block[..<count]
      guard bytes.count <= Self.maximumMegabytes << 20 else {
        throw FactorError(.tooLarge(megabytes: Self.maximumMegabytes), file: path, line: 0)
      }
    }
    // A folder opens, but cannot be read.
    guard ferror(file) == 0 else { throw Self.unreadable(path) }
    self.init(name: path, bytes: bytes)
  }

  private static func unreadable(_ path: String) -> FactorError {
    FactorError(.cannotRead(String(cString: strerror(errno))), file: path, line: 0)
  }
}
