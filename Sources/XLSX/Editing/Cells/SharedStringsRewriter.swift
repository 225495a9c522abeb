/// Writes the shared strings part again as it is pulled, appended texts behind the others.
final class SharedStringsRewriter: PartRewriter {
  private let appended: [String]
  private let itemCount: Int
  private let references: Int
  private let part: String
  private let input: PartText
  private var scanner = XMLScanner()
  private var depth = 0
  private var prefix: [UInt8] = []
  private var itemsSeen = 0
  private var isWritten = false
  private var isFinished = false

  init(appended: [String], itemCount: Int, references: Int, part: String, input: PartText) {
    self.appended = appended
    self.itemCount = itemCount
    self.references = references
    self.part = part
    self.input = input
  }

  func next() throws(XLSXError) -> [UInt8] {
    var output: [UInt8] = []
    while output.isEmpty, !isFinished {
      let block = try input.next()
      if block.isEmpty {
        isFinished = true
        guard !scanner.isIncomplete, isWritten else {
          throw XLSXError(.invalidContent, part: part, detail: "not a table of shared strings")
        }
      } else {
        scanner.append(block)
        while let token = scanner.next() { handle(token, &output) }
      }
    }
    return output
  }

  private func handle(_ token: XMLScanner.Token, _ output: inout [UInt8]) {
    let bytes = scanner.buffer[token.range]
    switch token.kind {
    case .text, .other: output += bytes
    case .startTag, .emptyTag:
      if depth == 0 {
        output += root(XMLTag(bytes))
      } else {
        if depth == 1 {
          let name = XMLTag(bytes).localName
          if name == "si" { itemsSeen += 1 }
          // An extension list comes last; where texts follow it nevertheless, they keep their places.
          if name == "extLst", itemsSeen == itemCount { output += items() }
        }
        output += bytes
      }
      if token.kind == .startTag { depth += 1 }
    case .endTag:
      depth -= 1
      if depth == 0 { output += items() }
      output += bytes
    }
  }

  private func root(_ tag: XMLTag) -> [UInt8] {
    var tag = tag
    prefix = tag.prefix
    if let count = tag.integer(of: "count"), case let (sum, isTooMuch) = count.addingReportingOverflow(references),
      !isTooMuch
    {
      tag.set("count", to: String(max(0, sum)))
    }
    if tag.value(of: "uniqueCount") != nil { tag.set("uniqueCount", to: String(itemCount + appended.count)) }
    guard tag.isEmptyElement else { return tag.bytes }
    tag.open()
    return tag.bytes + items() + tag.endTag
  }

  private func items() -> [UInt8] {
    guard !isWritten else { return [] }
    isWritten = true
    return appended.flatMap {
      ElementMarkup.element("si", content: ElementMarkup.textElement($0, prefix: prefix), prefix: prefix)
    }
  }
}
