/// Traditional Chinese characters and the simplified ones that are written in their place.
///
/// Labels and entries of lists are compared in simplified characters; part numbers and names stay as they are.
struct SimplifiedCharacters: Sendable {
  static let shared = SimplifiedCharacters(EverydayWords.document)

  /// Where the table begins and ends.
  private static let first: UInt32 = 0x4E00, last: UInt32 = 0x9FFF

  /// The simplified character of each, 0 for one that is written alike.
  private let table: [UInt16]

  /// Reads pairs of characters, each with the traditional one before the simplified one.
  init(_ document: DocumentNode?) {
    var table = [UInt16](repeating: 0, count: Int(Self.last - Self.first) + 1)
    var traditional: Unicode.Scalar?
    for scalar in (document?["characters"]?.text ?? "").unicodeScalars where scalar != " " {
      guard let known = traditional else {
        traditional = scalar
        continue
      }
      if (Self.first...Self.last).contains(known.value), let simplified = UInt16(exactly: scalar.value) {
        table[Int(known.value - Self.first)] = simplified
      }
      traditional = nil
    }
    self.table = table
  }

  /// The simplified character; any other character as it is.
  subscript(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (Self.first...Self.last).contains(scalar.value) else { return scalar }
    let simplified = table[Int(scalar.value - Self.first)]
    return simplified == 0 ? scalar : Unicode.Scalar(simplified) ?? scalar
  }

  /// The text in simplified characters.
  func simplified(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { self[$0] }))
  }
}
