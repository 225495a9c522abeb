/// A cell to be written.
public struct NewCell: Hashable, Sendable {
  /// The number of the column, 1-based, up to 16,384.
  public var column: Int
  /// What the cell holds; for a formula, the value that readers show which do not calculate.
  ///
  /// Text has up to 32,767 characters (UTF-16 units), numbers are finite.
  public var value: CellValue
  /// The style, as `NewWorkbook.style(_:)` gave it out.
  public var style: StyleID
  /// The formula without an equals sign, up to 8,192 characters; functions newer than Excel 2007 have their prefix
  /// (`_xlfn.CONCAT`).
  public var formula: String?

  var hasFormula: Bool { formula != nil }

  /// A cell in a column, counted from 1.
  public init(_ column: Int, _ value: CellValue = .blank, style: StyleID = .standard, formula: String? = nil) {
    self.column = column
    self.value = value
    self.style = style
    self.formula = formula
  }
}

/// A row to be written, with its cells in ascending order of columns.
public struct NewRow: Hashable, Sendable {
  /// The number of the row, 1-based, up to 1,048,576.
  public var index: Int
  /// The height in points, up to 409.5; `nil` leaves it to the program.
  public var height: Double?
  /// Whether the program leaves the row out.
  public var isHidden: Bool
  /// The cells, in ascending order of columns.
  public var cells: [NewCell]

  /// A row, counted from 1.
  public init(_ index: Int, height: Double? = nil, isHidden: Bool = false, _ cells: [NewCell] = []) {
    self.index = index
    self.height = height
    self.isHidden = isHidden
    self.cells = cells
  }
}

/// The rows of a worksheet: all at hand, or made one after the other while the file is written.
public struct RowSource: Sendable, ExpressibleByArrayLiteral {
  enum Storage: Sendable {
    case array([NewRow])
    case stream(@Sendable () throws(XLSXError) -> () throws(XLSXError) -> NewRow?)
  }

  var storage: Storage

  /// Rows that are at hand.
  public init(_ rows: [NewRow]) { storage = .array(rows) }

  /// Rows that are at hand, as a literal: `[NewRow(1), NewRow(2)]`.
  public init(arrayLiteral elements: NewRow...) { self.init(elements) }

  /// Rows pulled on demand, none of which is kept.
  ///
  /// `start` is called when the sheet is written; the closure it returns gives the next row each time, `nil` after the
  /// last. What either throws ends the writing, and the caller of `write` gets it.
  public init(pulling start: @escaping @Sendable () throws(XLSXError) -> () throws(XLSXError) -> NewRow?) {
    storage = .stream(start)
  }

  /// The elements of a sequence, made as they are needed: `RowSource(streaming: { (1...n).lazy.map(row) })`.
  ///
  /// The sequence is made when the sheet is written; a lazy one need not be `Sendable` therefore.
  @inlinable public init<Rows: Sequence<NewRow> & SendableMetatype>(
    streaming rows: @escaping @Sendable () throws(XLSXError) -> Rows
  )
  where Rows.Iterator: SendableMetatype {
    self.init(pulling: { () throws(XLSXError) -> () throws(XLSXError) -> NewRow? in
      var iterator = try rows().makeIterator()
      return { iterator.next() }
    })
  }

  /// Begins from the first row: the closure gives the next one each time, `nil` after the last.
  public func start() throws(XLSXError) -> () throws(XLSXError) -> NewRow? {
    switch storage {
    case .array(let rows):
      var iterator = rows.makeIterator()
      return { iterator.next() }
    case .stream(let start): return try start()
    }
  }

  /// The rows, where they are all at hand.
  var array: [NewRow]? {
    if case .array(let rows) = storage { rows } else { nil }
  }
}
