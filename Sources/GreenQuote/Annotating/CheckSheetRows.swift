internal import XLSX

/// Rows of text in the making, each as high as its longest cell needs.
struct CheckSheetRows {
  private(set) var rows: [NewRow] = []
  private(set) var links: [NewWorksheet.Hyperlink] = []
  private(set) var merged: [CellRange] = []
  /// The number of the row that comes next.
  private(set) var next = 1
  private let widths: [Double]

  /// Longer texts are cut: nobody reads them here, and a cell has an end.
  private static let longestText = 1_000

  /// - Parameter widths: of the columns, in characters.
  init(widths: [Double]) { self.widths = widths }

  /// Appends a row of columns with their texts.
  ///
  /// - Parameters:
  ///   - cells: the columns, 1-based, with their texts and styles.
  ///   - height: the height of the row in points; by default what the texts need.
  mutating func append(_ cells: [(column: Int, text: String, style: StyleID)], height: Double? = nil) {
    let cells = cells.map { cell in
      (
        column: cell.column,
        text: cell.text.count > Self.longestText ? cell.text.prefix(Self.longestText) + "…" : cell.text,
        style: cell.style
      )
    }
    let count = cells.map { lines($0.text, in: widths[$0.column - 1]) }.max() ?? 1
    rows.append(
      NewRow(
        next, height: height ?? min(409, max(20, Double(count) * 13.5 + 6)),
        cells.map { NewCell($0.column, $0.text.isEmpty ? .blank : .text($0.text), style: $0.style) }))
    next += 1
  }

  /// Leaves a row empty.
  mutating func skip() { next += 1 }

  /// A link from a cell of the row that comes next.
  mutating func link(column: Int, to target: SheetRange) {
    links.append(NewWorksheet.Hyperlink(CellReference(row: next, column: column), to: target))
  }

  /// Makes one cell of these columns of the row that comes next.
  mutating func merge(columns: ClosedRange<Int>) {
    merged.append(
      CellRange(
        CellReference(row: next, column: columns.lowerBound), CellReference(row: next, column: columns.upperBound)))
  }

  /// The lines that a text takes in Arial 10, in pixels; words that move to the next line leave some of this one empty.
  private func lines(_ text: String, in width: Double) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { sum, line in
      let length = line.unicodeScalars.reduce(0.0) { $0 + ($1.value >= 0x2E80 ? 13.4 : 5.8) }
      let room = max(20, width * 7 - 14)
      return sum + (length <= room ? 1 : Int((length / room * 1.08).rounded(.up)))
    }
  }
}
