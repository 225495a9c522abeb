/// Small worksheets that were read, for those who read them again: of large ones nothing is kept.
struct KeptWorksheets {
  /// The most that is kept of one part and of all together, in bytes of their XML.
  private static let partBytes: Int64 = 1 << 20
  private static let totalBytes: Int64 = 4 << 20
  /// The most that formulas take which are stored once and shared by many cells, as each of them reads them, in bytes.
  static let formulaBytes = 4 << 20

  struct Kept {
    var worksheet: Worksheet
    /// Whether there is the element for the rows at all.
    var hasSheetData: Bool
  }

  private var worksheets: [PartName: Kept] = [:]
  private var refused: Set<PartName> = []
  private var size: Int64 = 0

  subscript(_ part: PartName) -> Kept? { worksheets[part] }

  func hasRoom(for part: PartName, size: Int64) -> Bool {
    size <= Self.partBytes && self.size + size <= Self.totalBytes && !refused.contains(part)
  }

  mutating func keep(_ worksheet: Kept, as part: PartName, size: Int64) {
    worksheets[part] = worksheet
    self.size += size
  }

  mutating func refuse(_ part: PartName) { refused.insert(part) }
}

extension XLSXError.Code {
  var isLimit: Bool { if case .limitExceeded = self { true } else { false } }
}
