/// The small parts of a package while several edits change them one after the other: relationships, content types, the
/// workbook part.
///
/// A part that comes out as it went in is not written again.
struct PackageDraft {
  let archive: ArchiveReader
  private var originals: [PartName: [UInt8]] = [:]
  private var current: [PartName: [UInt8]] = [:]
  private(set) var removed: Set<PartName> = []

  static let contentTypes = PartName("[Content_Types].xml")

  init(_ archive: ArchiveReader) { self.archive = archive }

  func contains(_ part: PartName) -> Bool { current[part] != nil || archive.contains(part) && !removed.contains(part) }

  /// The part as it stands now, as UTF-8; of XML that libxml2 accepts, unless `isXML` is false.
  mutating func bytes(of part: PartName, isXML: Bool = true) throws(XLSXError) -> [UInt8] {
    if let bytes = current[part] { return bytes }
    let bytes = try isXML ? XMLOutline(part, in: archive).bytes : PartText.whole(part, in: archive)
    originals[part] = bytes
    current[part] = bytes
    return bytes
  }

  mutating func outline(_ part: PartName) throws(XLSXError) -> XMLOutline { XMLOutline(bytes: try bytes(of: part)) }

  mutating func set(_ part: PartName, to bytes: [UInt8]) {
    current[part] = bytes
    removed.remove(part)
  }

  /// Takes a part away, with its relationships and its content type.
  mutating func remove(_ part: PartName) throws(XLSXError) { try remove([part]) }

  /// Takes parts out together with their relationships.
  mutating func remove(_ parts: Set<PartName>) throws(XLSXError) {
    let names = parts.union(parts.map { $0.relationships })
    for name in names where contains(name) {
      current[name] = nil
      if archive.contains(name) { removed.insert(name) }
    }
    guard contains(Self.contentTypes) else { return }
    var types = try outline(Self.contentTypes)
    for element in types.elements where element.depth == 2 && element.name == "Override" {
      if let name = types.tag(element).text(of: "PartName").map({ PartName($0) }), names.contains(name) {
        types.replace(element.whole, by: [])
      }
    }
    set(Self.contentTypes, to: types.changed())
  }

  /// Enters what was changed.
  func add(to changes: inout PackageChanges) {
    for (part, bytes) in current where originals[part] != bytes {
      if archive.contains(part) { changes.replaced[part] = bytes } else { changes.added[part] = bytes }
    }
    changes.removed.formUnion(removed)
  }

  // MARK: Content types

  /// Says what a new part is.
  mutating func declare(_ part: PartName, as type: String) throws(XLSXError) {
    var types = try outline(Self.contentTypes)
    guard let root = types.elements.first else { return }
    var markup = XMLBuffer()
    markup.attribute("PartName", "/" + part.text, .plain)
    markup.attribute("ContentType", type, .plain)
    types.append(
      [ElementMarkup.element("Override", attributes: markup.string, content: [], prefix: types.prefix)], to: root,
      count: 0)
    set(Self.contentTypes, to: types.changed())
  }

  /// Whether parts with that ending are of that type without being named.
  mutating func hasDefault(_ fileExtension: String, type: String) throws(XLSXError) -> Bool {
    let types = try outline(Self.contentTypes)
    return types.elements.contains { element in
      guard element.depth == 2, element.name == "Default", case let tag = types.tag(element) else { return false }
      return tag.text(of: "Extension")?.lowercased() == fileExtension
        && tag.text(of: "ContentType")?.lowercased() == type.lowercased()
    }
  }

  // MARK: Relationships

  mutating func relationships(of part: PartName) throws(XLSXError) -> [Relationships.Relationship] {
    guard contains(part.relationships) else { return [] }
    let outline = try outline(part.relationships)
    return outline.elements.filter { $0.depth == 2 && $0.name == "Relationship" }.compactMap { element in
      let tag = outline.tag(element)
      guard let identifier = tag.text(of: "Id"), let type = tag.text(of: "Type"), let target = tag.text(of: "Target")
      else { return nil }
      return Relationships.Relationship(
        identifier: identifier, kind: type.split(separator: "/").last.map(String.init) ?? type, target: target,
        isExternal: tag.text(of: "TargetMode") == "External")
    }
  }

  /// Relates a part to another and returns the identifier.
  mutating func relate(_ part: PartName, to target: PartName, kind: String) throws(XLSXError) -> String {
    let known = Set(try relationships(of: part).map { $0.identifier })
    var number = known.count + 1
    while known.contains("rId\(number)") { number += 1 }
    if !contains(part.relationships) { set(part.relationships, to: NewRelationships().part()) }
    var outline = try outline(part.relationships)
    guard let root = outline.elements.first else { return "" }
    var markup = XMLBuffer()
    markup.attribute("Id", "rId\(number)", .plain)
    markup.attribute("Type", Namespace.relationships + "/" + kind, .plain)
    markup.attribute("Target", target.target(from: part), .plain)
    outline.append(
      [ElementMarkup.element("Relationship", attributes: markup.string, content: [], prefix: outline.prefix)], to: root,
      count: 0)
    set(part.relationships, to: outline.changed())
    return "rId\(number)"
  }

  /// Forgets relationships; a list of relationships without any goes as a whole.
  mutating func unrelate(_ part: PartName, _ identifiers: Set<String>) throws(XLSXError) {
    guard contains(part.relationships) else { return }
    var outline = try outline(part.relationships)
    var left = 0
    for element in outline.elements where element.depth == 2 {
      if let identifier = outline.tag(element).text(of: "Id"), identifiers.contains(identifier) {
        outline.replace(element.whole, by: [])
      } else {
        left += 1
      }
    }
    if left == 0 {
      try remove(part.relationships)
    } else {
      set(part.relationships, to: outline.changed())
    }
  }

  /// The first free name: `xl/comments3.xml`.
  func freeName(_ beginning: String, _ ending: String) -> PartName {
    var number = 1
    while contains(PartName(beginning + String(number) + ending)) { number += 1 }
    return PartName(beginning + String(number) + ending)
  }
}

extension PartName {
  /// How a relationship of another part names this one: relative to that part's folder.
  func target(from part: PartName) -> String {
    let from = part.folder.split(separator: "/").map { $0.lowercased() }
    let own = text.split(separator: "/")
    let shared = zip(from, own.dropLast()).prefix { $0 == $1.lowercased() }.count
    return (Array(repeating: "..", count: from.count - shared) + own[shared...].map(String.init)).joined(separator: "/")
  }
}
