/// Adds texts to the table of shared strings: behind those that are there, which stay as they are, so that every index
/// stays valid.
///
/// Texts are shared and not written into the cells because some readers, Apple Numbers among them, have trouble with
/// inline strings.
struct SharedStringsAppender {
  /// The places of the texts asked for, of old and new ones alike.
  private var indices: [ExactText: Int] = [:]
  private(set) var appended: [String] = []
  /// How many texts are there already.
  let itemCount: Int

  /// Looks through the table; only plain items count as the same text, since a rich one would bring its look with it.
  ///
  /// - Parameters:
  ///   - texts: the texts needed, in the order in which they are to be appended.
  ///   - part: the name of the part, for errors.
  ///   - text: the part as it is.
  ///   - limit: the most bytes that the table may need in memory.
  /// - Throws: ``XLSXError`` where the part is damaged or too large.
  init(_ texts: [String], part: String, text: PartText, limit: Int) throws(XLSXError) {
    let search = SharedStringsSearch(wanted: Set(texts.map { ExactText($0) }), limit: limit)
    let parser = try XMLPushParser(handler: search, part: part)
    while case let block = try text.next(), !block.isEmpty { try parser.feed(block[...]) }
    try parser.finish()
    itemCount = search.count
    indices = search.found
    for text in texts where indices[ExactText(text)] == nil {
      indices[ExactText(text)] = itemCount + appended.count
      appended.append(text)
    }
  }

  /// The place of a text, spelled as it is; `nil` where it has none.
  func index(of text: String) -> Int? { indices[ExactText(text)] }

  /// Leaves the table as it is: texts that are not in it have no index.
  mutating func dropAppended() {
    for text in appended { indices[ExactText(text)] = nil }
    appended = []
  }

  /// Writes the table again with the new texts at its end.
  ///
  /// - Parameters:
  ///   - part: the name of the part, for errors.
  ///   - input: the part as it is.
  ///   - references: how many more cells refer to the table than before.
  /// - Returns: what writes the part anew, block by block.
  func rewriter(part: String, input: PartText, references: Int) -> SharedStringsRewriter {
    SharedStringsRewriter(appended: appended, itemCount: itemCount, references: references, part: part, input: input)
  }
}

/// Counts the items of a table of shared strings and finds those wanted.
private final class SharedStringsSearch: XMLHandler {
  private(set) var count = 0
  private(set) var found: [ExactText: Int] = [:]
  private let wanted: Set<ExactText>
  private let limit: Int
  private var names: (table: XMLName, item: XMLName, text: XMLName) = (.none, .none, .none)
  private var depth = 0
  private var isPlain = false
  private var isInText = false
  private var item: [UInt8] = []

  init(wanted: Set<ExactText>, limit: Int) {
    self.wanted = wanted
    self.limit = limit
  }

  override func prepare(_ names: XMLNames) { self.names = (names["sst"], names["si"], names["t"]) }

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws(XLSXError) {
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

  override func endElement(_ name: XMLName, namespace: XMLName) throws(XLSXError) {
    if depth == 2, name == names.item {
      if isPlain, case let text = ExactText(EscapedText.decode(item)), wanted.contains(text), found[text] == nil {
        found[text] = count
      }
      count += 1
    } else if depth == 3 {
      isInText = false
    }
    depth -= 1
  }

  override func characters(_ text: XMLText) throws(XLSXError) {
    guard isInText, isPlain else { return }
    guard item.count + text.count <= limit else { throw XLSXError.exceeding(.sharedStringBytes, limit) }
    text.append(to: &item)
  }
}
