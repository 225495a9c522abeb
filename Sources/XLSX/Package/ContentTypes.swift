/// The list of the parts and what they are: ECMA-376 Part 2, 6.2.3.
struct ContentTypes {
  private var xml = XMLBuffer()

  init(hasCommentBoxes: Bool) {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    xml.append("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
    xml.append("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
    xml.append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
    if hasCommentBoxes {
      xml.append(
        "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>")
    }
  }

  /// `kind` is what the type says after `application/vnd.openxmlformats-officedocument.`.
  mutating func add(_ part: String, _ kind: StaticString) {
    xml.append("<Override")
    xml.attribute("PartName", "/" + part, .plain)
    xml.append(" ContentType=\"application/vnd.openxmlformats-officedocument.")
    xml.append(kind)
    xml.append("+xml\"/>")
  }

  func part() -> [UInt8] {
    var xml = xml
    xml.append("</Types>")
    return xml.bytes
  }
}
