/// Finds out whether a sheet refers to shared strings that are not there.
///
/// A text appended to the table would get the very index that such a damaged cell holds, and the cell would show it.
final class SharedStringReferences: XMLHandler {
  private let count: Int
  private(set) var hasDangling = false
  private var names: (cell: XMLName, value: XMLName, type: XMLName) = (.none, .none, .none)
  private var isShared = false
  private var isInValue = false
  private var value: [UInt8] = []

  private init(count: Int) { self.count = count }

  /// Whether a cell of the part refers to a text at or beyond `count`; `false` for a part that cannot be read, which
  /// shows no text at all.
  static func areDangling(in part: PartName, of archive: ArchiveReader, count: Int) -> Bool {
    let handler = SharedStringReferences(count: count)
    try? XMLPushParser(handler: handler, part: part.text).parse(archive.open(part))
    return handler.hasDangling
  }

  override func prepare(_ names: XMLNames) { self.names = (names["c"], names["v"], names["t"]) }

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws(XLSXError) {
    if name == names.cell {
      isShared = attributes[names.type]?.equals("s") ?? false
    } else if name == names.value, isShared {
      isInValue = true
      value.removeAll(keepingCapacity: true)
    }
  }

  override func endElement(_ name: XMLName, namespace: XMLName) throws(XLSXError) {
    guard isInValue, name == names.value else { return }
    isInValue = false
    guard let index = DecimalNumber.parse(value), index >= Double(count) else { return }
    hasDangling = true
    // Enough is known: this ends the parse.
    throw XLSXError(.invalidContent)
  }

  override func characters(_ text: XMLText) throws(XLSXError) {
    if isInValue { text.append(to: &value) }
  }
}
