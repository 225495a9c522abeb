/// The relationships of a part in the making: ECMA-376 Part 2, 6.5.
struct NewRelationships {
  private var xml = XMLBuffer()
  private var count = 0

  init() {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
  }

  /// Adds one and gives its identifier.
  mutating func add(_ kind: StaticString, _ target: String) -> String {
    count += 1
    let identifier = "rId\(count)"
    xml.append("<Relationship")
    xml.attribute("Id", identifier, .plain)
    xml.append(" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/")
    xml.append(kind)
    xml.append("\"")
    xml.attribute("Target", target, .plain)
    xml.append("/>")
    return identifier
  }

  var isEmpty: Bool { count == 0 }

  func part() -> [UInt8] {
    var xml = xml
    xml.append("</Relationships>")
    return xml.bytes
  }
}
