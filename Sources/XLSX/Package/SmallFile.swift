internal import Glibc

/// Reads files that are small enough to be kept whole: settings, lists, definitions.
public enum SmallFile {
  /// Why a file could not be read whole.
  public enum Failure: Error, Hashable, Sendable {
    /// The system refused: the number of its error, and its words (`No such file or directory`).
    case system(number: Int32, words: String)
    /// There are more bytes than the limit allows.
    case tooLarge(limit: Int)
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - limit: the most bytes that there may be.
  /// - Returns: the bytes.
  /// - Throws: ``Failure``; a folder is one that the system refuses.
  public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    do throws(SystemError) {
      let file = try FileDescriptor(opening: path, flags: O_RDONLY)
      var bytes: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        var span = block.mutableSpan
        var raw = span.mutableBytes
        // A pipe has no places: what comes next is read, not what stands at an offset.
        let count = try file.readNext(into: &raw)
        guard count > 0 else { return bytes }
        guard bytes.count + count <= limit else { break }
        bytes += block[..<count]
      }
    } catch {
      throw .system(number: error.number, words: error.text)
    }
    throw .tooLarge(limit: limit)
  }
}
