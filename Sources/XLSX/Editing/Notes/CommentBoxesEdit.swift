/// A VML drawing, in which the boxes of notes come and go and all other shapes stay.
///
/// Excel writes VML that is no well-formed XML (`<br>` in text boxes); therefore shapes are found by their tags alone.
struct CommentBoxesEdit {
  /// The blocks of 1,024 identifiers that are reckoned with; shapes in others are left alone.
  ///
  /// Excel itself counts up by ones.
  static let blocks = 1...1 << 20
  private static let numbers = 1...(blocks.upperBound + 1) * 1_024

  private struct Shape {
    var range: Range<Int>
    var number: Int?
    /// The cell of a note; `nil` for a shape that is none.
    var reference: CellReference?
  }

  private(set) var bytes: [UInt8]
  private let part: String
  private var shapes: [Shape] = []
  private var hasShapeType = false
  private var root: XMLTag?
  private var end: Int?
  /// The tag that says which blocks of 1,024 identifiers the drawing uses.
  private var blockTag: Range<Int>?

  private static let declarations: [(name: StaticString, uri: String)] = [
    ("xmlns:v", "urn:schemas-microsoft-com:vml"), ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:x", "urn:schemas-microsoft-com:office:excel"),
  ]

  /// A drawing without shapes that uses a block of its own.
  static func empty(block: Int) -> [UInt8] {
    var xml = XMLBuffer()
    xml.append("<xml")
    for (name, uri) in declarations { xml.attribute(name, uri, .plain) }
    xml.append("><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\"")
    xml.attribute("data", block)
    xml.append("/></o:shapelayout>")
    CommentBox.appendShapeType(to: &xml)
    xml.append("</xml>")
    return xml.bytes
  }

  init(_ bytes: [UInt8], part: String) {
    self.bytes = bytes
    self.part = part
    findShapes()
  }

  /// Whether there is no shape of any kind.
  var isEmpty: Bool { shapes.isEmpty }

  private mutating func findShapes() {
    shapes = []
    hasShapeType = false
    blockTag = nil
    var scanner = XMLScanner()
    scanner.append(bytes)
    var open: (start: Int, number: Int?)?
    var note = false
    var row: Int?
    var column: Int?
    var text: Range<Int>?
    while let token = scanner.next() {
      switch token.kind {
      case .text: text = token.range
      case .other: break
      case .startTag, .emptyTag:
        let tag = XMLTag(bytes[token.range])
        if root == nil { root = tag }
        switch tag.localName {
        case "shape" where token.kind == .startTag:
          open = (token.range.lowerBound, Self.number(tag))
          (note, row, column) = (false, nil, nil)
        case "shapetype": hasShapeType = hasShapeType || tag.text(of: "id") == "_x0000_t202"
        case "idmap": blockTag = token.range
        case "ClientData": note = tag.text(of: "ObjectType") == "Note"
        default: break
        }
        text = nil
      case .endTag:
        let value = text.map { String(decoding: bytes[$0], as: UTF8.self) }
        switch XMLTag(bytes[token.range]).localName {
        case "Row": row = value.flatMap { XMLNumber.integer($0, in: 0...CellReference.maximumRow - 1) }
        case "Column": column = value.flatMap { XMLNumber.integer($0, in: 0...CellReference.maximumColumn - 1) }
        case "shape":
          guard let shape = open else { break }
          var reference: CellReference?
          if note, let row, let column { reference = CellReference(row: row + 1, column: column + 1) }
          shapes.append(Shape(range: shape.start..<token.range.upperBound, number: shape.number, reference: reference))
          open = nil
        default: break
        }
        text = nil
        end = token.range.lowerBound
      }
    }
  }

  /// The number of a shape: 1025 for `_x0000_s1025`.
  private static func number(_ tag: XMLTag) -> Int? {
    (tag.text(of: "o:spid") ?? tag.text(of: "id")).flatMap {
      XMLNumber.integer($0.split(separator: "s").last ?? "", in: numbers)
    }
  }

  // MARK: Changing

  /// Takes away the boxes of notes on these cells.
  mutating func remove(_ cells: Set<CellReference>) {
    var rest: [UInt8] = []
    var position = 0
    for shape in shapes {
      guard let reference = shape.reference, cells.contains(reference) else { continue }
      rest += bytes[position..<shape.range.lowerBound]
      position = shape.range.upperBound
    }
    bytes = rest + bytes[position...]
    findShapes()
    let used = Set(shapes.compactMap { $0.number.map { $0 / 1024 } })
    setBlocks { blocks in
      while blocks.count > 1, let last = blocks.last, !used.contains(last) { blocks.removeLast() }
    }
  }

  /// Draws boxes behind the shapes that are there.
  mutating func add(_ boxes: [CommentBox], width: (Int) -> Int, height: (Int) -> Int) throws(XLSXError) {
    guard !boxes.isEmpty else { return }
    guard let end, let root else { throw XLSXError(.invalidContent, part: part, detail: "not a VML drawing") }
    let declarations = Self.declarations.filter { root.text(of: $0.name) != $0.uri }.map { " \($0.name)=\"\($0.uri)\"" }
      .joined()
    var xml = XMLBuffer()
    if !hasShapeType {
      CommentBox.appendShapeType(declarations: declarations, to: &xml)
    }
    let block = currentBlocks.last ?? 1
    let first = max((shapes.compactMap { $0.number }.max() ?? 0) + 1, block * 1024 + 1)
    for (offset, box) in boxes.enumerated() {
      box.append(
        identifier: first + offset, order: shapes.count + offset + 1, declarations: declarations, width: width,
        height: height, to: &xml)
    }
    bytes.insert(contentsOf: xml.bytes, at: end)
    findShapes()
    setBlocks { blocks in
      let known = Set(blocks)
      for block in first / 1024...(first + boxes.count - 1) / 1024 where !known.contains(block) { blocks.append(block) }
    }
  }

  private var currentBlocks: [Int] {
    guard let blockTag else { return [] }
    return (XMLTag(bytes[blockTag]).text(of: "data") ?? "").split(separator: ",").compactMap {
      XMLNumber.integer($0, in: Self.blocks)
    }
  }

  private mutating func setBlocks(_ change: (inout [Int]) -> Void) {
    guard let range = blockTag, case let old = currentBlocks, !old.isEmpty else { return }
    var new = old
    change(&new)
    guard new != old else { return }
    var tag = XMLTag(bytes[range])
    tag.set("data", to: new.map(String.init).joined(separator: ","))
    bytes.replaceSubrange(range, with: tag.bytes)
    findShapes()
  }
}
