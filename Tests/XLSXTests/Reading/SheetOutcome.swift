@testable import XLSX

/// What reading a worksheet part comes to, with the rows that are taken from the bytes or with libxml2 alone.
struct SheetOutcome: Equatable {
  private struct Row: Equatable {
    var index: Int
    var isHidden: Bool
    var style: Int?
    var cells: [Cell]
  }

  private var rows: [Row] = []
  private var details = ""
  private(set) var failure: XLSXError?

  init(
    _ bytes: [UInt8], takesCanonicalRows: Bool, blockSize: Int = 65_536, strings: SharedStrings = SharedStrings(),
    dateSystem: DateSystem = .from1900, sharedFormulaLimit: Int = 1 << 30
  ) {
    var rows: [Row] = []
    let handler = WorksheetHandler(
      strings: strings, dateSystem: dateSystem, part: "sheet.xml", memoryLimit: 1 << 24,
      sharedFormulaLimit: sharedFormulaLimit,
      takesCanonicalRows: takesCanonicalRows, begin: { _ in },
      deliver: { rows.append(Row(index: $0.index, isHidden: $0.isHidden, style: $0.style, cells: $0.cells)) })
    do {
      let parser = try XMLPushParser(handler: handler, part: "sheet.xml")
      for start in stride(from: 0, to: bytes.count, by: blockSize) {
        try parser.feed(bytes[start..<min(start + blockSize, bytes.count)])
      }
      try parser.finish()
      details = "\(WorksheetDetails(elements: handler.elements))"
    } catch {
      failure = error as? XLSXError
    }
    self.rows = rows
  }

  var cells: [Cell] { rows.flatMap(\.cells) }
  var cellCount: Int { rows.reduce(0) { $0 + $1.cells.count } }

  /// The same without what depends on where blocks end: how libxml2 words an error and in which column it sees it.
  var essence: SheetOutcome {
    var essence = self
    if case .malformedXML = failure?.code { essence.failure = XLSXError(.malformedXML(line: 0, column: 0)) }
    return essence
  }

  /// The first way of reading that differs from libxml2 reading the part as a whole; `nil` where all agree.
  static func disagreement(
    _ bytes: [UInt8], blockSizes: [Int] = [65_536], strings: SharedStrings = SharedStrings(),
    sharedFormulaLimit: Int = 1 << 30
  ) -> String? {
    let expected = SheetOutcome(
      bytes, takesCanonicalRows: false, strings: strings, sharedFormulaLimit: sharedFormulaLimit
    ).essence
    for size in blockSizes {
      let found = SheetOutcome(
        bytes, takesCanonicalRows: true, blockSize: size, strings: strings, sharedFormulaLimit: sharedFormulaLimit)
      guard found.essence != expected else { continue }
      return "in blocks of \(size): \(found)\nlibxml2: \(expected)\nof: \(String(decoding: bytes, as: UTF8.self))"
    }
    return nil
  }
}
