internal import XLSX

/// Which of two values comes first, as Excel's operators and lookups see it.
enum FormulaComparison {
  /// The order of two values: negative, 0 or positive.
  ///
  /// Numbers come before texts and texts before truth values; an empty cell is 0, an empty text or false, as the other
  /// one is. Numbers that agree in fifteen digits are equal, texts without regard to case.
  static func order(_ left: CellValue, _ right: CellValue) throws(FormulaInterruption) -> Int {
    switch (left, right) {
    case (.error(let error), _), (_, .error(let error)): throw .error(error)
    case (.number(let left), .number(let right)): return order(left, right)
    case (.text(let left), .text(let right)): return try order(left, right)
    case (.boolean(let left), .boolean(let right)): return left == right ? 0 : left ? 1 : -1
    case (.blank, .blank): return 0
    case (.blank, .number(let right)): return order(0, right)
    case (.number(let left), .blank): return order(left, 0)
    case (.blank, .text(let right)): return right.isEmpty ? 0 : -1
    case (.text(let left), .blank): return left.isEmpty ? 0 : 1
    case (.blank, .boolean(let right)): return right ? -1 : 0
    case (.boolean(let left), .blank): return left ? 1 : 0
    case (.number, _), (.text, .boolean): return -1
    case (.boolean, _), (.text, .number): return 1
    }
  }

  static func isTrue(_ operation: FormulaOperator, _ left: CellValue, _ right: CellValue) throws(FormulaInterruption)
    -> Bool
  {
    // Whether two texts are equal is known also where their order is not.
    if case .text(let left) = left, case .text(let right) = right, operation == .equal || operation == .notEqual {
      return isSame(left, right) == (operation == .equal)
    }
    let order = try order(left, right)
    return switch operation {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }

  static func order(_ left: Double, _ right: Double) -> Int {
    if left == right { return 0 }
    let isNear = (left - right).magnitude <= 1e-14 * max(left.magnitude, right.magnitude)
    if isNear, FormulaDigits(left) == FormulaDigits(right) { return 0 }
    return left < right ? -1 : 1
  }

  /// The order of two texts, as far as it is the same in every language: where they first differ in letters of ASCII,
  /// digits or spaces, or in one of these and a sign, which comes before.
  static func order(_ left: String, _ right: String) throws(FormulaInterruption) -> Int {
    if isSame(left, right) { return 0 }
    if left.isEmpty || right.isEmpty { return left.isEmpty ? -1 : 1 }
    let (left, right) = (Array(left.lowercased().unicodeScalars), Array(right.lowercased().unicodeScalars))
    let place = zip(left, right).prefix { $0 == $1 }.count
    guard place < left.count, place < right.count else { return left.count < right.count ? -1 : 1 }
    let (one, other) = (left[place], right[place])
    // What changes the letter before it is a part of it.
    guard !isMark(one), !isMark(other), let first = rank(one), let second = rank(other), first > 0 || second > 0 else {
      throw .unsupported("the order of texts with signs or other letters")
    }
    if first != second, min(first, second) == 0, max(first, second) == 1 {
      throw .unsupported("the order of texts with signs or other letters")
    }
    if first != second { return first < second ? -1 : 1 }
    return one.value < other.value ? -1 : 1
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { (0x300...0x36F).contains(scalar.value) }

  /// Signs, spaces, digits and letters of ASCII in this order; `nil` for what may come elsewhere.
  private static func rank(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x20: 1
    case 0x30...0x39: 2
    case 0x61...0x7A: 3
    // These do not count at first.
    case 0x27, 0x2D: nil
    case 0x21...0x7E: 0
    default: nil
    }
  }

  /// Whether two texts are the same without regard to case.
  static func isSame(_ left: String, _ right: String) -> Bool {
    let answer: Bool??? = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in sameBytes(left, right) }
    }
    if case .some(.some(.some(let isSame))) = answer { return isSame }
    return folded(left) == folded(right)
  }

  /// A text for finding others that are the same without regard to case.
  static func folded(_ text: String) -> String { text.lowercased() }

  /// The answer of the bytes; `nil` where letters beyond ASCII differ.
  private static func sameBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool? {
    for index in 0..<min(left.count, right.count) {
      let (one, other) = (left[index], right[index])
      if one == other { continue }
      // Ideographs know no case.
      if (0xE4...0xE9).contains(one), (0xE4...0xE9).contains(other) { return false }
      if one >= 0x80 || other >= 0x80 { return nil }
      guard isLetter(one), one | 0x20 == other | 0x20 else { return false }
    }
    if left.count == right.count { return true }
    let next = left.count < right.count ? right[left.count] : left[right.count]
    return next < 0x80 ? false : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte < 0x80 && (0x61...0x7A).contains(byte | 0x20) }

  /// Whether a cell's value is the one that is looked for: of the same type, without regard to case.
  static func isMatch(_ value: CellValue, _ wanted: CellValue) -> Bool {
    switch (value, wanted) {
    case (.number(let value), .number(let wanted)): value == wanted
    case (.text(let value), .text(let wanted)): isSame(value, wanted)
    case (.boolean(let value), .boolean(let wanted)): value == wanted
    default: false
    }
  }
}

/// A text with `*` for any characters, `?` for one, and `~` before either that is meant as it is.
struct FormulaWildcard {
  private enum Piece: Equatable { case character(Character), one, any }

  private let pieces: [Piece]
  /// Whether it is more than a plain text.
  let isPattern: Bool
  /// The number of its characters.
  var length: Int { pieces.count }

  init(_ text: String) {
    var pieces: [Piece] = []
    var isPattern = false
    var isPlain = false
    for character in text.lowercased() {
      if isPlain {
        if character != "*", character != "?", character != "~" { pieces.append(.character("~")) }
        pieces.append(.character(character))
        isPlain = false
        continue
      }
      switch character {
      case "~":
        isPlain = true
        isPattern = true
      case "*":
        if pieces.last != .any { pieces.append(.any) }
        isPattern = true
      case "?":
        pieces.append(.one)
        isPattern = true
      default: pieces.append(.character(character))
      }
    }
    if isPlain { pieces.append(.character("~")) }
    self.pieces = pieces
    self.isPattern = isPattern
  }

  private enum Outcome { case match, mismatch, mismatchBehindStar }

  /// Whether the whole text is one that it describes.
  func matches(_ text: String) -> Bool { outcome(Array(text.lowercased())[...], isPrefix: false) == .match }

  /// The number of characters at which the first place begins that it describes, from a start on.
  func position(in text: [Character], from start: Int) -> Int? {
    guard start <= text.count else { return nil }
    for place in start...text.count {
      switch outcome(text[place...], isPrefix: true) {
      case .match: return place
      case .mismatch: continue
      // What is not found behind the first place is not found behind a later one.
      case .mismatchBehindStar: return nil
      }
    }
    return nil
  }

  /// Whether a text is, or begins with, what it describes; one step back to the last `*` is enough.
  private func outcome(_ text: ArraySlice<Character>, isPrefix: Bool) -> Outcome {
    var (piece, place) = (0, text.startIndex)
    var back: (piece: Int, place: Int)?
    while true {
      if piece == pieces.count, isPrefix || place == text.endIndex { return .match }
      if piece < pieces.count {
        switch pieces[piece] {
        case .any:
          back = (piece + 1, place)
          piece += 1
          continue
        case .one where place < text.endIndex:
          piece += 1
          place += 1
          continue
        case .character(let character) where place < text.endIndex && text[place] == character:
          piece += 1
          place += 1
          continue
        default: break
        }
      }
      guard let last = back else { return .mismatch }
      guard last.place < text.endIndex else { return .mismatchBehindStar }
      back = (last.piece, last.place + 1)
      piece = last.piece
      place = last.place + 1
    }
  }
}
