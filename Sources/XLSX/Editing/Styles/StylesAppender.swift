/// Adds cell styles to the styles part: behind those that are there, which stay byte for byte, so that every index
/// stays valid.
struct StylesAppender {
  private let part: PartName
  private let outline: XMLOutline
  private let collections: [String: [XMLOutline.Element]]
  private var formatIdentifiers: [ExactText: Int] = [:]
  private var nextFormatIdentifier = 164
  private var appended: [String: [[UInt8]]] = [:]

  /// The parts of a styles part that can grow, in their order: ECMA-376 Part 1, 18.8.39.
  private static let order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"]
  /// Excel specifications and limits: 65,490 cell formats.
  private static let mostStyles = 65_490

  init(_ part: PartName, in archive: ArchiveReader) throws(XLSXError) {
    self.part = part
    let outline = try XMLOutline(part, in: archive)
    self.outline = outline
    var collections: [String: [XMLOutline.Element]] = [:]
    let styles = try XMLElement.parse(part, in: archive)
    for name in Self.order { collections[name] = outline.section(name).map { outline.children(of: $0) } }
    guard styles.name == "styleSheet" else {
      throw XLSXError(.invalidContent, part: part.text, detail: "not the styles of a workbook")
    }
    // An index counts these elements and no others. Number formats have identifiers, and Excel writes some with an
    // alternative.
    for (name, item) in [("fonts", "font"), ("fills", "fill"), ("borders", "border"), ("cellXfs", "xf")] {
      guard let children = collections[name] else { continue }
      guard children.allSatisfy({ $0.name == item }), styles.first(name)?.all(item).count == children.count else {
        throw XLSXError(.invalidContent, part: part.text, detail: "something else than \(item) in \(name)")
      }
    }
    self.collections = collections
    // Codes that mean the same in every language.
    for identifier in [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 49] {
      if let code = NumberFormat.builtIn[identifier] { formatIdentifiers[ExactText(code)] = identifier }
    }
    for format in styles.first("numFmts")?.all("numFmt") ?? [] {
      // Excel has 32 bits for them.
      guard let code = format["formatCode"], let identifier = format.integer("numFmtId", in: 0...Int(Int32.max) - 1)
      else {
        continue
      }
      formatIdentifiers[ExactText(code)] = identifier
      nextFormatIdentifier = max(nextFormatIdentifier, identifier + 1)
    }
  }

  var count: Int { count(of: "cellXfs") }

  var isChanged: Bool { !appended.isEmpty }

  private func count(of collection: String) -> Int {
    (collections[collection]?.count ?? 0) + (appended[collection]?.count ?? 0)
  }

  /// The index of a style like another but for the changes; the same changes to the same style give the same index.
  mutating func append(from base: Int, _ changes: StyleChanges) throws(XLSXError) -> Int {
    let originals = collections["cellXfs"] ?? []
    guard base >= 0, base < count else {
      throw XLSXError(.invalidArgument, part: part.text, detail: "there is no style \(base); the workbook has \(count)")
    }
    let original =
      base < originals.count
      ? Array(outline.bytes[originals[base].whole]) : appended["cellXfs", default: []][base - originals.count]
    let format = try changed(original, changes)
    if format == original { return base }
    if let same = originals.firstIndex(where: { outline.bytes[$0.whole].elementsEqual(format) }) { return same }
    if let same = appended["cellXfs"]?.firstIndex(of: format) { return originals.count + same }
    guard count < Self.mostStyles else {
      throw XLSXError(.invalidArgument, part: part.text, detail: "more than \(Self.mostStyles) styles")
    }
    appended["cellXfs", default: []].append(format)
    return count - 1
  }

  /// The whole part with what was appended.
  func changed() -> [UInt8] {
    var outline = outline
    for (index, name) in Self.order.enumerated() {
      guard let children = appended[name] else { continue }
      if let section = outline.section(name) {
        outline.append(children, to: section, count: count(of: name))
      } else {
        let section = ElementMarkup.element(
          name, attributes: " count=\"\(children.count)\"", content: children.flatMap { $0 }, prefix: outline.prefix)
        outline.insertSection(section, behind: Array(Self.order[..<index]))
      }
    }
    return outline.changed()
  }

  // MARK: One format

  private mutating func changed(_ original: [UInt8], _ changes: StyleChanges) throws(XLSXError) -> [UInt8] {
    let xf = XMLOutline(bytes: original)
    guard let root = xf.elements.first else { return original }
    var tag = xf.tag(root)
    if let code = changes.numberFormat { tag.use("numFmtId", formatIdentifier(code), apply: "applyNumberFormat") }
    if let font = changes.font { tag.use("fontId", index(of: markup(font), in: "fonts"), apply: "applyFont") }
    if let fill = changes.fill { tag.use("fillId", index(of: fill), apply: "applyFill") }
    if let border = changes.border {
      tag.use("borderId", index(of: markup(border), in: "borders"), apply: "applyBorder")
    }
    var children = xf.children(of: root).map { (name: $0.name, bytes: Array(original[$0.whole])) }

    var alignment: [(StaticString, String)] = []
    if let value = changes.horizontal { alignment.append(("horizontal", value.rawValue)) }
    if let value = changes.vertical { alignment.append(("vertical", value.rawValue)) }
    if let value = changes.wraps { alignment.append(("wrapText", value ? "1" : "0")) }
    if let value = changes.indent { alignment.append(("indent", String(value))) }
    set(alignment, of: "alignment", at: 0, &children, &tag, apply: "applyAlignment")

    var protection: [(StaticString, String)] = []
    if let value = changes.locked { protection.append(("locked", value ? "1" : "0")) }
    if let value = changes.formulaHidden { protection.append(("hidden", value ? "1" : "0")) }
    set(
      protection, of: "protection", at: children.first?.name == "alignment" ? 1 : 0, &children, &tag,
      apply: "applyProtection")

    guard !children.isEmpty else { return tag.bytes }
    tag.open()
    return tag.bytes + children.flatMap { $0.bytes } + tag.endTag
  }

  private func set(
    _ attributes: [(StaticString, String)], of name: String, at place: Int,
    _ children: inout [(name: String, bytes: [UInt8])],
    _ tag: inout XMLTag, apply: StaticString
  ) {
    guard !attributes.isEmpty else { return }
    if !children.contains(where: { $0.name == name }) {
      children.insert((name, Array(element(name).utf8)), at: place)
    }
    for index in children.indices where children[index].name == name {
      let bytes = children[index].bytes
      guard let end = XMLOutline(bytes: bytes).elements.first?.tag.upperBound else { continue }
      var child = XMLTag(bytes[..<end])
      for (attribute, value) in attributes { child.set(attribute, to: value) }
      children[index].bytes = child.bytes + bytes[end...]
    }
    tag.set(apply, to: "1")
  }

  // MARK: What formats refer to

  private mutating func index(of markup: String, in collection: String) -> Int {
    let bytes = Array(markup.utf8)
    let base = collections[collection]?.count ?? 0
    if let same = collections[collection]?.firstIndex(where: { outline.bytes[$0.whole].elementsEqual(bytes) }) {
      return same
    }
    if let same = appended[collection]?.firstIndex(of: bytes) { return base + same }
    appended[collection, default: []].append(bytes)
    return count(of: collection) - 1
  }

  private mutating func formatIdentifier(_ code: String) -> Int {
    if let known = formatIdentifiers[ExactText(code)] { return known }
    let identifier = nextFormatIdentifier
    nextFormatIdentifier += 1
    formatIdentifiers[ExactText(code)] = identifier
    let element = element("numFmt", [("numFmtId", String(identifier)), ("formatCode", code)])
    appended["numFmts", default: []].append(Array(element.utf8))
    return identifier
  }

  private mutating func index(of fill: StyleChanges.Fill) -> Int {
    switch fill {
    // The first two fills of every workbook are none and a grid of dots.
    case .none: return 0
    case .solid(let color):
      let colors = element("fgColor", [("rgb", color.description)]) + element("bgColor", [("indexed", "64")])
      return index(of: element("fill", [], element("patternFill", [("patternType", "solid")], colors)), in: "fills")
    }
  }

  private func markup(_ font: CellStyle.Font) -> String {
    var content = ""
    if font.bold { content += element("b") }
    if font.italic { content += element("i") }
    if font.underlined { content += element("u") }
    content +=
      element("sz", [("val", ShortestDecimal.text(of: font.size))])
      + element("color", [("rgb", font.color.description)])
    return element("font", [], content + element("name", [("val", font.name)]))
  }

  private func markup(_ border: CellStyle.Border) -> String {
    let sides = ["left", "right", "top", "bottom"].map { side in
      switch border {
      case .none: element(side)
      case .thin(let color): element(side, [("style", "thin")], element("color", [("rgb", color.description)]))
      }
    }
    return element("border", [], sides.joined() + element("diagonal"))
  }

  private func element(_ name: String, _ attributes: [(StaticString, String)] = [], _ content: String = "") -> String {
    var markup = XMLBuffer()
    for (attribute, value) in attributes { markup.attribute(attribute, value, .plain) }
    return String(
      decoding: ElementMarkup.element(
        name, attributes: markup.string, content: Array(content.utf8), prefix: outline.prefix), as: UTF8.self)
  }
}

extension XMLTag {
  /// Refers to a record of another collection, and says that it is to be applied.
  fileprivate mutating func use(_ attribute: StaticString, _ index: Int, apply: StaticString) {
    set(attribute, to: String(index))
    set(apply, to: "1")
  }
}
