@testable import XLSX

private func blocks(_ bytes: ArraySlice<UInt8>, of size: Int) -> [ArraySlice<UInt8>] {
  stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { bytes[$0..<min($0 + size, bytes.endIndex)] }
}

private func feed(_ bytes: ArraySlice<UInt8>, to handler: XMLHandler, blockSize: Int) throws {
  let parser = try XMLPushParser(handler: handler, part: "part.xml")
  for block in blocks(bytes, of: blockSize) { try parser.feed(block) }
  try parser.finish()
}

private func isSame(_ one: XMLElement, _ other: XMLElement) -> Bool {
  one.name == other.name && one.namespace == other.namespace && one.text == other.text && one.attributes.count == other.attributes.count
    && zip(one.attributes, other.attributes).allSatisfy { $0.name == $1.name && $0.namespace == $1.namespace && $0.value == $1.value }
    && one.children.count == other.children.count && zip(one.children, other.children).allSatisfy { isSame($0, $1) }
}

/// A part as a tree, as an outline and as tokens.
func fuzzXML(_ bytes: [UInt8]) {
  func tree(_ blockSize: Int) -> XMLElement? {
    attempt {
      let builder = XMLTreeBuilder(limit: 1 << 20)
      try feed(bytes[...], to: builder, blockSize: blockSize)
      return builder.root
    } ?? nil
  }
  var scanner = XMLScanner()
  var pieces: [UInt8] = []
  for block in blocks(bytes[...], of: 5) {
    scanner.append(block)
    while let token = scanner.next() { pieces += scanner.buffer[token.range] }
  }
  require(bytes.starts(with: pieces), "the scanner loses bytes")
  let whole = tree(65_536)
  guard let whole else { return }
  if let inPieces = tree(3) {
    require(isSame(inPieces, whole), "a part read in pieces is another one")
  }
  var outline = XMLOutline(bytes: bytes)
  require(outline.changed() == bytes, "an outline without changes differs")
  if let first = outline.elements.first {
    outline.change(first) { $0.set("added", to: "1") }
    require(outline.changed().count > bytes.count, "a change is lost")
  }
  _ = whole.descendants("t")
  _ = WorkbookStyles(root: whole, colors: ColorResolver())
  _ = WorksheetDetails(elements: whole.children)
}

/// A worksheet part; what stands behind its last tag says which cells are edited.
func fuzzSheet(_ bytes: [UInt8]) {
  let (xml, plan) = split(bytes)
  func read(_ xml: ArraySlice<UInt8>, blockSize: Int) -> (cells: [Cell], details: WorksheetDetails)? {
    var cells: [Cell] = []
    let handler = WorksheetHandler(
      strings: SharedStrings(), dateSystem: .from1900, part: "sheet.xml", memoryLimit: 1 << 20, begin: { _ in },
      deliver: { cells += $0.cells })
    guard attempt({ try feed(xml, to: handler, blockSize: blockSize) }) != nil else { return nil }
    return (cells, WorksheetDetails(elements: handler.elements))
  }
  let before = read(xml, blockSize: 65_536)
  if let before, xml.count < 4096, let inPieces = read(xml, blockSize: 7) {
    require(inPieces.cells == before.cells && isSame(inPieces.details, before.details), "a sheet read in pieces is another one")
  }

  var choices = Choices(plan)
  guard !choices.isEmpty else { return }
  var edits: [CellReference: CellEdit] = [:]
  var expected: [CellReference: Cell] = [:]
  for cell in before?.cells ?? [] { expected[cell.reference] = cell }
  for _ in 0...choices.number(below: 3) {
    var reference = CellReference(row: 1 + choices.number(below: 9), column: 1 + choices.number(below: 9))
    if choices.byte() & 1 == 0, let cells = before?.cells, !cells.isEmpty {
      reference = cells[choices.number(below: cells.count)].reference
    }
    guard edits[reference] == nil else { continue }
    var cell = expected[reference] ?? Cell(reference, .blank)
    let edit = choices.edit(&cell)
    guard attempt({ try edit.check() }) != nil else { continue }
    edits[reference] = edit
    expected[reference] = cell
  }
  let blockSize = 1 + choices.number(below: 300)
  let after: [UInt8]? = attempt {
    func input() -> PartText {
      var rest = xml
      return PartText(part: "sheet.xml") {
        defer { rest = rest.dropFirst(blockSize) }
        return Array(rest.prefix(blockSize))
      }
    }
    let sheetEdits = SheetEdits(edits)
    let survey = try SheetSurvey.survey(sheetEdits, part: "sheet.xml", text: input())
    let rewriter = SheetRewriter(SheetPlan(sheetEdits, survey: survey) { _ in nil }, part: "sheet.xml", input: input())
    var result: [UInt8] = []
    while case let block = try rewriter.next(), !block.isEmpty { result += block }
    return result
  }
  guard let before, let after else { return }
  guard let result = read(after[...], blockSize: 65_536) else { fatalError("an edited sheet cannot be read") }
  require(isSame(result.details, before.details), "an edit changed what stands beside the cells")
  var found: [CellReference: Cell] = [:]
  for cell in result.cells { found[cell.reference] = cell }
  for (reference, cell) in expected {
    guard let other = found.removeValue(forKey: reference) else {
      fatalError("\(reference) is gone: \(cell)")
    }
    require(
      other.value == cell.value && other.formula == cell.formula && (edits[reference] != nil || other == cell),
      "\(reference) holds \(other), not \(cell)")
  }
  require(found.isEmpty, "cells that nobody wrote: \(found.keys)")
}
