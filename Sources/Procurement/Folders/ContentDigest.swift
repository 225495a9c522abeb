internal import Cryptography
internal import Glibc
internal import XLSX

/// What a file held at one moment: its SHA-256, size and last change.
public struct ContentDigest: Sendable, Hashable, Codable {
  /// The SHA-256 digest of the content, in hexadecimal.
  public var sha256: String
  /// The size of the file, in bytes.
  public var size: Int
  /// When the file was last changed, in nanoseconds since 1970.
  public var modified: Int64 { identity.modified }
  /// Which file it was, in which state: another one under the same name differs here.
  private var identity: FileIdentity

  /// Reads a file through.
  ///
  /// Memory does not grow with its size.
  ///
  /// - Throws: ``SystemFailure`` with the words of the system.
  public init(path: String) throws(SystemFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemFailure() }
    defer { close(descriptor) }
    guard let identity = FileIdentity(descriptor: descriptor) else { throw SystemFailure() }
    let hash = SHA256()
    var total = 0
    let failure: CInt? = withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count == 0 { return nil }
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        total += count
      }
    }
    if let failure { throw SystemFailure(failure) }
    size = total
    sha256 = hash.finish().hexadecimal
    self.identity = identity
  }

  /// Whether the file at a path is still the one that was read, as far as can be told without reading it again.
  func isUnchanged(at path: String) -> Bool {
    FileIdentity(path: path) == identity && identity.size == size
  }

  /// When the file was last changed, in UTC: `2026-11-21T08:30:00Z`.
  public var modifiedTime: String {
    var seconds = time_t(modified / 1_000_000_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: CInt) -> String { (number < 10 ? "0" : "") + String(number) }
    return
      "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):\(two(parts.tm_min)):"
      + "\(two(parts.tm_sec))Z"
  }

  /// The SHA-256 of bytes, in hexadecimal.
  static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    SHA256.digest(of: Array(bytes)).hexadecimal
  }
}
