/// What a worksheet part says that matters to its notes: where the element belongs that leads to their boxes, and how large cells are.
///
/// Streamed: of the rows only heights that were set are kept.
struct SheetMeasures {
  /// The identifier of the relationship to the VML drawing.
  private(set) var drawing: String?
  /// The number of elements right under the root behind which the element for the drawing belongs.
  private(set) var place = 0
  private var columns: [(range: ClosedRange<Int>, width: Int)] = []
  private var rowHeights: [Int: Int] = [:]
  private var columnWidth = 64
  private var rowHeight = 20

  /// ECMA-376 Part 1, 18.3.1.99 (CT_Worksheet).
  private static let predecessors: Set<String> = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
    "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
  ]
  private static let keptRows = 100_000

  init(part: String, text: PartText) throws {
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
    if name == "legacyDrawing" { drawing = Self.relationship(of: tag) ?? "" }
    guard name == "sheetFormatPr" else { return }
    if let width = tag.text(of: "defaultColWidth").flatMap({ Double($0) }) { columnWidth = Self.pixels(columnWidth: width) }
    if let height = tag.text(of: "defaultRowHeight").flatMap({ Double($0) }) { rowHeight = Self.pixels(rowHeight: height) }
  }

  private mutating func read(child tag: XMLTag, row: inout Int) {
    switch tag.localName {
    case "row":
      row = tag.integer(of: "r") ?? row + 1
      guard rowHeights.count < Self.keptRows else { return }
      if tag.flag("hidden") {
        rowHeights[row] = 0
      } else if let height = tag.text(of: "ht").flatMap({ Double($0) }) {
        rowHeights[row] = Self.pixels(rowHeight: height)
      }
    case "col":
      guard let first = tag.integer(of: "min"), let last = tag.integer(of: "max"), first <= last else { return }
      let width = tag.text(of: "width").flatMap { Double($0) }.map { Self.pixels(columnWidth: $0) } ?? columnWidth
      columns.append((first...last, tag.flag("hidden") ? 0 : width))
    default: break
    }
  }

  /// The identifier with whatever prefix, `r:id`.
  private static func relationship(of tag: XMLTag) -> String? {
    let text = String(decoding: tag.bytes, as: UTF8.self)
    return text.firstMatch(of: /:id\s*=\s*["']([^"']*)["']/).map { String($0.1) }
  }

  private static func pixels(columnWidth: Double) -> Int { max(1, Int(min(columnWidth, 255) * 7 + 5)) }
  private static func pixels(rowHeight: Double) -> Int { max(1, Int(min(rowHeight, 409.5) * 96 / 72)) }

  /// In pixels; the column counts from 0.
  func width(of column: Int) -> Int { columns.first { $0.range.contains(column + 1) }?.width ?? columnWidth }
  /// In pixels; the row counts from 0.
  func height(of row: Int) -> Int { rowHeights[row + 1] ?? rowHeight }
}
