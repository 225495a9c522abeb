internal import Glibc

/// A file in memory that has a path but no name: it is gone with this value, whatever happens.
public final class MemoryFile {
  private let descriptor: CInt

  /// A path by which this process, and no other, can open the file while the value lives.
  public var path: String { "/proc/self/fd/\(descriptor)" }

  /// Takes that many bytes from standard input.
  ///
  /// - Parameters:
  ///   - length: how many bytes to take.
  ///   - input: the standard input, from which they are taken.
  ///   - name: what the file is called in errors.
  /// - Throws: ``WorkerInputError`` where there are fewer bytes, or no room for them.
  public init(of length: Int, from input: inout StandardInput, named name: String) throws(WorkerInputError) {
    let shared = "/greenquote-\(getpid())-\(UInt64.random(in: .min ... .max))"
    descriptor = shm_open(shared, O_RDWR | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw WorkerInputError(problem: "\(name): \(SystemFailure())") }
    shm_unlink(shared)
    var left = length
    while left > 0 {
      let piece = input.some(left)
      guard !piece.isEmpty else { throw WorkerInputError(problem: "\(name): \(left) of \(length) bytes are missing") }
      left -= piece.count
      var written = 0
      while written < piece.count {
        let count = piece.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written) }
        if count > 0 {
          written += count
        } else if errno != EINTR {
          throw WorkerInputError(problem: "\(name): \(SystemFailure())")
        }
      }
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
