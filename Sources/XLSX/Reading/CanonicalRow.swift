/// A row as ``CanonicalRowScanner`` finds it: what its markup says, nothing of it interpreted yet.
struct CanonicalRow {
  /// The place of a text in the bytes that were scanned.
  struct Text {
    var range = 0..<0
    /// Whether some of its characters are written as `&amp;` and the like.
    var isEscaped = false
  }

  struct Formula {
    /// `filled`: that of the cell above, with another number of the row.
    enum Kind { case normal, shared, array, filled }
    var kind = Kind.normal
    var text = Text()
    var sharedIndex: Int?
    var range: Text?
  }

  /// A cell of a fixed size, so that those of a row lie side by side; the formulas lie elsewhere.
  struct Cell {
    /// The number of the column, 1-based.
    var column = 0
    var style = 0
    var type = CellType.number
    var hasFormula = false
    /// What is inside `v`, or of an inline text inside `t`.
    var content: Text?
  }

  /// The number of the row, 1-based.
  var index = 0
  var isHidden = false
  var style: Int?
  /// The cells in order of columns, each column at most once.
  var cells: [Cell] = []
  /// The formulas of the cells that have one, in the same order.
  var formulas: [Formula] = []

  /// Makes room for the next row, keeping the memory.
  mutating func clear() {
    index = 0
    isHidden = false
    style = nil
    cells.removeAll(keepingCapacity: true)
    formulas.removeAll(keepingCapacity: true)
  }
}
