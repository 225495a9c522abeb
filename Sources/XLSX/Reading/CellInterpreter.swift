/// The kinds of cells: ECMA-376 Part 1, 18.18.11.
enum CellType { case number, shared, text, inline, boolean, error, date }

/// Says what the content of the cells of one worksheet means: values by their type, formulas with those that cells share.
struct CellInterpreter {
  private let strings: SharedStrings
  private let dateSystem: DateSystem
  private let sharedFormulaLimit: Int
  /// The groups of shared formulas by their index: the master's text and place.
  private var sharedFormulas: [Int: (formula: String, master: CellReference)] = [:]
  /// The bytes of the formulas that were moved so far.
  private var sharedFormulaBytes = 0

  init(strings: SharedStrings, dateSystem: DateSystem, sharedFormulaLimit: Int) {
    self.strings = strings
    self.dateSystem = dateSystem
    self.sharedFormulaLimit = sharedFormulaLimit
  }

  /// The value of a cell that has content.
  func value(_ bytes: Span<UInt8>, type: CellType) -> CellValue {
    switch type {
    case .number: return DecimalNumber.parse(bytes).map { .number($0) } ?? (bytes.isEmpty ? .blank : .error(.unknown))
    case .shared:
      // An index without a text is a damaged cell, not an empty one.
      guard let index = DecimalNumber.parse(bytes).flatMap({ Int(exactly: $0) }), let text = strings[index] else {
        return .error(.unknown)
      }
      return .text(text)
    case .text, .inline: return .text(EscapedText.decode(bytes))
    case .boolean: return bytes.isEmpty ? .blank : .boolean(bytes[0] == 0x31 || bytes[0] == 0x74)
    case .error: return .error(CellError(rawValue: String(utf8: bytes)) ?? .unknown)
    case .date:
      if bytes.isEmpty { return .blank }
      let text = String(utf8: bytes)
      return CalendarDate.serial(iso: text, in: dateSystem).map { .number($0) } ?? .text(text)
    }
  }

  /// The formula of a cell: its own, or that of its group as it reads there.
  mutating func formula(_ bytes: Span<UInt8>, sharedIndex: Int?, at reference: CellReference) throws(XLSXError) -> String {
    let text = EscapedText.decode(bytes)
    guard let sharedIndex else { return text }
    if !text.isEmpty {
      sharedFormulas[sharedIndex] = (text, reference)
      return text
    }
    guard let group = sharedFormulas[sharedIndex] else { return text }
    // A long formula and many cells that share it would be a file of some bytes and a sheet without end.
    sharedFormulaBytes += group.formula.utf8.count
    guard sharedFormulaBytes <= sharedFormulaLimit else {
      throw XLSXError(.limitExceeded(limit: "shared-formula-bytes", value: sharedFormulaLimit))
    }
    return SharedFormula.moved(
      group.formula, rows: reference.row - group.master.row, columns: reference.column - group.master.column)
  }
}

extension String {
  /// From bytes that are UTF-8; what is not is replaced by U+FFFD.
  init(utf8 bytes: Span<UInt8>) { self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
