internal import CIsal

/// Deflates one stream (RFC 1951) by ISA-L at its fast level, block by block, and sums up what goes in.
final class Deflater {
  private let state: UnsafeMutableRawPointer
  private let buffer: UnsafeMutablePointer<UInt8>
  private(set) var isFinished = false
  /// CRC-32 and number of the bytes taken so far.
  private(set) var checksum: UInt32 = 0
  private(set) var inputCount: Int64 = 0

  init() {
    state = .allocate(byteCount: cisal_deflate_state_size(), alignment: 64)
    buffer = .allocate(capacity: Int(CISAL_DEFLATE_BUFFER))
    cisal_deflate_init(state, buffer)
  }

  deinit {
    state.deallocate()
    buffer.deallocate()
  }

  /// Deflates some of the input into the target.
  ///
  /// - Parameters:
  ///   - input: the bytes to deflate.
  ///   - isLast: whether no input comes after this; then it is called until ``isFinished``.
  ///   - target: where the deflated bytes go.
  /// - Returns: how many bytes were taken and made; `nil` where ISA-L refuses, which it has no reason to.
  func deflate(_ input: UnsafeRawBufferPointer, isLast: Bool, into target: UnsafeMutableRawBufferPointer) -> (
    taken: Int, made: Int
  )? {
    guard let output = target.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    let source = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let (available, room) = (UInt32(clamping: input.count), UInt32(clamping: target.count))
    var (inputLeft, roomLeft, finished) = (available, room, CInt(0))
    guard cisal_deflate(state, source, &inputLeft, isLast ? 1 : 0, output, &roomLeft, &finished) == COMP_OK else {
      return nil
    }
    isFinished = finished != 0
    let taken = Int(available - inputLeft)
    checksum = crc32_gzip_refl(checksum, source, UInt64(taken))
    inputCount += Int64(taken)
    return (taken, Int(room - roomLeft))
  }
}
