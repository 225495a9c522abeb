/// The groups of cells of one worksheet that share a formula.
struct SharedFormulaGroups {
  /// The groups by their index: the master's text and place.
  private var groups: [Int: (formula: SharedFormula, length: Int, master: CellReference)] = [:]
  /// The bytes of the formulas that were moved so far, and how many there may be.
  private var movedBytes = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// The formula of a cell: its own, or that of its group as it reads there.
  mutating func formula(_ bytes: Span<UInt8>, sharedIndex: Int?, at reference: CellReference) throws(XLSXError)
    -> String
  {
    let text = EscapedText.decode(bytes)
    guard let sharedIndex else { return text }
    if !text.isEmpty {
      groups[sharedIndex] = (SharedFormula(text), text.utf8.count, reference)
      return text
    }
    guard let group = groups[sharedIndex] else { return text }
    // A long formula and many cells that share it would be a file of some bytes and a sheet without end.
    movedBytes += group.length
    guard movedBytes <= limit else {
      throw XLSXError.exceeding(.sharedFormulaBytes, limit)
    }
    return group.formula.moved(
      rows: reference.row - group.master.row, columns: reference.column - group.master.column)
  }
}
