/// The kinds of cells: ECMA-376 Part 1, 18.18.11.
enum CellType { case number, shared, text, inline, boolean, error, date }

/// Says what the content of the cells of one worksheet means, by their type.
struct CellInterpreter {
  let strings: SharedStrings
  let dateSystem: DateSystem
  private let texts = RecentTexts()

  init(strings: SharedStrings, dateSystem: DateSystem) {
    self.strings = strings
    self.dateSystem = dateSystem
  }

  /// The value of a cell that has content.
  func value(_ bytes: Span<UInt8>, type: CellType, column: Int) -> CellValue {
    switch type {
    case .number: return DecimalNumber.parse(bytes).map { .number($0) } ?? (bytes.isEmpty ? .blank : .error(.unknown))
    case .shared:
      if bytes.isEmpty { return .blank }
      // An index without a text is a damaged cell, not an empty one.
      guard let index = DecimalNumber.parse(bytes).flatMap({ Int(exactly: $0) }), let text = strings[index] else {
        return .error(.unknown)
      }
      return .text(text)
    case .text, .inline: return .text(texts.text(bytes, column: column))
    case .boolean: return bytes.isEmpty ? .blank : .boolean(bytes[0] == 0x31 || bytes[0] | 0x20 == 0x74)
    case .error: return .error(CellError(rawValue: String(utf8: bytes)) ?? .unknown)
    case .date:
      if bytes.isEmpty { return .blank }
      let text = String(utf8: bytes)
      return SerialDate.serial(iso: text, in: dateSystem).map { .number($0) } ?? .text(text)
    }
  }
}
