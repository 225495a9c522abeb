internal import CIsal

/// Inflates one stream of deflated data (RFC 1951) by ISA-L, block by block, and sums up what comes out.
final class Inflater {
  private let state: UnsafeMutableRawPointer
  private let input: UnsafeMutableRawBufferPointer
  private var inputLeft: UInt32 = 0
  private var inputStart = 0
  private var isFinished = false
  /// CRC-32 of what was inflated so far.
  private(set) var checksum: UInt32 = 0

  enum Outcome {
    case bytes(Int)
    case end
    /// What is there cannot be deflated data.
    case damaged
    /// The data go on, and there are none.
    case truncated
  }

  init() {
    state = .allocate(byteCount: cisal_inflate_state_size(), alignment: 16)
    input = .allocate(byteCount: 1 << 16, alignment: 16)
    cisal_inflate_init(state)
  }

  deinit {
    state.deallocate()
    input.deallocate()
  }

  /// Fills the target as far as there are data.
  ///
  /// - Parameters:
  ///   - target: where the inflated bytes go.
  ///   - refill: puts the next compressed bytes into a buffer and returns their number, 0 where there are none left.
  /// - Returns: how many bytes were made; or that the data end, are damaged, or go on where nothing is left.
  /// - Throws: what `refill` throws.
  func inflate(
    into target: UnsafeMutableRawBufferPointer, refill: (UnsafeMutableRawBufferPointer) throws(XLSXError) -> Int
  ) throws(XLSXError) -> Outcome {
    guard let base = target.baseAddress?.assumingMemoryBound(to: UInt8.self),
      let source = UnsafePointer(input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    else { return .end }
    var done = 0
    while done < target.count, !isFinished {
      if inputLeft == 0 {
        inputStart = 0
        inputLeft = UInt32(truncatingIfNeeded: try refill(input))
      }
      let (inputBefore, room) = (inputLeft, UInt32(clamping: target.count - done))
      var (roomLeft, finished) = (room, CInt(0))
      guard cisal_inflate(state, source + inputStart, &inputLeft, base + done, &roomLeft, &finished) == ISAL_DECOMP_OK
      else {
        return .damaged
      }
      isFinished = finished != 0
      inputStart += Int(inputBefore - inputLeft)
      done += Int(room - roomLeft)
      // Nothing went in and nothing came out: what ISA-L waits for does not exist.
      if !isFinished, inputBefore == 0, room == roomLeft { return .truncated }
    }
    if done == 0 { return .end }
    checksum = crc32_gzip_refl(checksum, base, UInt64(done))
    return .bytes(done)
  }
}
