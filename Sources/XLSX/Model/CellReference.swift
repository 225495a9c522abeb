/// The place of a cell in a worksheet, such as `B7`.
///
/// Rows run from 1 to 1,048,576 and columns from 1 (`A`) to 16,384 (`XFD`): ECMA-376 Part 1, 18.3.1.4.
public struct CellReference: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number of the last row.
  public static let maximumRow = 1_048_576
  /// The number of the last column, `XFD`.
  public static let maximumColumn = 16_384

  /// The number of the row, 1-based.
  public var row: Int {
    get { Int(storedRow) }
    set { storedRow = Int32(clamping: newValue) }
  }
  /// The number of the column, 1-based: 1 is column `A`.
  public var column: Int {
    get { Int(storedColumn) }
    set { storedColumn = Int32(clamping: newValue) }
  }

  // Half the size of two `Int`: there are millions of these.
  private var storedRow: Int32
  private var storedColumn: Int32

  /// The cell in a row and a column, both counted from 1.
  public init(row: Int, column: Int) {
    storedRow = Int32(clamping: row)
    storedColumn = Int32(clamping: column)
  }

  /// Reads `B7` or `$B$7`; `nil` for anything else, and beyond the limits of a worksheet.
  public init?(_ text: some StringProtocol) {
    guard let reference = Self.parse(text.utf8) else { return nil }
    self = reference
  }

  /// The same from UTF-8 bytes, without making a string.
  static func parse(_ bytes: some Sequence<UInt8>) -> CellReference? {
    var column = 0
    var row = 0
    var letters = 0
    var digits = 0
    var isPinned = false
    for byte in bytes {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A:
        guard digits == 0, letters < 3 else { return nil }
        column = column * 26 + Int((byte & 0xDF) - 0x40)
        letters += 1
        isPinned = false
      case 0x30...0x39:
        guard letters > 0, digits < 7 else { return nil }
        row = row * 10 + Int(byte - 0x30)
        digits += 1
      case 0x24:
        // Before the letters and between them and the digits, once each.
        guard !isPinned, digits == 0 else { return nil }
        isPinned = true
      default:
        return nil
      }
    }
    guard letters > 0, digits > 0, row >= 1, row <= maximumRow, column <= maximumColumn else { return nil }
    return CellReference(row: row, column: column)
  }

  /// The letters of a column: 1 → `A`, 27 → `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var reversed: [UInt8] = []
    while rest > 0 {
      rest -= 1
      reversed.append(0x41 + UInt8(rest % 26))
      rest /= 26
    }
    return String(decoding: reversed.reversed(), as: UTF8.self)
  }

  /// The number of a column given by its letters: `A` → 1; `nil` if they name no column of a worksheet.
  public static func column(ofLetters letters: String) -> Int? {
    letters.utf8.allSatisfy(isLetter) ? CellReference(letters + "1")?.column : nil
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  /// The cell in A1 notation, such as `B7`.
  public var description: String { Self.letters(ofColumn: column) + String(row) }

  /// The cell as formulas and defined names write it: `$B$7`.
  public var absolute: String { "$" + Self.letters(ofColumn: column) + "$" + String(row) }

  /// Whether the left cell stands before the right one in reading order: by row, then by column.
  public static func < (left: CellReference, right: CellReference) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

extension CellReference {
  /// The last cell of a sheet: `XFD1048576`.
  static let last = CellReference(row: maximumRow, column: maximumColumn)
}

extension CellReference: ExpressibleByStringLiteral {
  /// A place written out in code: `"B7"`.
  ///
  /// - Precondition: the literal names a cell; a text that comes from elsewhere is read by
  ///   ``init(_:)-(StringProtocol)``.
  public init(stringLiteral name: StaticString) {
    let place = name.withUTF8Buffer { Self.parse($0) }
    precondition(place != nil, "the literal names no cell")
    self = place ?? CellReference(row: 1, column: 1)
  }
}
