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
      // An index without a text is a damaged cell, not an empty one.
      guard let index = DecimalNumber.parse(bytes).flatMap({ Int(exactly: $0) }), let text = strings[index] else {
        return .error(.unknown)
      }
      return .text(text)
    case .text, .inline: return .text(texts.text(bytes, column: column))
    case .boolean: return bytes.isEmpty ? .blank : .boolean(bytes[0] == 0x31 || bytes[0] == 0x74)
    case .error: return .error(CellError(rawValue: String(utf8: bytes)) ?? .unknown)
    case .date:
      if bytes.isEmpty { return .blank }
      let text = String(utf8: bytes)
      return SerialDate.serial(iso: text, in: dateSystem).map { .number($0) } ?? .text(text)
    }
  }
}

/// The groups of cells of one worksheet that share a formula.
struct SharedFormulaGroups {
  /// By their index: the master's text and place.
  private var groups: [Int: (formula: String, master: CellReference)] = [:]
  /// The bytes of the formulas that were moved so far, and how many there may be.
  private var movedBytes = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// The formula of a cell: its own, or that of its group as it reads there.
  mutating func formula(_ bytes: Span<UInt8>, sharedIndex: Int?, at reference: CellReference) throws(XLSXError) -> String {
    let text = EscapedText.decode(bytes)
    guard let sharedIndex else { return text }
    if !text.isEmpty {
      groups[sharedIndex] = (text, reference)
      return text
    }
    guard let group = groups[sharedIndex] else { return text }
    // A long formula and many cells that share it would be a file of some bytes and a sheet without end.
    movedBytes += group.formula.utf8.count
    guard movedBytes <= limit else {
      throw XLSXError(.limitExceeded(limit: "shared-formula-bytes", value: limit))
    }
    return SharedFormula.moved(
      group.formula, rows: reference.row - group.master.row, columns: reference.column - group.master.column)
  }
}

extension String {
  /// From bytes that are UTF-8; what is not is replaced by U+FFFD.
  init(utf8 bytes: Span<UInt8>) { self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
