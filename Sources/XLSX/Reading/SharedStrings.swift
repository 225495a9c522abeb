/// The table of texts that cells refer to by index; rich text as plain text, phonetic runs left out.
///
/// Source: ECMA-376 Part 1, 18.4.
public struct SharedStrings: Sendable {
  private(set) var texts: [String] = []

  init() {}

  init(part: PartName, in archive: ArchiveReader) throws(XLSXError) {
    let handler = SharedStringsHandler(limit: archive.limits.sharedStringBytes)
    try XMLPushParser(handler: handler, part: part.text).parse(archive.open(part))
    texts = handler.texts
  }

  /// The number of texts.
  public var count: Int { texts.count }

  /// `nil` where a cell refers to a text that is not there.
  public subscript(_ index: Int) -> String? { texts.indices.contains(index) ? texts[index] : nil }
}

final class SharedStringsHandler: XMLHandler {
  var texts: [String] = []
  private var item: [UInt8] = []
  private var names: (item: XMLName, text: XMLName, phonetic: XMLName) = (.none, .none, .none)
  private var isInText = false
  private var phoneticDepth = 0
  private var depth = 0
  private var size = 0
  private let limit: Int

  private let takesTexts: Bool

  /// An empty table.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that its texts may take.
  ///   - takesTexts: whether plain texts are taken from the bytes directly; `false` leaves every byte to libxml2, for
  ///     comparison.
  init(limit: Int, takesTexts: Bool = true) {
    self.limit = limit
    self.takesTexts = takesTexts
  }

  override func prepare(_ names: XMLNames) { self.names = (names["si"], names["t"], names["rPh"]) }

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws(XLSXError) {
    depth += 1
    if name == names.text {
      isInText = phoneticDepth == 0
    } else if name == names.phonetic {
      phoneticDepth += 1
    } else if name == names.item, depth == 2 {
      item.removeAll(keepingCapacity: true)
    }
  }

  override func endElement(_ name: XMLName, namespace: XMLName) throws(XLSXError) {
    defer { depth -= 1 }
    if name == names.text {
      isInText = false
    } else if name == names.phonetic {
      phoneticDepth -= 1
    } else if name == names.item, depth == 2 {
      try append(item.span)
    }
  }

  // MARK: Plain texts, read straight from their bytes

  override var endTagOfTakenElements: StaticString? { takesTexts ? "</si>" : nil }

  /// What they are called is all that is asked of the elements, whatever their namespace.
  override var isAmongTakenElements: Bool { depth == 1 && openElements == 1 && phoneticDepth == 0 }

  override func take(_ bytes: Span<UInt8>) throws(XLSXError) -> Int {
    var taken = 0
    while let (text, end) = RowCursor.sharedText(bytes, from: taken) {
      if text.isEscaped {
        try append(XMLEntities.resolved(bytes.extracting(text.range)).span)
      } else {
        try append(bytes.extracting(text.range))
      }
      taken = end
    }
    return taken
  }

  private func append(_ item: Span<UInt8>) throws(XLSXError) {
    size += item.count + 16
    guard size <= limit else { throw XLSXError.exceeding(.sharedStringBytes, limit) }
    texts.append(EscapedText.decode(item))
  }

  override func characters(_ text: XMLText) throws(XLSXError) {
    guard isInText else { return }
    guard item.count + text.count <= limit else { throw XLSXError.exceeding(.sharedStringBytes, limit) }
    text.append(to: &item)
  }
}
