/// Takes the mark of a selected tab from a sheet: where several have it, a spreadsheet program edits all of them at
/// once.
///
/// Source: ECMA-376 Part 1, 18.3.1.87 (sheetView). Nothing else of the part changes.
final class TabDeselector: PartRewriter {
  private let input: PartText
  private var scanner = XMLScanner()
  private var isBehindViews = false

  init(input: PartText) { self.input = input }

  /// Whether a sheet has the mark; looks no further than where its cells begin.
  static func isSelected(_ text: PartText) throws(XLSXError) -> Bool {
    var scanner = XMLScanner()
    while case let block = try text.next(), !block.isEmpty {
      scanner.append(block)
      while let token = scanner.next() {
        guard token.kind == .startTag || token.kind == .emptyTag else { continue }
        let tag = XMLTag(scanner.buffer[token.range])
        if tag.localName == "sheetView", tag.flag("tabSelected") { return true }
        if tag.localName == "sheetData" { return false }
      }
    }
    return false
  }

  func next() throws(XLSXError) -> [UInt8] {
    if isBehindViews { return try input.next() }
    var output: [UInt8] = []
    while output.isEmpty, case let block = try input.next(), !block.isEmpty {
      scanner.append(block)
      while !isBehindViews, let token = scanner.next() {
        let bytes = scanner.buffer[token.range]
        guard token.kind == .startTag || token.kind == .emptyTag else {
          output += bytes
          continue
        }
        var tag = XMLTag(bytes)
        if tag.localName == "sheetView" { tag.remove("tabSelected") }
        output += tag.bytes
        isBehindViews = tag.localName == "sheetData"
      }
      if isBehindViews { output += scanner.buffer[scanner.position...] }
    }
    return output
  }
}
