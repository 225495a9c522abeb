/// Writes a worksheet part again as it is pulled, with or without the element that leads to the boxes of its notes.
final class LegacyDrawingRewriter: PartRewriter {
  /// What is to become of the element.
  enum Change {
    /// A new one with that identifier, behind so many elements right under the root.
    case insert(identifier: String, behind: Int)
    case remove
  }

  private let change: Change
  private let input: PartText
  private var scanner = XMLScanner()
  private var depth = 0
  private var count = 0
  private var root: XMLTag?
  private var isRemoving = false

  init(_ change: Change, input: PartText) {
    self.change = change
    self.input = input
  }

  func next() throws(XLSXError) -> [UInt8] {
    var output: [UInt8] = []
    while output.isEmpty, case let block = try input.next(), !block.isEmpty {
      scanner.append(block)
      while let token = scanner.next() { handle(token, &output) }
    }
    return output
  }

  private func handle(_ token: XMLScanner.Token, _ output: inout [UInt8]) {
    let bytes = scanner.buffer[token.range]
    switch token.kind {
    case .text, .other:
      if !isRemoving { output += bytes }
    case .startTag, .emptyTag:
      if depth == 0 { root = XMLTag(bytes) }
      if depth == 1 {
        count += 1
        if case .remove = change, XMLTag(bytes).localName == "legacyDrawing" { isRemoving = true }
      }
      if !isRemoving { output += bytes }
      if token.kind == .startTag { depth += 1 } else { close(&output) }
    case .endTag:
      depth -= 1
      if !isRemoving { output += bytes }
      close(&output)
    }
  }

  /// Does what is due after an element has ended.
  private func close(_ output: inout [UInt8]) {
    guard depth == 1 else { return }
    isRemoving = false
    guard case .insert(let identifier, let place) = change, count == place, let root else { return }
    let outline = XMLOutline(bytes: root.bytes)
    output += ElementMarkup.element(
      "legacyDrawing", attributes: String(decoding: outline.relationshipAttribute(identifier), as: UTF8.self),
      content: [],
      prefix: root.prefix)
  }
}
