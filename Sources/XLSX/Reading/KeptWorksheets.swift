/// Small worksheets that were read, for those who read them again: of large ones nothing is kept.
struct KeptWorksheets {
  /// Of one part and of all together, in bytes of their XML.
  private static let partBytes = 1 << 20
  private static let totalBytes = 4 << 20
  /// Of formulas that are stored once and shared by many cells, as each of them reads them.
  static let formulaBytes = 4 << 20

  private var worksheets: [PartName: Worksheet] = [:]
  private var refused: Set<PartName> = []
  private var size = 0

  subscript(_ part: PartName) -> Worksheet? { worksheets[part] }

  func hasRoom(for part: PartName, size: Int) -> Bool {
    size <= Self.partBytes && self.size + size <= Self.totalBytes && !refused.contains(part)
  }

  mutating func keep(_ worksheet: Worksheet, as part: PartName, size: Int) {
    worksheets[part] = worksheet
    self.size += size
  }

  mutating func refuse(_ part: PartName) { refused.insert(part) }
}

extension XLSXError.Code {
  var isLimit: Bool { if case .limitExceeded = self { true } else { false } }
}
