internal import Glibc

/// Standard input, read in lines and in pieces of a length that was said before.
public struct StandardInput {
  private var buffer: [UInt8] = []
  private var position = 0

  /// Nothing is read before it is asked for.
  public init() {}

  /// The bytes of the next line without its line feed; `nil` at the end.
  ///
  /// The last line may lack the line feed.
  public mutating func line() -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return Array(buffer[position..<end])
      }
      searched = buffer.count - position
      guard fill() else {
        defer { position = buffer.count }
        return position < buffer.count ? Array(buffer[position...]) : nil
      }
    }
  }

  /// The next bytes, at most `limit` of them and as many as are at hand; empty at the end.
  public mutating func some(_ limit: Int) -> ArraySlice<UInt8> {
    if position == buffer.count, !fill() { return [] }
    let end = position + min(buffer.count - position, max(0, limit))
    defer { position = end }
    return buffer[position..<end]
  }

  /// Reads on behind what is left; whether there was anything.
  private mutating func fill() -> Bool {
    buffer.removeFirst(position)
    position = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      buffer += block[..<count]
      return true
    }
  }
}
