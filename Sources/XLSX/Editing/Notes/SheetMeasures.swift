/// What a worksheet part says that matters to its notes: where the element belongs that leads to their boxes, and how
/// large cells are.
///
/// Streamed: of the rows only heights that were set are kept.
struct SheetMeasures {
  /// The identifier of the relationship to the VML drawing.
  private(set) var drawing: String?
  /// The number of elements right under the root behind which the element for the drawing belongs.
  private(set) var place = 0
  /// The widths by column, counted from 1.
  private var widths: [Int: Int] = [:]
  private var rowHeights: [Int: Int] = [:]
  private var columnWidth = 64
  private var rowHeight = 20

  /// ECMA-376 Part 1, 18.3.1.99 (CT_Worksheet).
  private static let predecessors: Set<String> = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges",
    "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
    "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
  ]
  private static let keptRows = 100_000
  /// Widths in characters and heights in points that are believed; the sheet ends far below.
  private static let sizes = 0...1e6

  init(part: String, text: PartText) throws(XLSXError) {
    let parser = try XMLPushParser(handler: XMLHandler(), part: part)
    var scanner = XMLScanner()
    var depth = 0
    var count = 0
    var row = 0
    while case let block = try text.next(), !block.isEmpty {
      try parser.feed(block[...])
      scanner.append(block)
      while let token = scanner.next() {
        switch token.kind {
        case .text, .other: continue
        case .endTag: depth -= 1
        case .startTag, .emptyTag:
          depth += 1
          if depth == 2 {
            count += 1
            read(section: XMLTag(scanner.buffer[token.range]), count: count)
          } else if depth == 3 {
            read(child: XMLTag(scanner.buffer[token.range]), row: &row)
          }
          if token.kind == .emptyTag { depth -= 1 }
        }
      }
    }
    try parser.finish()
  }

  private mutating func read(section tag: XMLTag, count: Int) {
    let name = tag.localName
    if Self.predecessors.contains(name) { place = count }
    if name == "legacyDrawing" { drawing = tag.text(ofPrefixed: "id") ?? "" }
    guard name == "sheetFormatPr" else { return }
    if let width = tag.decimal(of: "defaultColWidth", in: Self.sizes) {
      columnWidth = CommentBox.pixels(columnWidth: width)
    }
    if let height = tag.decimal(of: "defaultRowHeight", in: Self.sizes) {
      rowHeight = CommentBox.pixels(rowHeight: height)
    }
  }

  private mutating func read(child tag: XMLTag, row: inout Int) {
    switch tag.localName {
    case "row":
      row = tag.integer(of: "r", in: 1...CellReference.maximumRow) ?? row + 1
      guard rowHeights.count < Self.keptRows else { return }
      if tag.flag("hidden") {
        rowHeights[row] = 0
      } else if let height = tag.decimal(of: "ht", in: Self.sizes) {
        rowHeights[row] = CommentBox.pixels(rowHeight: height)
      }
    case "col":
      guard let first = tag.integer(of: "min", in: 1...CellReference.maximumColumn),
        let last = tag.integer(of: "max", in: 1...Int.max),
        first <= last
      else { return }
      let width = tag.decimal(of: "width", in: Self.sizes).map { CommentBox.pixels(columnWidth: $0) } ?? columnWidth
      set(first...min(last, CellReference.maximumColumn), width: tag.flag("hidden") ? 0 : width)
    default: break
    }
  }

  /// Of the elements that speak of a column, the first counts.
  private mutating func set(_ columns: ClosedRange<Int>, width: Int) {
    guard widths.count < CellReference.maximumColumn else { return }
    for column in columns where widths[column] == nil { widths[column] = width }
  }

  /// The width of a column in pixels; the column counts from 0.
  func width(of column: Int) -> Int { widths[column + 1] ?? columnWidth }
  /// The height of a row in pixels; the row counts from 0.
  func height(of row: Int) -> Int { rowHeights[row + 1] ?? rowHeight }
}
