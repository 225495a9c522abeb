/// The elements that edits write into parts, each with the prefix that the part gives its elements.
enum ElementMarkup {
  /// A `t` element, which keeps white space at its ends only when told to.
  static func textElement(_ text: String, prefix: [UInt8]) -> [UInt8] {
    let isSpaced = text != text.trimmingSpaces
    return element("t", attributes: isSpaced ? " xml:space=\"preserve\"" : "", text: text, prefix: prefix)
  }

  /// An element around text.
  static func element(_ name: String, attributes: String = "", text: String, prefix: [UInt8]) -> [UInt8] {
    var content = XMLBuffer()
    content.append(text: text)
    return element(name, attributes: attributes, content: content.bytes, prefix: prefix)
  }

  /// An element around markup; the attributes with the space before them.
  static func element(_ name: String, attributes: String = "", content: [UInt8], prefix: [UInt8]) -> [UInt8] {
    let name = String(decoding: prefix, as: UTF8.self) + name
    if content.isEmpty { return Array("<\(name)\(attributes)/>".utf8) }
    return Array("<\(name)\(attributes)>".utf8) + content + Array("</\(name)>".utf8)
  }
}
