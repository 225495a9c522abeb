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
  one.name == other.name && one.namespace == other.namespace && one.text == other.text
    && one.attributes.count == other.attributes.count
    && zip(one.attributes, other.attributes).allSatisfy {
      $0.name == $1.name && $0.namespace == $1.namespace && $0.value == $1.value
    }
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

/// What stands among the rows of a worksheet: read with rows taken from the bytes and by libxml2 alone it has to be the
/// same.
func fuzzRows(_ bytes: [UInt8]) {
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let head = "<worksheet xmlns=\"\(main)\" xmlns:x14ac=\"urn:x\"><sheetData><row r=\"1\"></row>"
  let sheet = Array(head.utf8) + bytes + Array("</sheetData></worksheet>".utf8)
  func read(takesCanonicalRows: Bool, blockSize: Int) -> (rows: String, details: WorksheetDetails)? {
    var rows = ""
    let handler = WorksheetHandler(
      strings: SharedStrings(), dateSystem: .from1900, part: "sheet.xml", memoryLimit: 1 << 20,
      sharedFormulaLimit: 1 << 16,
      takesCanonicalRows: takesCanonicalRows, begin: { _ in }, deliver: { rows += "\($0) \($0.cells.map(\.formula))\n" }
    )
    guard attempt({ try feed(sheet[...], to: handler, blockSize: blockSize) }) != nil else { return nil }
    return (rows, WorksheetDetails(elements: handler.elements))
  }
  let expected = read(takesCanonicalRows: false, blockSize: 65_536)
  for blockSize in [65_536, 100] {
    let found = read(takesCanonicalRows: true, blockSize: blockSize)
    require((found == nil) == (expected == nil), "a sheet is accepted in one way and refused in the other")
    guard let found, let expected else { continue }
    require(found.rows == expected.rows, "rows differ:\n\(found.rows)libxml2:\n\(expected.rows)")
    require(isSame(found.details, expected.details), "what stands beside the cells differs")
  }
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
    require(
      inPieces.cells == before.cells && isSame(inPieces.details, before.details),
      "a sheet read in pieces is another one")
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
    let examination = try SheetExamination.examine(sheetEdits, part: "sheet.xml", text: input())
    let rewriter = SheetRewriter(
      SheetPlan(sheetEdits, examination: examination) { _ in nil }, part: "sheet.xml", input: input())
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
