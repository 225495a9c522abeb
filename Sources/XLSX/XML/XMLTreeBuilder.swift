/// Builds the tree; of `mc:AlternateContent` only the fallback is kept, as a reader does that knows no extension.
final class XMLTreeBuilder: XMLHandler {
  private var open: [XMLElement] = []
  private var text: [[UInt8]] = []
  private var skipped = 0
  /// The size of what is kept in bytes, by and large.
  private(set) var size: Int
  private let limit: Int
  private(set) var root: XMLElement?

  /// A builder without elements.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that may be kept.
  ///   - used: the size of what is kept already and counts towards the limit.
  init(limit: Int, used: Int = 0) {
    self.limit = limit
    size = used
  }

  override func startElement(_ name: XMLName, namespace: XMLName, attributes: XMLAttributes) throws(XLSXError) {
    let local = name.text
    let uri = namespace.text
    if skipped > 0 || (uri == Namespace.compatibility && local == "Choice") {
      skipped += 1
      return
    }
    var element = XMLElement(name: local, namespace: uri)
    attributes.forEach { name, namespace, value in
      size += value.count + 64
      element.attributes.append(.init(name: name.text, namespace: namespace.text, value: value.string))
    }
    size += 128
    guard size <= limit else { throw XLSXError.exceeding(.partInMemoryBytes, limit) }
    open.append(element)
    text.append([])
  }

  override func endElement(_ name: XMLName, namespace: XMLName) throws(XLSXError) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard var element = open.popLast(), let bytes = text.popLast() else { return }
    element.text = String(decoding: bytes, as: UTF8.self)
    guard !open.isEmpty else {
      root = element
      return
    }
    // The wrappers of alternate content vanish: their children stand where they stood.
    if element.namespace == Namespace.compatibility {
      open[open.count - 1].children += element.children
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  override func characters(_ text: XMLText) throws(XLSXError) {
    guard skipped == 0, !self.text.isEmpty else { return }
    size += text.count
    guard size <= limit else { throw XLSXError.exceeding(.partInMemoryBytes, limit) }
    text.append(to: &self.text[self.text.count - 1])
  }
}
