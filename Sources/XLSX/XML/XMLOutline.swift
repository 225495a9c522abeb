/// The elements of a small part and where they stand in its bytes, so that single places can be changed and the rest
/// stays.
struct XMLOutline {
  struct Element {
    /// The name of the element without prefix.
    var name: String
    /// The root's is 1.
    var depth: Int
    /// Its place among ``XMLOutline/elements``, and those of its first child and of the next child of its parent; 0 for
    /// none.
    fileprivate var index: Int
    fileprivate var firstChild = 0
    fileprivate var next = 0
    var tag: Range<Int>
    /// The range of the element, from the start tag to behind the end tag.
    var whole: Range<Int>
    /// Behind the start tag, up to the end tag; empty for an element of one tag.
    var content: Range<Int>
  }

  private(set) var bytes: [UInt8]
  private(set) var elements: [Element] = []
  private var patches: [(range: Range<Int>, bytes: [UInt8])] = []

  /// An outline of XML that is known to be well-formed.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    var scanner = XMLScanner()
    scanner.append(bytes)
    var open: [Int] = []
    /// The child that came last in each open element.
    var lastChildren: [Int] = []
    while let token = scanner.next() {
      switch token.kind {
      case .text, .other: continue
      case .startTag, .emptyTag:
        let name = XMLTag(bytes[token.range]).localName
        let index = elements.count
        if let parent = open.last, let last = lastChildren.last {
          if last == 0 { elements[parent].firstChild = index } else { elements[last].next = index }
          lastChildren[lastChildren.count - 1] = index
        }
        elements.append(
          Element(
            name: name, depth: open.count + 1, index: index, tag: token.range, whole: token.range,
            content: token.range.upperBound..<token.range.upperBound))
        if token.kind == .startTag {
          open.append(index)
          lastChildren.append(0)
        }
      case .endTag:
        guard let index = open.popLast() else { continue }
        lastChildren.removeLast()
        elements[index].whole = elements[index].tag.lowerBound..<token.range.upperBound
        elements[index].content = elements[index].tag.upperBound..<token.range.lowerBound
      }
    }
  }

  /// The prefix of the root element, `x:`, which its like have as well.
  var prefix: [UInt8] { elements.first.map { tag($0).prefix } ?? [] }

  func tag(_ element: Element) -> XMLTag { XMLTag(bytes[element.tag]) }

  /// The first element of that name right under the root.
  func section(_ name: String) -> Element? {
    guard let root = elements.first else { return nil }
    var place = root.firstChild
    while place > 0 {
      if elements[place].name == name { return elements[place] }
      place = elements[place].next
    }
    return nil
  }

  /// The elements right inside another, in their order; what it costs grows with their number and no other.
  func children(of element: Element) -> [Element] {
    var children: [Element] = []
    var place = element.firstChild
    while place > 0 {
      children.append(elements[place])
      place = elements[place].next
    }
    return children
  }

  // MARK: Changing

  var isChanged: Bool { !patches.isEmpty }

  mutating func replace(_ range: Range<Int>, by bytes: [UInt8]) { patches.append((range, bytes)) }

  mutating func change(_ element: Element, _ body: (inout XMLTag) -> Void) {
    var tag = tag(element)
    body(&tag)
    replace(element.tag, by: tag.bytes)
  }

  /// Appends children to an element and brings its attribute `count` up to date.
  mutating func append(_ children: [[UInt8]], to element: Element, count: Int) {
    guard !children.isEmpty else { return }
    var tag = tag(element)
    if tag.value(of: "count") != nil { tag.set("count", to: String(count)) }
    let content = children.flatMap { $0 }
    if tag.isEmptyElement {
      tag.open()
      replace(element.tag, by: tag.bytes + content + tag.endTag)
    } else {
      replace(element.tag, by: tag.bytes)
      replace(element.content.upperBound..<element.content.upperBound, by: content)
    }
  }

  /// Puts an element under the root, behind the last of those that come before it.
  mutating func insertSection(_ element: [UInt8], behind predecessors: [String]) {
    guard let root = elements.first else { return }
    let last = elements.last { $0.depth == 2 && predecessors.contains($0.name) }
    let place = last?.whole.upperBound ?? root.tag.upperBound
    replace(place..<place, by: element)
  }

  /// The part with the changes made.
  func changed() -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    // Stable for insertions at one place: they come in the order in which they were made.
    let ordered = patches.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (_, patch) in ordered {
      result += bytes[position..<patch.range.lowerBound]
      result += patch.bytes
      position = patch.range.upperBound
    }
    return result + bytes[position...]
  }
}

extension XMLOutline {
  /// An attribute ` r:id="…"`, with the declaration of the prefix where the root has none.
  func relationshipAttribute(_ identifier: String) -> [UInt8] {
    let isDeclared = elements.first.map { tag($0).text(of: "xmlns:r") == Namespace.relationships } ?? false
    return Array(((isDeclared ? "" : " xmlns:r=\"\(Namespace.relationships)\"") + " r:id=\"\(identifier)\"").utf8)
  }
}
