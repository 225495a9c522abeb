/// The number of a row as it is written: up to seven digits.
struct RowDigits {
  /// The digits in the order of memory, then zeros.
  var bytes: UInt64 { packed.littleEndian }
  /// The first digit in the lowest byte.
  private var packed: UInt64 = 0
  private(set) var count = 0

  init() {}

  init(_ row: Int) {
    var rest = row
    repeat {
      packed = packed << 8 | UInt64(0x30 + rest % 10)
      count += 1
      rest /= 10
    } while rest > 0
  }

  @inline(__always) mutating func append(_ digit: UInt8) {
    guard count < 8 else { return }
    packed |= UInt64(digit) << UInt64(8 * count)
    count += 1
  }

  @inline(__always) subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed >> UInt64(8 * index)) }

  /// The place of the first digit in which two numbers of the same length differ; their length where they are the same.
  @inline(__always) func firstDifference(from other: RowDigits) -> Int {
    packed == other.packed ? count : (packed ^ other.packed).trailingZeroBitCount / 8
  }
}
