/// Finds the number of a row in formulas that refer to cells of it.
enum RowNumbers {
  static func digitCount(_ row: Int) -> Int {
    var (count, rest) = (1, row)
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }

  /// Where the number stands as that of a cell: `C7` and `$C7`; not in `C$7`, `LOG7(`, `C77` or `7`.
  static func places(of row: Int, in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var places: [Int] = []
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let first = index
      var number = 0
      while index < bytes.count, isDigit(bytes[index]) {
        // Longer ones are no rows.
        if index - first < 8 { number = number * 10 + Int(bytes[index] - 0x30) }
        index += 1
      }
      let next = index < bytes.count ? bytes[index] : 0
      if number == row, index - first < 8, bytes[first] != 0x30, first > 0, isLetter(bytes[first - 1]), next != 0x28,
        !isLetter(next)
      {
        places.append(first)
      }
    }
    return places
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte & 0xDF) &- 0x41 < 26 }
}
