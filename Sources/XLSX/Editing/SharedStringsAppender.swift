/// Adds texts to the table of shared strings: behind those that are there, which stay as they are, so that every index stays valid.
///
/// Texts are shared and not written into the cells because some readers, Apple Numbers among them, have trouble with inline strings.
struct SharedStringsAppender {
  /// The places of the texts asked for, of old and new ones alike.
  private(set) var indices: [String: Int] = [:]
  private(set) var appended: [String] = []
  /// How many texts are there already.
  let itemCount: Int

  /// Looks through the table; only plain items count as the same text, since a rich one would bring its look with it.
  ///
  /// - Parameter texts: the texts needed, in the order in which they are to be appended.
  init(_ texts: [String], part: String, text: PartText, limit: Int) throws {
    let survey = SharedStringsSurvey(wanted: Set(texts), limit: limit)
    let parser = try XMLPushParser(handler: survey, part: part)
    while case let block = try text.next(), !block.isEmpty { try parser.feed(block[...]) }
    try parser.finish()
    itemCount = survey.count
    indices = survey.found
    for text in texts where indices[text] == nil {
      indices[text] = itemCount + appended.count
      appended.append(text)
    }
  }

  /// Leaves the table as it is: texts that are not in it have no index.
  mutating func dropAppended() {
    for text in appended { indices[text] = nil }
    appended = []
  }

  /// Writes the table again with the new texts at its end.
  ///
  /// - Parameter references: how many more cells refer to the table than before.
  func rewriter(part: String, input: PartText, references: Int) -> SharedStringsRewriter {
    SharedStringsRewriter(appended: appended, itemCount: itemCount, references: references, part: part, input: input)
  }
}

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

  func next() throws -> [UInt8] {
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
    if let count = tag.integer(of: "count"), case let (sum, isTooMuch) = count.addingReportingOverflow(references), !isTooMuch {
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
    return appended.flatMap { CellMarkup.element("si", content: CellMarkup.textElement($0, prefix: prefix), prefix: prefix) }
  }
}

/// Counts the items of a table of shared strings and finds those wanted.
private final class SharedStringsSurvey: XMLHandler {
  private(set) var count = 0
  private(set) var found: [String: Int] = [:]
  private let wanted: Set<String>
  private let limit: Int
  private var names: (table: XMLName, item: XMLName, text: XMLName) = (.none, .none, .none)
  private var depth = 0
  private var isPlain = false
  private var isInText = false
  private var item: [UInt8] = []

  init(wanted: Set<String>, limit: Int) {
    self.wanted = wanted
    self.limit = limit
  }

  override func prepare(_ names: XMLNames) { self.names = (names["sst"], names["si"], names["t"]) }

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws {
    depth += 1
    if depth == 1, name != names.table { throw XLSXError(.invalidContent, detail: "not a table of shared strings") }
    if depth == 2, name == names.item {
      isPlain = true
      item.removeAll(keepingCapacity: true)
    } else if depth == 3 {
      isInText = name == names.text
      if !isInText { isPlain = false }
    }
  }

  override func endElement(_ name: XMLName, namespace: XMLName) throws {
    if depth == 2, name == names.item {
      if isPlain, case let text = EscapedText.decode(item), wanted.contains(text), found[text] == nil { found[text] = count }
      count += 1
    } else if depth == 3 {
      isInText = false
    }
    depth -= 1
  }

  override func characters(_ text: XMLText) throws {
    guard isInText, isPlain else { return }
    guard item.count + text.count <= limit else { throw XLSXError(.limitExceeded(limit: "shared-string-bytes", value: limit)) }
    text.append(to: &item)
  }
}
