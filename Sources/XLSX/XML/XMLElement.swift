/// An element with its children, for the small parts of a package: names without prefixes, namespaces checked where
/// they matter.
package struct XMLElement {
  package var name: String
  package var namespace: String
  package var attributes: [Attribute] = []
  package var children: [XMLElement] = []
  /// The text directly inside, in one piece.
  package var text = ""

  package struct Attribute {
    package var name: String
    /// Empty for an attribute without prefix.
    package var namespace: String
    package var value: String
  }

  /// The value of the attribute of that local name without namespace.
  package subscript(_ name: String) -> String? { attributes.first { $0.name == name && $0.namespace.isEmpty }?.value }

  /// The relationship identifier of the element (`r:id`), whatever its prefix, transitional or Strict.
  var relationshipIdentifier: String? {
    attributes.first { $0.name == "id" && Namespace.isRelationships($0.namespace) }?.value
  }

  func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// All elements of that name at any depth, in document order.
  package func descendants(_ name: String) -> [XMLElement] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
  }

  func flag(_ name: String, default value: Bool = false) -> Bool {
    guard let text = self[name] else { return value }
    return text == "1" || text == "true" || text == "on"
  }

  /// Parses a part that is in memory already.
  package static func parse(_ bytes: [UInt8], part: String) throws(XLSXError) -> XMLElement {
    let builder = XMLTreeBuilder(limit: .max)
    let parser = try XMLPushParser(handler: builder, part: part)
    try parser.feed(bytes[...])
    try parser.finish()
    guard let root = builder.root else {
      throw XLSXError(.malformedXML(line: 1, column: 1), part: part, detail: "no element")
    }
    return root
  }
}

/// The namespaces of SpreadsheetML, transitional and Strict.
enum Namespace {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let mainStrict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let relationshipsStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
  static let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"

  static func isRelationships(_ uri: String) -> Bool { uri == relationships || uri == relationshipsStrict }
}
